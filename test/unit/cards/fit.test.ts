/** Cutting a card to a surface's limits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/cards/card.ts';
import { cutPlain, cutText, measureText } from '../../../src/cards/cut-text.ts';
import { type CardLimits, fitCard } from '../../../src/cards/fit.ts';
import { measureCard } from '../../../src/cards/shrink-card.ts';
import { hostileCard, hostileText } from '../../support/hostile.ts';

const roomy: CardLimits = {
  characters: 100_000,
  title: 1000,
  text: 10_000,
  body: 1000,
  items: 100,
  choices: 50,
  label: 400,
  confirm: 1000,
};

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function split(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}

function listCard(rows: number): Card {
  const items = Array.from({ length: rows }, (_, index) => ({
    mark: 'pending' as const,
    number: index + 1,
    title: `Ticket ${index + 1}`,
    body: 'A second line that says somewhat more about the ticket than its title does.',
  }));
  return { title: 'Many', tone: 'neutral', blocks: [{ kind: 'list', items }], choices: [], summary: 'Many.' };
}

describe('cutting text', () => {
  it('keeps whole characters, marks the cut and never exceeds the length', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 60 }), (text, most) => {
        const cut = cutPlain(text, most);
        expect(cut.length).toBeLessThanOrEqual(most);
        if (text.length <= most) {
          expect(cut).toBe(text);
          return;
        }
        expect(cut.endsWith('…')).toBe(true);
        const kept = cut.slice(0, -1);
        const starts = split(text).map((_, index, all) => all.slice(0, index).join('').trimEnd());
        expect(starts).toContain(kept);
      }),
    );
  });

  it('does not tear a family apart', () => {
    expect(cutPlain('ok 👩‍👩‍👧‍👦 fine', 8)).toBe('ok…');
  });

  it('keeps the style of what stays and mentions whole', () => {
    const cut = cutText(
      [
        { kind: 'text', text: 'Ask ', bold: true },
        { kind: 'mention', memberId: 'm1', name: 'Ana Lindqvist' },
        { kind: 'text', text: ' about it' },
      ],
      10,
    );
    expect(cut).toEqual([
      { kind: 'text', text: 'Ask ', bold: true },
      { kind: 'text', text: '…' },
    ]);
    expect(measureText(cut)).toBeLessThanOrEqual(10);
  });
});

describe('fitting a card', () => {
  it('gives back the same card when everything fits', () => {
    const card = listCard(3);
    expect(fitCard(card, roomy)).toEqual(card);
  });

  it('keeps the first rows and counts the others', () => {
    const { blocks } = fitCard(listCard(12), { ...roomy, items: 5 });
    expect(blocks[0]).toMatchObject({ kind: 'list', items: { length: 5 } });
    expect(JSON.stringify(blocks[1])).toContain('… and 7 more lines');
  });

  it('gives up second lines before it gives up rows', () => {
    const card = listCard(10);
    const titles = measureCard(listCard(10)) - 10 * 76;
    const fitted = fitCard(card, { ...roomy, characters: titles + 200 });
    expect(fitted.blocks[0]).toMatchObject({ items: { length: 10 } });
    expect(JSON.stringify(fitted)).not.toContain('A second line');
  });

  it('gives up rows before it cuts sentences', () => {
    const long: Card = { ...listCard(40) };
    const card = { ...long, blocks: [{ kind: 'text' as const, text: 'One sentence.' }, ...long.blocks] };
    const fitted = fitCard(card, { ...roomy, characters: 200 });
    expect(measureCard(fitted)).toBeLessThanOrEqual(200);
    expect(fitted.blocks[0]).toEqual({ kind: 'text', text: 'One sentence.' });
    expect(JSON.stringify(fitted)).toMatch(/… and \d+ more lines/);
  });

  it('keeps titles, labels and choices within their limits whatever the text is', () => {
    const tight: CardLimits = { ...roomy, title: 20, label: 12, items: 3, choices: 4 };
    fc.assert(
      fc.property(hostileCard, (card) => {
        const fitted = fitCard(card, tight);
        expect(fitted.title.length).toBeLessThanOrEqual(20);
        expect(fitted.choices.length).toBeLessThanOrEqual(4);
        for (const choice of fitted.choices) expect(choice.label.length).toBeLessThanOrEqual(12);
        expect(fitted.tone).toBe(card.tone);
      }),
    );
  });

  it('keeps to the total however many rows there are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 60, max: 4000 }),
        (rows, characters) => {
          expect(measureCard(fitCard(listCard(rows), { ...roomy, characters }))).toBeLessThanOrEqual(
            characters,
          );
        },
      ),
    );
  });
});
