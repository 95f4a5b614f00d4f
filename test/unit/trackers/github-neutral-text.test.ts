/** Nothing in a text of ours makes GitHub act. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutralise, restore } from '../../../src/trackers/github/neutral-text.ts';

/** What GitHub looks for in prose, each in a form of its own. */
const triggers = [
  /(?<![\w`])@[a-z0-9]/i,
  /(?<!&)#\d/,
  /\bGH-\d/i,
  /https?:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(issues|pull|discussions)\/\d/i,
  /\b(close[sd]?|fix(e[sd])?|resolve[sd]?):?\s+https?:/i,
  /<!--\s*\/?docket/,
];

describe('a text', () => {
  it.each([
    ['a person', 'Ask @robin.'],
    ['a team', 'For (@octo-org/core).'],
    ['everybody of a name', '@admin'],
    ['an issue', 'See #12.'],
    ['an issue elsewhere', 'See octo/product#12.'],
    ['an issue in the old form', 'See gh-12.'],
    ['an address of an issue', 'See https://github.com/octo/product/issues/12.'],
    ['an address of a pull request', 'See https://GitHub.com/octo/product/pull/12/files.'],
    ['a word that closes', 'Fixes #12'],
    ['a word that closes, with a colon', 'closes: octo/product#12'],
    ['a word that closes by an address', 'Resolved https://ghe.example.com/o/r/issues/1'],
    ['a marker like ours', 'Text <!-- docket:abcdefgh --> text'],
  ])('no longer calls %s, and can be brought back', (_, text) => {
    const quiet = neutralise(text);
    for (const trigger of triggers) expect(quiet).not.toMatch(trigger);
    expect(quiet).not.toBe(text);
    expect(restore(quiet)).toBe(text);
  });

  it.each([
    ['an address with a number in it', 'https://example.com/page#12'],
    ['an e-mail address', 'robin@example.com'],
    ['an entity', 'It&#39;s'],
    ['code', 'Run `npm i @octokit/rest#1` now'],
    ['code in two ticks', '``a ` @robin``'],
    ['a fenced block', '```ts\n@decorator\n// fixes #1\n```'],
    ['a fenced block without an end', 'So:\n~~~\n@robin #1'],
    ['a heading', '# 12 things'],
    ['a word that closes nothing', 'It closes the window and fixes 3 faults'],
  ])('keeps %s as it is', (_, text) => {
    expect(neutralise(text)).toBe(text);
  });

  it('goes on after code', () => {
    expect(neutralise('```\n@a\n```\nAsk @robin, not `@you`.')).toBe(
      '```\n@a\n```\nAsk @\u200brobin, not `@you`.',
    );
  });

  it('whatever it is made of, calls nobody and can be brought back', () => {
    const pieces = fc.constantFrom(
      '@',
      'robin',
      '#',
      '1',
      'GH-',
      ' ',
      '\n',
      'fixes',
      ': ',
      '<!--',
      'docket:',
    );
    const more = fc.constantFrom('https://github.com/o/r/issues/', 'o/r', '.', '(', '*', '&', 'é');
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, more), { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const quiet = neutralise(text);
        for (const trigger of triggers.slice(0, 4)) {
          const outsideAddresses = quiet.replace(/https?:\/\/[^\s<>"']+/g, (address) =>
            trigger.source.startsWith('https') ? address : '',
          );
          expect(outsideAddresses).not.toMatch(trigger);
        }
        expect(restore(quiet)).toBe(text);
      }),
    );
  });

  it.each([
    ['ticks', '`'.repeat(60_000)],
    ['ticks of every length', Array.from({ length: 340 }, (_, at) => '`'.repeat(at + 1)).join(' ')],
    ['fences', '```\n'.repeat(15_000)],
    ['signs', '@a #1 '.repeat(10_000)],
    ['addresses', 'https://github.com/a/b/issues/1 '.repeat(1_900)],
    ['words', 'fixes '.repeat(10_000)],
  ])('of 60,000 %s takes no time', (_, text) => {
    const before = performance.now();
    neutralise(text);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
