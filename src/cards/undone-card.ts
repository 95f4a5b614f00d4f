/** What was taken back, and how the tickets are now. */
import type { TicketView } from '../domain/ticket-view.ts';
import { formatAction } from './action-token.ts';
import type { Card, Choice } from './card.ts';
import { count, enumerate, sayName } from './phrases.ts';
import { ticketItems } from './tickets-card.ts';

export type UndoneParts = {
  tool: string;
  restored: readonly TicketView[];
  removed: readonly TicketView[];
  links: number;
  comments: number;
};

/** Deeds whose tool is not called as people would say it. */
const deeds: Record<string, string> = {
  schedule_report: 'the reminder or report on a schedule',
  set_due_date: 'the due date',
  edit_ticket: 'the edit',
  assign_tickets: 'who has it',
  move_tickets: 'the status',
  discard_tickets: 'the discard',
  comment_ticket: 'the comment',
  create_ticket: 'the new ticket',
  generate_tickets: 'the drafts',
  configure: 'the preference',
};

export function drawUndoneCard({ tool, restored, removed, links, comments }: UndoneParts): Card {
  const parts = [
    ...(restored.length > 0 ? [`${count(restored.length, 'ticket')} as before`] : []),
    ...(removed.length > 0 ? [`${count(removed.length, 'ticket')} removed`] : []),
    ...(links > 0 ? [`${count(links, 'link')} as before`] : []),
    // Those that a merge copied are still where they were.
    ...(comments > 0 && restored.length === 0 ? [`${count(comments, 'comment')} removed`] : []),
  ];
  const sentence = `Undone: ${deeds[tool] ?? sayName(tool)}.${parts.length > 0 ? ` ${enumerate(parts)}.` : ''}`;
  return drawDone(sentence, restored);
}

/** What was done again after it had been taken back. */
export function drawRedoneCard({ tool, restored, removed }: UndoneParts): Card {
  const parts = [
    ...(restored.length > 0 ? [`${count(restored.length, 'ticket')} as changed`] : []),
    ...(removed.length > 0 ? [`${count(removed.length, 'ticket')} removed`] : []),
  ];
  const said = parts.length > 0 ? ` ${enumerate(parts)}.` : '';
  return drawDone(`Done again: ${deeds[tool] ?? sayName(tool)}.${said}`, restored);
}

function drawDone(sentence: string, tickets: readonly TicketView[]): Card {
  const list = tickets.length > 0 ? [{ kind: 'list' as const, items: ticketItems(tickets) }] : [];
  return {
    title: '',
    tone: 'success',
    blocks: [{ kind: 'text', text: sentence }, ...list],
    choices: [],
    summary: sentence,
  };
}

/** The choice that takes a deed back; none for a deed that is not kept. */
export function undoChoice(deed: string | null): Choice[] {
  return deed === null ? [] : [{ label: 'Undo', action: formatAction('undo', deed) }];
}
