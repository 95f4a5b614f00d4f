/** What a generation did besides its tickets: counts, coverage, and everything that was read and left out, with why. */
import type { Parked, ParkedReason } from '../domain/draft.ts';
import type { Generated } from '../domain/ticket-view.ts';
import type { Card, CardBlock, Inline, ListItem } from './card.ts';
import { listWarnings } from './document-card.ts';
import { count, muted, sayLines } from './phrases.ts';

const shownFindings = 3;

export function drawGeneratedCard(generated: Generated): Card {
  const { document, tickets, created, reused, proposals = [] } = generated;
  const title = `${created > 0 ? 'Drafted' : 'Found'} ${count(tickets.length, 'ticket')} from “${document.title}”`;
  const again =
    created === 0 && reused > 0 && proposals.length === 0
      ? ' Nothing in it changed since they were made.'
      : '';
  return { title, tone: 'info', blocks: blocksOf(generated), choices: [], summary: `${title}.${again}` };
}

function blocksOf({
  coverage,
  parked,
  readiness,
  questions,
  warnings,
  ...generated
}: Generated): CardBlock[] {
  const lines = [sayRun(generated), sayCoverage(coverage), sayParked(parked)].filter((line) => line !== '');
  return [
    ...lines.map((line): CardBlock => ({ kind: 'text', text: muted(line) })),
    ...listWarnings(warnings),
    ...listBlock(
      'The document could say more',
      readiness.map(({ message, lines }) => ({ text: message, lines })),
    ),
    ...listBlock('Open questions in the document', questions),
  ];
}

type Counts = Pick<Generated, 'created' | 'reused' | 'superseded' | 'markedStale'>;

function sayRun({ created, reused, superseded, markedStale }: Counts): string {
  const parts = [
    ...(created > 0 ? [`${created} new`] : []),
    ...(reused > 0 ? [`${reused} already there`] : []),
    ...(superseded > 0 ? [`${superseded} replaced`] : []),
    ...(markedStale > 0 ? [`${markedStale} to look at again`] : []),
  ];
  return parts.length > 0 ? `This run: ${parts.join(' · ')}` : '';
}

function sayCoverage({ required, covered, uncovered }: Generated['coverage']): string {
  if (required === 0) return '';
  const left = uncovered.length > 0 ? `; no ticket for ${sayLines(uncovered)}` : '';
  return `Coverage: ${covered} of ${required} requirements${left}`;
}

const reasons: Record<ParkedReason, string> = {
  done: 'already done',
  out_of_scope: 'out of scope',
  future: 'for later',
  suspicious: 'reads like instructions to a bot and was not followed',
  context: 'context only',
};

function sayParked(parked: readonly Parked[]): string {
  const parts = (Object.keys(reasons) as ParkedReason[]).flatMap((reason) => {
    const lines = parked.filter((one) => one.reason === reason).flatMap((one) => one.lines);
    return lines.length > 0 ? [`${reasons[reason]} (${sayLines(lines)})`] : [];
  });
  return parts.length > 0 ? `Left out: ${parts.join(' · ')}` : '';
}

function listBlock(heading: string, found: readonly { text: string; lines: number[] }[]): CardBlock[] {
  if (found.length === 0) return [];
  const items = found.slice(0, shownFindings).map(
    ({ text, lines }): ListItem => ({
      mark: 'question',
      title: [{ kind: 'text', text }, ...linesOf(lines)],
    }),
  );
  const more = found.length > shownFindings ? ` (${shownFindings} of ${found.length})` : '';
  return [
    { kind: 'text', text: [{ kind: 'text', text: `${heading}${more}`, bold: true }] },
    { kind: 'list', items },
  ];
}

function linesOf(lines: readonly number[]): Inline[] {
  return lines.length > 0 ? muted(` · ${sayLines(lines)}`) : [];
}
