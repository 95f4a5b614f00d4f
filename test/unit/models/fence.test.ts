/** What keeps text from outside apart from instructions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fence } from '../../../src/models/fence.ts';

describe('a fence', () => {
  it('holds the text unchanged between tags that do not occur in it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const fenced = fence(text);
        const tag = /<(material-[0-9a-f]{16})>/.exec(fenced)![1]!;
        expect(fenced.slice(fenced.indexOf('\n') + 1)).toBe(`<${tag}>\n${text}\n</${tag}>`);
        expect(text).not.toContain(tag);
      }),
      { numRuns: 50 },
    );
  });

  it('cannot be closed by a text that repeats an earlier fence', () => {
    const first = fence('a plan');
    const tagOf = (fenced: string) => /<(material-[0-9a-f]{16})>/.exec(fenced)![1];
    expect(tagOf(fence(first))).not.toBe(tagOf(first));
  });

  it('is the same for the same text', () => {
    expect(fence('a plan')).toBe(fence('a plan'));
  });
});
