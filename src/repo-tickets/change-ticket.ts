/** Changes a ticket while nobody else does: fields, body and the log line that tells of it. */
import { readFileSync } from 'node:fs';
import { fault } from './fault.ts';
import { isTerminal, type Status } from './format.ts';
import { loadForChange } from './load-ticket.ts';
import { appendEntry, type Run, trimItems } from './logs.ts';
import type { TicketPlace } from './repository.ts';
import { changeFields, type FieldChanges, type TicketFile } from './ticket-file.ts';
import { whileLocked, writeWhole } from './write-file.ts';

/** Writes the file if that changes it, and says whether it did. */
export function changeTicket(
  place: TicketPlace,
  decide: (file: TicketFile) => { changes: FieldChanges; body: string },
): boolean {
  return whileLocked(place.folder, () => {
    const file = loadForChange(place);
    const { changes, body } = decide(file);
    const after = changeFields(file, changes, body);
    if (after === readFileSync(place.file, 'utf8')) return false;
    writeWhole(place.file, after);
    return true;
  });
}

export type StatusWish = {
  status: Status;
  resolution?: string | undefined;
  context?: readonly string[] | undefined;
  /** Whether the word to reopen is a human's own; who acts decides when absent. */
  mayReopen?: boolean | undefined;
};

/**
 * Sets the status and adds the line that says so. `done` false: an agent wanted to reopen, and nothing changed. A human who
 * reopens takes the resolution away with it.
 */
export function changeStatus(
  place: TicketPlace,
  run: Run,
  wish: StatusWish,
): { done: boolean; said: string } {
  if (wish.resolution !== undefined && !isTerminal(wish.status))
    throw fault('Resolution requires terminal status done or canceled');
  return whileLocked(place.folder, () => {
    const file = loadForChange(place);
    const before = file.frontMatter.status;
    const reopens = isTerminal(before) && !isTerminal(wish.status);
    if (reopens && !(wish.mayReopen ?? run.actorType === 'human'))
      return { done: false, said: 'Only a human may reopen a terminal ticket.' };
    const changes: FieldChanges = { status: wish.status };
    if (!isTerminal(wish.status) && 'resolution' in file.frontMatter) changes.resolution = undefined;
    if (wish.resolution !== undefined) changes.resolution = wish.resolution;
    const context = trimItems(wish.context);
    const summary =
      before === wish.status
        ? `Status reaffirmed as ${wish.status}`
        : `Status changed from ${String(before ?? 'unknown')} to ${wish.status}`;
    const after = changeFields(file, changes);
    if (after !== readFileSync(place.file, 'utf8')) writeWhole(place.file, after);
    appendEntry(place, run, {
      summary,
      event_type: 'status',
      written_by: 'tickets',
      ...(context.length > 0 ? { context } : {}),
    });
    return { done: true, said: summary };
  });
}
