/** Several instances on one Postgres server, where two clicks really happen at once; skipped where none can start. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isDocketError } from '../../src/domain/errors.ts';
import { createIdSource } from '../../src/domain/ids.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { sleepUnlessAborted } from '../../src/publication/desk.ts';
import type { Publication } from '../../src/publication/publication.ts';
import { ensureWorkspace } from '../../src/workspace/ensure-workspace.ts';
import { startPostgres } from '../support/postgres.ts';
import {
  type ClockedStorage,
  link,
  openClockedStorage,
  openPublishing,
  type Publishing,
  review,
} from '../support/publishing.ts';
import { connect, type ScriptedTracker, scriptedTraits, scriptTracker } from '../support/scripted-tracker.ts';
import { openTestStorage, type TestStorage } from '../support/storage.ts';

const server = await startPostgres();
if (typeof server === 'string') console.warn(server);

describe.skipIf(typeof server === 'string')(
  'instances that share a Postgres server',
  { timeout: 30_000 },
  () => {
    if (typeof server === 'string') return;
    let storage: ClockedStorage;
    let others: TestStorage[];
    let house: Publishing;
    let tracker: ScriptedTracker;
    let instances: Publication[];

    beforeAll(async () => {
      const url = await server.createDatabase();
      storage = await openClockedStorage(url);
      others = [await openTestStorage({ url }), await openTestStorage({ url })];
    });
    beforeEach(async () => {
      const traits = { ...scriptedTraits, quarantineMs: 200, requestTimeoutMs: 5000 };
      tracker = scriptTracker(systemClock, { traits });
      house = await openPublishing(storage, connect(tracker));
      instances = others.map(({ store }) =>
        house.restart({ store, trackers: connect(tracker), clock: systemClock, sleep: sleepUnlessAborted }),
      );
    });
    afterAll(async () => {
      for (const one of [storage, ...others]) await one.close();
      await server.stop();
    });

    const codeOf = (outcome: PromiseSettledResult<unknown>) =>
      outcome.status === 'rejected' && isDocketError(outcome.reason) ? outcome.reason.code : outcome.status;

    it('that start together on an empty database share the first workspace', async () => {
      const url = await server.createDatabase();
      const starting = await Promise.all([1, 2, 3].map(() => openTestStorage({ url })));
      const first = { user: 'ana', timeZone: 'UTC' };
      const deps = { clock: systemClock, ids: createIdSource(() => Date.now()) };
      const made = await Promise.all(starting.map(({ store }) => ensureWorkspace({ ...deps, store }, first)));
      expect(new Set(made.map(({ workspace }) => workspace.id)).size).toBe(1);
      expect(new Set(made.map(({ owner }) => owner.id)).size).toBe(1);
      for (const one of starting) await one.close();
    });

    it('answer many simultaneous clicks with one push', async () => {
      const names = Array.from({ length: 8 }, (_, at) => `Ticket ${at}`);
      const { board } = await review(house, await house.add(names));
      const wish = { boardId: board.id, rev: board.rev, which: 'all' as const };
      const clicks = Array.from({ length: 6 }, (_, at) => instances[at % 2]!.approveAndPush(house.ana, wish));
      const views = await Promise.all(clicks);
      expect(new Set(views.map(({ push }) => push.id)).size).toBe(1);
      const signal = new AbortController().signal;
      await Promise.all(instances.map((one) => one.runPush(views[0]!.push.id, signal)));
      expect(tracker.issues.map(({ draft }) => draft.title).sort()).toEqual(names);
    });

    it('take a webhook in once, and read what changed once, however many of them hear of it', async () => {
      const [ticket] = await house.add(['Heard once']);
      const { board } = await review(house, [ticket!]);
      const wish = { boardId: board.id, rev: board.rev, which: 'all' as const };
      const { push } = await instances[0]!.approveAndPush(house.ana, wish);
      await instances[0]!.runPush(push.id, new AbortController().signal);
      const { externalId } = tracker.issues[0]!.snapshot;
      const change = { rawStatus: 'Done', workStatus: 'done', resolution: 'completed' } as const;
      tracker.setStatus('Heard once', { ...change, updatedAt: systemClock.now().toISOString() });
      const id = house.desk.workspace.id;
      const about = { tenant: 'acme', event: 'x', externalIds: [externalId], markers: [] };
      const news = { kind: 'accepted' as const, deliveryId: ticket!.id, ...about };
      const receive = (one: Publication) => one.receive(id, { source: 'github', news });
      const received = await Promise.all(instances.flatMap((one) => [receive(one), receive(one)]));
      expect(received.toSorted()).toEqual(['accepted', 'repeated', 'repeated', 'repeated']);
      await Promise.all(instances.flatMap((one) => [one.poll(id, 60_000), one.poll(id, 60_000)]));
      const events = await storage.store.events.ofTicket(id, ticket!.id);
      expect(events.filter(({ type }) => type === 'TicketCompleted')).toHaveLength(1);
      expect((await house.ticket(ticket!.id)).work.status).toBe('done');
    });

    it('push what was approved or nothing, when an edit arrives with the click', async () => {
      for (let round = 0; round < 10; round++) {
        const [ticket] = await house.add([`As shown ${round}`]);
        const { board } = await review(house, [ticket!]);
        const wish = { boardId: board.id, rev: board.rev, which: 'all' as const };
        const outcomes = await Promise.allSettled([
          instances[0]!.approveAndPush(house.ana, wish),
          house.desk.tickets.edit(house.ben, ticket!.id, { title: `Sneaked in ${round}` }),
          instances[1]!.approve(house.ben, wish),
        ]);
        const [pushed, edited] = outcomes.map(codeOf);
        // INVALID_INPUT: Ben's approval came first, and the edit took it back, so that nothing on the board is approved.
        expect(['fulfilled', 'STALE', 'VERSION_CONFLICT', 'INVALID_INPUT']).toContain(pushed);
        expect(['fulfilled', 'TICKET_ALREADY_PUSHED', 'CONCURRENCY_CONFLICT']).toContain(edited);
        expect([pushed, edited]).not.toEqual(['fulfilled', 'fulfilled']);
      }
      for (const push of await storage.store.pushes.unfinished()) {
        await instances[0]!.runPush(push.id, new AbortController().signal);
      }
      const titles = tracker.issues.map(({ draft }) => draft.title);
      expect(titles.filter((title) => title.startsWith('Sneaked in'))).toEqual([]);
    });

    it('plan pushes of the same instant that hang together after each other: parents are kept, links made once', async () => {
      for (let round = 0; round < 3; round++) {
        const [epic, other] = await house.add([`Epic ${round}`, `Other ${round}`]);
        const [child] = await house.add([`Child ${round}`], { parentId: epic!.id });
        await link(house, 'blocks', epic!, other!);
        const boards = [];
        for (const one of [epic!, other!, child!]) {
          const ticketIds = [one.id];
          boards.push(
            (await house.publication.openBoard(house.ana, { ticketIds, documentId: null, title: one.title }))
              .board,
          );
        }
        const presses = boards.map(({ id, rev }, at) =>
          instances[at % 2]!.approveAndPush(house.ana, { boardId: id, rev, which: 'all' }),
        );
        const pushes = await Promise.all(presses);
        const signal = new AbortController().signal;
        for (const { push } of pushes) await instances[0]!.runPush(push.id, signal);
        for (const { push } of pushes) await instances[0]!.runPush(push.id, signal);
        const idOf = (title: string) =>
          tracker.issues.find(({ draft }) => draft.title === title)!.snapshot.externalId;
        expect(tracker.relations.size).toBe(round + 1);
        const made = tracker.issues.find(({ draft }) => draft.title === `Child ${round}`)!;
        // A parent that was planned after its child is no parent of the issue, as when it is pushed later.
        const after = pushes[2]!.push.id < pushes[0]!.push.id;
        if (!after) expect(made.draft.parentExternalId).toBe(idOf(`Epic ${round}`));
      }
    });

    it('share the work of one push, lost answers included', async () => {
      const names = Array.from({ length: 12 }, (_, at) => `Shared ${at}`);
      for (const name of names.slice(0, 4)) tracker.script.set(name, ['lost']);
      const { board } = await review(house, await house.add(names));
      const wish = { boardId: board.id, rev: board.rev, which: 'all' as const };
      const { push } = await instances[0]!.approveAndPush(house.ana, wish);
      const signal = new AbortController().signal;
      await Promise.all([...instances, ...instances].map((one) => one.runPush(push.id, signal)));
      expect(tracker.issues.map(({ draft }) => draft.title).sort()).toEqual(names.toSorted());
      expect(await instances[1]!.pushView(house.ana, push.id)).toMatchObject({
        finished: true,
        counts: { confirmed: 12 },
      });
    });
  },
);
