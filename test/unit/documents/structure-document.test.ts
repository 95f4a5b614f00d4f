/** From text to typed blocks, on the labelled documents and on texts made to hurt. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { structureDocument } from '../../../src/documents/structure-document.ts';

const folder = new URL('../../fixtures/prds/', import.meta.url);
const load = (name: string) => readFileSync(new URL(name, folder), 'utf8');

describe('structuring', () => {
  it('gives the onboarding document its title, a block for each section and one for each story', async () => {
    const { title, blocks } = await structureDocument(load('01-onboarding-prd.md'));
    expect(title).toBe('Onboarding PRD: First Job in One Day');
    const count = (type: string) => blocks.filter((block) => block.type === type).length;
    expect(count('problem')).toBe(1);
    expect(count('persona')).toBe(1);
    expect(count('metrics')).toBe(1);
    expect(count('out_of_scope')).toBe(1);
    expect(count('user_story')).toBeGreaterThanOrEqual(10);
  });

  it('quotes each block byte for byte, in order, without overlap', async () => {
    for (const name of [
      '01-onboarding-prd.md',
      '08-grocery-slack-thread.md',
      '11-mieterportal-de.md',
      '12-kettle-club-messy.md',
    ]) {
      const text = load(name);
      const lines = text.split('\n');
      let end = 0;
      for (const block of (await structureDocument(text)).blocks) {
        expect(block.lines[0]).toBeGreaterThan(end);
        expect(block.content).toBe(lines.slice(block.lines[0] - 1, block.lines[1]).join('\n'));
        end = block.lines[1];
      }
    }
  });

  it('sets text that speaks to a machine apart in a block of its own', async () => {
    const { blocks } = await structureDocument(load('12-kettle-club-messy.md'));
    const suspicious = blocks.filter((block) => block.type === 'suspicious').map((block) => block.lines[0]);
    expect(suspicious).toEqual(expect.arrayContaining([5, 10, 23, 32, 38, 47]));
  });

  it('types the paragraphs of a memo one by one', async () => {
    const { blocks } = await structureDocument(load('02-home-delivery-two-pager.md'));
    const typeAt = (line: number) =>
      blocks.find((block) => block.lines[0] <= line && line <= block.lines[1])?.type;
    expect([typeAt(9), typeAt(23), typeAt(25)]).toEqual(['solution', 'done', 'out_of_scope']);
  });
});

describe('texts made to hurt', () => {
  const bombs: [string, string][] = [
    ['quote marks', `${'>'.repeat(10_000)} a`],
    ['list nesting', Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')],
    ['open links', '[a](b'.repeat(10_000)],
    ['open brackets', '['.repeat(50_000)],
    ['emphasis', '*a **a '.repeat(7_000)],
    ['open comments', '<!-- \n'.repeat(10_000)],
  ];
  it.each(bombs)('%s give an answer or a clear refusal, and the next text is read', async (_what, text) => {
    const answer = await structureDocument(text).catch((error: unknown) => error);
    if (answer instanceof Error) expect(answer).toMatchObject({ code: 'UNREADABLE' });
    else expect(answer).toHaveProperty('blocks');
    expect((await structureDocument('# Plan\n\n## Problem\n\nNone.\n')).title).toBe('Plan');
  });

  it('leave the main thread free', async () => {
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const paragraph = '## Area\n\nThe system must keep every record for a year.\n\n- It can be searched.\n\n';
    await structureDocument(paragraph.repeat(4_000));
    clearInterval(timer);
    expect(longest).toBeLessThan(600);
  });
});
