/** A workspace's checkout of a repository: its tickets are read and changed in their files, with the logs the command would write. */
import { existsSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { DocketError, isDocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, isPersonDeciding, requirePerson, requireWriter } from '../domain/principal.ts';
import { checkoutOf } from '../domain/repo-base.ts';
import type { MirrorOutcome, RepoList, RepoTicket, RepoView } from '../domain/repo-view.ts';
import { changeStatus } from './change-ticket.ts';
import { claimTicket } from './claim-ticket.ts';
import { loadConfig } from './config.ts';
import { drawGraph, type GraphFormat, nameGraph } from './draw-graph.ts';
import type { StepDeps } from './exchange-deps.ts';
import { exportTickets } from './export-tickets.ts';
import { fault } from './fault.ts';
import type { Following } from './follow-repository.ts';
import type { GraphView, Status } from './format.ts';
import { buildGraph } from './graph.ts';
import { logWork, type WorkNote } from './log-work.ts';
import { importTickets } from './mirror.ts';
import { readMoment } from './moments.ts';
import { makePlan } from './plan.ts';
import { findTicket, openRepository, type Repository, shortId, type TicketPlace } from './repository.ts';
import { runOf } from './run-of.ts';
import { refuseSecrets } from './secrets.ts';
import { type Row, readTicketFolder, rowOfFound, type Snapshot, takeSnapshotInTurns } from './snapshot.ts';
import { agreeAfter, createStepping } from './stepping.ts';
import { listProblems } from './validate.ts';

export type ClaimRequest = {
  minutes?: number | undefined;
  release?: boolean | undefined;
  reason?: string | undefined;
};

/** `done` false: somebody else holds it, or there is nothing to release, as `said` says. */
export type RepoDeed = { done: boolean; said: string; ticket: RepoTicket };

export type Checkouts = {
  /** The folder's name and how many tickets it holds; null where none is attached. */
  attached(caller: Caller): Promise<{ name: string; tickets: number } | null>;
  /**
   * Attaches a folder of the machine Docket runs on, or none for null. An owner or admin in person, and only in the
   * workspace of whoever runs Docket (HUMAN_APPROVAL_REQUIRED, FORBIDDEN). Throws NOT_FOUND where the folder holds no tickets.
   */
  attach(caller: Caller, folder: string | null): Promise<{ name: string; tickets: number } | null>;
  view(caller: Caller, list: RepoList, most: number): Promise<RepoView>;
  claim(caller: Caller, ref: string, wish: ClaimRequest): Promise<RepoDeed>;
  move(
    caller: Caller,
    ref: string,
    status: Status,
    more: { resolution?: string | undefined; reason?: string | undefined },
  ): Promise<RepoDeed>;
  note(caller: Caller, ref: string, note: WorkNote): Promise<RepoDeed>;
  graph(
    caller: Caller,
    wish: { view: GraphView; format: GraphFormat; ticket?: string | undefined },
  ): Promise<{ name: string; text: string; tickets: number; edges: number }>;
  /** Takes the named tickets of the repository over into the store, or all that are open. As `importTickets`. */
  takeOver(caller: Caller, refs: readonly string[]): Promise<MirrorOutcome>;
  /** Writes tickets of the store into the repository. Those that wait for their review are refused. As `exportTickets`. */
  write(caller: Caller, ids: readonly Id[]): Promise<MirrorOutcome>;
  /** As `createStepping`. */
  keepInStep(following?: Following): Promise<void>;
};

/** `home` is the workspace of whoever runs Docket: others may not name folders of their machine. */
type Deps = StepDeps & { home: Id };

export function createCheckouts(deps: Deps): Checkouts {
  const inTurn = (repository: Repository) => takeSnapshotInTurns(repository, { now: deps.clock.now() });
  return {
    ...createDeeds(deps),
    async attached(caller) {
      const root = await rootOf(deps, caller);
      return root === null ? null : describe(root, await inTurn(openRepository(root)));
    },
    attach: (caller, folder) => attach(deps, caller, folder, inTurn),
    takeOver: (caller, refs) =>
      inSentences(async () => {
        const repository = await openCheckout(deps, caller);
        return agreeAfter(deps, caller, repository, () => importTickets(deps, caller, repository, refs));
      }),
    write: (caller, ids) =>
      inSentences(async () => {
        const repository = await openCheckout(deps, caller);
        return agreeAfter(deps, caller, repository, () => writeApproved(deps, caller, ids), ids);
      }),
    keepInStep: createStepping(deps),
    async view(caller, list, most) {
      const repository = await openCheckout(deps, caller);
      return viewOf(repository, await inTurn(repository), { list, most });
    },
    graph: (caller, { view, format, ticket }) =>
      inSentences(async () => {
        const repository = await openCheckout(deps, caller);
        const snapshot = await inTurn(repository);
        const root = ticket === undefined ? undefined : findTicket(repository, ticket).id;
        const graph = buildGraph(snapshot, { view, ticket: root });
        const of = { view, now: deps.clock.now() };
        const text = [...drawGraph(graph, format, of)].join('');
        const name = nameGraph(graph, format, of);
        return { name, text, tickets: graph.nodes.length, edges: graph.edges.length };
      }),
  };
}

/** What changes a ticket, each in the name of whoever asked. */
function createDeeds(deps: Deps): Pick<Checkouts, 'claim' | 'move' | 'note'> {
  const { clock } = deps;
  const begin = async (caller: Caller, ref: string, kept: Record<string, string | undefined>) => {
    requireWriter(caller);
    const repository = await openCheckout(deps, caller);
    refuseSecrets(kept);
    return { repository, place: findTicket(repository, ref), run: runOf(caller, clock) };
  };
  const tell = (place: TicketPlace, { done, said }: { done: boolean; said: string }): RepoDeed => ({
    ...{ done, said },
    ticket: readOne(place, clock.now()),
  });
  return {
    claim: (caller, ref, { minutes, release, reason }) =>
      inSentences(async () => {
        const { repository, place, run } = await begin(caller, ref, { reason });
        const ttlMinutes = minutes ?? loadConfig(repository).defaults.claims.ttl_minutes;
        const force = reason !== undefined && isPersonDeciding(caller);
        return tell(place, claimTicket(place, run, { ttlMinutes, release, force, reason }));
      }),
    move: (caller, ref, status, { resolution, reason }) =>
      inSentences(async () => {
        const { place, run } = await begin(caller, ref, { reason });
        const context = reason ? [reason] : [];
        // What a model asks for is no human's own word.
        const mayReopen = isPersonDeciding(caller);
        return tell(place, changeStatus(place, run, { status, resolution, context, mayReopen }));
      }),
    note: (caller, ref, note) =>
      inSentences(async () => {
        const { place, run } = await begin(caller, ref, { summary: note.summary });
        logWork(place, run, note);
        return tell(place, { done: true, said: 'Logged.' });
      }),
  };
}

/** What a model wrote and nobody looked at stays in the house. */
async function writeApproved(deps: Deps, caller: Caller, ids: readonly Id[]): Promise<MirrorOutcome> {
  requirePerson(caller, 'write tickets into a repository');
  const repository = await openCheckout(deps, caller);
  const tickets = (await deps.tickets.view(caller, ids)).map(({ ticket }) => ticket);
  const waiting = tickets.filter(({ review }) => review.status === 'generated');
  const rest = tickets.filter((ticket) => !waiting.includes(ticket));
  const outcome = await exportTickets(deps, caller, { repository, run: runOf(caller, deps.clock) }, rest);
  const why = 'It waits for its review. Approve it first.';
  return { ...outcome, refused: [...outcome.refused, ...waiting.map(({ key }) => ({ ticket: key, why }))] };
}

async function rootOf({ store }: Deps, { workspaceId }: Caller): Promise<string | null> {
  return checkoutOf(await store.workspaces.get(workspaceId));
}

async function openCheckout(deps: Deps, caller: Caller): Promise<Repository> {
  const root = await rootOf(deps, caller);
  if (root === null)
    throw fault(
      'No repository is attached here.',
      'An owner attaches one: /docket attach-repo <folder>. For the tickets of Docket itself say "list tickets".',
      'NOT_FOUND',
    );
  if (!existsSync(join(root, '.tickets')))
    throw fault(
      `${basename(root)} is attached, and its tickets are gone from this machine.`,
      'Attach it anew.',
      'NOT_FOUND',
    );
  return openRepository(root);
}

/** What a shell is told in few words, told in chat as a sentence with what to do now. */
async function inSentences<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isDocketError(error) || error.remedy !== '') throw error;
    const { code, message } = error;
    const remedy =
      '/docket repo-list open lists the tickets there are, and /docket repo-list problems what is wrong with them.';
    throw new DocketError(code, { message: `${message}. Nothing was changed.`, remedy, cause: error });
  }
}

async function attach(
  deps: Deps,
  caller: Caller,
  folder: string | null,
  read: (repository: Repository) => Promise<Snapshot>,
): Promise<{ name: string; tickets: number } | null> {
  requireOperator(deps, caller);
  if (folder !== null && (!isAbsolute(folder) || !existsSync(join(folder, '.tickets'))))
    throw fault(
      `${folder} holds no tickets on the machine Docket runs on. Nothing was changed.`,
      'Name the whole path of a folder in which `tickets init` was run.',
      'NOT_FOUND',
    );
  const repository = folder === null ? null : openRepository(folder);
  await deps.store.transact(async ({ workspaces }) => {
    const { settings } = (await workspaces.get(caller.workspaceId))!;
    const { repoCheckout, repoAttachedAt, ...rest } = settings;
    const isSame = repository !== null && repository.root === repoCheckout;
    const since = isSame ? repoAttachedAt : deps.clock.now().toISOString();
    const attached = repository ? { repoCheckout: repository.root, repoAttachedAt: since } : {};
    await workspaces.updateSettings(caller.workspaceId, { ...rest, ...attached });
  });
  return repository && describe(repository.root, await read(repository));
}

function requireOperator({ home }: Deps, caller: Caller): void {
  requirePerson(caller, 'attach a repository');
  const leads = caller.roles.some((role) => role === 'owner' || role === 'admin');
  if (leads && caller.workspaceId === home) return;
  throw new DocketError('FORBIDDEN', {
    message: `Only an owner or admin of the workspace that runs Docket attaches a folder of its machine. Nothing was changed.`,
    remedy: 'Ask them.',
  });
}

function describe(root: string, { rows }: Snapshot): { name: string; tickets: number } {
  return { name: basename(root), tickets: rows.length };
}

function viewOf(
  repository: Repository,
  snapshot: Snapshot,
  { list, most }: { list: RepoList; most: number },
): RepoView {
  const plan = makePlan(snapshot, {});
  const open = snapshot.rows.filter(({ status }) => status !== 'done' && status !== 'canceled');
  const lists: Record<RepoList, readonly Row[]> = {
    ready: plan.ready,
    doing: plan.active,
    waiting: plan.blocked,
    claimed: snapshot.rows.filter(({ claim }) => claim !== null),
    open,
    problems: [],
  };
  const groups = plan.groups.filter(({ rollup }) => rollup.active_leaf > 0);
  return {
    name: basename(repository.root),
    list,
    tickets: lists[list].slice(0, most).map((row) => printTicket(row, snapshot.now)),
    total: lists[list].length,
    groups: groups.slice(0, 10).map(({ row, rollup }) => ({
      title: row.title,
      done: rollup.done_completed,
      active: rollup.active_leaf,
    })),
    problems: list === 'problems' ? listProblems(repository, most) : [],
  };
}

function readOne(place: TicketPlace, now: Date): RepoTicket {
  const found = readTicketFolder(place.folder)!;
  return printTicket(rowOfFound(found, now), now);
}

function printTicket(row: Row, now: Date): RepoTicket {
  const { id, title, status, priority, owner, nodeType, lane, ready, claim } = row;
  const until = readMoment(claim?.expires_at) ?? 0;
  return {
    ...{ id, short: shortId(id), title, status, priority, owner, nodeType, lane, ready },
    waitsFor: row.blockedBy.dependencies.length + row.blockedBy.predecessors.length,
    claim: claim && { holder: claim.holder_id, minutesLeft: Math.ceil((until - now.getTime()) / 60_000) },
  };
}
