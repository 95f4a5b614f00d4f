/** Takes tickets over from an attached repository into the store, and writes tickets of the store into its files. */
import { findAgent } from '../domain/agent-role.ts';
import { DocketError, isDocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { moveWorkAlong, type WorkMove } from '../domain/lifecycle.ts';
import type { Caller, Member } from '../domain/principal.ts';
import type { MirrorOutcome } from '../domain/repo-view.ts';
import type { Ticket, TicketEdit, WorkStatus } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import type { NewTicket } from '../tickets/create.ts';
import { inside } from '../tickets/inside.ts';
import type { MirrorDeps } from './exchange-deps.ts';
import { handleOf } from './handle.ts';
import { type Canonical, canonicalOf, differences, fitFile, readProjection } from './project-ticket.ts';
import { findTicket, type Repository } from './repository.ts';
import { type FoundTicket, readTicketFolder, readTickets } from './snapshot.ts';
import { edgesOfFile } from './step-links.ts';
import { saidInRepository, takeMet, takeStatus } from './take-work.ts';

const mostAtOnce = 500;

/**
 * The files' word over the store's, ticket by ticket: new ones come under the id they have, without review; known ones
 * take over what the file says differently, their own word staying in their history. What cannot be taken over is refused
 * by itself. Finished tickets that the store does not know stay where they are unless they are named. No file is changed.
 */
export async function importTickets(
  deps: MirrorDeps,
  caller: Caller,
  repository: Repository,
  refs: readonly string[],
): Promise<MirrorOutcome> {
  const members = await deps.store.members.list(caller.workspaceId);
  const files = parentsFirst(await chooseFiles(deps, repository, refs));
  const outcome: MirrorOutcome = { added: [], changed: [], unchanged: 0, refused: [] };
  const taken: Taken[] = [];
  const attempt = async (file: Canonical, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!isDocketError(error)) throw error;
      outcome.refused.push({ ticket: file.title, why: `${error.message} ${error.remedy}` });
    }
  };
  for (const file of files)
    await attempt(file, async () => void taken.push(await importOne(deps, caller, file, members)));
  // A link may lead to a ticket that came after it.
  for (const one of taken)
    await attempt(one.file, async () => {
      if ((await addLinks(deps, caller, one.file)) && one.is === 'unchanged') one.is = 'changed';
    });
  for (const { is, key } of taken) {
    if (is === 'unchanged') outcome.unchanged += 1;
    else outcome[is].push(key);
  }
  return outcome;
}

type Taken = { file: Canonical; is: 'added' | 'changed' | 'unchanged'; key: string };

async function chooseFiles(
  deps: MirrorDeps,
  repository: Repository,
  refs: readonly string[],
): Promise<Canonical[]> {
  const named = refs.map((ref) => readTicketFolder(findTicket(repository, ref).folder));
  const found = refs.length > 0 ? named : readTickets(repository);
  const files: Canonical[] = [];
  for (const one of found) {
    const file = one && readFile(one);
    if (!file) continue;
    const isOpen = file.status !== 'done' && file.status !== 'cancelled';
    if (refs.length > 0 || isOpen || (await deps.store.tickets.getAnywhere(file.id))) files.push(file);
    if (files.length > mostAtOnce)
      throw new DocketError('TOO_LARGE', {
        message: `More than ${mostAtOnce} tickets would be taken over. Nothing was changed.`,
        remedy: 'Name the ones you want.',
      });
  }
  return files;
}

/** Null for what is no valid ticket: `validate` tells of those. */
export function readFile({ place, file }: FoundTicket): Canonical | null {
  return file && file.frontMatter.id === place.id ? readProjection(file, place.id) : null;
}

export function parentsFirst(files: readonly Canonical[]): Canonical[] {
  const byId = new Map(files.map((file) => [file.id, file]));
  const sorted = new Map<string, Canonical>();
  for (const file of files) {
    const above: Canonical[] = [];
    for (
      let next: Canonical | undefined = file;
      next && !above.includes(next);
      next = byId.get(next.parentId ?? '')
    )
      above.unshift(next);
    for (const one of above) sorted.set(one.id, one);
  }
  return [...sorted.values()];
}

async function importOne(
  deps: MirrorDeps,
  caller: Caller,
  file: Canonical,
  members: readonly Member[],
): Promise<Taken> {
  const known = await deps.store.tickets.getAnywhere(file.id);
  if (known && known.workspaceId !== caller.workspaceId) throw refuse('It is in another workspace.');
  if (known?.deletedAt) throw refuse('It was discarded here.');
  if (!known) return { file, is: 'added', key: await addTicket(deps, caller, file, { members }) };
  const isChanged = await changeTicket(deps, caller, known, file, members);
  return { file, is: isChanged ? 'changed' : 'unchanged', key: known.key };
}

function refuse(why: string): DocketError {
  return new DocketError('FORBIDDEN', { message: why, remedy: 'It was left as it is.' });
}

/** The way from `open` that the table allows. */
const waysTo: Record<WorkStatus, readonly WorkStatus[]> = {
  open: [],
  in_progress: ['in_progress'],
  blocked: ['in_progress', 'blocked'],
  done: ['in_progress', 'done'],
  failed: ['in_progress', 'failed'],
  cancelled: ['cancelled'],
};

/** Gives the key of the new ticket. `note` is kept with it or not at all. */
export function addTicket(
  deps: MirrorDeps,
  caller: Caller,
  file: Canonical,
  { members, note }: { members: readonly Member[]; note?: (nouns: Nouns) => Promise<void> },
): Promise<string> {
  return inside(deps, caller, async ({ nouns, scope, mutate, addTickets, clock }) => {
    const parent = file.parentId === null ? null : await nouns.tickets.getAnywhere(file.parentId);
    const isThere = parent?.workspaceId === caller.workspaceId && !parent.deletedAt;
    const owner = members.find((member) => handleOf(member.name) === file.owner);
    const [ticket] = await addTickets(nouns, scope, [
      draftOf(file, isThere ? parent.id : null, owner?.id ?? null),
    ]);
    const at = clock.now().toISOString();
    const moves = waysTo[file.nodeType === 'group' ? 'open' : file.status].map((to): WorkMove => {
      const last = to === file.status;
      const ending = last && file.resolution ? { resolution: file.resolution } : {};
      const detail = last && file.resolutionDetail ? { resolutionDetail: file.resolutionDetail } : {};
      return {
        to,
        by: caller.principal,
        at,
        ...ending,
        ...detail,
        ...(to === 'blocked' ? { blocker: saidInRepository } : {}),
      };
    });
    await mutate(nouns, scope, ticket!.id, (current) => {
      const moved = moveWorkAlong(current, moves);
      return moved && { next: { ...current, work: moved.work }, events: moved.events };
    });
    await note?.(nouns);
    return ticket!.key;
  });
}

function draftOf(file: Canonical, parentId: Id | null, assigneeId: string | null): NewTicket {
  const { id, title, description, labels, priority, type, lane, horizon } = file;
  return {
    ...{ id, title, description, labels, priority, type, parentId, assigneeId },
    criteria: file.criteria.map(({ text, met }) => ({ text, met: met || null, origin: 'person' as const })),
    effort: null,
    effortRange: null,
    suggestedAfter: [],
    review: null,
    planned: { lane, horizon },
    origin: {
      kind: 'repoImport',
      madeBy: 'person',
      documentId: null,
      documentVersion: null,
      primaryBlockId: null,
      sourceLines: [],
      sourceQuote: null,
      sourceKey: null,
    },
  };
}

/** True where something was changed: what the file says differently from the ticket, as far as a file decides it. */
export async function changeTicket(
  deps: MirrorDeps,
  caller: Caller,
  known: Ticket,
  file: Canonical,
  members: readonly Member[],
): Promise<boolean> {
  const { id } = known;
  const here = fitFile(canonicalOf(known, { ...linkedLike(file), hasChildren: false }));
  const differing = new Set(differences(here, file));
  const edit: TicketEdit = {
    ...(differing.has('title') ? { title: file.title } : {}),
    ...(differing.has('description') ? { description: file.description } : {}),
    ...(differing.has('priority') ? { priority: file.priority } : {}),
    ...(differing.has('labels') ? { labels: file.labels } : {}),
    ...(sameTexts(here, file) ? {} : { criteria: file.criteria.map(({ text }) => text) }),
  };
  const owner = members.find((member) => handleOf(member.name) === file.owner);
  const changes: (() => Promise<unknown>)[] = [];
  if (Object.keys(edit).length > 0) changes.push(() => deps.tickets.edit(caller, id, edit));
  if (differing.has('criteria')) changes.push(() => takeMet(deps, caller, id, file));
  const isEnded = differing.has('status') || differing.has('resolution') || differing.has('resolutionDetail');
  if (isEnded && file.nodeType !== 'group') changes.push(() => takeStatus(deps, caller, id, file));
  if (owner && owner.id !== known.work.assigneeId)
    changes.push(() => deps.tickets.assign(caller, [id], owner.name));
  if (file.parentId !== null && file.parentId !== known.parentId)
    changes.push(() => deps.tickets.setParent(caller, [id], file.parentId));
  const planned = (['lane', 'horizon', 'nodeType'] as const).filter((field) => differing.has(field));
  if (planned.length > 0) changes.push(() => plan(deps, caller, id, { file, fields: planned }));
  for (const change of changes) await change();
  return changes.length > 0;
}

/** Links and owners are compared by themselves. */
export function linkedLike({ owner, dependencies, blocks, related, precedes, memberOf }: Canonical) {
  return { owner, dependencies, blocks, related, precedes, memberOf };
}

function sameTexts(one: Canonical, other: Canonical): boolean {
  const texts = ({ criteria }: Canonical) => JSON.stringify(criteria.map(({ text }) => text));
  return texts(one) === texts(other);
}

function plan(
  deps: MirrorDeps,
  caller: Caller,
  id: Id,
  { file, fields }: { file: Canonical; fields: readonly ('lane' | 'horizon' | 'nodeType')[] },
): Promise<unknown> {
  const changed = Object.fromEntries(fields.map((field) => [field, file[field]]));
  const payload = { fields: [...fields] };
  return inside(deps, caller, ({ nouns, scope, mutate }) =>
    mutate(nouns, scope, id, (current) => ({
      next: { ...current, planning: { ...current.planning, ...changed } },
      events: [{ type: 'TicketDetailsUpdated', documentId: current.origin.documentId, payload }],
    })),
  );
}

/** Links to tickets that are in the store, too. True when one is new. */
async function addLinks(deps: MirrorDeps, caller: Caller, file: Canonical): Promise<boolean> {
  let made = 0;
  for (const { type, source, target } of edgesOfFile(file.id, file)) {
    const other = await deps.store.tickets.getAnywhere(source === file.id ? target : source);
    if (other?.workspaceId !== caller.workspaceId || other.deletedAt) continue;
    made += (await deps.tickets.link(caller, { type, sourceIds: [source], targetIds: [target] })).made;
  }
  return made > 0;
}

/** `agent:engineer` for our agents, `@dana` for members, null for nobody and for whoever left. */
export function ownerOf({ work }: Ticket, members: readonly Member[]): string | null {
  if (work.assigneeId === null) return null;
  if (work.assigneeType === 'agent') return `agent:${findAgent(work.assigneeId) ?? work.assigneeId}`;
  const member = members.find(({ id }) => id === work.assigneeId);
  return member ? handleOf(member.name) : null;
}
