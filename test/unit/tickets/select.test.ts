/** What people mean by "3", "those", "all P0s" and a tracker's key, resolved on real storage. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyFocus, type Focus } from '../../../src/domain/conversation.ts';
import type { Caller } from '../../../src/domain/principal.ts';
import { passesFilter, type TicketFilter, type TicketSelector } from '../../../src/domain/selector.ts';
import type { ExternalRef, Ticket } from '../../../src/domain/ticket.ts';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import {
  addDocument,
  callerIn,
  newTicket,
  openTicketDesk,
  store,
  type TicketDesk,
} from '../../support/ticket-desk.ts';

let storage: TestStorage;
let desk: TicketDesk;
let caller: Caller;
let tickets: Ticket[];
let threads = 0;
beforeAll(async () => {
  storage = await shareTestStorage();
});
beforeEach(async () => {
  desk = await openTicketDesk(storage);
  tickets = await store(desk, [
    newTicket(desk, { title: 'Login with a passkey', priority: 1, labels: ['Auth'] }),
    newTicket(desk, { title: 'Progress bar', type: 'bug', priority: 2 }),
    newTicket(desk, { title: 'Login page', priority: 3 }),
    newTicket(desk, { title: 'Dark mode', type: 'story', priority: 4, labels: ['ui'] }),
  ]);
  caller = callerIn(desk.workspace);
});
afterAll(() => storage.close());

async function talkAbout(focus: Partial<Focus>): Promise<void> {
  const thread = await storage.store.threads.ensure(desk.workspace.id, 'terminal', `thread-${threads++}`);
  await storage.store.threads.setFocus(desk.workspace.id, thread.id, { ...emptyFocus(), ...focus });
  caller = callerIn(desk.workspace, { threadId: thread.id });
}

async function select(selector: TicketSelector): Promise<string[]> {
  return (await desk.tickets.select(caller, selector)).map((view) => view.ticket.title);
}

const idsOf = (...positions: number[]) => positions.map((at) => tickets[at]!.id);

async function refer(at: number, over: Partial<ExternalRef>): Promise<void> {
  await storage.store.externalRefs.put({
    ticketId: tickets[at]!.id,
    workspaceId: desk.workspace.id,
    tracker: 'linear',
    destination: 'linear:ENG',
    externalId: 'x',
    externalKey: 'ENG-12',
    url: 'https://linear.app/acme/issue/ENG-12/login-with-a-passkey',
    rawStatus: null,
    sandbox: true,
    syncedAt: null,
    createdAt: tickets[at]!.createdAt,
    ...over,
  });
}

describe('a name', () => {
  it.each([
    ['a number of the last list', () => '2', 'Login with a passkey'],
    ['a number with a hash', () => '#1', 'Progress bar'],
    ['a key', () => tickets[3]!.key, 'Dark mode'],
    ['a key in small letters', () => tickets[1]!.key.toLowerCase(), 'Progress bar'],
    ['an id', () => tickets[2]!.id.toUpperCase(), 'Login page'],
    ['the beginning of an id', () => tickets[2]!.id.slice(0, -2), 'Login page'],
    ["a tracker's key", () => 'eng-12', 'Login with a passkey'],
    [
      'the address of its issue',
      () => 'https://linear.app/acme/issue/ENG-12/renamed-since',
      'Login with a passkey',
    ],
    [
      'its address without a title',
      () => 'https://linear.app/acme/issue/ENG-12?view=1',
      'Login with a passkey',
    ],
  ])('may be %s', async (_what, name, title) => {
    await talkAbout({ ticketIds: idsOf(1, 0) });
    await refer(0, {});
    expect(await select({ ids: [` ${name()} `] })).toEqual([title]);
  });

  it('with a hash may be an issue number of the tracker', async () => {
    await refer(2, { tracker: 'github', externalKey: '#45', url: 'https://github.com/acme/app/issues/45' });
    expect(await select({ ids: ['#45'] })).toEqual(['Login page']);
    expect(await select({ ids: ['https://github.com/acme/app/issues/45'] })).toEqual(['Login page']);
    await expect(select({ ids: ['https://github.com/other/app/issues/45'] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('that is none is named, with what would be accepted', async () => {
    await talkAbout({ ticketIds: idsOf(0, 1) });
    for (const name of ['7', 'TASK-1999-001', 'ENG-99', 'https://', '00000000', tickets[0]!.workspaceId]) {
      await expect(select({ ids: [tickets[0]!.key, name] })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: expect.stringContaining(name),
        remedy: expect.stringContaining('from 1 to 2'),
      });
    }
  });

  it('that fits several is asked back', async () => {
    await refer(0, {});
    await refer(1, { tracker: 'jira', url: 'https://acme.example/browse/ENG-12' });
    const keys = idsOf(0, 1).map((id) => tickets.find((ticket) => ticket.id === id)!.key);
    await expect(select({ ids: ['ENG-12'] })).rejects.toMatchObject({ code: 'AMBIGUOUS', details: { keys } });
    expect(await select({ ids: ['https://acme.example/browse/ENG-12'] })).toEqual(['Progress bar']);
    await expect(select({ ids: [tickets[0]!.id.slice(0, 8)] })).rejects.toMatchObject({ code: 'AMBIGUOUS' });
  });

  it('of a discarded ticket is no longer one', async () => {
    await talkAbout({ ticketIds: idsOf(0, 1) });
    await desk.tickets.discard(caller, idsOf(0));
    await expect(select({ ids: ['1'] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await select({ last: true })).toEqual(['Progress bar']);
  });
});

describe('what a thread is about', () => {
  it('comes first, in the order it was shown', async () => {
    await talkAbout({ ticketIds: idsOf(2, 0) });
    expect(await select({})).toEqual(['Login page', 'Login with a passkey']);
    expect(await select({ last: true, priority: ['P0'] })).toEqual(['Login with a passkey']);
    expect(await select({ all: true })).toEqual([
      'Login page',
      'Login with a passkey',
      'Progress bar',
      'Dark mode',
    ]);
  });

  it('is the document when no list was shown', async () => {
    const document = await addDocument(desk, [['requirement', 'FR-1 from the document']]);
    await desk.tickets.generate(caller, { documentId: document.id });
    await talkAbout({ documentId: document.id });
    expect(await select({})).toEqual(['FR-1 from the document']);
    expect(await select({ type: ['bug'] })).toEqual([]);
    expect(await select({ ids: [tickets[1]!.key] })).toEqual(['Progress bar']);
    expect(await select({ block_type: ['requirement'] })).toEqual(['FR-1 from the document']);
    expect(await select({ block_type: ['user_story'] })).toEqual([]);
  });

  it('is everything when there is no thread, but "those" then mean nothing', async () => {
    expect(await select({})).toHaveLength(4);
    await expect(select({ last: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('filters', () => {
  it('narrow, `or` adds and `except` takes away', async () => {
    expect(await select({ query: 'login' })).toEqual(['Login with a passkey', 'Login page']);
    expect(await select({ query: 'login', priority: ['P0', 'low'] })).toEqual(['Login with a passkey']);
    expect(await select({ type: ['bug'], or: { label: ['UI'] } })).toEqual(['Progress bar', 'Dark mode']);
    expect(await select({ all: true, except: { priority: ['P0', 'P1'] } })).toEqual([
      'Login page',
      'Dark mode',
    ]);
    await talkAbout({ ticketIds: idsOf(0, 1, 2) });
    expect(await select({ except: { ids: ['2'] } })).toEqual(['Login with a passkey', 'Login page']);
  });

  it('that a model left empty are not meant', async () => {
    await talkAbout({ ticketIds: idsOf(1) });
    const empty: TicketSelector = {
      ids: [],
      priority: [],
      query: '',
      all: false,
      or: {},
      except: { ids: [] },
    };
    expect(await select(empty)).toEqual(['Progress bar']);
  });

  it('obey the laws of sets, for every selector', async () => {
    await talkAbout({ ticketIds: idsOf(3, 1) });
    const all = await storage.store.tickets.list(desk.workspace.id, {});
    const filter: fc.Arbitrary<TicketFilter> = fc.record(
      {
        ids: fc.subarray(
          all.map((ticket) => ticket.key),
          { minLength: 1 },
        ),
        priority: fc.subarray(['P0', 'high', 'P2', 'low'], { minLength: 1 }),
        type: fc.subarray(['task', 'bug', 'story'] as const, { minLength: 1 }) as fc.Arbitrary<
          Ticket['type'][]
        >,
        query: fc.constantFrom('login', 'page', 'bar'),
        all: fc.constant(true),
        last: fc.constant(true),
      },
      { requiredKeys: [] },
    );
    const idsFor = async (selector: TicketSelector) =>
      (await desk.tickets.select(caller, selector)).map((view) => view.ticket.id);
    const property = fc.asyncProperty(filter, filter, async (one, other) => {
      const base = { all: true as const, ...one };
      const first = await idsFor(base);
      const named = (ticket: Ticket) => !one.ids || one.ids.includes(ticket.key);
      const inLast = (ticket: Ticket) => !one.last || idsOf(3, 1).includes(ticket.id);
      const expected = all.filter((ticket) => passesFilter(ticket, one) && named(ticket) && inLast(ticket));
      expect([...first].sort()).toEqual(expected.map((ticket) => ticket.id).sort());
      expect(new Set(first).size).toBe(first.length);
      fc.pre(Object.keys(other).length > 0);
      const second = await idsFor(other);
      expect([...(await idsFor({ ...base, or: other }))].sort()).toEqual(
        [...new Set([...first, ...second])].sort(),
      );
      const without = await idsFor({ ...base, except: other });
      expect(without).toEqual(first.filter((id) => !second.includes(id)));
    });
    await fc.assert(property, { numRuns: 40 });
  });
});
