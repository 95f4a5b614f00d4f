/** A publication service over real storage for tests, with time that passes only when somebody waits. */
import type { Id } from '../../src/domain/ids.ts';
import { createIdSource } from '../../src/domain/ids.ts';
import type { TicketLinkType } from '../../src/domain/links.ts';
import type { Caller, Member } from '../../src/domain/principal.ts';
import type { PushView } from '../../src/domain/publication-view.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Queue } from '../../src/ports/queue.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Trackers } from '../../src/ports/tracker.ts';
import { createPublication } from '../../src/publication/create-publication.ts';
import type { PublicationDeps } from '../../src/publication/desk.ts';
import type { Publication } from '../../src/publication/publication.ts';
import type { NewTicket } from '../../src/tickets/create.ts';
import { linkTickets } from '../../src/tickets/link.ts';
import { openTestStorage, type TestStorage } from './storage.ts';
import {
  addDocument,
  callerIn,
  newTicket,
  openTicketDesk,
  scopeIn,
  store,
  type TicketDesk,
} from './ticket-desk.ts';

export type TestClock = { now(): Date; pass(ms: number): void };

export function testClock(start = '2026-05-01T12:00:00.000Z'): TestClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    pass(ms) {
      at += ms;
    },
  };
}

export type ClockedStorage = TestStorage & { clock: TestClock };

/** The embedded store, or the database at `url`. */
export async function openClockedStorage(url?: string): Promise<ClockedStorage> {
  const clock = testClock();
  const storage = await openTestStorage({
    ...(url ? { url } : {}),
    clock,
    ids: createIdSource(() => clock.now().getTime()),
  });
  return { ...storage, clock };
}

/** Jobs wait until a test runs them. */
export type HeldQueue = Queue & { jobs: { key: string; pushId: Id }[] };

export function holdQueue(): HeldQueue {
  const jobs: HeldQueue['jobs'] = [];
  return {
    jobs,
    send: async (_queue, { key, payload }) => void jobs.push({ key, pushId: String(payload.pushId) }),
    work: async () => {},
    settled: async () => {},
  };
}

export type Publishing = {
  desk: TicketDesk;
  publication: Publication;
  queue: HeldQueue;
  clock: TestClock;
  ana: Caller;
  ben: Caller;
  /** A second instance over the same store and trackers, or the same one after a restart. */
  restart(over?: Partial<PublicationDeps>): Publication;
  add(titles: readonly string[], over?: Partial<NewTicket>): Promise<Ticket[]>;
  ticket(id: Id): Promise<Ticket>;
  /** Runs what is queued, with recovery every ten seconds of the clock, until no push is unfinished. */
  work(publication?: Publication): Promise<void>;
};

export async function openPublishing(
  storage: ClockedStorage,
  trackers: Trackers,
  over: { store?: Store } = {},
): Promise<Publishing> {
  const { clock } = storage;
  const desk = await openTicketDesk(storage);
  const queue = holdQueue();
  const deps: PublicationDeps = {
    store: over.store ?? storage.store,
    queue,
    mutate: desk.mutate,
    tickets: desk.tickets,
    trackers,
    clock,
    ids: storage.ids,
    log: silentLog,
    secret: 'a secret of these tests',
    soleOwner: false,
    instance: 'one',
    sleep: async (ms, signal) => {
      if (!signal.aborted) clock.pass(ms);
    },
    random: () => 0.5,
  };
  const publication = createPublication(deps);
  const work = async (worker: Publication = publication) => {
    for (let round = 0; round < 500; round++) {
      for (const { pushId } of queue.jobs.splice(0)) {
        await worker.runPush(pushId, new AbortController().signal);
      }
      if ((await storage.store.pushes.unfinished()).length === 0) return;
      clock.pass(10_000);
      await worker.recover();
    }
    throw new Error('a push never ended');
  };
  return {
    desk,
    publication,
    queue,
    clock,
    ana: await addPerson(desk, 'Ana'),
    ben: await addPerson(desk, 'Ben'),
    restart: (change = {}) => createPublication({ ...deps, instance: storage.ids.next(), ...change }),
    add: (titles, change) =>
      store(
        desk,
        titles.map((title) => newTicket(desk, { title, ...change })),
      ),
    ticket: async (id) => (await storage.store.tickets.get(desk.workspace.id, id))!,
    work,
  };
}

async function addPerson(desk: TicketDesk, name: string): Promise<Caller> {
  const { store: kept, ids, clock } = desk.storage;
  const member: Member = {
    id: ids.next(),
    workspaceId: desk.workspace.id,
    name,
    roles: ['member'],
    identities: [],
    createdAt: clock.now().toISOString(),
  };
  await kept.members.insert(member);
  return callerIn(desk.workspace, { principal: { kind: 'user', id: member.id, name } });
}

/** Links two tickets, as a person does in chat. */
export async function link(
  { desk }: Publishing,
  type: TicketLinkType,
  source: Ticket,
  target: Ticket,
): Promise<void> {
  const { store: kept, ids, clock } = desk.storage;
  await kept.transact((nouns) =>
    linkTickets({ nouns, scope: scopeIn(desk), clock, ids }, type, source, target),
  );
}

/** So many tickets under one parent in ten, each of which blocks the next. */
export async function addFamilies(
  publishing: Publishing,
  count: number,
  { name = 'Ticket', ...over }: Partial<NewTicket> & { name?: string } = {},
): Promise<Ticket[]> {
  const names = Array.from({ length: Math.ceil(count / 10) }, (_, at) => `Parent of ${name} ${at}`);
  const parents = await publishing.add(names, over);
  const children: Ticket[] = [];
  for (const [at, parent] of parents.entries()) {
    const many = Math.max(0, Math.min(9, count - parents.length - 9 * at));
    const own = Array.from({ length: many }, (_, place) => `${parent.title}, ${place}`);
    children.push(...(await publishing.add(own, { ...over, parentId: parent.id })));
  }
  const tickets = [...parents, ...children];
  for (const [at, target] of tickets.slice(1).entries())
    await link(publishing, 'blocks', tickets[at]!, target);
  return tickets;
}

/** A board over these tickets, belonging to no document. */
export function review(publishing: Publishing, tickets: readonly Ticket[], caller = publishing.ana) {
  const ticketIds = tickets.map((ticket) => ticket.id);
  return publishing.publication.openBoard(caller, { ticketIds, documentId: null, title: 'Review' });
}

/** Opens a board, approves all of it and pushes it; the jobs are left to the test. */
export async function approveAll(publishing: Publishing, tickets: readonly Ticket[]): Promise<PushView> {
  const { board } = await review(publishing, tickets);
  const wish = { boardId: board.id, rev: board.rev, which: 'all' as const };
  return publishing.publication.approveAndPush(publishing.ana, wish);
}

export { addDocument };
