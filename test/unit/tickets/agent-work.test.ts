/** Agents at work on real storage: starts, reports, output contracts, locks, claims and delegation. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agentPrincipal } from '../../../src/domain/agent-role.ts';
import { newCoordination } from '../../../src/domain/coordination.ts';
import { newExecution } from '../../../src/domain/execution.ts';
import type { Caller } from '../../../src/domain/principal.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import type { NewTicket } from '../../../src/tickets/create.ts';
import { readContract } from '../../../src/tickets/output-contract.ts';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import { callerIn, newTicket, openTicketDesk, store, type TicketDesk } from '../../support/ticket-desk.ts';

let storage: TestStorage;
let desk: TicketDesk;
let person: Caller;
beforeAll(async () => {
  storage = await shareTestStorage();
  desk = await openTicketDesk(storage);
  person = desk.caller;
});
afterAll(() => storage?.close());

const as = (agent: string) => callerIn(desk.workspace, { principal: agentPrincipal(agent), via: 'workflow' });

async function make(over: Partial<NewTicket> = {}): Promise<Ticket> {
  const [ticket] = await store(desk, [newTicket(desk, { review: null, ...over })]);
  return ticket!;
}

const read = async ({ id }: Ticket) => (await desk.storage.store.tickets.get(desk.workspace.id, id))!;
const eventsOf = async ({ id }: Ticket) =>
  (await desk.storage.store.events.ofTicket(desk.workspace.id, id)).map((event) => event.type);

const verdict = { type: 'object', required: ['verdict'], properties: { verdict: { type: 'string' } } };

describe('starting', () => {
  it('S4-41: is done by exactly one of those who try at once', async () => {
    const ticket = await make();
    const tries = await Promise.all([1, 2, 3].map(() => desk.tickets.tryStart(as('engineer'), ticket.id)));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await eventsOf(ticket)).toEqual(['TicketCreated', 'TicketStatusChanged', 'TicketStarted']);
  });

  it('U-42: waits for hard blockers, and is refused where only people may', async () => {
    const [blocker, waiting] = [await make(), await make()];
    await desk.tickets.link(person, { type: 'blocks', sourceIds: [blocker.id], targetIds: [waiting.id] });
    const start = desk.tickets.tryStart(as('engineer'), waiting.id);
    await expect(start).rejects.toMatchObject({ code: 'BLOCKED_BY', details: { tickets: [blocker.key] } });
    const mine = await make({ execution: { ...newExecution(), allowed: 'human_only' } });
    await expect(desk.tickets.tryStart(as('qa'), mine.id)).rejects.toMatchObject({ code: 'HUMAN_ONLY' });
    expect(await desk.tickets.tryStart(person, waiting.id)).toBe(true);
  });

  it('U-43: what waited for it is told and goes on when the last blocker is done', async () => {
    const [blocker, waiting] = [await make(), await make({ assigneeId: 'engineer', assigneeType: 'agent' })];
    await desk.tickets.link(person, { type: 'blocks', sourceIds: [blocker.id], targetIds: [waiting.id] });
    await desk.storage.store.transact((nouns) =>
      desk.mutate(nouns, { workspaceId: desk.workspace.id, actor: person.principal }, waiting.id, (now) => ({
        next: {
          ...now,
          work: {
            ...now.work,
            status: 'blocked',
            blocker: { text: 'waits', by: null, at: now.createdAt, onTickets: true },
          },
        },
        events: [
          {
            type: 'TicketStatusChanged',
            payload: { from: 'open', to: 'blocked', forced: true, reason: 'waits' },
          },
        ],
      })),
    );
    await desk.tickets.move(person, [blocker.id], 'in_progress');
    await desk.tickets.move(person, [blocker.id], 'done');
    expect((await read(waiting)).work).toMatchObject({ status: 'in_progress', blocker: null });
    expect((await eventsOf(waiting)).slice(-2)).toEqual(['TicketUnblocked', 'TicketStatusChanged']);
  });
});

describe('reports', () => {
  it('S2-42: the first step that starts puts the ticket in progress', async () => {
    const bug = await make({ type: 'bug' });
    await desk.tickets.report(as('research'), bug.id, {
      agent: 'research',
      result: 'started',
      details: 'Looking',
    });
    expect((await read(bug)).work.status).toBe('in_progress');
    expect((await eventsOf(bug)).slice(1)).toEqual([
      'AgentUpdateAdded',
      'TicketStatusChanged',
      'TicketStarted',
    ]);
  });

  it('S2-40, S2-41: QA closes a bug as fixed when it is the last step, and not before', async () => {
    const orchestration = { agentsRequired: ['research', 'engineer', 'qa'], workflow: null, sla: null };
    const bug = await make({ type: 'bug', coordination: { ...newCoordination(), orchestration } });
    await desk.tickets.report(as('engineer'), bug.id, {
      agent: 'engineer',
      result: 'passed',
      details: 'Done',
    });
    expect((await read(bug)).work.status).toBe('in_progress');
    const early = { agent: 'qa', result: 'passed' as const, details: 'Smoke', final: false };
    await desk.tickets.report(as('qa'), bug.id, early);
    expect((await read(bug)).work.status).toBe('in_progress');
    await desk.tickets.report(as('qa'), bug.id, { agent: 'qa', result: 'passed', details: 'All green' });
    expect((await read(bug)).work).toMatchObject({
      status: 'done',
      resolution: 'completed',
      resolutionDetail: 'fixed',
    });
    const updates = await desk.tickets.updates(person, [bug.id]);
    expect(updates.map(({ agent, result }) => `${agent} ${result}`)).toEqual([
      'engineer passed',
      'qa passed',
      'qa passed',
    ]);
  });

  it('S2-40, S2-43: a failure blocks with its words, and the step passing later resumes', async () => {
    const ticket = await make();
    const error = 'TypeError in login.ts';
    await desk.tickets.report(as('qa'), ticket.id, { agent: 'qa', result: 'failed', details: '', error });
    expect((await read(ticket)).work).toMatchObject({
      status: 'blocked',
      blocker: { text: `QA Agent reported: ${error}` },
    });
    await desk.tickets.report(as('engineer'), ticket.id, {
      agent: 'engineer',
      result: 'passed',
      details: 'Again',
    });
    expect((await read(ticket)).work).toMatchObject({ status: 'in_progress', blocker: null });
  });

  it('C-3: a single dispatch that fails, fails the ticket', async () => {
    const ticket = await make({ execution: { ...newExecution(), failurePolicy: 'fail' } });
    await desk.tickets.report(as('ops'), ticket.id, { agent: 'ops', result: 'failed', details: 'No access' });
    expect((await read(ticket)).work).toMatchObject({ status: 'failed', errorMessage: 'No access' });
    await desk.tickets.report(as('ops'), ticket.id, {
      agent: 'ops',
      result: 'note',
      details: 'Asked for access',
    });
    expect(await desk.tickets.updates(person, [ticket.id])).toHaveLength(2);
  });

  it('S2-45: nothing is appended when the ticket cannot be changed', async () => {
    const ticket = await make({ review: 'generated' });
    const report = desk.tickets.report(as('qa'), ticket.id, { agent: 'qa', result: 'started', details: '' });
    await expect(report).rejects.toMatchObject({ code: 'INVALID_TRANSITION' });
    expect(await desk.tickets.updates(person, [ticket.id])).toEqual([]);
  });
});

describe('output contracts', () => {
  const contracted = (mode: 'strict' | 'permissive') =>
    make({ execution: { ...newExecution(), contract: readContract(verdict, mode) } });

  it('S4-35: strict: is rejected twice and failed the third time, with what was wrong', async () => {
    const ticket = await contracted('strict');
    await desk.tickets.tryStart(as('qa'), ticket.id);
    for (const rejections of [1, 2]) {
      const refused = desk.tickets.complete(as('qa'), ticket.id, { output: { wrong: 1 } });
      await expect(refused).rejects.toMatchObject({
        code: 'OUTPUT_CONTRACT_VIOLATION',
        details: { rejections },
      });
      expect((await read(ticket)).work.status).toBe('in_progress');
    }
    await expect(desk.tickets.complete(as('qa'), ticket.id)).rejects.toMatchObject({
      code: 'OUTPUT_CONTRACT_VIOLATION',
    });
    const { work } = await read(ticket);
    expect(work.status).toBe('failed');
    expect(work.errorMessage).toMatch(
      /^Output failed the expected output schema 3 times: there is no output/,
    );
    expect((await eventsOf(ticket)).slice(-2)).toEqual(['TicketFailed', 'TicketStatusChanged']);
  });

  it('S4-35: strict: what fits is done and kept; permissive: what does not fit is done with warnings', async () => {
    const [strict, lenient] = [await contracted('strict'), await contracted('permissive')];
    for (const one of [strict, lenient]) await desk.tickets.tryStart(as('qa'), one.id);
    await desk.tickets.complete(as('qa'), strict.id, { output: { verdict: 'ok' } });
    expect((await read(strict)).execution).toMatchObject({
      output: { verdict: 'ok' },
      contract: { rejections: 0 },
    });
    await desk.tickets.complete(as('qa'), lenient.id, { output: { verdict: 7 } });
    expect(await read(lenient)).toMatchObject({
      work: { status: 'done' },
      coordination: { metadata: { outputContractWarnings: ['verdict must be string'] } },
    });
  });

  it('U-41: nobody gets round a strict contract but a person who forces it', async () => {
    const ticket = await contracted('strict');
    await desk.tickets.move(person, [ticket.id], 'in_progress');
    await expect(desk.tickets.move(person, [ticket.id], 'done')).rejects.toMatchObject({
      code: 'OUTPUT_CONTRACT_VIOLATION',
    });
    await desk.tickets.move(person, [ticket.id], 'done', 'Checked by hand');
    expect((await read(ticket)).work.status).toBe('done');
  });

  it('S4-35: a run that ends silently is done with its last words, or failed where a schema wanted more', async () => {
    const [free, strict] = [await make(), await contracted('strict')];
    for (const one of [free, strict]) await desk.tickets.tryStart(as('qa'), one.id);
    await desk.tickets.endRun(as('qa'), free.id, 'All fine.');
    expect(await read(free)).toMatchObject({
      work: { status: 'done' },
      execution: { output: { result: 'All fine.' } },
    });
    await desk.tickets.endRun(as('qa'), strict.id, 'All fine.');
    expect((await read(strict)).work.status).toBe('failed');
  });

  it('S4-12: a schema may be an object or text, of any draft, and nothing else', () => {
    expect(readContract(JSON.stringify(verdict)).schema).toEqual(verdict);
    readContract({ $schema: 'http://json-schema.org/draft-07/schema#', type: 'object' });
    for (const wrong of ['{', '[]', '{"type":"nonsense"}']) {
      expect(() => readContract(wrong)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    }
  });
});

describe('locks and claims', () => {
  it('S4-33: one run has it, others conflict, and it is let go by its owner or by an end', async () => {
    const ticket = await make();
    const lock = (runId: string) => desk.tickets.checkout(as('qa'), ticket.id, { agentId: 'qa', runId });
    expect([await lock('one'), await lock('one'), await lock('two')]).toEqual([
      'success',
      'alreadyOwned',
      'conflict',
    ]);
    expect(await desk.tickets.release(as('qa'), ticket.id, 'two')).toBe(false);
    expect(await desk.tickets.release(as('qa'), ticket.id, 'one')).toBe(true);
    expect(await lock('two')).toBe('success');
    await desk.tickets.tryStart(as('qa'), ticket.id);
    await desk.tickets.complete(as('qa'), ticket.id);
    expect((await read(ticket)).execution?.lock).toBeNull();
    expect(await lock('three')).toBe('conflict');
    const nowhere = { agentId: 'qa', runId: 'x' };
    expect(await desk.tickets.checkout(as('qa'), desk.storage.ids.next(), nowhere)).toBe('notFound');
  });

  it('S4-33: a lock of four hours is adopted', async () => {
    const at = new Date(Date.now() - 4 * 3_600_000 - 1000).toISOString();
    const ticket = await make({
      execution: { ...newExecution(), lock: { runId: 'old', agentId: 'qa', at } },
    });
    expect(await desk.tickets.checkout(as('qa'), ticket.id, { agentId: 'qa', runId: 'new' })).toBe('success');
  });

  it('U-63: a claim is a lease: renewed by its holder, refused to others, overridden with a reason', async () => {
    const ticket = await make();
    expect((await desk.tickets.claim(as('qa'), ticket.id)).outcome).toBe('acquired');
    const again = await desk.tickets.claim(as('qa'), ticket.id, { minutes: 5 });
    expect(again.outcome).toBe('renewed');
    await expect(desk.tickets.claim(as('ops'), ticket.id)).rejects.toMatchObject({ code: 'CLAIMED' });
    await expect(desk.tickets.unclaim(as('ops'), ticket.id)).rejects.toMatchObject({ code: 'CLAIMED' });
    expect((await desk.tickets.claim(as('ops'), ticket.id, { reason: 'QA is ill' })).outcome).toBe(
      'overrode',
    );
    expect(await desk.tickets.unclaim(as('ops'), ticket.id)).toBe(true);
    expect(await desk.tickets.unclaim(as('ops'), ticket.id)).toBe(false);
    expect((await eventsOf(ticket)).slice(1)).toEqual([
      ...['TicketClaimed', 'TicketClaimed', 'TicketClaimed', 'TicketClaimReleased'],
    ]);
  });
});
