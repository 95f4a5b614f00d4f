/** Scores a proposal line by line: what the labels ask for is covered, and no ticket comes from lines that ask for nothing. */
import type { Proposal, TicketDraft } from '../domain/draft.ts';
import { containment, createVectors } from '../generation/similarity.ts';
import type { GoldDocument, LineLabel } from './gold.ts';
import { renderDraft } from './score-tickets.ts';
import { type Share, shareOf } from './share.ts';

/** Weight of a line's words, rare ones more, that a ticket has to repeat: alone, and when it cites the line as well. */
const lexicalFrom = 0.6;
const bothFrom = 0.5;

type LineScores = Record<
  | 'coverageTraced'
  | 'coverageLexical'
  | 'coverageBoth'
  | 'detailsAttached'
  | 'silentLoss'
  | 'precision'
  | 'secondary'
  | 'junk'
  | 'outOfScope'
  | 'done'
  | 'future'
  | 'silentZero',
  Share
>;

export function scoreLines(gold: GoldDocument, proposal: Proposal, lines: readonly string[]): LineScores {
  const { tickets } = proposal;
  const labels = new Map(Object.entries(gold.lines).map(([line, label]) => [Number(line), label]));
  const linesOf = (wanted: LineLabel) =>
    [...labels].filter(([, label]) => label === wanted).map(([line]) => line);
  const cites = (ticket: TicketDraft, line: number) => ticket.sourceLines.includes(line);
  const isCited = (line: number) => tickets.some((ticket) => cites(ticket, line));
  const isNamed = createNamed(proposal);
  const said = createSaid(tickets, lines);
  const required = linesOf('R');
  const verdicts = tickets.map((ticket) => verdictOf(ticket, labels));
  const share = (...wanted: Verdict[]) => shareOf(verdicts, (verdict) => wanted.includes(verdict));
  const isSilent = tickets.length === 0 && proposal.parked.length === 0 && proposal.warnings.length === 0;
  return {
    coverageTraced: shareOf(required, isCited),
    coverageLexical: shareOf(required, (line) => tickets.some((one) => said(one, line) >= lexicalFrom)),
    coverageBoth: shareOf(required, (line) =>
      tickets.some((one) => cites(one, line) && said(one, line) >= bothFrom),
    ),
    detailsAttached: shareOf(linesOf('A'), isCited),
    silentLoss: shareOf(required, (line) => !isCited(line) && !isNamed(line)),
    precision: share('good', 'secondary'),
    secondary: share('secondary'),
    junk: share('junk'),
    outOfScope: share('outOfScope'),
    done: share('done'),
    future: share('future'),
    silentZero: { hit: isSilent ? 1 : 0, of: required.length > 0 ? 1 : 0 },
  };
}

/** A line that a person is told about: uncovered, asked about, or set aside for a reason. */
function createNamed({ coverage, parked, questions }: Proposal): (line: number) => boolean {
  const told = parked.filter(({ reason }) => reason !== 'context');
  const named = new Set([...coverage.uncovered, ...[...told, ...questions].flatMap(({ lines }) => lines)]);
  return (line) => named.has(line);
}

/** How much of a line a ticket says, by weight; 1 for a line without words. */
function createSaid(tickets: readonly TicketDraft[], lines: readonly string[]) {
  const vectorOf = createVectors(lines);
  const rendered = new Map(tickets.map((ticket) => [ticket, vectorOf(renderDraft(ticket))]));
  return (ticket: TicketDraft, line: number): number => {
    const wanted = vectorOf(lines[line - 1] ?? '');
    return wanted.size === 0 ? 1 : containment(wanted, rendered.get(ticket)!);
  };
}

type Verdict = 'good' | 'secondary' | 'outOfScope' | 'done' | 'future' | 'junk';

/** A ticket is as good as the best line it comes from. */
function verdictOf(ticket: TicketDraft, labels: ReadonlyMap<number, LineLabel>): Verdict {
  const found = new Set(ticket.sourceLines.map((line) => labels.get(line)));
  if (found.has('R') || found.has('A')) return 'good';
  if (found.has('S')) return 'secondary';
  if (found.has('X')) return 'outOfScope';
  if (found.has('D')) return 'done';
  return found.has('F') ? 'future' : 'junk';
}
