/** The answer to "is that there already?": each ticket with what may say the same, and what can be decided about it. */
import { type DuplicateCandidate, undecided } from '../domain/duplicate.ts';
import type { DuplicatesView } from '../domain/publication-view.ts';
import type { Card, ListItem } from './card.ts';
import { candidateChoices, sayCandidate, sayDecision } from './duplicate-row.ts';
import { count, muted, nameDestination, sayUndecided } from './phrases.ts';

export function drawDuplicatesCard(view: DuplicatesView): Card {
  const found = view.rows.filter(({ finding }) => finding.candidates.length > 0 || finding.decision);
  const sentence = saySum(view);
  return {
    title: 'Duplicates',
    tone: view.problem === null ? (isClear(view) ? 'success' : 'info') : 'warning',
    blocks: [
      ...(view.problem === null ? [] : [{ kind: 'text' as const, text: view.problem }]),
      { kind: 'text', text: sentence },
      ...(found.length > 0 ? [{ kind: 'list' as const, items: found.flatMap(drawTicket) }] : []),
    ],
    choices: [],
    summary: sentence,
  };
}

function isClear({ rows }: DuplicatesView): boolean {
  return rows.every(({ finding }) => undecided(finding).length === 0);
}

function saySum(view: DuplicatesView): string {
  const { rows, compared, destination } = view;
  if (rows.length === 0) return 'None of these tickets is still to be pushed, so nothing was compared.';
  const issues = destination ? `${count(compared.issues, 'issue')} in ${nameDestination(destination)}` : '';
  const tickets = count(Math.max(0, compared.tickets - 1), 'other ticket');
  const against = [issues, `${tickets} in Docket`].filter((part) => part !== '').join(' and ');
  const open = rows.filter(({ finding }) => undecided(finding).length > 0).length;
  const settled = rows.filter(({ finding }) => finding.decision !== null).length;
  const results = [
    ...(open > 0 ? [sayUndecided(open)] : []),
    ...(settled > 0 ? [`${settled} decided before`] : []),
  ];
  const result = results.length > 0 ? results.join(', ') : 'no duplicate';
  return `Compared ${count(rows.length, 'ticket')} with ${against}: ${result}.`;
}

/** What was decided, or one row per candidate that can be decided on. */
function drawTicket({ view: { ticket }, finding }: DuplicatesView['rows'][number]): ListItem[] {
  const { decision, candidates } = finding;
  const settled: ListItem[] = decision
    ? [
        {
          mark: decision.choice === 'skip' ? 'skipped' : 'done',
          title: ticket.title,
          meta: [ticket.key],
          body: sayDecision(decision),
        },
      ]
    : [];
  const open = candidates.map(
    (candidate): ListItem => ({
      mark: candidate.strong ? 'question' : 'none',
      title: ticket.title,
      meta: [ticket.key, `${Math.round(candidate.score * 100)} % alike`],
      body: candidate.strong ? sayCandidate(candidate) : muted(textOf(candidate)),
      choices: candidateChoices(ticket, candidate),
    }),
  );
  return decision ? settled : open;
}

function textOf(candidate: DuplicateCandidate): string {
  return sayCandidate(candidate, 'is similar to')
    .map((part) => ('text' in part ? part.text : ''))
    .join('');
}
