/** A document in short, in its own words with their lines. */
import type { Audience, Summary } from '../domain/summary.ts';
import type { Card, CardBlock, Inline } from './card.ts';
import { enumerate, muted, sayLines } from './phrases.ts';

const readers: Record<Audience, string> = {
  everyone: '',
  exec: ' for executives',
  engineering: ' for engineering',
  design: ' for design',
  support: ' for support',
};

export function drawSummaryCard({ document, wish, points, missing }: Summary): Card {
  const title = `${document.title}, in short${readers[wish.audience]}`;
  const body: CardBlock[] = wish.prose
    ? [{ kind: 'text', text: points.map(({ label, text }) => `${label}: ${endSentence(text)}`).join(' ') }]
    : [{ kind: 'list', items: points.map((point) => ({ mark: 'none', title: drawPoint(point) })) }];
  const nothing: CardBlock = { kind: 'text', text: 'The document says too little to be put in short.' };
  const left = missing.length > 0 ? `It does not say: ${enumerate(missing)}. ` : '';
  return {
    title,
    tone: 'neutral',
    blocks: [
      ...(points.length > 0 ? body : [nothing]),
      { kind: 'text', text: muted(`${left}Taken from the document word for word, by rules.`) },
    ],
    choices: [],
    summary: `${title}: ${points.map(({ text }) => endSentence(text)).join(' ')}`,
  };
}

function drawPoint({ label, text, lines }: Summary['points'][number]): Inline[] {
  const place = lines.length > 0 ? ` · ${sayLines(span(lines))}` : '';
  return [{ kind: 'text', text: `${label}: `, bold: true }, { kind: 'text', text }, ...muted(place)];
}

function span(lines: readonly number[]): number[] {
  const [first = 0, last = first] = [lines[0], lines.at(-1)];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function endSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
