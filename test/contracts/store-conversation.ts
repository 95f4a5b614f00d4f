/** What every store promises for threads, inbound events, cards, tool calls, proposals, schedules, comments and what models used. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/domain/ids.ts';
import type { Reach } from '../../src/domain/reach.ts';
import type { UsageBy } from '../../src/domain/usage.ts';
import type { LivingCard } from '../../src/ports/conversation-store.ts';
import type { Store } from '../../src/ports/store.ts';
import { newWorkspace, type TestStorage } from '../support/storage.ts';
import {
  aComment,
  aMessage,
  anAnswer,
  anEvent,
  aProposal,
  aSchedule,
  aTicket,
  awkward,
  emptyFocus,
  newId,
  sampleTime,
} from './store-samples.ts';

const within = (...surfaces: string[]): Reach => ({ surfaces, threadIds: [] });
const terminals = within('terminal');

export function conversationStoreContract(open: () => Promise<TestStorage>): void {
  let storage: TestStorage;
  let store: Store;
  const workspace = async (): Promise<Id> => (await newWorkspace(storage)).id;
  beforeAll(async () => {
    storage = await open();
    store = storage.store;
  });
  afterAll(() => storage?.close());

  describe('threads', () => {
    it('are made once, also when many ask at once, and keep their focus', async () => {
      const here = await workspace();
      const asked = await Promise.all(
        Array.from({ length: 8 }, () => store.threads.ensure(here, 'slack', 'C1:1.2')),
      );
      expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
      const thread = asked[0]!;
      expect(thread.focus).toEqual(emptyFocus());
      const focus = { ...emptyFocus(), ticketIds: [newId(), newId()], tracker: 'linear' };
      await store.threads.setFocus(here, thread.id, focus);
      expect(await store.threads.get(here, thread.id)).toEqual({ ...thread, focus });
      expect(await store.threads.ensure(here, 'slack', 'C1:1.2')).toEqual({ ...thread, focus });
    });

    it('belong to one workspace and one surface', async () => {
      const [here, there] = [await workspace(), await workspace()];
      const thread = await store.threads.ensure(here, 'slack', 'x');
      expect((await store.threads.ensure(there, 'slack', 'x')).id).not.toBe(thread.id);
      expect((await store.threads.ensure(here, 'discord', 'x')).id).not.toBe(thread.id);
      expect(await store.threads.get(there, thread.id)).toBeNull();
      expect(await store.threads.find(here, 'slack', 'x')).toEqual(thread);
      expect(await store.threads.find(here, 'slack', 'y')).toBeNull();
    });
  });

  describe('the inbox', () => {
    it('takes an event in once, however often it is delivered', async () => {
      const here = await workspace();
      const { id: threadId } = await store.threads.ensure(here, 'terminal', 'main');
      const event = aMessage({ text: 'a NUL \u0000' });
      const accepted = await Promise.all(
        Array.from({ length: 6 }, () =>
          store.inbox.accept({ id: newId(), workspaceId: here, threadId, event }),
        ),
      );
      expect(accepted.filter(Boolean)).toHaveLength(1);
      const [stored] = (await store.inbox.unfinished(terminals)).filter((one) => one.workspaceId === here);
      expect(stored).toEqual({ id: stored!.id, workspaceId: here, threadId, event, doneAt: null });
    });

    it('remembers what is finished', async () => {
      const here = await workspace();
      const { id: threadId } = await store.threads.ensure(here, 'terminal', 'main');
      const [first, second] = [newId(), newId()];
      await store.inbox.accept({ id: second, workspaceId: here, threadId, event: aMessage() });
      await store.inbox.accept({ id: first, workspaceId: here, threadId, event: aMessage() });
      const open = async () =>
        (await store.inbox.unfinished(terminals))
          .filter((one) => one.workspaceId === here)
          .map(({ id }) => id);
      expect(await open()).toEqual([first, second]);
      await store.inbox.finish(first, sampleTime);
      expect(await open()).toEqual([second]);
      expect((await store.inbox.get(first))?.doneAt).toBe(sampleTime);
      expect(await store.inbox.get(newId())).toBeNull();
      expect((await store.threads.lastHeard(here, terminals))?.id).toBe(threadId);
      expect(await store.threads.lastHeard(here, within('web'))).toBeNull();
    });
  });

  describe('living cards', () => {
    it('are one per thing and thread, and are found by what they show', async () => {
      const here = await workspace();
      const { id: threadId } = await store.threads.ensure(here, 'terminal', 'main');
      const [ticket, other] = [newId(), newId()];
      const card: LivingCard = {
        threadId,
        workspaceId: here,
        key: 'board:1',
        tool: 'show-board',
        input: { page: 1 },
        subjects: [ticket, newId()],
        message: 'm1',
        hash: 'h1',
      };
      await store.livingCards.put(card);
      const moved = { ...card, subjects: [other], message: 'm2', hash: 'h2', input: { page: 2 } };
      expect(await store.livingCards.showing(here, [ticket, newId()], terminals)).toEqual([card]);
      await store.livingCards.put(moved);
      expect(await store.livingCards.get(threadId, 'board:1')).toEqual(moved);
      expect(await store.livingCards.showing(here, [ticket], terminals)).toEqual([]);
      expect(await store.livingCards.showing(await workspace(), [other], terminals)).toEqual([]);
      expect(await store.livingCards.get(threadId, 'board:2')).toBeNull();
    });
  });

  describe('tool calls', () => {
    it('keep the first result of a call', async () => {
      const runId = newId();
      expect(await store.toolCalls.get(runId, 'call-1')).toBeNull();
      await store.toolCalls.put(runId, 'call-1', { z: 1, a: ['\u0000'] });
      await store.toolCalls.put(runId, 'call-1', { other: true });
      await store.toolCalls.put(runId, 'call-2', undefined);
      expect(await store.toolCalls.get(runId, 'call-1')).toEqual({ output: { z: 1, a: ['\u0000'] } });
      expect(await store.toolCalls.get(runId, 'call-2')).toEqual({ output: null });
      expect(await store.toolCalls.get(newId(), 'call-1')).toBeNull();
    });
  });

  describe('proposals', () => {
    it('move from one status to the next once, whoever answers at the same time', async () => {
      const here = await workspace();
      const action = aProposal(here);
      await store.pendingActions.insert(action);
      const approved = { ...action, status: 'approved' as const, userEdits: { keys: ['FEAT-2026-002'] } };
      const approve = () => store.pendingActions.move(here, action.id, 'pending', approved);
      expect((await Promise.all([approve(), approve(), approve()])).filter(Boolean)).toHaveLength(1);
      expect(await store.pendingActions.get(here, action.id)).toEqual(approved);
      const done = {
        ...approved,
        status: 'executed' as const,
        result: { discarded: 1 },
        executedAt: action.createdAt,
      };
      expect(await store.pendingActions.move(here, action.id, 'approved', done)).toBe(true);
      expect(await store.pendingActions.get(here, action.id)).toEqual(done);
      expect(await store.pendingActions.list(here, 'pending')).toEqual([]);
      expect(await store.pendingActions.list(here)).toHaveLength(1);
    });

    it('cannot be seen or answered from another workspace', async () => {
      const [here, there] = [await workspace(), await workspace()];
      const action = aProposal(here);
      await store.pendingActions.insert(action);
      const approved = { ...action, status: 'approved' as const };
      expect(await store.pendingActions.move(there, action.id, 'pending', approved)).toBe(false);
      expect(await store.pendingActions.get(there, action.id)).toBeNull();
      expect(await store.pendingActions.list(there)).toEqual([]);
    });
  });

  describe('schedules', () => {
    const at = (time: string) => `2026-11-23T${time}:00.000Z`;
    const dueOf = async (now: string, takenBefore: string, here: Id) =>
      (await store.schedules.due({ now, takenBefore }, within('terminal', 'web'))).filter(
        (one) => one.workspaceId === here,
      );

    it('are due at their time, taken by one of many, and free again when nobody ended it', async () => {
      const here = await workspace();
      const { id: threadId } = await store.threads.ensure(here, 'terminal', 'main');
      const schedule = aSchedule(here, threadId, { dueAt: at('09:00') });
      await store.schedules.put(schedule);
      expect(await dueOf(at('08:59'), at('08:57'), here)).toEqual([]);
      expect(await dueOf(at('09:00'), at('08:58'), here)).toEqual([schedule]);
      expect(
        await store.schedules.due({ now: at('09:00'), takenBefore: at('08:58') }, within('slack')),
      ).toEqual([]);
      const takes = Array.from({ length: 6 }, () => store.schedules.take(schedule, at('09:00')));
      expect((await Promise.all(takes)).filter(Boolean)).toHaveLength(1);
      const taken = { ...schedule, takenAt: at('09:00') };
      expect(await dueOf(at('09:01'), at('08:59'), here)).toEqual([]);
      expect(await dueOf(at('09:03'), at('09:01'), here)).toEqual([taken]);
      expect(await store.schedules.advance(schedule, null)).toBe(false);
      expect(await store.schedules.advance(taken, at('19:00'))).toBe(true);
      expect(await store.schedules.list(here)).toEqual([{ ...schedule, dueAt: at('19:00') }]);
      expect(await store.schedules.take(schedule, at('09:04'))).toBe(false);
    });

    it('end, are replaced and deleted in their own workspace only', async () => {
      const [here, there] = [await workspace(), await workspace()];
      const { id: threadId } = await store.threads.ensure(here, 'terminal', 'main');
      const schedule = aSchedule(here, threadId, { cadence: null, kind: 'reminder', text: awkward });
      await store.schedules.put(schedule);
      await store.schedules.put({ ...schedule, workspaceId: there, dueAt: null });
      await store.schedules.delete(there, schedule.id);
      expect(await store.schedules.list(here)).toEqual([schedule]);
      expect(await store.schedules.list(there)).toEqual([]);
      await store.schedules.put({ ...schedule, dueAt: null });
      expect(await store.schedules.list(here)).toEqual([]);
      await store.schedules.put(schedule);
      await store.schedules.delete(here, schedule.id);
      expect(await store.schedules.list(here)).toEqual([]);
    });
  });

  describe('comments', () => {
    it('are kept with their ticket, oldest first, and deleted in their own workspace only', async () => {
      const [here, there] = [await workspace(), await workspace()];
      const ticket = aTicket(here);
      await store.tickets.insert(ticket);
      const mention = { name: 'Tom', memberId: null };
      const [first, second] = [aComment(ticket), aComment(ticket, { mention })];
      await store.comments.insert([first, second]);
      await store.comments.insert([]);
      await store.comments.delete(there, first.id);
      expect(await store.comments.ofTicket(here, ticket.id)).toEqual([first, second]);
      expect(await store.comments.ofTicket(there, ticket.id)).toEqual([]);
      await store.comments.delete(here, first.id);
      expect(await store.comments.ofTicket(here, ticket.id)).toEqual([second]);
    });
  });

  describe('events of a time', () => {
    it('are those from its first moment up to its last, in order', async () => {
      const here = await workspace();
      const times = ['09:00', '10:00', '11:00'].map((time) => `2026-11-23T${time}:00.000Z`);
      const events = times.map((occurredAt) => anEvent(here, { occurredAt }));
      await store.events.append([...events, anEvent(await workspace(), { occurredAt: times[0]! })]);
      const span = { from: times[0]!, to: times[2]! };
      expect(await store.events.between(here, span)).toEqual(events.slice(0, 2));
    });
  });

  describe('what models used', () => {
    const sumsOf = (here: Id, by: UsageBy, since: string | null = null) =>
      store.usage.sums(here, { since, by, timeZone: 'Europe/Berlin' });

    it('is kept once for each answer, and summed by what they have in common, the largest first', async () => {
      const [here, there] = [await workspace(), await workspace()];
      const first = anAnswer(here, { runId: 'run-1' });
      const cheap = { tier: 'fast' as const, model: 'gpt-5-nano', costMicros: null };
      const second = anAnswer(here, { ...cheap, runId: 'run-1', at: '2026-11-21T23:30:00.000Z' });
      for (const one of [first, first, second, anAnswer(there)]) await store.usage.append(one);
      const sum = { calls: 1, input: 1000, output: 200, cached: 400, reasoning: 50, unpriced: 0 };
      expect(await sumsOf(here, 'model')).toEqual([
        { ...sum, name: 'gpt-5-mini', costMicros: 812.5 },
        { ...sum, name: 'gpt-5-nano', costMicros: 0, unpriced: 1 },
      ]);
      expect((await sumsOf(here, 'day')).map(({ name }) => name)).toEqual(['2026-11-21', '2026-11-22']);
      expect((await sumsOf(here, 'tier', '2026-11-21T23:30:00.000Z')).map(({ name }) => name)).toEqual([
        'fast',
      ]);
      const both = { calls: 2, input: 2000, output: 400, cached: 800, reasoning: 100 };
      const ofRun = { ...both, name: 'run-1', costMicros: 812.5, unpriced: 1 };
      expect(await store.usage.ofRun(here, 'run-1')).toEqual(ofRun);
      expect(await store.usage.ofRun(there, 'run-1')).toMatchObject({ calls: 0, input: 0, costMicros: 0 });
    });

    it('is a person’s under the name they had last', async () => {
      const here = await workspace();
      const personId = newId();
      await store.usage.append(anAnswer(here, { personId, personName: 'Ann' }));
      const married = { personId, personName: 'Ann Lee', at: '2026-12-01T00:00:00.000Z' };
      await store.usage.append(anAnswer(here, married));
      expect(await sumsOf(here, 'person')).toMatchObject([{ name: 'Ann Lee', calls: 2 }]);
    });
  });
}
