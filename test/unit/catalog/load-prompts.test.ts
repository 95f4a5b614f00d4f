/** Prompts: front matter and placeholders agree, and every input is given. */
import { describe, expect, it } from 'vitest';
import { fillPrompt, loadPrompts, readPrompt } from '../../../src/catalog/load-prompts.ts';

describe('a prompt', () => {
  it('is filled with its inputs, as they are', () => {
    const prompt = readPrompt('greet.md', '---\ninputs: [name]\n---\nHello {{name}}, {{name}}.\n');
    expect(fillPrompt(prompt, { name: '$& {{x}}' })).toBe('Hello $& {{x}}, $& {{x}}.');
  });

  it('is refused when an input is not declared or not used, naming it', () => {
    expect(() => readPrompt('a.md', '---\ninputs: []\n---\n{{name}}')).toThrow(/a\.md.*name/);
    expect(() => readPrompt('a.md', '---\ninputs: [name]\n---\nhello')).toThrow(/a\.md.*name/);
  });

  it('is refused without front matter', () => {
    expect(() => readPrompt('a.md', 'hello')).toThrow(/front matter/);
  });

  it('is not filled while an input is missing', () => {
    const prompt = readPrompt('a.md', '---\ninputs: [name]\n---\n{{name}}');
    expect(() => fillPrompt(prompt, {})).toThrow(/name/);
  });

  it('stands in the prompts folder only in this form', () => {
    expect([...loadPrompts('prompts').keys()]).toContain('agent');
  });
});
