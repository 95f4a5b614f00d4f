/** A tracker that refuses or cannot be reached loses no ticket of a stage and keeps no stage from being left (S1-48). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type FactoryDesk,
  hotfixPipeline,
  openFactoryDesk,
  productPipeline,
} from '../../support/factory-desk.ts';
import {
  type ClockedStorage,
  openClockedStorage,
  openPublishing,
  type Publishing,
} from '../../support/publishing.ts';
import { connect, type ScriptedTracker, scriptTracker } from '../../support/scripted-tracker.ts';

let storage: ClockedStorage;
let tracker: ScriptedTracker;
let house: Publishing;
let desk: FactoryDesk;
beforeAll(async () => {
  storage = await openClockedStorage();
  tracker = scriptTracker(storage.clock);
  house = await openPublishing(storage, connect(tracker));
  desk = await openFactoryDesk(storage, [productPipeline, hotfixPipeline], house.publication);
  const connectors = [{ id: 'main', provider: tracker.name, audiences: ['product'] }];
  await desk.factory.configureProduct(desk.as('dan'), { config: { connectors } });
});
afterAll(() => storage.close());

async function pushSpec(key: string): Promise<string> {
  const { factory, as } = desk;
  const { board } = await factory.proposePush(as('dan'), key, { audience: 'product' });
  const wish = { boardId: board.id, rev: board.rev, which: 'all' as const };
  const { push } = await house.publication.approveAndPush(as('dan'), wish);
  await house.work();
  return push.id;
}

const errorsOf = async (key: string) =>
  Object.values(await desk.at(key, 'spec')).map(({ review }) => review.pushError);

it('S1-48: what the tracker refuses stays here with its error, is said where to act, and goes out when it is tried again', async () => {
  const { factory, as } = desk;
  const key = await desk.begin('Refused');
  tracker.always = { refused: 'the project is closed' };
  const push = await pushSpec(key);
  expect(await errorsOf(key)).toEqual([
    expect.stringContaining('the project is closed'),
    expect.stringContaining('the project is closed'),
  ]);
  const { act } = await factory.dashboard(as('dan'));
  expect(act).toContainEqual(
    expect.objectContaining({ key, kind: 'conflict', why: '2 tickets could not be pushed' }),
  );
  const passed = await desk.bring(key, 'spec_approval');
  expect(passed.capability.stage).toBe('spec_approval');
  expect(passed.tickets.filter(({ ticket }) => ticket.stage?.stage === 'spec')).toHaveLength(2);
  tracker.always = null;
  await house.publication.retry(as('dan'), push);
  await house.work();
  expect(await errorsOf(key)).toEqual([null, null]);
  expect(tracker.issues).toHaveLength(2);
});

it('S1-48: what cannot be reached for a while is tried again by itself, and makes each issue once', async () => {
  const key = await desk.begin('Away');
  const before = tracker.issues.length;
  tracker.script.set(`[Spec] Write the spec of Away — ${key}`, [
    { refused: 'busy', retryable: true },
    'lost',
  ]);
  await pushSpec(key);
  expect(tracker.issues.length - before).toBe(2);
  expect(await errorsOf(key)).toEqual([null, null]);
});
