/** Takes over from a file what was done on its ticket: the status with how it ended, and which criteria are met. */
import { moveWorkAlong, type WorkMove } from '../domain/lifecycle.ts';
import { type Caller, isPersonDeciding } from '../domain/principal.ts';
import type { Ticket, WorkStatus } from '../domain/ticket.ts';
import { inside, type PeopleDeps } from '../tickets/inside.ts';
import type { Canonical } from './project-ticket.ts';

/** What is told of a move that happened in the files. */
export const saidInRepository = 'It is so in the repository.';

/** By the steps that the table allows, or at once where a person did it. Throws INVALID_TRANSITION with nothing changed. */
export function takeStatus(
  deps: PeopleDeps,
  caller: Caller,
  id: string,
  { status, resolution, resolutionDetail }: Canonical,
): Promise<unknown> {
  const ended = { resolution: resolution ?? undefined, resolutionDetail: resolutionDetail ?? undefined };
  return inside(deps, caller, ({ nouns, scope, mutate, clock }) =>
    mutate(nouns, scope, id, (current) => {
      const at = clock.now().toISOString();
      const licence = isPersonDeciding(caller) ? { licence: { forced: saidInRepository } } : {};
      const moves = stepsTo(current, status, isPersonDeciding(caller)).map(
        (to): WorkMove => ({
          ...{ to, by: caller.principal, at, ...licence },
          ...(to === status ? said(ended) : {}),
          ...(to === 'blocked' ? { blocker: saidInRepository } : {}),
        }),
      );
      const moved = moveWorkAlong(current, moves);
      if (moved) return { next: { ...current, work: moved.work }, events: moved.events };
      return endDifferently(current, { resolution, resolutionDetail });
    }),
  );
}

function said(ended: {
  resolution: Canonical['resolution'] | undefined;
  resolutionDetail: string | undefined;
}) {
  const { resolution, resolutionDetail } = ended;
  return { ...(resolution ? { resolution } : {}), ...(resolutionDetail ? { resolutionDetail } : {}) };
}

/** Work begins before it ends or is blocked. */
function stepsTo({ work }: Ticket, to: WorkStatus, atOnce: boolean): WorkStatus[] {
  const isDirect = atOnce || to === 'in_progress' || to === 'cancelled' || to === 'open';
  return isDirect || work.status === 'in_progress' || work.status === to ? [to] : ['in_progress', to];
}

/** The same end for another reason. */
function endDifferently(current: Ticket, ended: Pick<Canonical, 'resolution' | 'resolutionDetail'>) {
  const { work } = current;
  const isEnded = work.status === 'done' || work.status === 'cancelled';
  const isSame = work.resolution === ended.resolution && work.resolutionDetail === ended.resolutionDetail;
  if (!isEnded || isSame || ended.resolution === null) return null;
  const documentId = current.origin.documentId;
  const event = { type: 'TicketDetailsUpdated' as const, documentId, payload: { fields: ['resolution'] } };
  return { next: { ...current, work: { ...work, ...ended } }, events: [event] };
}

/** By their words; the criteria themselves stay. */
export function takeMet(
  deps: PeopleDeps,
  caller: Caller,
  id: string,
  { criteria }: Canonical,
): Promise<unknown> {
  const metBy = new Map(criteria.map(({ text, met }) => [plain(text), met]));
  return inside(deps, caller, ({ nouns, scope, mutate }) =>
    mutate(nouns, scope, id, (current) => {
      const next = current.criteria.map((one) => {
        const met = metBy.get(plain(one.text));
        return met === undefined || met === (one.met === true) ? one : { ...one, met };
      });
      if (next.every((one, at) => one === current.criteria[at])) return null;
      const documentId = current.origin.documentId;
      const event = { type: 'TicketDetailsUpdated' as const, documentId, payload: { fields: ['criteria'] } };
      return { next: { ...current, criteria: next }, events: [event] };
    }),
  );
}

/** A file holds each in one line, without space around it. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
