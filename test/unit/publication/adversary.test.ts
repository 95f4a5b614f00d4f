/** Nobody but a person deciding in person gets anything to a tracker, whatever they call and in whatever order. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Via } from '../../../src/domain/principal.ts';
import { type ClockedStorage, openClockedStorage, openPublishing, review } from '../../support/publishing.ts';
import { connect, scriptTracker } from '../../support/scripted-tracker.ts';

let storage: ClockedStorage;
beforeAll(async () => {
  storage = await openClockedStorage();
});
afterAll(() => storage.close());

const deeds = [
  'openBoard',
  'board',
  'turnPage',
  'approve',
  'approveNamed',
  'approveAndPush',
  'proposePush',
  'push',
  'pushView',
  'retry',
  'cancel',
  'sync',
  'destinations',
  'runPush',
  'recover',
] as const;
type Deed = (typeof deeds)[number];

it('lets no model, workflow or machine reach a tracker with any sequence of calls', async () => {
  const tracker = scriptTracker(storage.clock);
  const house = await openPublishing(storage, connect(tracker));
  const tickets = await house.add(['One', 'Two', 'Mine'], { review: null });
  const drafts = await house.add(['Draft']);
  const ids = [...tickets, ...drafts].map(({ id }) => id);
  const { publication } = house;
  const { board } = await review(house, [...tickets, ...drafts]);
  const failing = scriptTracker(storage.clock);
  failing.script.set('Refused once', [{ refused: 'No.' }]);
  const before = house.restart({ trackers: connect(failing) });
  const [refused] = await house.add(['Refused once'], { review: null });
  const { push } = await before.push(house.ana, { ticketIds: [refused!.id] });
  await house.work(before);

  const call = async (deed: Deed, via: Via, rev: number): Promise<unknown> => {
    const caller = { ...house.ana, via };
    const everything = [...ids, refused!.id];
    const open = { ticketIds: everything, documentId: null, title: 'Please approve', pushRequested: true };
    switch (deed) {
      case 'openBoard':
        return publication.openBoard(caller, open);
      case 'board':
        return publication.board(caller, board.id);
      case 'turnPage':
        return publication.turnPage(caller, board.id, rev);
      case 'approve':
        return publication.approve(caller, { boardId: board.id, rev, which: 'all' });
      case 'approveNamed':
        return publication.approveNamed(caller, everything, 'github');
      case 'approveAndPush':
        return publication.approveAndPush(caller, { boardId: board.id, rev, which: 'all' });
      case 'proposePush':
        return publication.proposePush(caller, { ticketIds: everything, tracker: 'github' });
      case 'push':
        return publication.push(caller, { ticketIds: everything, tracker: 'github' });
      case 'pushView':
        return publication.pushView(caller, push.id);
      case 'retry':
        return publication.retry(caller, push.id);
      case 'cancel':
        return publication.cancel(caller, push.id);
      case 'sync':
        return publication.sync(caller, { ticketIds: everything });
      case 'destinations':
        return publication.destinations(caller);
      case 'runPush':
        return publication.runPush(push.id, new AbortController().signal);
      case 'recover':
        return publication.recover();
    }
  };
  const step = fc.tuple(
    fc.constantFrom(...deeds),
    fc.constantFrom<Via>('model', 'workflow', 'mcp', 'system'),
    fc.integer({ min: 1, max: 4 }),
  );
  const everyDeed = deeds.map((deed): [Deed, Via, number] => [deed, 'model', 1]);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      for (const [deed, via, rev] of steps) await call(deed, via, rev).catch(() => undefined);
      await house.work();
      expect(tracker.requests).toEqual([]);
      expect(await storage.store.approvals.standing(house.desk.workspace.id, ids)).toEqual([]);
      const statuses = await Promise.all(ids.map((id) => house.ticket(id)));
      expect(statuses.map(({ review: facet }) => facet.status)).toEqual([null, null, null, 'generated']);
    }),
    { numRuns: 15, examples: [[everyDeed]] },
  );
}, 60_000);
