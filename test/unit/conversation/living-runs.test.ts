/** Runs in their threads: what happens while their card is posted is on it, and those that begin by themselves have one too. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Card } from '../../../src/cards/card.ts';
import { drawNoticeCard } from '../../../src/cards/notice-card.ts';
import { announceRuns } from '../../../src/conversation/announce-runs.ts';
import { createOutbox } from '../../../src/conversation/outbox.ts';
import type { Thread } from '../../../src/domain/conversation.ts';
import type { RunView } from '../../../src/domain/workflow-view.ts';
import { silentLog } from '../../../src/ports/log.ts';
import type { Surface } from '../../../src/ports/surface.ts';
import { readWorkflow } from '../../../src/workflow/read-workflow.ts';
import { beginRun } from '../../../src/workflow/steer-run.ts';
import { anEvent } from '../../contracts/store-samples.ts';
import { newWorkspace, shareTestStorage, type TestStorage } from '../../support/storage.ts';
import { person } from '../../support/workflow-desk.ts';

let storage: TestStorage;
let thread: Thread;
beforeAll(async () => {
  storage = await shareTestStorage();
  const { id } = await newWorkspace(storage);
  thread = await storage.store.threads.ensure(id, 'slack', 'C1');
});
afterAll(() => storage.close());

it('shows what happened between the reading of a card and its posting', async () => {
  let state = 'begun';
  const drawn: string[] = [];
  const draw = async (card: Card) => void drawn.push(card.summary);
  const surface = {
    editsInPlace: true,
    async post(_place: string, card: Card) {
      await draw(card);
      state = 'waits for a person';
      return 'm1';
    },
    async update(_place: string, message: string, card: Card) {
      await draw(card);
      return message;
    },
  } as unknown as Surface;
  const living = { key: 'run:1', tool: 'show_run', input: {}, subjects: ['1'] };
  const read = async () => [{ card: drawNoticeCard(state), living }];
  const deps = { store: storage.store, surfaces: new Map([['slack', surface]]), log: silentLog, settleMs: 0 };
  const outbox = createOutbox({ ...deps, deeds: { read } as never });
  await outbox.show(thread, { card: drawNoticeCard(state), living });
  expect(drawn).toEqual(['begun', 'waits for a person']);
  await outbox.show(thread, { card: drawNoticeCard(state), living });
  expect(drawn).toHaveLength(3);
});

it('S2-31, S2-70: a run that began by itself is shown where its ticket is talked about, and one that was asked for is not shown twice', async () => {
  const source = 'steps: [{ id: look, agent: research }]';
  const workflow = readWorkflow('test.yml', source);
  const place = { workspaceId: thread.workspaceId, ticketId: null, threadId: thread.id, inputs: {} };
  const shown: string[] = [];
  for (const byItself of [false, true]) {
    const given = { ...place, id: storage.ids.next(), workflow, source, startedBy: person, byItself };
    const { state, events } = beginRun(given, storage.clock.now().toISOString());
    const view: RunView = { ...state, ticket: null, tokens: 0, costMicros: 0 } as never;
    await announceRuns(
      {
        store: storage.store,
        workflows: { view: async () => view },
        outbox: { show: async (at, { living }) => void shown.push(`${at.id} ${living?.key}`) },
        log: silentLog,
      },
      events.map((event) => anEvent(place.workspaceId, { ...event, runId: given.id })),
      { surfaces: ['slack'], threadIds: [] },
    );
    expect(shown).toEqual(byItself ? [`${thread.id} run:${given.id}`] : []);
  }
});
