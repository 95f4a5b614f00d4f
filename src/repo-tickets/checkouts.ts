/** A workspace's checkout of a repository: its tickets are read and changed in their files, with the logs the command would write. */
import { existsSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, requirePerson } from '../domain/principal.ts';
import type { MirrorOutcome, RepoList, RepoView } from '../domain/repo-view.ts';
import { type CheckoutDeeds, createDeeds } from './checkout-deeds.ts';
import { drawGraph, type GraphFormat, nameGraph } from './draw-graph.ts';
import { exportTickets } from './export-tickets.ts';
import { fault } from './fault.ts';
import type { Following } from './follow-repository.ts';
import type { GraphView } from './format.ts';
import { buildGraph } from './graph.ts';
import { importTickets } from './mirror.ts';
import { type CheckoutDeps, inSentences, openCheckout, printTicket, rootOf } from './open-checkout.ts';
import { makePlan } from './plan.ts';
import { findTicket, openRepository, type Repository } from './repository.ts';
import { runOf } from './run-of.ts';
import { type Row, type Snapshot, takeSnapshotInTurns } from './snapshot.ts';
import { agreeAfter, createStepping } from './stepping.ts';
import { listProblems } from './validate.ts';

export type Checkouts = CheckoutDeeds & {
  /** The folder's name and how many tickets it holds; null where none is attached. */
  attached(caller: Caller): Promise<{ name: string; tickets: number } | null>;
  /**
   * Attaches a folder of the machine Docket runs on, or none for null. An owner or admin in person, and only in the
   * workspace of whoever runs Docket (HUMAN_APPROVAL_REQUIRED, FORBIDDEN). Throws NOT_FOUND where the folder holds no tickets.
   */
  attach(caller: Caller, folder: string | null): Promise<{ name: string; tickets: number } | null>;
  /** `text` keeps those that say it in title or body, in any case. */
  view(caller: Caller, list: RepoList, most: number, text?: string): Promise<RepoView>;
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

export function createCheckouts(deps: CheckoutDeps): Checkouts {
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
    async view(caller, list, most, text = '') {
      const repository = await openCheckout(deps, caller);
      const saying = new Set<Row>();
      const wanted = text.toLowerCase();
      const look = (row: Row, { body }: { body: string }) => {
        if (`${row.title}\n${body}`.toLowerCase().includes(wanted)) saying.add(row);
      };
      const snapshot = await takeSnapshotInTurns(repository, { now: deps.clock.now(), look });
      return viewOf(repository, snapshot, { list, most, saying });
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

/** What a model wrote and nobody looked at stays in the house. */
async function writeApproved(deps: CheckoutDeps, caller: Caller, ids: readonly Id[]): Promise<MirrorOutcome> {
  requirePerson(caller, 'write tickets into a repository');
  const repository = await openCheckout(deps, caller);
  const tickets = (await deps.tickets.view(caller, ids)).map(({ ticket }) => ticket);
  const waiting = tickets.filter(({ review }) => review.status === 'generated');
  const rest = tickets.filter((ticket) => !waiting.includes(ticket));
  const outcome = await exportTickets(deps, caller, { repository, run: runOf(caller, deps.clock) }, rest);
  const why = 'It waits for its review. Approve it first.';
  return { ...outcome, refused: [...outcome.refused, ...waiting.map(({ key }) => ({ ticket: key, why }))] };
}

async function attach(
  deps: CheckoutDeps,
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

function requireOperator({ home }: CheckoutDeps, caller: Caller): void {
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
  { list, most, saying }: { list: RepoList; most: number; saying: ReadonlySet<Row> },
): RepoView {
  const plan = makePlan(snapshot, {});
  const open = snapshot.rows.filter(({ status }) => status !== 'done' && status !== 'canceled');
  const lists: Record<RepoList, readonly Row[]> = {
    ready: plan.ready,
    doing: plan.active,
    waiting: plan.blocked,
    claimed: snapshot.rows.filter(({ claim }) => claim !== null),
    open,
    all: snapshot.rows,
    problems: [],
  };
  const found = lists[list].filter((row) => saying.has(row));
  const groups = plan.groups.filter(({ rollup }) => rollup.active_leaf > 0);
  return {
    name: basename(repository.root),
    list,
    tickets: found.slice(0, most).map((row) => printTicket(row, snapshot.now)),
    total: found.length,
    groups: groups.slice(0, 10).map(({ row, rollup }) => ({
      title: row.title,
      done: rollup.done_completed,
      active: rollup.active_leaf,
    })),
    problems: list === 'problems' ? listProblems(repository, most) : [],
  };
}
