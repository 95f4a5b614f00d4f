/** Tickets that came to have two issues, because a tracker acted on a request long after: found, told once, closed on a press. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { PushView } from '../../../src/domain/publication-view.ts';
import {
  approveAll,
  type ClockedStorage,
  openClockedStorage,
  openPublishing,
  type Publishing,
} from '../../support/publishing.ts';
import { connect, type ScriptedTracker, scriptTracker } from '../../support/scripted-tracker.ts';

let storage: ClockedStorage;
let house: Publishing;
let tracker: ScriptedTracker;
beforeAll(async () => {
  storage = await openClockedStorage();
});
beforeEach(async () => {
  tracker = scriptTracker(storage.clock);
  // Issues of another test are issues of another place.
  tracker.destinationId = `github:acme/${storage.ids.next()}`;
  house = await openPublishing(storage, connect(tracker));
});
afterAll(() => storage.close());

async function pushOne(): Promise<PushView> {
  const { push } = await approveAll(house, await house.add(['Export']));
  await house.work();
  return house.publication.pushView(house.ana, push.id);
}

/** The tracker acts on a request that was given up and sent again. */
function double(title: string): void {
  const first = tracker.issues.find(({ draft }) => draft.title === title)!;
  const number = tracker.issues.length + 1;
  const named = { externalId: `issue-${number}`, externalKey: `#${number}`, url: `https://t.test/${number}` };
  tracker.issues.push({ ...first, snapshot: { ...first.snapshot, ...named } });
}

const stateOf = (id: string) =>
  tracker.issues.find(({ snapshot }) => snapshot.externalId === id)!.snapshot.workStatus;

it('looks after a push and then every hour, and is quiet while nothing is there twice', async () => {
  let looks = 0;
  const { sweep } = tracker;
  tracker.sweep = (since) => {
    looks += 1;
    return sweep(since);
  };
  await pushOne();
  expect(looks).toBe(1);
  expect(await house.publication.sweep()).toBe(0);
  expect(looks).toBe(2);
  house.clock.pass(25 * 3_600_000);
  expect(await house.publication.sweep()).toBe(0);
  expect(looks).toBe(2);
});

it('keeps the older issue, tells of the other once, and closes it when a person presses', async () => {
  const { push, rows } = await pushOne();
  double('Export');
  expect(await house.publication.sweep()).toBe(1);
  expect(await house.publication.sweep()).toBe(0);
  const view = await house.publication.pushView(house.ben, push.id);
  expect(view.seconds).toMatchObject([
    { kept: { externalKey: '#1' }, second: { externalKey: '#2' }, closing: null },
  ]);
  expect((await house.publication.pushView(house.ana, push.id)).rows[0]!.view.refs[0]?.externalKey).toBe(
    '#1',
  );
  const model = { ...house.ana, via: 'model' as const };
  const [second] = view.seconds;
  await expect(house.publication.closeSecond(model, second!.id)).rejects.toMatchObject({
    code: 'HUMAN_APPROVAL_REQUIRED',
  });
  const pressed = await house.publication.closeSecond(house.ana, second!.id);
  expect(pressed.seconds[0]!.closing).toBe('planned');
  await house.publication.closeSecond(house.ben, second!.id);
  await house.work();
  expect([stateOf('issue-1'), stateOf('issue-2')]).toEqual(['open', 'cancelled']);
  expect([...tracker.relations.values()]).toEqual([{ from: 'issue-2', to: 'issue-1' }]);
  expect((await house.publication.pushView(house.ana, push.id)).seconds[0]!.closing).toBe('confirmed');
  expect(await house.publication.sweep()).toBe(0);
  expect((await house.ticket(rows[0]!.intent.ticketId)).review.status).toBe('pushed');
});

it('is told in the thread its push came from, once', async () => {
  const thread = await storage.store.threads.ensure(house.desk.workspace.id, 'terminal', 'main');
  const { push } = await pushOne();
  await storage.store.pushes.update({ ...push, threadId: thread.id });
  double('Export');
  await house.publication.sweep();
  const told: string[] = [];
  const how = (surfaces: string[]) => ({
    reach: { surfaces, threadIds: [] },
    post: async ({ push: view }: { push: PushView }) =>
      void told.push(...view.seconds.map(({ second }) => second.externalKey)),
  });
  await house.publication.tellSeconds(how(['slack']));
  expect(told).toEqual([]);
  await house.publication.tellSeconds(how(['terminal']));
  await house.publication.tellSeconds(how(['terminal']));
  expect(told).toEqual(['#2']);
});

it('makes the ticket the issue that stays, where it was the other one until then', async () => {
  const { push, rows } = await pushOne();
  double('Export');
  const { workspaceId, ticketId } = rows[0]!.intent;
  const [ref] = await storage.store.externalRefs.ofTickets(workspaceId, [ticketId]);
  await storage.store.externalRefs.put({ ...ref!, externalId: 'issue-2', externalKey: '#2' });
  await house.publication.sweep();
  const { rows: after } = await house.publication.pushView(house.ana, push.id);
  expect(after[0]!.view.refs[0]).toMatchObject({ externalId: 'issue-1', externalKey: '#1' });
});

it('leaves a tracker alone that wants to be, and one that cannot be asked', async () => {
  await pushOne();
  double('Export');
  tracker.down = true;
  expect(await house.publication.sweep()).toBe(0);
  tracker.down = false;
  const budget = (await storage.store.senders.budget('github'))!;
  const restUntil = new Date(house.clock.now().getTime() + 60_000).toISOString();
  await storage.store.senders.swapBudget({ ...budget, rev: budget.rev + 1, restUntil });
  expect(await house.publication.sweep()).toBe(0);
  house.clock.pass(60_000);
  expect(await house.publication.sweep()).toBe(1);
});
