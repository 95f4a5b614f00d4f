/** What a generation did besides its tickets: counts, coverage, and everything that was read and left out, with why. */
import type { Parked, ParkedReason } from '../domain/draft.ts';
import type { Generated } from '../domain/ticket-view.ts';
import type { Card, CardBlock } from './card.ts';
import { listWarnings } from './document-card.ts';
import { count, enumerate, muted, sayLines } from './phrases.ts';

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
    ...sayGaps(readiness.length, questions.length),
  ];
}

type Counts = Pick<Generated, 'created' | 'reused' | 'superseded' | 'markedStale'>;

function sayRun({ created, reused, superseded, markedStale }: Counts): string {
  const parts = [
    ...(created > 0 ? [`${created} new`] : []),
    ...(reused > 0 ? [`${reused} already there`] : []),
    ...(superseded > 0 ? [`${superseded} no longer asked for`] : []),
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

/** The questions most worth an answer follow on a card of their own; commands lead to the rest. */
function sayGaps(gaps: number, questions: number): CardBlock[] {
  const where = [...(gaps > 0 ? ['/docket lint'] : []), ...(questions > 0 ? ['/docket questions'] : [])];
  const parts = [
    ...(gaps > 0 ? [count(gaps, 'thing it could say better', 'things it could say better')] : []),
    ...(questions > 0 ? [`${count(questions, 'open question')} of its own`] : []),
  ];
  if (parts.length === 0) return [];
  return [
    {
      kind: 'text',
      text: muted(`The document has ${enumerate(parts)}: ${enumerate(where)}.`),
    },
  ];
}
