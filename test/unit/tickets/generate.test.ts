/** Generation on real storage: all or nothing, once per block content, and what becomes of older tickets. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Document } from '../../../src/domain/document.ts';
import { createAddTickets } from '../../../src/tickets/create.ts';
import { newWorkspace, shareTestStorage, type TestStorage } from '../../support/storage.ts';
import {
  addDocument,
  callerIn,
  draft,
  newTicket,
  openTicketDesk,
  priya,
  proposal,
  proposeEach,
  reviseDocument,
  robot,
  scopeIn,
  type TicketDesk,
  type Written,
} from '../../support/ticket-desk.ts';

let storage: TestStorage;
let desk: TicketDesk;
beforeAll(async () => {
  storage = await shareTestStorage();
});
beforeEach(async () => {
  desk = await openTicketDesk(storage);
});
afterAll(() => storage.close());

const prd: Written[] = [
  ['text', 'Onboarding'],
  ['user_story', 'US-1 sign up with an address'],
  ['requirement', 'FR-1 show progress\nFR-2 keep drafts'],
];

function generate(document: Document, over: Partial<Parameters<TicketDesk['tickets']['generate']>[1]> = {}) {
  return desk.tickets.generate(desk.caller, { documentId: document.id, ...over });
}

async function approve(ids: string[]) {
  for (const id of ids) {
    await storage.store.transact((nouns) =>
      desk.mutate(nouns, scopeIn(desk), id, (now) => ({
        next: { ...now, review: { ...now.review, status: 'reviewed', by: priya.id } },
        events: [],
      })),
    );
  }
}

/** What is published in this desk's workspace from now on. */
async function record(): Promise<[type: string, documentId: string | null, payload: unknown][]> {
  const { id } = desk.workspace;
  const heard: [string, string | null, unknown][] = [];
  await storage.events.subscribe(`test-${id}`, async (events) => {
    const own = events.filter((event) => event.workspaceId === id);
    for (const event of own) heard.push([event.type, event.documentId, event.payload]);
  });
  return heard;
}

async function titles(document: Document) {
  return (await desk.tickets.ofDocument(desk.caller, document.id)).map((view) => view.ticket.title);
}

describe('a first run', () => {
  it('makes tickets that wait for review, with keys, origin and traces, in document order', async () => {
    const document = await addDocument(desk, prd);
    const generated = await generate(document);
    expect(generated).toMatchObject({ created: 3, reused: 0, superseded: 0, markedStale: 0, warnings: [] });
    const tickets = generated.tickets.map((view) => view.ticket);
    const year = new Date().getUTCFullYear();
    expect(tickets.map((ticket) => ticket.key)).toEqual([
      `TASK-${year}-001`,
      `TASK-${year}-002`,
      `TASK-${year}-003`,
    ]);
    expect(tickets.map((ticket) => ticket.review.status)).toEqual(['generated', 'generated', 'generated']);
    const blocks = await storage.store.blocks.list(desk.workspace.id, document.id, 0);
    expect(tickets[1]).toMatchObject({
      title: 'FR-1 show progress',
      createdBy: priya,
      planning: { nodeType: 'work', estimatedHours: 4 },
      origin: {
        kind: 'generated',
        documentId: document.id,
        documentVersion: 0,
        primaryBlockId: blocks[2]!.id,
      },
    });
    const traces = await storage.store.traces.ofTicket(desk.workspace.id, tickets[2]!.id);
    expect(traces).toMatchObject([
      { blockId: blocks[2]!.id, contentHash: blocks[2]!.contentHash, lines: [4] },
    ]);
  });

  it('tells of every ticket, then once of the run', async () => {
    const ofRun = await record();
    const document = await addDocument(desk, prd);
    const { tickets } = await generate(document);
    const told = await Promise.all(
      tickets.map(({ ticket }) => storage.store.events.ofTicket(desk.workspace.id, ticket.id)),
    );
    expect(told.map((events) => events.map((event) => event.type))).toEqual([
      ['TicketCreated'],
      ['TicketCreated'],
      ['TicketCreated'],
    ]);
    await storage.events.drained();
    const counts = { created: 3, reused: 0, superseded: 0, markedStale: 0 };
    expect(ofRun.filter((event) => event[0] === 'TicketsGenerated')).toEqual([
      ['TicketsGenerated', document.id, counts],
    ]);
    expect(ofRun.at(-1)![0]).toBe('TicketsGenerated');
  });

  it('sets epics first, links what the document says depends on another, and refuses circles with a warning', async () => {
    const document = await addDocument(desk, prd);
    desk.script.propose = () =>
      proposal([
        draft({ title: 'A first', parentRef: 'E', dependsOn: ['C', 'nowhere'] }),
        draft({ title: 'B second', dependsOn: ['A'], suggestedAfter: ['A', 'C'] }),
        draft({ title: 'C third', dependsOn: ['B'] }),
        draft({ title: 'E everything', type: 'epic', sourceLines: [2] }),
      ]);
    const { tickets, warnings } = await generate(document);
    const by = new Map(tickets.map((view) => [view.ticket.title, view]));
    const keyOf = (title: string) => by.get(title)!.ticket.key;
    expect(by.get('A first')).toMatchObject({
      parentKey: keyOf('E everything'),
      dependsOn: [keyOf('C third')],
    });
    expect(by.get('B second')).toMatchObject({
      dependsOn: [keyOf('A first')],
      suggestedAfter: [keyOf('A first'), keyOf('C third')],
    });
    expect(by.get('C third')!.dependsOn).toEqual([]);
    expect(by.get('E everything')!.ticket).toMatchObject({ type: 'epic', planning: { nodeType: 'group' } });
    expect(warnings).toEqual([expect.stringMatching(/"C third" does not wait for "B second"/)]);
    const links = await desk.tickets.links(desk.caller, [by.get('B second')!.ticket.id]);
    expect(links.map((link) => [link.type, link.declaredOn])).toEqual([['blocks', 'target']]);
  });

  it('breaks a circle of parents, with a warning', async () => {
    const document = await addDocument(desk, prd);
    desk.script.propose = () =>
      proposal([draft({ title: 'A one', parentRef: 'B' }), draft({ title: 'B two', parentRef: 'A' })]);
    const { tickets, warnings } = await generate(document);
    expect(tickets.filter((view) => view.parentKey === null)).toHaveLength(1);
    expect(warnings).toHaveLength(1);
  });

  it('assigns members the document names, and says whom it does not know', async () => {
    const member = {
      id: storage.ids.next(),
      workspaceId: desk.workspace.id,
      name: 'Tom',
      roles: ['member' as const],
    };
    await storage.store.members.insert({ ...member, identities: [], createdAt: new Date().toISOString() });
    const document = await addDocument(desk, prd);
    desk.script.propose = () =>
      proposal([draft({ title: 'A one', assignee: '@tom' }), draft({ title: 'B two', assignee: 'Zoe' })]);
    const { tickets, warnings } = await generate(document);
    expect(tickets.map((view) => view.ticket.work.assigneeId)).toEqual([member.id, null]);
    expect(warnings).toEqual([expect.stringContaining('Zoe')]);
    const events = await storage.store.events.ofTicket(desk.workspace.id, tickets[0]!.ticket.id);
    expect(events.map((event) => event.type)).toEqual(['TicketCreated', 'TicketAssigned']);
  });

  it('counts keys in the year of the workspace, per prefix', async () => {
    const there = {
      ...(await newWorkspace(storage)),
      id: storage.ids.next(),
      timeZone: 'Pacific/Kiritimati',
    };
    await storage.store.workspaces.insert(there);
    const clock = { now: () => new Date('2026-12-31T12:00:00Z') };
    const addTickets = createAddTickets({ clock, ids: storage.ids });
    const scope = { workspaceId: there.id, actor: priya };
    const made = await storage.store.transact((nouns) =>
      addTickets(nouns, scope, [
        newTicket(desk, { type: 'bug' }),
        newTicket(desk, { type: 'story' }),
        newTicket(desk, { type: 'feature' }),
      ]),
    );
    expect(made.map((ticket) => ticket.key)).toEqual(['BUG-2027-001', 'FEAT-2027-001', 'FEAT-2027-002']);
  });
});

describe('running again', () => {
  it('makes no duplicates of unchanged blocks, whatever the generator says this time, and publishes nothing', async () => {
    const document = await addDocument(desk, prd);
    const first = await generate(document);
    desk.script.propose = (input) => {
      const again = proposeEach(input);
      return {
        ...again,
        tickets: again.tickets.map((one) => ({ ...one, title: `Another word for ${one.ref}` })),
      };
    };
    const heard = await record();
    const second = await generate(document);
    expect(second).toMatchObject({ created: 0, reused: 3, superseded: 0, markedStale: 0 });
    expect(second.tickets).toEqual(first.tickets);
    await storage.events.drained();
    expect(heard).toEqual([]);
  });

  it('does not bring a discarded ticket back while its block has others', async () => {
    const document = await addDocument(desk, prd);
    const { tickets } = await generate(document);
    await desk.tickets.discard(desk.caller, [tickets[1]!.ticket.id]);
    expect(await generate(document)).toMatchObject({ created: 0, reused: 2 });
  });

  it('after an edit carries drafts along under their keys, and leaves what was approved to a person', async () => {
    const document = await addDocument(desk, prd);
    const { tickets } = await generate(document);
    await approve([tickets[1]!.ticket.id]);
    await reviseDocument(desk, document.id, [
      ['text', 'Onboarding'],
      ['text', 'A new line moves everything down'],
      ['user_story', 'US-1 sign up with an address or a number'],
      ['requirement', 'FR-1 show progress always\nFR-2 keep drafts\nFR-3 send a reminder'],
    ]);
    const again = await generate(document);
    expect(again).toMatchObject({ created: 1, reused: 3, superseded: 0, markedStale: 1 });
    expect(
      again.tickets.map(({ ticket }) => [ticket.title, ticket.review.status, ticket.review.stale]),
    ).toEqual([
      ['US-1 sign up with an address or a number', 'generated', false],
      ['FR-1 show progress', 'reviewed', true],
      ['FR-2 keep drafts', 'generated', false],
      ['FR-3 send a reminder', 'generated', false],
    ]);
    expect(again.tickets.slice(0, 3).map(({ ticket }) => [ticket.id, ticket.key])).toEqual(
      tickets.map(({ ticket }) => [ticket.id, ticket.key]),
    );
    expect(await generate(document)).toMatchObject({ created: 0, reused: 4, superseded: 0, markedStale: 0 });
  });

  it('supersedes a draft whose requirement is gone, and asks about one that was approved', async () => {
    const document = await addDocument(desk, prd);
    const { tickets } = await generate(document);
    await approve([tickets[1]!.ticket.id]);
    await reviseDocument(desk, document.id, [['requirement', 'FR-2 keep drafts']]);
    const again = await generate(document);
    expect(again).toMatchObject({ created: 0, reused: 1, superseded: 1, markedStale: 1 });
    expect(again.proposals).toMatchObject([
      { key: tickets[0]!.ticket.key, kind: 'obsolete', applied: true },
      { key: tickets[1]!.ticket.key, kind: 'obsolete', applied: false },
    ]);
    const gone = await storage.store.tickets.get(desk.workspace.id, tickets[0]!.ticket.id);
    expect(gone!.deletedAt).not.toBeNull();
    const events = await storage.store.events.ofTicket(desk.workspace.id, gone!.id);
    expect(events.at(-1)).toMatchObject({ type: 'TicketArchived', payload: { reason: 'superseded' } });
    expect(await generate(document)).toMatchObject({ superseded: 0, markedStale: 0 });
  });

  it('after the edit is taken back, finds the approved ticket fresh again', async () => {
    const document = await addDocument(desk, prd);
    const { tickets } = await generate(document);
    await approve(tickets.map((view) => view.ticket.id));
    await reviseDocument(desk, document.id, [...prd.slice(0, 2), ['requirement', 'FR-9 something else']]);
    expect(await generate(document)).toMatchObject({ created: 1, markedStale: 2 });
    await reviseDocument(desk, document.id, prd);
    const back = await generate(document);
    expect(back).toMatchObject({ created: 0, superseded: 1, markedStale: 0 });
    expect(back.tickets.map(({ ticket }) => [ticket.id, ticket.review.stale])).toEqual(
      tickets.map(({ ticket }) => [ticket.id, false]),
    );
  });

  it('gives the children of a superseded epic to the one that replaces it', async () => {
    const epicOf = (name: string) => draft({ title: `E ${name}`, type: 'epic', sourceQuote: name });
    const child = draft({ title: 'C child', parentRef: 'E', blockIndexes: [1], sourceLines: [2] });
    const document = await addDocument(desk, [
      ['scope', 'Old goal'],
      ['user_story', 'C child'],
    ]);
    desk.script.propose = () => proposal([epicOf('Old goal'), child]);
    const first = await generate(document);
    await approve([first.tickets[1]!.ticket.id]);
    await reviseDocument(desk, document.id, [
      ['scope', 'New aim'],
      ['user_story', 'C child'],
    ]);
    desk.script.propose = () => proposal([epicOf('New aim'), child]);
    const again = await generate(document);
    expect(again).toMatchObject({ created: 1, superseded: 1 });
    expect(again.tickets[1]!.parentKey).toBe(again.tickets[0]!.ticket.key);
    expect(again.tickets[1]!.ticket.review.status).toBe('generated');
  });

  it('is not held up by links of tickets that are gone', async () => {
    const document = await addDocument(desk, [
      ['requirement', 'A one'],
      ['requirement', 'B two'],
    ]);
    const a = draft({ title: 'A one', blockIndexes: [0] });
    const b = draft({ title: 'B two', blockIndexes: [1], sourceLines: [2], dependsOn: ['A'] });
    desk.script.propose = () => proposal([a, b]);
    const first = await generate(document);
    await reviseDocument(desk, document.id, [
      ['requirement', 'A one'],
      ['requirement', 'B entirely different now'],
    ]);
    const other = draft({ title: 'B entirely different now', blockIndexes: [1], sourceLines: [2] });
    desk.script.propose = () => proposal([{ ...a, dependsOn: ['B'] }, other]);
    const again = await generate(document);
    expect(again.warnings).toEqual([]);
    expect(again.tickets[0]!.ticket.id).toBe(first.tickets[0]!.ticket.id);
    expect(again.tickets[0]!.dependsOn).toEqual([again.tickets[1]!.ticket.key]);
  });

  it('with a filter leaves tickets of other block types as they are', async () => {
    const document = await addDocument(desk, prd);
    await generate(document);
    await reviseDocument(desk, document.id, [
      ['user_story', 'US-1 come in through a friend'],
      ['requirement', 'FR-7 entirely new words here'],
    ]);
    const again = await generate(document, { includeBlockTypes: ['user_story'] });
    expect(again).toMatchObject({ created: 1, superseded: 1 });
    expect(await titles(document)).toEqual(
      expect.arrayContaining(['FR-1 show progress', 'FR-2 keep drafts', 'US-1 come in through a friend']),
    );
  });
});

describe('refusals', () => {
  it('one at a time per document', async () => {
    const document = await addDocument(desk, prd);
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    desk.script.propose = async (input) => {
      await gate;
      return proposeEach(input);
    };
    const first = generate(document);
    await expect.poll(() => generate(document).catch((error) => error.code)).toBe('GENERATION_IN_PROGRESS');
    release();
    expect((await first).created).toBe(3);
    expect((await generate(document)).created).toBe(0);
  });

  it('nothing to make tickets from', async () => {
    const document = await addDocument(desk, prd);
    await expect(generate(document, { includeBlockTypes: ['persona'] })).rejects.toMatchObject({
      code: 'NO_BLOCKS',
      remedy: expect.stringContaining('requirement'),
    });
    expect(await titles(document)).toEqual([]);
  });

  it('a wanted type that no block has is a warning when others are there', async () => {
    const document = await addDocument(desk, prd);
    const { warnings } = await generate(document, { includeBlockTypes: ['user_story', 'persona'] });
    expect(warnings).toEqual([expect.stringContaining('"persona"')]);
  });

  it('more than 60 new tickets without a word from a person', async () => {
    const lines = Array.from({ length: 61 }, (_, at) => `FR-${at} requirement number ${at}`);
    const document = await addDocument(desk, [['requirement', lines.join('\n')]]);
    await expect(generate(document)).rejects.toMatchObject({
      code: 'NEEDS_CONFIRMATION',
      details: { count: 61 },
    });
    expect(await titles(document)).toEqual([]);
    expect((await generate(document, { confirmed: true })).created).toBe(61);
  });

  it('a model where none is set up', async () => {
    const document = await addDocument(desk, prd);
    await expect(generate(document, { mode: 'model' })).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
  });

  it('a document that changed meanwhile, with nothing stored', async () => {
    const document = await addDocument(desk, prd);
    desk.script.propose = async (input) => {
      await reviseDocument(desk, document.id, [['requirement', 'FR-1 new']]);
      return proposeEach(input);
    };
    await expect(generate(document)).rejects.toMatchObject({ code: 'STALE' });
    expect(await titles(document)).toEqual([]);
  });

  it('a run that was cancelled, with nothing stored', async () => {
    const document = await addDocument(desk, prd);
    const stop = new AbortController();
    desk.script.propose = (input) => {
      stop.abort();
      return proposeEach(input);
    };
    const run = desk.tickets.generate(desk.caller, { documentId: document.id }, stop.signal);
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await titles(document)).toEqual([]);
  });

  it('people who may only read, and documents of other workspaces', async () => {
    const document = await addDocument(desk, prd);
    const viewer = callerIn(desk.workspace, { roles: ['viewer'] });
    await expect(desk.tickets.generate(viewer, { documentId: document.id })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const stranger = callerIn(await newWorkspace(storage), { principal: robot });
    await expect(desk.tickets.generate(stranger, { documentId: document.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
