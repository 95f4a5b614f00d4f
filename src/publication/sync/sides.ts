/** The two sides of a comparison: a ticket and an issue, each brought into the same fields. */
import type { Id } from '../../domain/ids.ts';
import type { IssueSnapshot } from '../../domain/push.ts';
import type { SyncBase, SyncFields } from '../../domain/sync.ts';
import type { Ticket, TicketEdit } from '../../domain/ticket.ts';
import { writeIssue } from '../write-issue.ts';
import { readIssueText, writeIssueText } from './issue-text.ts';

const bare = { dependsOn: [], documentTitle: null, approvedBy: null };

export function fieldsOfTicket(ticket: Ticket): SyncFields {
  const { title, priority, labels } = ticket;
  const body = writeIssueText(readIssueText(writeIssue(ticket, bare).body));
  return { title, body, status: ticket.work.status, priority, labels: [...labels] };
}

export function fieldsOfIssue(issue: IssueSnapshot): SyncFields {
  const { title, workStatus: status, priority, labels } = issue;
  return { title, body: writeIssueText(readIssueText(issue.text)), status, priority, labels: [...labels] };
}

/** What the two agree on where they meet for the first time: each is taken as it is. */
export function firstBase(
  at: { workspaceId: Id; tracker: string; destination: string; own: boolean },
  ticket: Ticket,
  issue: IssueSnapshot,
): SyncBase {
  const theirs = fieldsOfIssue(issue);
  const { assignee, updatedAt: seenAt } = issue;
  const sides = { ours: fieldsOfTicket(ticket), theirs, seen: theirs };
  return { ...at, ticketId: ticket.id, ...sides, assignee, seenAt, rev: 1 };
}

/** What an issue's text says of a ticket, as an edit of it. A text that names no effort leaves it as it is. */
export function textEdit(body: string): Pick<TicketEdit, 'description' | 'criteria' | 'effort'> {
  const { description, criteria, effort } = readIssueText(body);
  const texts = criteria.map(({ text }) => text);
  return { description, criteria: texts, ...(effort === null ? {} : { effort: effort.slice(0, 40) }) };
}

/** The ticket with its criteria ticked as the issue's are. What was never looked at and is not ticked stays open. */
export function withTicks(ticket: Ticket, body: string): Ticket {
  const ticks = new Map(readIssueText(body).criteria.map(({ text, met }) => [text, met]));
  const criteria = ticket.criteria.map((criterion) => {
    const met = ticks.get(criterion.text) ?? false;
    return met || criterion.met ? { ...criterion, met } : criterion;
  });
  return { ...ticket, criteria };
}
