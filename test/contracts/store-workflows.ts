/** What every store promises for runs of workflows: run, steps and events are written together, or none of them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id } from '../../src/domain/ids.ts';
import { readWorkflow } from '../../src/workflow/read-workflow.ts';
import { beginRun } from '../../src/workflow/steer-run.ts';
import { newWorkspace, type TestStorage } from '../support/storage.ts';
import { anEvent, aTicket, newId, sampleTime } from './store-samples.ts';

const source = 'steps:\n - { id: look, agent: research }\n - { id: mend, agent: engineer }';
const awkward = 'Zoë\'s "café" 👍 \ud800 \\ $1';

export function workflowStoreContract(open: () => Promise<TestStorage>): void {
  let storage: TestStorage;
  let here: Id;
  beforeAll(async () => {
    storage = await open();
    here = (await newWorkspace(storage)).id;
  });
  afterAll(() => storage?.close());

  const aRun = (ticketId: Id | null = null) => {
    const person = { kind: 'user' as const, id: 'dana', name: 'Dana' };
    const workflow = readWorkflow('test.yml', source);
    const run = { id: newId(), workspaceId: here, ticketId, threadId: null, workflow, source };
    return beginRun({ ...run, inputs: { why: awkward }, startedBy: person }, sampleTime).state;
  };
  const news = (n: number) => anEvent(here, { payload: { n, text: `${awkward}\u0000` } });

  it('keeps a run and its steps as they are given, once for each ticket', async () => {
    const { store } = storage;
    const ticket = aTicket(here);
    await store.tickets.insert(ticket);
    const [one, other] = [aRun(ticket.id), aRun(ticket.id)];
    const told = [news(1), news(2)];
    expect(await store.workflows.insert(one, told)).toBe(true);
    expect(await store.workflows.insert(other, [news(3)])).toBe(false);
    expect(await store.workflows.getAnywhere(other.run.id)).toBeNull();
    const kept = (await store.workflows.getAnywhere(one.run.id))!;
    expect(kept.run).toEqual({ ...one.run, inputs: { why: awkward.toWellFormed() } });
    expect(kept.steps).toHaveLength(2);
    expect(kept.steps).toEqual(expect.arrayContaining(one.steps));
    const after = await store.events.after(here, null, 10);
    expect(after!.map(({ id }) => id)).toEqual(told.map(({ id }) => id));
    expect(after![0]!.payload).toEqual({ n: 1, text: `${awkward.toWellFormed()}\u0000` });
  });

  it('changes the run, its steps and the record together, and only from what was seen last', async () => {
    const { store } = storage;
    const { run, steps } = aRun();
    await store.workflows.insert({ run, steps }, []);
    const result = {
      status: 'passed' as const,
      summary: awkward.toWellFormed(),
      output: { list: [1, null] },
    };
    const step = { ...steps[0]!, status: 'completed' as const, result, note: 'seen', finishedAt: sampleTime };
    const again = { ...step, visit: 2, status: 'pending' as const, result: null };
    const next = { ...run, rev: run.rev + 1, status: 'paused' as const, stoppedAt: 'look', wakeAt: null };
    const told = news(1);
    expect(await store.workflows.swap(next, [step, again], [told])).toBe(true);
    const late = { ...next, reason: 'too late' };
    expect(await store.workflows.swap(late, [{ ...step, status: 'failed' }], [news(2)])).toBe(false);
    const kept = (await store.workflows.get(here, run.id))!;
    expect(kept.run).toEqual({ ...next, inputs: { why: awkward.toWellFormed() } });
    expect(kept.steps).toHaveLength(3);
    expect(kept.steps).toEqual(expect.arrayContaining([step, again, steps[1]]));
    expect(await store.events.newest(here)).toBe(told.id);
  });

  it('inside a transaction, writes nothing where the transaction does not hold', async () => {
    const { store } = storage;
    const { run, steps } = aRun();
    const before = await store.events.newest(here);
    const broken = store.transact(async (nouns) => {
      expect(await nouns.workflows.insert({ run, steps }, [news(1)])).toBe(true);
      throw new Error('broken off');
    });
    await expect(broken).rejects.toThrow('broken off');
    expect(await store.workflows.getAnywhere(run.id)).toBeNull();
    expect(await store.events.newest(here)).toBe(before);
  });

  it('tells of runs that change at once in the order of their commits, each once', async () => {
    const { store } = storage;
    const seen: number[] = [];
    await storage.events.subscribe(newId(), async (events) => {
      seen.push(...events.map(({ payload }) => Number(payload.n)));
    });
    const runs = Array.from({ length: 30 }, () => aRun());
    await Promise.all(
      runs.map(({ run, steps }, n) => store.workflows.insert({ run, steps }, [news(n), news(n)])),
    );
    await storage.events.drained();
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(30);
    for (let at = 0; at < 60; at += 2) expect(seen[at]).toBe(seen[at + 1]);
  });
}
