/** Measures what a durable step of a workflow costs beside LangGraph's step in memory, and fifty runs at once on either store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Annotation, END, MemorySaver, START, StateGraph } from '@langchain/langgraph';
import { silentLog } from '../src/ports/log.ts';
import { createEngine, type Engine } from '../src/workflow/engine.ts';
import { readWorkflow } from '../src/workflow/read-workflow.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { newWorkspace, openTestStorage, type TestStorage } from '../test/support/storage.ts';
import { passed, person } from '../test/support/workflow-desk.ts';
import { type Measurement, medianOf } from './draw-table.ts';

const chain = 20;
const [runsAtOnce, stepsEach] = [50, 10];

export async function measureWorkflows(rounds: number): Promise<Measurement[]> {
  const home = mkdtempSync(join(tmpdir(), 'docket-bench-'));
  const embedded = await openTestStorage({ home });
  const server = await startPostgres();
  const url = typeof server === 'string' ? null : await server.createDatabase();
  const shared = url ? [await openTestStorage({ url }), await openTestStorage({ url })] : [];
  try {
    const graph = await sample(rounds, measureGraph);
    const step = await sample(rounds, async () => (await measureRuns([embedded], 1, chain)) / chain);
    const many = await sample(rounds, () => measureRuns([embedded], runsAtOnce, stepsEach));
    const served = url ? await sample(rounds, () => measureRuns(shared, runsAtOnce, stepsEach)) : [];
    const base = medianOf(graph);
    const perStep = runsAtOnce * stepsEach;
    return [
      rowOf('a step of LangGraph, in memory', graph, base),
      rowOf('a durable step, embedded store', step, base),
      rowOf(
        `a step of ${perStep}, ${runsAtOnce} runs at once, embedded store`,
        many.map((ms) => ms / perStep),
        base,
      ),
      ...(url
        ? [
            rowOf(
              `a step of ${perStep}, ${runsAtOnce} runs at once, Postgres, two instances`,
              served.map((ms) => ms / perStep),
              base,
            ),
          ]
        : []),
      { ...rowOf(`${runsAtOnce} runs of ${stepsEach} steps, embedded store`, many, base), ratio: null },
      ...(url
        ? [
            {
              ...rowOf(`${runsAtOnce} runs of ${stepsEach} steps, Postgres, two instances`, served, base),
              ratio: null,
            },
          ]
        : []),
    ];
  } finally {
    for (const one of [embedded, ...shared]) await one.close();
    if (typeof server !== 'string') await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The first one, in which everything is loaded, does not count. */
async function sample(rounds: number, measure: () => Promise<number>): Promise<number[]> {
  await measure();
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) values.push(await measure());
  return values;
}

function rowOf(name: string, values: readonly number[], base: number): Measurement {
  const median = medianOf(values);
  const [min, max] = [Math.min(...values), Math.max(...values)];
  return { name, unit: 'ms', n: values.length, median, min, max, ratio: median / base };
}

/** Milliseconds for one node of a chain with a saver in memory. */
async function measureGraph(): Promise<number> {
  const State = Annotation.Root({
    done: Annotation<number>({ reducer: (_one, other) => other, default: () => 0 }),
  });
  const graph = new StateGraph(State) as unknown as {
    addNode(name: string, work: (state: { done: number }) => unknown): void;
    addEdge(from: string, to: string): void;
    compile(options: object): { invoke(input: object, options: object): Promise<unknown> };
  };
  const names = Array.from({ length: chain }, (_, at) => `s${at}`);
  for (const name of names) graph.addNode(name, async ({ done }) => ({ done: done + 1 }));
  for (const [at, name] of [...names, END].entries()) graph.addEdge(at === 0 ? START : names[at - 1]!, name);
  const app = graph.compile({ checkpointer: new MemorySaver() });
  const started = performance.now();
  await app.invoke({}, { configurable: { thread_id: String(started) }, recursionLimit: 100 });
  return (performance.now() - started) / chain;
}

/** Milliseconds until all these runs have ended, shared among as many instances as there are stores. */
async function measureRuns(stores: readonly TestStorage[], runs: number, steps: number): Promise<number> {
  const engines = stores.map(openEngine);
  const { id: workspaceId } = await newWorkspace(stores[0]!);
  const list = Array.from({ length: steps }, (_, at) => ` - { id: s${at}, agent: research }`).join('\n');
  const source = `steps:\n${list}`;
  const workflow = readWorkflow('bench.yml', source);
  const place = { workspaceId, ticketId: null, threadId: null, inputs: {}, startedBy: person };
  const started = performance.now();
  const begun = await Promise.all(
    Array.from({ length: runs }, async (_, at) => {
      const engine = engines[at % engines.length]!;
      const id = stores[at % stores.length]!.ids.next();
      await engine.begin({ ...place, id, workflow, source });
      return { engine, id };
    }),
  );
  await Promise.all(begun.map(({ engine, id }) => engine.settled([id])));
  const took = performance.now() - started;
  const states = await Promise.all(begun.map(({ id }) => stores[0]!.store.workflows.getAnywhere(id)));
  const open = states.filter((state) => state?.run.status !== 'completed').length;
  if (open > 0) throw new Error(`${open} of ${runs} runs did not end`);
  await Promise.all(engines.map((engine) => engine.stop()));
  return took;
}

function openEngine({ store, clock, ids }: TestStorage): Engine {
  return createEngine({
    ...{ store, clock, ids, leaseMs: 30_000, log: silentLog, instance: ids.next() },
    worker: async () => passed(),
    ticketOf: async () => null,
    factsOf: () => null,
    tell: async () => {},
  });
}
