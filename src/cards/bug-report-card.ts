/** What came of a bug report: what it may be the same as, or that it was added to something known. */
import type { BugReport } from '../domain/bug-report.ts';
import { candidateRef, type DuplicateCandidate } from '../domain/duplicate.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, Inline, ListItem } from './card.ts';
import { count, muted } from './phrases.ts';

/** Before anything is created: each that may be the same, with the words that say so. */
export function drawHeldCard(report: BugReport, problem: string | null): Card {
  const { candidates, said } = report;
  const summary = `“${said.title}” looks like ${count(candidates.length, 'known bug')}. Nothing was created yet.`;
  const hint: CardBlock[] = problem === null ? [] : [{ kind: 'text', text: muted(problem) }];
  return {
    title: candidates.length === 1 ? 'This may be known' : `${candidates.length} known bugs may be the same`,
    tone: 'warning',
    blocks: [
      { kind: 'quote', text: said.title },
      { kind: 'list', items: candidates.map((candidate) => drawCandidate(report, candidate)) },
      ...hint,
    ],
    choices: [{ label: 'It is a new bug', action: formatAction('new_bug', report.id), style: 'primary' }],
    summary,
  };
}

function drawCandidate({ id }: BugReport, candidate: DuplicateCandidate): ListItem {
  const { title, status, score, words } = candidate;
  const shared = words.length > 0 ? `Both say: ${words.join(', ')}` : '';
  return {
    mark: 'question',
    title: [...nameOf(candidate), { kind: 'text', text: ` ${title}` }],
    meta: [status.replaceAll('_', ' '), `${Math.round(score * 100)} % alike`],
    ...(shared === '' ? {} : { body: shared }),
    choices: [{ label: 'Same bug', action: formatAction('same_bug', id, candidateRef(candidate)) }],
  };
}

function nameOf({ key, url }: Pick<DuplicateCandidate, 'key' | 'url'>): Inline[] {
  return [url === '' ? { kind: 'text', text: key } : { kind: 'link', text: key, url }];
}

/** `view` is null for an issue of the tracker that is no ticket of ours. */
export function drawJoinedCard(report: BugReport, same: DuplicateCandidate, view: TicketView | null): Card {
  const after = view
    ? ' What you wrote stands on it as a comment, and you are told when it is fixed.'
    : ' Docket has no ticket of it, so look there for what becomes of it.';
  return {
    title: '',
    tone: 'success',
    blocks: [
      {
        kind: 'text',
        text: [
          { kind: 'text', text: `“${report.said.title}” is known as ` },
          ...nameOf(same),
          { kind: 'text', text: `.${after}` },
        ],
      },
    ],
    choices: view ? [{ label: 'Show', action: formatAction('show', '', view.ticket.key) }] : [],
    summary: `“${report.said.title}” is known as ${same.key}. Nothing was created.${after}`,
  };
}

/** To the one who reported it, once it is over. */
export function drawReporterCard(
  { reporter }: BugReport,
  { ticket, refs }: Pick<TicketView, 'ticket' | 'refs'>,
): Card {
  const isFixed = ticket.work.status === 'done';
  const ref = refs[0];
  const name: Inline[] = ref?.url
    ? [{ kind: 'link', text: ref.externalKey, url: ref.url }]
    : [{ kind: 'text', text: ticket.key }];
  const said = isFixed ? 'is fixed' : 'was closed without a fix';
  return {
    title: '',
    tone: isFixed ? 'success' : 'info',
    blocks: [
      {
        kind: 'text',
        text: [
          { kind: 'mention', memberId: reporter.id, name: reporter.name, notify: true },
          { kind: 'text', text: `, “${ticket.title}” ` },
          { kind: 'text', text: `${said}: ` },
          ...name,
          { kind: 'text', text: isFixed ? '. Thanks for reporting it.' : '.' },
        ],
      },
    ],
    choices: [],
    summary: `${reporter.name}: “${ticket.title}” ${said} (${ticket.key}).`,
  };
}
