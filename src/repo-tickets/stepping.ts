/** Keeps every attached repository in step: soon after a ticket or a file has changed, whoever changed it. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller, Workspace } from '../domain/principal.ts';
import { attachedSince, checkoutOf } from '../domain/repo-base.ts';
import type { MirrorOutcome } from '../domain/repo-view.ts';
import { takeNewFiles, writeNewTickets } from './cross-over.ts';
import type { Side, StepDeps } from './exchange-deps.ts';
import { createFileWatch, type FileWatch, type Following } from './follow-repository.ts';
import { keepInStep, noteAgreed } from './keep-in-step.ts';
import { listTicketFolders, listTicketPlaces, openRepository, type Repository } from './repository.ts';

class Busy extends Error {}

/** How far this process has looked. `event` is undefined before its first look, which goes through everything. */
type Place = { root: string; watch: FileWatch; event: Id | null | undefined };

/**
 * Brings every workspace and its repository in step: tickets and files that changed since the last call, and what only one
 * side has. The first call looks at all, so that nothing is lost of what happened while no process ran or when one was
 * killed. A folder that is not on this machine is another instance’s; two never work on one at a time.
 */
export function createStepping(deps: StepDeps): (following?: Following) => Promise<void> {
  const places = new Map<Id, Place>();
  return async (following) => {
    for (const workspace of await deps.store.workspaces.list()) {
      const root = checkoutOf(workspace);
      const isHere = root !== null && existsSync(join(root, '.tickets'));
      const known = places.get(workspace.id);
      if (known && (!isHere || known.root !== root)) {
        known.watch.close();
        places.delete(workspace.id);
      }
      if (!isHere) continue;
      const repository = openRepository(root);
      const place = places.get(workspace.id) ?? {
        ...{ root, event: undefined },
        watch: createFileWatch(repository, following),
      };
      places.set(workspace.id, place);
      await inTurn(deps, workspace, () => step(deps, workspace, { repository, place }));
    }
  };
}

async function inTurn(deps: StepDeps, { id }: Workspace, work: () => Promise<void>): Promise<void> {
  try {
    await deps.store.exclusively(`repository ${id}`, work, () => new Busy());
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
  }
}

/** Where it fails, the next call looks at the same again. */
async function step(
  deps: StepDeps,
  workspace: Workspace,
  { repository, place }: { repository: Repository; place: Place },
): Promise<void> {
  const { id: workspaceId } = workspace;
  const news = await readNews(deps, workspaceId, place.event);
  const { ids: files, stamps, seen } = await place.watch.changed();
  const isFirst = place.event === undefined || news === null;
  const events = news?.events ?? [];
  if (isFirst || files.length > 0 || events.length > 0) {
    const side = { workspaceId, repository, members: await deps.store.members.list(workspaceId) };
    await stepThese(deps, side, {
      ...{ files, stamps, events, isFirst },
      since: attachedSince(workspace),
    });
  }
  seen();
  place.event = news ? news.last : await deps.store.events.newest(workspaceId);
}

const eventsAtOnce = 500;

/** Null where it is not known how far this process has looked: then everything is to be looked at. */
async function readNews(
  { store }: StepDeps,
  workspaceId: Id,
  from: Id | null | undefined,
): Promise<{ events: DomainEvent[]; last: Id | null } | null> {
  if (from === undefined) return { events: [], last: await store.events.newest(workspaceId) };
  const events = await store.events.after(workspaceId, from, eventsAtOnce);
  return events && { events, last: events.at(-1)?.id ?? from };
}

type Changed = {
  files: readonly Id[];
  stamps: ReadonlyMap<Id, string>;
  events: readonly DomainEvent[];
  isFirst: boolean;
  since: string | null;
};

async function stepThese(
  deps: StepDeps,
  side: Side,
  { files, stamps, events, isFirst, since }: Changed,
): Promise<void> {
  const kept = new Set(await deps.store.repoBases.ids(side.workspaceId));
  const touched = [...new Set(events.flatMap(ticketsOf))];
  const fresh = files.filter((id) => !kept.has(id));
  const taken = await takeNewFiles(deps, side, fresh);
  const asked = isFirst ? null : touched;
  const isAsked = since !== null && (asked === null || asked.length > 0);
  const written = isAsked ? await writeNewTickets(deps, side, { ids: asked, since, kept }) : [];
  const crossed = [...taken, ...written];
  const around = isFirst ? [] : await aroundThese(deps, side, { taken, written });
  const looked = [...(isFirst ? kept : [...files, ...touched]), ...crossed, ...around];
  // Whether a ticket is a group shows in its file, and follows from its children.
  const parents = isFirst ? [] : await parentsOf(deps, side, looked);
  const known = new Set([...kept, ...crossed]);
  const ids = [...new Set([...looked, ...parents])].filter((id) => known.has(id));
  const forced = [...crossed, ...around, ...parents].map((id) => [id, null] as const);
  const news = { files: new Map<Id, string | null>([...stamps, ...forced]), events };
  await keepInStep(deps, side, ids, news);
}

async function parentsOf({ store }: StepDeps, { workspaceId }: Side, ids: readonly Id[]): Promise<Id[]> {
  const tickets = await store.tickets.list(workspaceId, { ids });
  return tickets.flatMap(({ parentId }) => parentId ?? []);
}

/** The ticket an event tells of, and those at the ends of a link. */
function ticketsOf({ ticketId, payload: { sourceId, targetId } }: DomainEvent): Id[] {
  return [ticketId, sourceId, targetId].filter((id) => typeof id === 'string');
}

/** Tickets that could say nothing of these before they were there: files that name them, and what the store links them to. */
async function aroundThese(
  { store }: StepDeps,
  { workspaceId, repository }: Side,
  { taken, written }: Record<'taken' | 'written', readonly Id[]>,
): Promise<Id[]> {
  const links = written.length > 0 ? await store.links.ofTickets(workspaceId, written) : [];
  const children = await Promise.all(
    written.map((parentId) => store.tickets.list(workspaceId, { parentId })),
  );
  return [
    ...(taken.length > 0 ? filesNaming(repository, new Set(taken)) : []),
    ...links.flatMap(({ sourceId, targetId }) => [sourceId, targetId]),
    ...children.flat().map(({ id }) => id),
  ];
}

function filesNaming(repository: Repository, wanted: ReadonlySet<Id>): Id[] {
  const names = ({ file }: { file: string }) => {
    const [head = ''] = readOrNothing(file).split('\n---\n', 1);
    return [...head.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g)].some(([id]) => wanted.has(id));
  };
  return listTicketPlaces(repository)
    .filter(names)
    .map(({ id }) => id);
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** What was exchanged is kept in step from then on: of these, or of all that are on both sides, those that say the same. */
export async function agreeAfter(
  deps: StepDeps,
  { workspaceId }: Caller,
  repository: Repository,
  exchange: () => Promise<MirrorOutcome>,
  ids?: readonly Id[],
): Promise<MirrorOutcome> {
  const outcome = await exchange();
  const members = await deps.store.members.list(workspaceId);
  const folders = ids ?? listTicketFolders(repository).map((folder) => basename(folder));
  const known = await deps.store.tickets.list(workspaceId, { ids: folders });
  const side = { workspaceId, repository, members };
  await noteAgreed(
    deps,
    side,
    known.map(({ id }) => id),
  );
  return outcome;
}
