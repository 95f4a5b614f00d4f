/** What a ticket's short lines say on every card: type, priority, effort, source, order and who drafted it. */
import { priorityCode, priorityNames } from '../domain/priority.ts';
import type { ExternalRef, Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Inline } from './card.ts';
import { count, sayLines, sayName } from './phrases.ts';
import { sayDate } from './say-time.ts';

export function sayType(ticket: Ticket): string {
  return sayName(ticket.type);
}

/** `P1 high`, or `priority unset`: an unset priority is never shown as a guess. */
export function sayPriority(ticket: Ticket): string {
  const code = priorityCode(ticket.priority);
  return code === null ? 'priority unset' : `${code} ${priorityNames[ticket.priority]}`;
}

/** `medium`, `3–5 points`, both, or null when nothing was said. */
export function sayEffort(ticket: Ticket): string | null {
  const range = ticket.planning.effortRange;
  const points = range && (range[0] === range[1] ? `${range[0]} points` : `${range[0]}–${range[1]} points`);
  if (ticket.effort === null) return points;
  return points ? `${ticket.effort} (${points})` : ticket.effort;
}

/** Type, priority, effort and source lines, in this order. */
export function ticketFacts(view: TicketView): string[] {
  const { ticket } = view;
  const effort = sayEffort(ticket);
  const lines = sayLines(ticket.origin.sourceLines);
  return [sayType(ticket), sayPriority(ticket), ...(effort ? [effort] : []), ...(lines ? [lines] : [])];
}

/** Who has it, by when it is due, and who says that they are at it, where that is said. */
export function workFacts({ assignee, dueOn, heldBy }: TicketView): string[] {
  return [
    ...(assignee ? [assignee] : []),
    ...(dueOn ? [`due ${sayDate(dueOn)}`] : []),
    ...(heldBy ? [`🔒 claimed by ${sayHolder(heldBy)}`] : []),
  ];
}

/** `Dana, 40 min left`. */
export function sayHolder({ name, minutesLeft }: NonNullable<TicketView['heldBy']>): string {
  const hours = Math.round(minutesLeft / 60);
  return `${name}, ${minutesLeft <= 120 ? `${minutesLeft} min` : `${hours} h`} left`;
}

/** What must or should come before it. `name` turns a key into what stands on the card for it, a number if it has one. */
export function orderFacts(view: TicketView, name: (key: string) => string): string[] {
  const suggested = view.suggestedAfter.filter((key) => !view.dependsOn.includes(key));
  return [
    ...(view.dependsOn.length > 0 ? [`after ${view.dependsOn.map(name).join(', ')}`] : []),
    ...(suggested.length > 0 ? [`better after ${suggested.map(name).join(', ')}`] : []),
  ];
}

export function isPushed(ticket: Ticket): boolean {
  return ticket.review.status === 'pushed' || ticket.review.status === 'synced';
}

/** The issue's key as a link, for a card that names its destination, sandbox or not, elsewhere. */
export function linkKey(ref: ExternalRef): Inline {
  return { kind: 'link', text: ref.externalKey, url: ref.url };
}

/** The issue's key as a link, marked when it stands in a sandbox. */
export function linkRef(ref: ExternalRef): Inline[] {
  const link = linkKey(ref);
  return ref.sandbox ? [link, { kind: 'text', text: ' (sandbox)', muted: true }] : [link];
}

const makers = { rules: 'rules, no model', model: 'a model', person: 'a person' } as const;

export function sayMaker(ticket: Ticket): string {
  return makers[ticket.origin.madeBy];
}

/** `Drafted by rules, no model.` or, when mixed, with counts; empty without tickets. */
export function sayMakers(views: readonly TicketView[]): string {
  const makersOf = (['rules', 'model', 'person'] as const)
    .map((maker) => ({
      maker,
      tickets: views.filter((view) => view.ticket.origin.madeBy === maker).length,
    }))
    .filter(({ tickets }) => tickets > 0);
  if (makersOf.length < 2) return makersOf.map(({ maker }) => `Drafted by ${makers[maker]}.`).join('');
  const parts = makersOf.map(({ maker, tickets }) => `${count(tickets, 'ticket')} by ${makers[maker]}`);
  return `Drafted: ${parts.join('; ')}.`;
}
