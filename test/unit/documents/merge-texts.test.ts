/** Two edits of one text come together without losing a line of either. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignLines } from '../../../src/documents/align-lines.ts';
import { mergeTexts } from '../../../src/documents/merge-texts.ts';

const lines = fc.array(fc.constantFrom<string>('a', 'b', 'c', 'd', ''), { maxLength: 8 });

describe('merging', () => {
  it('takes the only side that changed, and both when they changed the same', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        expect(mergeTexts(before, after, before)).toEqual({ lines: after, clashes: [] });
        expect(mergeTexts(before, before, after)).toEqual({ lines: after, clashes: [] });
        expect(mergeTexts(before, after, after)).toEqual({ lines: after, clashes: [] });
      }),
    );
  });

  it('keeps every line that one side added, in the text or in a clash', () => {
    const fresh = fc.array(fc.constantFrom('x', 'y'), { maxLength: 3 });
    fc.assert(
      fc.property(lines, fresh, fresh, fc.nat(8), fc.nat(8), (before, mine, yours, here, there) => {
        const ours = before.toSpliced(here, 1, ...mine.map((line) => `my ${line}`));
        const theirs = before.toSpliced(there, 1, ...yours.map((line) => `your ${line}`));
        const merged = mergeTexts(before, ours, theirs);
        const all = [...merged.lines, ...merged.clashes.flatMap((clash) => clash.theirs)];
        for (const line of [...ours, ...theirs].filter((one) => / /.test(one))) expect(all).toContain(line);
        for (const { line, ours: own } of merged.clashes) {
          expect(merged.lines.slice(line - 1, line - 1 + own.length)).toEqual(own);
        }
      }),
    );
  });

  it('joins changes of neighbouring lines, and asks about the same line', () => {
    expect(mergeTexts(['a', 'b'], ['A', 'b'], ['a', 'B'])).toEqual({ lines: ['A', 'B'], clashes: [] });
    expect(mergeTexts(['a', 'b'], ['x', 'b'], ['y', 'b'])).toEqual({
      lines: ['x', 'b'],
      clashes: [{ line: 1, before: ['a'], ours: ['x'], theirs: ['y'] }],
    });
  });
});

describe('aligning', () => {
  it('says of each line where it was, and of none what it was not', () => {
    fc.assert(
      fc.property(lines, lines, (from, to) => {
        const aligned = alignLines(from, to);
        expect(aligned.map((line) => line.text)).toEqual(to);
        const known = aligned.flatMap((line) => line.from ?? []);
        expect(known).toEqual([...new Set(known)].sort((one, other) => one - other));
        for (const line of aligned) if (line.from !== null) expect(from[line.from - 1]).toBe(line.text);
      }),
    );
  });

  it('takes no time to speak of for long texts full of empty lines, changed at both ends', () => {
    const text = Array.from({ length: 20_000 }, (_, at) => (at % 2 ? '' : `line ${at}`));
    const started = performance.now();
    const { lines: merged, clashes } = mergeTexts(text, ['mine', ...text], [...text, 'yours']);
    expect({ merged: merged.length, clashes }).toEqual({ merged: 20_002, clashes: [] });
    expect(
      alignLines(text, ['new', ...text.slice(0, -1), 'end']).filter(({ from }) => from === null),
    ).toHaveLength(2);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('matches only the ends of a passage in which every line repeats', () => {
    const same = Array.from({ length: 500 }, () => 'same');
    const aligned = alignLines(['a', ...same, 'b'], ['c', ...same, 'd']);
    expect(aligned.filter(({ from }) => from !== null)).toEqual([]);
  });
});
