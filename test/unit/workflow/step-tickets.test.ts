/** Workflows, dispatches and tickets together: steps with tickets of their own, who waits for whom, and what begins by itself. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newCoordination } from '../../../src/domain/coordination.ts';
import type { EventType } from '../../../src/domain/event.ts';
import { executionOf } from '../../../src/domain/execution.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import type { NewTicket } from '../../../src/tickets/create.ts';
import { anEvent } from '../../contracts/store-samples.ts';
import { type AgentsDesk, openAgentsDesk } from '../../support/agents-desk.ts';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import { newTicket, store } from '../../support/ticket-desk.ts';

let storage: TestStorage;
let desk: AgentsDesk;
beforeAll(async () => {
  storage = await shareTestStorage();
});
beforeEach(async () => {
  desk = await openAgentsDesk(storage);
});
afterAll(() => storage.close());

const passed = { status: 'passed', summary: 'Done.' };

async function make(over: Partial<NewTicket> = {}): Promise<Ticket> {
  const [ticket] = await store(desk, [newTicket(desk, { review: null, type: 'bug', ...over })]);
  return ticket!;
}
const read = async ({ id }: Pick<Ticket, 'id'>) => (await storage.store.tickets.get(desk.workspace.id, id))!;
const keep = (text: string) => desk.room.service.keep(desk.caller, text);
async function start(name: string, { id: ticketId }: Ticket) {
  const { run } = await desk.room.service.start(desk.caller, { name, ticketId, inputs: {} });
  await desk.room.service.settled({ runId: run.id });
  return run.id;
}
const ofRun = (pipelineRunId: string) => storage.store.tickets.list(desk.workspace.id, { pipelineRunId });
const view = (runId: string) => desk.room.service.view(desk.caller, runId);
const dispatchOf = async ({ id }: Ticket) =>
  (await desk.dispatcher.ofTickets(desk.workspace.id, [id])).at(-1)!;
const decide = (runId: string, approve: boolean) =>
  desk.room.service.decide(desk.caller, runId, { step: null, approve, note: approve ? null : 'no' });

const tracked = `id: tracked
name: Tracked
steps:
 - { id: look, agent: research, ticket: true, output_schema: { type: object, required: [found] } }
 - { id: fix, agent: engineer }`;

it('U-97, S4-46: a step with a ticket of its own waits for that ticket, and goes on with its output', async () => {
  await keep(tracked);
  const bug = await make();
  const runId = await start('tracked', bug);
  const [child, ...others] = await ofRun(runId);
  expect(others).toEqual([]);
  expect(child).toMatchObject({
    parentId: bug.id,
    work: { assigneeId: 'research' },
    origin: { kind: 'pipelineStep' },
  });
  expect((await view(runId)).steps[0]).toMatchObject({ status: 'running', awaited: true });
  await desk.follow();
  expect(desk.handed).toHaveLength(1);
  await desk.answer({ ...passed, output: { found: 3 } });
  const { id: dispatch } = await dispatchOf(child!);
  await decide(dispatch, true);
  await desk.follow();
  expect((await read(child!)).work.status).toBe('done');
  expect((await view(runId)).steps).toMatchObject([
    { status: 'completed', result: { status: 'passed', output: { found: 3 } } },
    { status: 'running' },
  ]);
  await desk.answer(passed);
  expect((await view(runId)).run.status).toBe('completed');
});

it('U-97: its failure is the step’s, and trying again makes another ticket', async () => {
  await keep(tracked);
  const runId = await start('tracked', await make());
  const [child] = await ofRun(runId);
  await desk.follow();
  await desk.tickets.fail(desk.caller, child!.id, 'nothing to find');
  await desk.follow();
  expect((await view(runId)).run).toMatchObject({
    status: 'paused',
    reason: `Research Agent reported: ${child!.key} has failed: nothing to find`,
  });
  await desk.room.service.retry(desk.caller, runId, null);
  await desk.room.service.settled({ runId });
  expect((await ofRun(runId)).map(({ execution }) => execution?.pipeline?.stepId)).toEqual([
    'look.1.1',
    'look.1.2',
  ]);
});

it('U-104: what a run that is called off still has open is called off with it', async () => {
  await keep(tracked);
  const runId = await start('tracked', await make());
  await desk.follow();
  await desk.room.service.cancel(desk.caller, runId);
  await desk.follow();
  const [child] = await ofRun(runId);
  expect((await read(child!)).work).toMatchObject({ status: 'cancelled', resolution: 'dropped' });
  expect(executionOf(await read(child!)).lock).toBeNull();
  const alone = await view((await dispatchOf(child!)).id);
  expect(alone.run).toMatchObject({ status: 'cancelled' });
});

it('S4-41, U-61: an agent that is given a ticket with a workflow waits until that has ended', async () => {
  await keep(
    'id: gated\nname: Gated\nsteps: [{ id: agree, gate: { prompt: "Go?", on_reject: cancel } }]\non_complete: null',
  );
  const ticket = await make();
  const runId = await start('gated', ticket);
  await desk.tickets.assign(desk.caller, [ticket.id], 'engineer');
  await desk.follow();
  expect(await dispatchOf(ticket)).toMatchObject({ state: 'waiting', note: 'workflowRunning' });
  expect((await read(ticket)).work.status).toBe('open');
  await decide(runId, true);
  await desk.follow();
  expect(await dispatchOf(ticket)).toMatchObject({ state: 'running' });
  expect((await read(ticket)).work.status).toBe('in_progress');
  expect(desk.handed).toHaveLength(1);
});

it('S4-45: what is said is told to the agent at work, and what held it up and is over lets it go on', async () => {
  const ticket = await make();
  await desk.tickets.assign(desk.caller, [ticket.id], 'engineer');
  await desk.follow();
  const wake = { reason: 'userMessage' as const, source: 'm1', text: 'Only on Safari.' };
  expect(await desk.dispatcher.wake(desk.caller, ticket.id, wake)).toBe(true);
  expect(desk.told).toEqual(['Only on Safari.']);
  await desk.answer({ status: 'blocked', summary: 'No access.', error: 'no access' });
  expect((await read(ticket)).work.status).toBe('blocked');
  await desk.tickets.move(desk.caller, [ticket.id], 'in_progress');
  await desk.follow();
  expect(desk.handed).toHaveLength(2);
  expect((await view((await dispatchOf(ticket)).id)).run.status).toBe('running');
});

it('begins workflows of the workspace’s own for tickets of their types, once each and not before their review', async () => {
  await keep(
    'id: on-bug\nname: On bug\ntriggers: [ticket_created]\napplies_to: { types: [bug] }\nsteps: [{ id: look, agent: research }]',
  );
  await keep(
    'id: on-given\nname: On given\ntriggers: [ticket_assigned]\napplies_to: { types: [doc] }\nsteps: [{ id: look, agent: qa }]',
  );
  const [bug, draft, doc] = [await make(), await make({ review: 'generated' }), await make({ type: 'doc' })];
  await desk.follow();
  const runsOf = async ({ id }: Ticket) =>
    (await storage.store.workflows.list(desk.workspace.id, { ticketId: id, most: 9 })).map(
      ({ run }) => run.workflowId,
    );
  expect([await runsOf(bug), await runsOf(draft), await runsOf(doc)]).toEqual([['on-bug'], [], []]);
  for (const event of await storage.store.events.ofTicket(desk.workspace.id, bug.id))
    await desk.room.onEvent(event);
  await desk.answer(passed);
  for (const event of await storage.store.events.ofTicket(desk.workspace.id, bug.id))
    await desk.room.onEvent(event);
  expect(await runsOf(bug)).toEqual(['on-bug']);
  await storage.store.members.insert({
    ...{
      id: storage.ids.next(),
      workspaceId: desk.workspace.id,
      name: 'Priya',
      roles: ['member'],
      identities: [],
    },
    createdAt: storage.clock.now().toISOString(),
  });
  await desk.tickets.assign(desk.caller, [doc.id], 'Priya');
  await desk.follow();
  expect(await runsOf(doc)).toEqual(['on-given']);
});

it('U-102: what becomes of a capability, and what a tracker tells, begins workflows once for each event, with its facts', async () => {
  const step = (when: string) => `steps: [{ id: look, agent: qa, when: "${when}" }]`;
  const on = (id: string, trigger: string, when: string) =>
    keep(
      `id: ${id}\nname: ${id}\ntriggers: [${trigger}]\ninputs: [stage, gate, decision, raw_status]\n${step(when)}`,
    );
  await on('on-stage', 'stage_entered', "inputs.stage == 'build'");
  await on('on-gate', 'gate_decided', "inputs.decision == 'rejected' and inputs.gate == 'uat'");
  await on('on-issue', 'webhook', "inputs.raw_status == 'Blocked'");
  const [umbrella, bug] = [await make({ type: 'capability' }), await make()];
  await desk.follow();
  const at = { capabilityId: storage.ids.next(), workspaceId: desk.workspace.id };
  const happens = async (ticket: Ticket, type: EventType, payload: Record<string, unknown>) => {
    const event = anEvent(at.workspaceId, { ...at, type, ticketId: ticket.id, payload });
    for (const time of ['first', 'again']) {
      await desk.room.onEvent(event);
      const runs = await storage.store.workflows.list(at.workspaceId, { unfinished: true, most: 9 });
      for (const { run } of runs) await desk.room.service.settled({ runId: run.id });
      if (time === 'first') await desk.answer(passed).catch(() => {});
    }
  };
  await happens(umbrella, 'CapabilityStageEntered', { from: 'uat', stage: 'build', visit: 2 });
  await happens(umbrella, 'CapabilityStageEntered', { from: 'build', stage: 'uat', visit: 1 });
  await happens(umbrella, 'GateDecided', { gate: 'uat', visit: 1, decision: 'rejected', reason: 'slow' });
  await happens(bug, 'TicketSynced', { tracker: 'linear', rawStatus: 'Doing', from: 'open', to: 'open' });
  await happens(bug, 'TicketSynced', {
    tracker: 'linear',
    rawStatus: 'Blocked',
    from: 'open',
    to: 'blocked',
  });
  const runs = await storage.store.workflows.list(at.workspaceId, { most: 9 });
  const looked = runs.reverse().map(({ run, steps }) => [run.workflowId, steps[0]!.status, run.status]);
  expect(looked).toEqual([
    ['on-stage', 'completed', 'completed'],
    ['on-stage', 'skipped', 'completed'],
    ['on-gate', 'completed', 'completed'],
    ['on-issue', 'completed', 'completed'],
  ]);
  expect(runs[2]!.run.inputs).toMatchObject({ reason: 'slow', visit: '1' });
  // A capability ends with its last stage, and with no workflow.
  expect((await read(umbrella)).work.status).not.toBe('done');
  expect((await read(bug)).work.status).toBe('done');
});

it('S2-33: the next phase begins when everything of the one before has ended, also where some of it failed', async () => {
  const feature = await make({ type: 'feature' });
  const part = (lane: string) =>
    make({ type: 'task', parentId: feature.id, planned: { lane }, assigneeId: 'ops', assigneeType: 'agent' });
  const [one, two, next] = [await part('phase-1'), await part('phase-1'), await part('phase-2')];
  await desk.tickets.link(desk.caller, { type: 'blocks', sourceIds: [one.id, two.id], targetIds: [next.id] });
  await desk.follow();
  await desk.tickets.fail(desk.caller, one.id, 'no');
  await desk.follow();
  expect(await dispatchOf(next)).toMatchObject({ state: 'waiting', note: `blockedBy ${two.key}` });
  await desk.tickets.move(desk.caller, [two.id], 'done');
  await desk.follow();
  expect(await dispatchOf(next)).toMatchObject({ state: 'running' });
});

it('S2-31: parts of an epic that wait for nothing begin at once, the others when what they wait for is done', async () => {
  await keep(
    'id: build\nname: Build\napplies_to: { types: [feature] }\nsteps: [{ id: make, agent: engineer }]',
  );
  const part = () =>
    make({
      type: 'feature',
      coordination: { ...newCoordination(), metadata: { begins: true, workflow_id: 'build' } },
    });
  const [first, second] = [await part(), await part()];
  await desk.tickets.link(desk.caller, {
    ...{ type: 'blocks', sourceIds: [first.id], targetIds: [second.id] },
  });
  await desk.follow();
  expect(desk.handed.map(({ body }) => (body.ticket as { key: string }).key)).toEqual([first.key]);
  await desk.answer(passed);
  await desk.follow();
  expect((await read(first)).work.status).toBe('done');
  expect(desk.handed.map(({ body }) => (body.ticket as { key: string }).key)).toEqual([
    first.key,
    second.key,
  ]);
});
