/** What every store promises for the work of agents: one dispatch per assignment, compared and set; reports told once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentUpdate } from '../../src/domain/agent-update.ts';
import type { Dispatch } from '../../src/domain/dispatch.ts';
import type { Id } from '../../src/domain/ids.ts';
import type { Sprint } from '../../src/domain/sprint.ts';
import type { Store } from '../../src/ports/store.ts';
import { newWorkspace, type TestStorage } from '../support/storage.ts';
import { aTicket, awkward, newId, sampleTime } from './store-samples.ts';

export function workStoreContract(open: () => Promise<TestStorage>): void {
  let storage: TestStorage;
  let store: Store;
  let here: Id;
  let ticketId: Id;
  beforeAll(async () => {
    storage = await open();
    store = storage.store;
    here = (await newWorkspace(storage)).id;
    const ticket = aTicket(here);
    await store.tickets.insert(ticket);
    ticketId = ticket.id;
  });
  afterAll(() => storage?.close());

  const aDispatch = (over: Partial<Dispatch> = {}): Dispatch => ({
    ...{ id: newId(), workspaceId: here, ticketId, agentId: 'qa', key: newId(), reason: 'assignment' },
    ...{ state: 'waiting', note: null, outcome: null, rev: 1 },
    ...{ createdAt: sampleTime, updatedAt: sampleTime, endedAt: null },
    ...over,
  });

  it('keeps what a ticket and its file agreed on, and gives what happened after an event of one workspace', async () => {
    const base = {
      ticketId,
      workspaceId: here,
      fields: { title: awkward },
      toldThrough: null,
      logEntries: 1,
    };
    await store.repoBases.put(base);
    await store.repoBases.put({ ...base, logEntries: 2 });
    expect(await store.repoBases.get(here, ticketId)).toEqual({ ...base, logEntries: 2 });
    expect(await store.repoBases.ids(here)).toEqual([ticketId]);
    const elsewhere = (await newWorkspace(storage)).id;
    expect(await store.repoBases.get(elsewhere, ticketId)).toBeNull();
    expect(await store.events.newest(elsewhere)).toBeNull();
    const event = {
      ...{ type: 'TicketCreated' as const, workspaceId: elsewhere, occurredAt: sampleTime, payload: {} },
      ...{ ticketId: null, documentId: null, boardId: null, pushId: null, runId: null, version: null },
      ...{ causationId: null, actor: { kind: 'system' as const, id: 'system:test', name: 'Test' } },
    };
    const [one, two] = [newId(), newId()];
    await store.events.append([one, two].map((id) => ({ ...event, id })));
    expect(await store.events.newest(elsewhere)).toBe(two);
    expect((await store.events.after(elsewhere, null, 10))!.map(({ id }) => id)).toEqual([one, two]);
    expect((await store.events.after(elsewhere, one, 10))!.map(({ id }) => id)).toEqual([two]);
    expect(await store.events.after(here, one, 10)).toBeNull();
  });

  describe('dispatches', () => {
    it('S4-41: are made once per assignment, one open per ticket, and changed only as they were read', async () => {
      const one = aDispatch();
      const tries = await Promise.all([1, 2, 3].map(() => store.dispatches.insert({ ...one, id: newId() })));
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await store.dispatches.insert(aDispatch())).toBe(false);
      const [kept] = await store.dispatches.open(here);
      const next = { ...kept!, state: 'started' as const, note: awkward, rev: 2 };
      const swaps = await Promise.all([store.dispatches.swap(next), store.dispatches.swap(next)]);
      expect(swaps.toSorted()).toEqual([false, true]);
      const ended = {
        ...next,
        state: 'ended' as const,
        outcome: 'finished' as const,
        endedAt: sampleTime,
        rev: 3,
      };
      expect(await store.dispatches.swap(ended)).toBe(true);
      expect(await store.dispatches.open(here)).toEqual([]);
      expect(await store.dispatches.insert({ ...one, id: newId() })).toBe(false);
      expect(await store.dispatches.insert(aDispatch())).toBe(true);
      expect(await store.dispatches.ofTickets(here, [ticketId])).toHaveLength(2);
      expect(await store.dispatches.get((await newWorkspace(storage)).id, ended.id)).toBeNull();
    });

    it('S4-45: are woken once per source in a time', async () => {
      const wake = {
        ticketId,
        agentId: 'qa',
        source: 'm1',
        at: '2026-11-21T10:00:00.000Z',
        before: '2026-11-21T09:55:00.000Z',
      };
      const tries = await Promise.all([store.dispatches.wake(wake), store.dispatches.wake(wake)]);
      expect(tries.toSorted()).toEqual([false, true]);
      const later = { ...wake, at: '2026-11-21T10:06:00.000Z', before: '2026-11-21T10:01:00.000Z' };
      expect(await store.dispatches.wake(later)).toBe(true);
      expect(await store.dispatches.wake({ ...later, source: 'm2' })).toBe(true);
    });
  });

  it('S2-45: reports are kept in order, and told once under their key', async () => {
    const update = (key: string | null): AgentUpdate => ({
      ...{ id: newId(), workspaceId: here, ticketId, agent: 'qa', result: 'note', details: awkward },
      ...{ error: null, runId: null, stepId: null, key, createdAt: sampleTime },
    });
    const all = [update('first'), update(null), update(null)];
    for (const one of all) await store.agentUpdates.append(one);
    await expect(store.agentUpdates.append(update('first'))).rejects.toThrow();
    expect(await store.agentUpdates.ofTickets(here, [ticketId])).toEqual(all);
    expect(await store.agentUpdates.told(here, ticketId, 'first')).toEqual(all[0]);
    expect(await store.agentUpdates.told(here, ticketId, 'second')).toBeNull();
  });

  it('S2-66: a sprint has a name of its own and is accepted once', async () => {
    const sprint: Sprint = {
      ...{ id: newId(), workspaceId: here, name: 'Winter', availableHours: 40, allocatedHours: 7.5 },
      ticketIds: [ticketId],
      skipped: [{ id: newId(), key: 'BUG-2026-001', reason: 'blocked', why: awkward }],
      status: 'proposed',
      createdBy: { kind: 'user', id: 'dana', name: 'Dana' },
      createdAt: sampleTime,
    };
    expect(await store.sprints.insert(sprint)).toBe(true);
    expect(await store.sprints.insert({ ...sprint, id: newId() })).toBe(false);
    expect(await store.sprints.get(here, sprint.id)).toEqual(sprint);
    const moves = [1, 2].map(() => store.sprints.move(here, sprint.id, 'proposed', 'active'));
    expect((await Promise.all(moves)).toSorted()).toEqual([false, true]);
    expect(await store.sprints.list(here)).toEqual([{ ...sprint, status: 'active' }]);
  });
}
