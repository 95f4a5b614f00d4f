/** The dispatcher on real storage: each assignment begins one run, whoever sees it, however often, and wherever it dies. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { agentPrincipal } from '../../../src/domain/agent-role.ts';
import { newExecution } from '../../../src/domain/execution.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import type { NewTicket } from '../../../src/tickets/create.ts';
import type { Dispatcher } from '../../../src/tickets/dispatch/dispatcher.ts';
import {
  createTestRunner,
  mortalStore,
  openDispatcher,
  startClock,
  type TestClock,
  type TestRunner,
} from '../../support/dispatching.ts';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import { callerIn, newTicket, openTicketDesk, store, type TicketDesk } from '../../support/ticket-desk.ts';

let storage: TestStorage;
let desk: TicketDesk;
let runner: TestRunner;
let clock: TestClock;
let dispatcher: Dispatcher;
beforeAll(async () => {
  storage = await shareTestStorage();
});
beforeEach(async () => {
  desk = await openTicketDesk(storage);
  runner = createTestRunner();
  clock = startClock();
  dispatcher = openDispatcher(desk, runner, { clock });
});
afterAll(() => storage?.close());

async function make(over: Partial<NewTicket> = {}): Promise<Ticket> {
  const [ticket] = await store(desk, [newTicket(desk, { review: null, ...over })]);
  return ticket!;
}

const assigned = (over: Partial<NewTicket> = {}) =>
  make({ assigneeId: 'engineer', assigneeType: 'agent', ...over });
const read = async ({ id }: Ticket) => (await desk.storage.store.tickets.get(desk.workspace.id, id))!;
const events = ({ id }: Ticket) => desk.storage.store.events.ofTicket(desk.workspace.id, id);
const rows = ({ id }: Ticket) => dispatcher.ofTickets(desk.workspace.id, [id]);
const sweep = () => dispatcher.sweep(desk.workspace.id);

describe('an assignment', () => {
  it('S4-40, S4-41, S4-43: has a channel, is started, briefed and begun once, however often it is told', async () => {
    const ticket = await assigned();
    const told = await events(ticket);
    const other = openDispatcher(desk, runner, { clock });
    await Promise.all([
      dispatcher.onEvents(told),
      other.onEvents(told),
      dispatcher.onEvents([...told, ...told]),
    ]);
    await sweep();
    expect(runner.asked).toBe(1);
    const after = await read(ticket);
    expect(after.work.status).toBe('in_progress');
    expect(after.execution?.threadId).not.toBeNull();
    expect(after.execution?.lock).toMatchObject({ agentId: 'engineer' });
    expect(await rows(ticket)).toMatchObject([{ state: 'running', reason: 'assignment' }]);
    const types = (await events(ticket)).map(({ type }) => type);
    expect(types.filter((type) => type === 'TicketStarted')).toHaveLength(1);
    expect(types.filter((type) => type === 'TicketCollaboratorAdded')).toHaveLength(1);
    expect(types.filter((type) => type === 'TicketDispatched')).toHaveLength(2);
  });

  it('S2-73, S4-44: is briefed with all there is, and with how to end', async () => {
    const ticket = await assigned({
      title: 'Fix login',
      labels: ['auth'],
      priority: 1,
      description: 'It loops.',
    });
    await dispatcher.onEvents(await events(ticket));
    const [brief] = runner.runs.values();
    for (const part of [
      '# Fix login',
      'Priority: urgent',
      'Labels: auth',
      'It loops.',
      ticket.id,
      'fail it with a reason',
    ])
      expect(brief?.text).toContain(part);
    expect(brief).toMatchObject({ agentId: 'engineer', mode: 'chat', ticketKey: ticket.key });
    const pipeline = { runId: 'run-1', stepId: 'build' };
    const step = await assigned({
      description: 'Word for word.',
      execution: { ...newExecution(), pipeline },
    });
    await dispatcher.onEvents(await events(step));
    expect([...runner.runs.values()].at(-1)).toMatchObject({
      text: 'Word for word.',
      reason: 'pipelineStep',
    });
  });

  it('S4-41: of a person has a place and no run', async () => {
    const ticket = await make();
    const thread = await desk.storage.store.threads.ensure(desk.workspace.id, 'terminal', 'main');
    const member = {
      id: desk.storage.ids.next(),
      workspaceId: desk.workspace.id,
      name: 'Mia',
      roles: ['member' as const],
    };
    await desk.storage.store.members.insert({
      ...member,
      identities: [],
      createdAt: clock.now().toISOString(),
    });
    await desk.tickets.assign({ ...desk.caller, threadId: thread.id }, [ticket.id], 'Mia');
    await dispatcher.onEvents(await events(ticket));
    expect(runner.asked).toBe(0);
    expect(await read(ticket)).toMatchObject({
      work: { status: 'open' },
      execution: { threadId: thread.id },
    });
    const others = await desk.tickets.collaborators(desk.caller, ticket.id);
    expect(others).toMatchObject([{ principalId: member.id, type: 'user', role: 'assignee' }]);
  });

  it('goes to another agent when it is given on, and again to the first when it comes back', async () => {
    const ticket = await assigned();
    await dispatcher.onEvents(await events(ticket));
    await desk.tickets.move(desk.caller, [ticket.id], 'open', 'Start over');
    for (const name of ['qa', 'engineer']) {
      await desk.tickets.assign(desk.caller, [ticket.id], name);
      await dispatcher.onEvents(await events(ticket));
      await desk.tickets.move(desk.caller, [ticket.id], 'open', 'Start over');
    }
    expect([...runner.runs.values()].map(({ agentId }) => agentId)).toEqual(['engineer', 'qa', 'engineer']);
  });
});

describe('waiting', () => {
  it('S4-42, S2-75: an agent has five at a time; the sixth is queued and begins when one ends', async () => {
    const tickets: Ticket[] = [];
    for (let at = 0; at < 6; at++) tickets.push(await assigned());
    await sweep();
    const last = tickets[5]!;
    expect(runner.runs.size).toBe(5);
    expect(await rows(last)).toMatchObject([{ state: 'waiting', note: 'atCapacity' }]);
    expect((await read(last)).work.status).toBe('open');
    const first = tickets[0]!;
    await desk.tickets.complete(
      callerIn(desk.workspace, { principal: agentPrincipal('engineer') }),
      first.id,
    );
    await dispatcher.onEvents(await events(first));
    expect(runner.runs.size).toBe(6);
    expect(await rows(first)).toMatchObject([{ state: 'ended', outcome: 'finished' }]);
  });

  it('S4-42: is not failed by a runner that is busy, and waits where there is none', async () => {
    const ticket = await assigned();
    const alone = openDispatcher(desk, null, { clock });
    await alone.onEvents(await events(ticket));
    expect(await rows(ticket)).toMatchObject([{ state: 'waiting', note: 'noRunner' }]);
    runner.ready = 'atCapacity';
    await sweep();
    expect(await rows(ticket)).toMatchObject([{ state: 'waiting', note: 'atCapacity' }]);
    runner.ready = 'ready';
    await sweep();
    expect(runner.runs.size).toBe(1);
  });

  it('S2-31, U-63: waits for what blocks it and for a claim, and begins by itself after that', async () => {
    const [blocker, ticket] = [await make(), await assigned()];
    await desk.tickets.link(desk.caller, { type: 'blocks', sourceIds: [blocker.id], targetIds: [ticket.id] });
    await dispatcher.onEvents(await events(ticket));
    expect(await rows(ticket)).toMatchObject([{ note: `blockedBy ${blocker.key}` }]);
    await desk.tickets.claim(desk.caller, ticket.id, { minutes: 10_000_000 });
    await desk.tickets.move(desk.caller, [blocker.id], 'cancelled');
    await dispatcher.onEvents(await events(ticket));
    expect(await rows(ticket)).toMatchObject([{ note: 'claimedBy Priya' }]);
    await desk.tickets.unclaim(desk.caller, ticket.id);
    await dispatcher.onEvents(await events(ticket));
    expect(runner.runs.size).toBe(1);
  });

  it('is given up when the ticket is finished, given away or waits for its review', async () => {
    const [done, generated] = [await assigned(), await assigned({ review: 'generated' })];
    const alone = openDispatcher(desk, null, { clock });
    await alone.sweep(desk.workspace.id);
    expect(await rows(generated)).toEqual([]);
    await desk.tickets.move(desk.caller, [done.id], 'cancelled');
    await dispatcher.onEvents(await events(done));
    expect(await rows(done)).toMatchObject([{ state: 'ended', outcome: 'withdrawn' }]);
    expect(runner.asked).toBe(0);
  });
});

describe('what cannot be begun', () => {
  it('S4-41, S4-42: fails the ticket with the reason, in its channel', async () => {
    runner.ready = 'cliNotFound';
    const ticket = await assigned();
    await dispatcher.onEvents(await events(ticket));
    const after = await read(ticket);
    expect(after.work).toMatchObject({
      status: 'failed',
      errorMessage: 'Assigned agent is not ready: cliNotFound',
    });
    expect(after.execution?.threadId).not.toBeNull();
    expect((await events(ticket)).map(({ type }) => type).slice(-2)).toEqual([
      'TicketFailed',
      'TicketStatusChanged',
    ]);
  });

  it('S4-41: fails it when the runner refuses', async () => {
    runner.fault = new Error('no room on disk');
    const ticket = await assigned();
    await dispatcher.onEvents(await events(ticket));
    expect((await read(ticket)).work).toMatchObject({
      status: 'failed',
      errorMessage: 'Dispatch failed: no room on disk',
    });
    expect(await rows(ticket)).toMatchObject([{ state: 'ended', outcome: 'notBegun' }]);
  });
});

describe('recovery', () => {
  it('S4-37: a run that is gone is begun again three times, then the ticket is blocked', async () => {
    const ticket = await assigned();
    await sweep();
    for (let lost = 1; lost <= 4; lost++) {
      for (const id of runner.runs.keys()) runner.lost.add(id);
      await dispatcher.recover(desk.workspace.id);
      expect(runner.runs.size).toBe(Math.min(lost + 1, 4));
    }
    expect((await read(ticket)).work).toMatchObject({
      status: 'blocked',
      blocker: { text: 'Its run was lost 4 times.' },
    });
    expect([...runner.runs.values()].map(({ reason }) => reason)).toEqual([
      'assignment',
      ...Array(3).fill('recovery'),
    ]);
  });

  it('S4-37: an agent that is gone blocks what it had', async () => {
    const ticket = await assigned();
    await sweep();
    runner.ready = 'archived';
    await dispatcher.recover(desk.workspace.id);
    expect((await read(ticket)).work.status).toBe('blocked');
  });

  it('S4-41: dies at any statement and still begins one run', async () => {
    // Every statement in the deep run, some of them in the daily one.
    const step = process.env.DOCKET_TEST_DEEP ? 1 : 8;
    for (let at = 1, died = true; died; at += step) {
      for (const after of [false, true]) {
        const own = createTestRunner();
        const ticket = await assigned();
        const told = await events(ticket);
        const mortal = mortalStore(desk.storage.store, at, after);
        await openDispatcher(desk, own, { clock, store: mortal.store })
          .onEvents(told)
          .catch(() => {});
        died = mortal.died();
        // The next process finds it, some time later.
        clock.pass(120_000);
        const next = openDispatcher(desk, own, { clock });
        await next.onEvents(told);
        await next.sweep(desk.workspace.id);
        const begun = [...own.runs.values()].filter((brief) => brief.ticketId === ticket.id);
        expect(begun, `killed at ${at}, ${after ? 'after' : 'before'}`).toHaveLength(1);
        expect((await read(ticket)).work.status).toBe('in_progress');
        const started = (await events(ticket)).filter(({ type }) => type === 'TicketStarted');
        expect(started).toHaveLength(1);
        await desk.tickets.move(desk.caller, [ticket.id], 'cancelled');
        await next.onEvents(await events(ticket));
      }
    }
  }, 60_000);
});

describe('waking', () => {
  it('S4-45: once per source in five minutes, and never by the agent itself', async () => {
    const ticket = await assigned();
    await sweep();
    const wake = { reason: 'userMessage' as const, source: 'm1', text: 'Also check Safari' };
    const mine = callerIn(desk.workspace, { principal: agentPrincipal('engineer') });
    expect(await dispatcher.wake(mine, ticket.id, wake)).toBe(false);
    expect(await dispatcher.wake(desk.caller, ticket.id, wake)).toBe(true);
    expect(await dispatcher.wake(desk.caller, ticket.id, wake)).toBe(false);
    clock.pass(5 * 60_000 + 1);
    expect(await dispatcher.wake(desk.caller, ticket.id, wake)).toBe(true);
    expect(runner.woken).toEqual(['userMessage m1', 'userMessage m1']);
  });

  it('S4-45, S4-46: the one who delegated hears of the end, and a step goes on when all its tickets have ended', async () => {
    const parent = await assigned();
    await sweep();
    const wish = { title: 'Read logs', assignedAgentId: 'research', delegatedByAgentId: 'engineer' };
    const { ticket: child } = await desk.tickets.delegate(desk.caller, parent.id, wish);
    await dispatcher.onEvents(await events(child));
    await desk.tickets.fail(desk.caller, child.id, 'No logs');
    await dispatcher.onEvents(await events(child));
    await dispatcher.onEvents(await events(child));
    expect(runner.woken).toEqual([expect.stringMatching(/^childCompleted /)]);
    const execution = { ...newExecution(), pipeline: { runId: 'run-1', stepId: 'build' } };
    const [one, two] = [await make({ execution }), await make({ execution })];
    for (const [at, ticket] of [one, two].entries()) {
      await desk.tickets.move(desk.caller, [ticket.id], 'cancelled');
      await dispatcher.onEvents(await events(ticket));
      expect(runner.settled).toEqual(at === 0 ? [] : ['run-1 build 2']);
    }
  });

  it('a ticket that is blocked no more is gone on with by the agent that has it', async () => {
    const ticket = await assigned();
    await sweep();
    const mine = callerIn(desk.workspace, { principal: agentPrincipal('engineer') });
    await desk.tickets.report(mine, ticket.id, { agent: 'engineer', result: 'blocked', details: 'No key' });
    await desk.tickets.move(desk.caller, [ticket.id], 'in_progress');
    await dispatcher.onEvents(await events(ticket));
    expect(runner.woken).toEqual([expect.stringMatching(/^followUp /)]);
    expect(runner.runs.size).toBe(1);
  });
});
