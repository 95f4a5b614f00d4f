/** A section of ours in somebody else's issue: theirs stays, ours is there once. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { putSection } from '../../../src/domain/issue-section.ts';

const marker = 'abcdefghijklmnopqrstuvwxyz';

it('stands below the text that was there, and alone in an empty issue', () => {
  const section =
    '<!-- docket-section:abcdefghijklmnopqrstuvwxyz -->\nOurs.\n<!-- /docket-section:abcdefghijklmnopqrstuvwxyz -->';
  expect(putSection('Theirs.\n', marker, '\nOurs.\n')).toBe(`Theirs.\n\n${section}`);
  expect(putSection(' \n', marker, 'Ours.')).toBe(section);
});

it('is replaced where it stands, between what others wrote above and below', () => {
  const first = `${putSection('Above.', marker, 'Ours.')}\n\nBelow.`;
  expect(putSection(first, marker, 'Ours, anew.')).toBe(first.replace('Ours.', 'Ours, anew.'));
});

it('leaves the section of another ticket alone', () => {
  const other = putSection('Theirs.', 'zyxwvutsrqponmlkjihgfedcba', 'Another ticket.');
  expect(putSection(other, marker, 'Ours.')).toBe(`${other}\n\n${putSection('', marker, 'Ours.')}`);
});

it('loses no words of others where somebody deleted its end', () => {
  const open = `Above.\n\n<!-- docket-section:${marker} -->\nTheir last words.`;
  const written = putSection(open, marker, 'Ours.');
  expect(written).toContain('Ours.');
  expect(written).toContain('Above.');
  expect(written).toContain('Their last words.');
});

it('is written once, however often, and keeps every word of others', () => {
  const words = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '<!--', '-->', '#', '$&'), maxLength: 30 });
  fc.assert(
    fc.property(words, words, (body, section) => {
      const once = putSection(body, marker, section);
      expect(putSection(once, marker, section)).toBe(once);
      expect(once.startsWith(body.trimEnd())).toBe(true);
    }),
    { numRuns: 200 },
  );
});
