/** Telling duplicates apart, on pairs of invented products in three languages, half of them near misses. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTerms } from '../../../src/generation/duplicate-words.ts';
import { createDuplicateIndex } from '../../../src/generation/duplicates.ts';

type Pair = { same: boolean; language: string; ticket: Written; other: Written & { id: string } };
type Written = { title: string; text: string };

const pairs = readFileSync('test/fixtures/duplicates/pairs.tsv', 'utf8')
  .trim()
  .split('\n')
  .map((line, at): Pair => {
    const [label = '', language = '', ...texts] = line.split('\t');
    const [title = '', text = '', otherTitle = '', otherText = ''] = texts;
    const other = { id: `${at}`, title: otherTitle, text: otherText };
    return { same: label === 'same', language, ticket: { title, text }, other };
  });

/** Every ticket is compared with all the others of its language at once, as in a tracker that holds them all. */
function scorePairs() {
  let [hits, misses, falls] = [0, 0, 0];
  for (const [language, group] of Map.groupBy(pairs, (pair) => pair.language)) {
    const index = createDuplicateIndex(group.map(({ other }) => other));
    for (const { ticket } of group.filter((pair) => pair.language === language)) {
      const twins = group.filter((pair) => pair.same && pair.ticket.title === ticket.title);
      const wanted = new Set(twins.map(({ other }) => other.id));
      const strong = index.likest(ticket, { most: 3 }).filter((found) => found.strong);
      hits += strong.filter(({ id }) => wanted.has(id)).length;
      falls += strong.filter(({ id }) => !wanted.has(id)).length;
      misses += [...wanted].filter((id) => !strong.some((found) => found.id === id)).length;
    }
  }
  return { recall: hits / (hits + misses), precision: hits / (hits + falls) };
}

const likest = (ticket: Written, others: readonly Written[]) =>
  createDuplicateIndex(others.map((other, at) => ({ id: `${at}`, ...other }))).likest(ticket, { most: 3 });

describe('the search for duplicates', () => {
  it('finds the labelled duplicates and leaves the near misses alone', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(100);
    const { recall, precision } = scorePairs();
    expect(recall).toBeGreaterThanOrEqual(0.9);
    expect(precision).toBeGreaterThanOrEqual(0.97);
  });

  it('is sure of a title that was written again, whatever its case and order', () => {
    const [found] = likest({ title: 'Export invoices as CSV', text: '' }, [
      { title: 'CSV: EXPORT INVOICES', text: 'Something else entirely.' },
    ]);
    expect(found).toMatchObject({ id: '0', score: 1, strong: true });
    expect(found!.words).toEqual(['export', 'invoices', 'csv']);
  });

  it('names the words both say, as the ticket has them', () => {
    const [found] = likest({ title: 'Single sign-on with Okta', text: '' }, [
      { title: 'Okta SSO', text: 'Log in with Okta.' },
    ]);
    expect(found?.words.toSorted()).toEqual(['okta', 'single sign on']);
  });

  it('meets a ticket in another language by the things it names', () => {
    const [found] = likest({ title: 'Rechnungen als PDF exportieren', text: '' }, [
      { title: 'Export invoices as PDF', text: '' },
    ]);
    expect(found?.strong).toBe(true);
  });

  it.each([
    ['Export invoices as CSV', 'Export invoices as PDF'],
    ['Sign in with Google', 'Sign in with Apple'],
    ['Migration step 1', 'Migration step 2'],
    ['Add the ability to view a page', 'Add the option to view a list'],
    ['Ticket 1', 'Ticket 2'],
    ['One', 'Two'],
  ])('does not take "%s" for "%s"', (title, other) => {
    const found = likest({ title, text: 'The same words below.' }, [
      { title: other, text: 'The same words below.' },
    ]);
    expect(found.filter(({ strong }) => strong)).toEqual([]);
  });

  it('reads a compound as its parts', () => {
    expect(readTerms('Rechnungsexport').map(({ stem }) => stem)).toEqual(
      readTerms('invoice export').map(({ stem }) => stem),
    );
  });

  it('answers within 0 and 1, most alike first, and never more than was asked for', () => {
    const words = fc.array(fc.constantFrom('invoice', 'export', 'csv', 'login', 'Schäden', '日本', '', '!'), {
      maxLength: 5,
    });
    const written = fc.record({
      title: words.map((all) => all.join(' ')),
      text: fc.string({ maxLength: 40 }),
    });
    fc.assert(
      fc.property(written, fc.array(written, { maxLength: 8 }), (ticket, others) => {
        const found = likest(ticket, others);
        const scores = found.map(({ score }) => score);
        expect(found.length).toBeLessThanOrEqual(3);
        expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
        expect(scores).toEqual(scores.toSorted((one, other) => other - one));
      }),
      { numRuns: 100 },
    );
  });

  it('compares with two thousand issues in a blink', () => {
    const others = Array.from({ length: 2000 }, (_, at) => {
      const { title, text } = pairs[at % pairs.length]!.other;
      return { title: `${title} in region ${at}`, text: `${text} `.repeat(10) };
    });
    const index = createDuplicateIndex(others.map((other, at) => ({ id: `${at}`, ...other })));
    const began = performance.now();
    for (const { ticket } of pairs) index.likest(ticket, { most: 3 });
    expect((performance.now() - began) / pairs.length).toBeLessThan(50);
  });
});
