/** Whether something is known already that nobody has written a ticket for yet: compared before anything is created. */
import type { DuplicateCandidate } from '../domain/duplicate.ts';
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Likeness } from '../generation/duplicates.ts';
import type { Desk } from './desk.ts';
import { type Ground, readGround } from './find-duplicates.ts';
import { nowhere } from './standing.ts';

export type Alike = {
  candidates: DuplicateCandidate[];
  /** Why the tracker could not be searched; null when it was, or when there is none. */
  problem: string | null;
};

const offered = 3;
/** Below it, what two reports share is the way people report. */
const worthAskingFrom = 0.5;

/** As `Publication.findAlike`. */
export async function findAlike(
  desk: Desk,
  workspaceId: Id,
  said: { title: string; text: string },
): Promise<Alike> {
  const name = desk.trackers.preferred();
  const { destination, problem } = name
    ? await desk.destinations.ask(name)
    : { destination: null, problem: null };
  const looked = destination
    ? await desk.mirrors.look(workspaceId, destination)
    : { known: null, problem: null };
  const ground = await readGround(desk, workspaceId, destination?.id ?? nowhere, looked.known);
  const candidates = [...issuesLike(said, ground), ...ticketsLike(said, ground)]
    .filter(({ strong, score }) => strong || score >= worthAskingFrom)
    .sort((one, other) => Number(other.strong) - Number(one.strong) || other.score - one.score);
  return { candidates: candidates.slice(0, offered), problem: problem ?? looked.problem };
}

/** An issue that Docket made is told as the ticket it was made from, which can be followed. */
function issuesLike(said: { title: string; text: string }, { known, owners }: Ground): DuplicateCandidate[] {
  if (known === null) return [];
  return known.index.likest(said, { most: 2 * offered }).map((likeness) => {
    const { externalKey: key, title, url, rawStatus: status, open } = known.issues.get(likeness.id)!;
    const owner = owners.get(likeness.id);
    const { id, kind } = owner
      ? ({ id: owner.id, kind: 'ticket' } as const)
      : ({ id: likeness.id, kind: 'issue' } as const);
    return { kind, id, key, title, url, status, open, ...howAlike(likeness) };
  });
}

function ticketsLike(said: { title: string; text: string }, ground: Ground): DuplicateCandidate[] {
  const { known, tickets, index, out } = ground;
  const except = (id: string) =>
    (known !== null && out.has(id)) || tickets.get(id)!.planning.nodeType === 'group';
  return index.likest(said, { most: 2 * offered, except }).map((likeness) => {
    const { id, key, title, work } = tickets.get(likeness.id)!;
    return {
      kind: 'ticket',
      id,
      key,
      title,
      url: '',
      status: work.status,
      open: isOpen(work),
      ...howAlike(likeness),
    };
  });
}

function isOpen({ status }: Ticket['work']): boolean {
  return status !== 'done' && status !== 'cancelled' && status !== 'failed';
}

function howAlike({
  score,
  strong,
  words,
}: Likeness): Pick<DuplicateCandidate, 'score' | 'strong' | 'words'> {
  return { score, strong, words };
}
