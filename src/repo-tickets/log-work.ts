/** `log`: what was done on a ticket, as one more line of a run. */
import { fault } from './fault.ts';
import type { Mapping } from './format.ts';
import { loadForChange } from './load-ticket.ts';
import { appendEntry, type Run, trimItems } from './logs.ts';
import type { TicketPlace } from './repository.ts';
import { whileLocked } from './write-file.ts';

export type WorkNote = {
  summary: string;
  /** Written by a machine, which then has to say from what it knows it. */
  machine?: boolean | undefined;
  context?: readonly string[] | undefined;
  changes?: readonly string[] | undefined;
  decisions?: readonly string[] | undefined;
  nextSteps?: readonly string[] | undefined;
  blockers?: readonly string[] | undefined;
  ticketsCreated?: readonly string[] | undefined;
  createdFrom?: string | undefined;
  verificationCommands?: readonly string[] | undefined;
  verificationResults?: string | undefined;
};

export function logWork(place: TicketPlace, run: Run, note: WorkNote): Mapping {
  const context = trimItems(note.context);
  if (note.machine && context.length === 0)
    throw fault('Machine-written work logs require at least one --context item');
  const listed = (key: string, items: readonly string[] | undefined) =>
    items?.length ? { [key]: [...items] } : {};
  const content: Mapping = {
    summary: note.summary,
    event_type: 'work',
    ...listed('context', context),
    ...(note.machine ? { written_by: 'tickets' } : {}),
    ...(note.changes?.length ? { changes: { files: [...note.changes] } } : {}),
    ...listed('decisions', note.decisions),
    ...listed('next_steps', note.nextSteps),
    ...listed('blockers', note.blockers),
    ...listed('tickets_created', note.ticketsCreated),
    ...(note.createdFrom ? { created_from: note.createdFrom } : {}),
    ...verificationOf(note),
  };
  return whileLocked(place.folder, () => {
    loadForChange(place);
    return appendEntry(place, run, content);
  });
}

function verificationOf({
  verificationCommands: commands = [],
  verificationResults: results = '',
}: WorkNote): Mapping {
  return commands.length > 0 || results ? { verification: { commands: [...commands], results } } : {};
}
