/** The coverage of a document: a map by section, the lines nobody covers quoted, and tickets nothing asks for. */
import type {
  CoverageAnswer,
  CoverageCounts,
  CoverageLine,
  CoverageMap,
  CoverageSection,
  Unsourced,
} from '../domain/coverage.ts';
import type { Card, CardBlock, Text } from './card.ts';
import { count, enumerate, muted, sayLines } from './phrases.ts';

const shownQuotes = 20;
const shownUnsourced = 5;

/** `only` leaves out the map and the tickets nothing asks for. */
export function drawCoverageCard(map: CoverageMap, only: 'uncovered' | null): Card {
  const summary = summarize(map);
  return {
    title: `Coverage of “${map.document.title}”`,
    tone: map.counts.uncovered > 0 ? 'warning' : 'success',
    blocks: [
      { kind: 'text', text: summary },
      ...(only === null ? drawMap(map) : []),
      ...quoteUncovered(map, only),
      ...(only === null ? nameUnsourced(map.unsourced) : []),
    ],
    choices: [],
    summary,
  };
}

function summarize({ counts, document }: CoverageMap): string {
  const total = counts.covered + counts.uncovered;
  if (total === 0) return `Nothing in “${document.title}” asks to be built.`;
  const all = `${count(total, 'line')} of “${document.title}”`;
  if (counts.uncovered === 0) return `Tickets cover all ${all} that ask for something.`;
  if (counts.covered === 0) return `No ticket covers any of the ${all} that ask for something.`;
  const verb = counts.uncovered === 1 ? 'has' : 'have';
  return `Tickets cover ${counts.covered} of the ${all} that ask for something; ${counts.uncovered} ${verb} no ticket.`;
}

function drawMap({ sections, document, counts }: CoverageMap): CardBlock[] {
  const rows = sections
    .filter(({ counts: { context: _, ...rest } }) => Object.values(rest).some((lines) => lines > 0))
    .map((section): Text[] => [
      section.title,
      `${section.lines[0]}–${section.lines[1]}`,
      sayShare(section),
      sayTickets(section.keys),
      sayLeftOut(section.counts) || '–',
    ]);
  const background = count(counts.context, 'line');
  const caption = `${document.source.name}, version ${document.version}. Not counted: ${background} of headings and background.`;
  const columns = ['Section', 'Lines', 'Covered', 'Tickets', 'Left out'];
  return rows.length > 0 ? [{ kind: 'table', columns, rows, caption }] : [];
}

function sayShare({ counts: { covered, uncovered } }: CoverageSection): Text {
  const total = covered + uncovered;
  if (total === 0) return muted('–');
  const share = `${covered} of ${total}`;
  return uncovered === 0 ? share : [{ kind: 'text', text: share, bold: true }];
}

function sayTickets(keys: readonly string[]): string {
  return keys.length < 2 ? (keys[0] ?? '–') : count(keys.length, 'ticket');
}

function sayLeftOut({ parked, done }: CoverageCounts): string {
  return [...(done > 0 ? [`${done} done`] : []), ...(parked > 0 ? [`${parked} set aside`] : [])].join(', ');
}

/** Neighbouring lines of one section are one quote; their text stays as it stands in the document. */
function quoteUncovered({ lines, sections }: CoverageMap, only: 'uncovered' | null): CardBlock[] {
  const runs = gatherRuns(
    lines.filter(({ state }) => state === 'uncovered'),
    sections,
  );
  if (runs.length === 0) return [];
  const quotes = runs.slice(0, shownQuotes).map(
    ({ title, found }): CardBlock => ({
      kind: 'quote',
      text: found.map(({ text }) => text).join('\n'),
      source: `${title} · ${sayLines(found.map(({ line }) => line))}`,
    }),
  );
  const left = runs.slice(shownQuotes).flatMap(({ found }) => found.map(({ line }) => line));
  const more: CardBlock[] =
    left.length > 0
      ? [{ kind: 'text', text: muted(`And ${count(left.length, 'line')} more: ${sayLines(left)}.`) }]
      : [];
  const heading: CardBlock = { kind: 'text', text: [{ kind: 'text', text: 'No ticket covers', bold: true }] };
  return [...(only === null ? [heading] : []), ...quotes, ...more];
}

type QuoteRun = { title: string; found: CoverageLine[] };

function gatherRuns(lines: readonly CoverageLine[], sections: readonly CoverageSection[]): QuoteRun[] {
  const runs: QuoteRun[] = [];
  for (const line of lines) {
    const title =
      sections.find(({ lines: [first, last] }) => first <= line.line && line.line <= last)?.title ?? '';
    const last = runs.at(-1);
    const follows = last && last.title === title && line.line - last.found.at(-1)!.line <= 2;
    if (follows) last.found.push(line);
    else runs.push({ title, found: [line] });
  }
  return runs;
}

function nameUnsourced(unsourced: readonly Unsourced[]): CardBlock[] {
  if (unsourced.length === 0) return [];
  const heading = 'Scope creep? No line of the document asks for';
  const items = unsourced.slice(0, shownUnsourced).map(({ key, title, why }) => ({
    mark: 'question' as const,
    title: `${key} ${title}`,
    meta: [why === 'gone' ? 'its lines are gone from the document' : 'it was written without a document'],
  }));
  const left = unsourced.length - items.length;
  return [
    { kind: 'text', text: [{ kind: 'text', text: heading, bold: true }] },
    { kind: 'list', items },
    ...(left > 0 ? [{ kind: 'text' as const, text: muted(`And ${count(left, 'ticket')} more.`) }] : []),
  ];
}

/** What covers some words: the tickets with the lines they stand on, and what is said about them and not covered. */
export function drawCoverageAnswerCard(map: CoverageMap, { about, tickets, others }: CoverageAnswer): Card {
  const uncovered = others.filter(({ state }) => state === 'uncovered');
  const summary = answerIn(
    map,
    about,
    tickets.map(({ key }) => key),
    uncovered.length,
    others.length,
  );
  return {
    title: `What covers “${about}”`,
    tone: uncovered.length > 0 ? 'warning' : tickets.length > 0 ? 'success' : 'neutral',
    blocks: [
      { kind: 'text', text: summary },
      ...tickets.flatMap(({ key, title, lines }) => drawCovering(key, title, lines)),
      ...others.slice(0, shownQuotes).map(drawOther),
    ],
    choices: [],
    summary,
  };
}

function answerIn(
  { document }: CoverageMap,
  about: string,
  keys: readonly string[],
  uncovered: number,
  mentions: number,
): string {
  const open = `${count(uncovered, 'line')} about it ${uncovered === 1 ? 'has' : 'have'} no ticket.`;
  if (keys.length > 0) {
    const said = `${enumerate(keys)} ${keys.length === 1 ? 'covers' : 'cover'} what “${document.title}” says about “${about}”.`;
    return uncovered > 0 ? `${said} ${open}` : said;
  }
  if (uncovered > 0) return `No ticket covers “${about}”, although “${document.title}” asks for it.`;
  if (mentions > 0)
    return `“${document.title}” mentions “${about}” but asks for nothing about it, so no ticket covers it.`;
  return `“${document.title}” says nothing about “${about}”, and no ticket covers it.`;
}

function drawCovering(key: string, title: string, lines: readonly CoverageLine[]): CardBlock[] {
  return [
    { kind: 'text', text: [{ kind: 'text', text: `${key} ${title}`, bold: true }] },
    {
      kind: 'quote',
      text: lines.map(({ text }) => text).join('\n'),
      source: sayLines(lines.map(({ line }) => line)),
    },
  ];
}

const otherStates: Record<CoverageLine['state'], string> = {
  covered: 'covered',
  uncovered: 'no ticket',
  parked: 'set aside',
  done: 'already done',
  context: 'background',
};

function drawOther({ line, text, state }: CoverageLine): CardBlock {
  return { kind: 'quote', text, source: `line ${line} · ${otherStates[state]}` };
}
