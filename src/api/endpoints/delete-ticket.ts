/** Takes a ticket away over REST: an agent's wish waits for a person, and what is in a tracker stays. */
import { DocketError } from '../../domain/errors.ts';
import type { TicketView } from '../../domain/ticket-view.ts';
import type { Answer, Asked } from '../endpoint.ts';
import { findTicket } from './find-ticket.ts';

type Discarded = { asked_a_person: true } | { refused: { key: string; why: string }[] };

/** With `cascade` all below it goes too, and nothing where one of them has to stay. Throws TICKET_ALREADY_PUSHED. */
export async function deleteTicket(
  asked: Asked<{ id: string }, unknown, unknown>,
  cascade: boolean,
): Promise<Answer> {
  const view = await findTicket(asked, asked.params.id);
  const doomed = cascade ? [view, ...(await below(asked, [view]))] : [view];
  const out = doomed.find(({ refs }) => refs.length > 0);
  if (out) throw isOut(out);
  const ids = doomed.map(({ ticket }) => ticket.id);
  const done = (await asked.call('discard_tickets', { select: { ids } })) as Discarded;
  if ('asked_a_person' in done) return { status: 202, body: done };
  if (done.refused[0]) throw cannot(done.refused[0].why);
  return { status: 204 };
}

/** The children, and theirs. */
async function below(asked: Asked<unknown, unknown, unknown>, parents: TicketView[]): Promise<TicketView[]> {
  const { house, caller } = asked;
  const found = await Promise.all(
    parents.map(({ ticket }) => house.store.tickets.list(caller.workspaceId, { parentId: ticket.id })),
  );
  const ids = found.flat().map(({ id }) => id);
  if (ids.length === 0) return [];
  const children = await house.services.tickets.view(caller, ids);
  return [...children, ...(await below(asked, children))];
}

function isOut({ ticket, refs }: TicketView): DocketError {
  return new DocketError('TICKET_ALREADY_PUSHED', {
    message: `${ticket.key} is ${refs[0]!.externalKey} in the tracker. Nothing was deleted.`,
    remedy: 'Call it off with POST /api/tickets/{id}/cancel; what is in a tracker keeps its ticket.',
  });
}

function cannot(why: string): DocketError {
  return new DocketError('INVALID_REVIEW_TRANSITION', {
    message: `${why} Nothing was changed.`,
    remedy: 'Read the ticket again.',
  });
}
