/** Brings one ticket to an end, along the moves the table allows. */
import { isFinished, moveWorkAlong, type WorkLicence, type WorkMove } from '../domain/lifecycle.ts';
import type { GateDecision } from '../domain/stage.ts';
import type { Ticket, WorkStatus } from '../domain/ticket.ts';
import { houseActor, type Writing } from './desk.ts';

type Ending = {
  to: Extract<WorkStatus, 'done' | 'cancelled'>;
  detail?: string;
  gate?: GateDecision;
  /** The house closes it because of what somebody decided elsewhere. */
  licence?: WorkLicence;
};

/** Leaves one that is over as it is. Throws what the ticket's own guards refuse. */
export async function endTicket(
  { desk, nouns, scope, now }: Writing,
  id: string,
  { to, detail, gate, licence }: Ending,
): Promise<void> {
  const by = licence ? houseActor : scope.actor;
  await desk.mutate(nouns, { ...scope, actor: by }, id, (current) => {
    if (isFinished(current.work.status)) return gate ? keepDecision(current, gate) : null;
    const last = {
      to,
      by,
      at: now,
      ...(detail ? { resolutionDetail: detail } : {}),
      ...(licence ? { licence } : {}),
    };
    const moved = moveWorkAlong(current, [...before(current, to, { by, at: now, licence }), last]);
    if (!moved) return null;
    const stage = gate && current.stage ? { ...current.stage, gate } : current.stage;
    const documentId = current.origin.documentId;
    return {
      next: { ...current, stage, work: moved.work },
      events: moved.events.map((event) => ({ ...event, documentId })),
    };
  });
}

/** What ended elsewhere, such as at a tracker, still says who decided. */
function keepDecision(current: Ticket, gate: GateDecision) {
  if (!current.stage || current.stage.gate) return null;
  const next = { ...current, stage: { ...current.stage, gate } };
  return { next, events: [{ type: 'TicketDetailsUpdated' as const, payload: { fields: ['stage'] } }] };
}

/** Only what is under way can be done. */
function before(
  { work }: Ticket,
  to: WorkStatus,
  { by, at, licence }: Pick<WorkMove, 'by' | 'at'> & { licence: WorkLicence | undefined },
): WorkMove[] {
  if (to !== 'done' || work.status === 'in_progress' || licence) return [];
  return [{ to: 'in_progress', by, at }];
}
