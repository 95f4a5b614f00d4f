/** Pushes as people start, stop and repeat them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ticket } from '../../../src/domain/ticket.ts';
import {
  approveAll,
  type ClockedStorage,
  openClockedStorage,
  openPublishing,
  type Publishing,
  review,
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
  house = await openPublishing(storage, connect(tracker));
});
afterAll(() => storage.close());

const idsOf = (tickets: readonly Ticket[]) => tickets.map(({ id }) => id);
const titles = () => tracker.issues.map(({ draft }) => draft.title);
const statuses = async (tickets: readonly Ticket[]) =>
  (await Promise.all(tickets.map(({ id }) => house.ticket(id)))).map(({ review }) => review.status);

describe('approve and push', () => {
  it('creates one issue per ticket from what was approved, and records it', async () => {
    const tickets = await house.add(['One', 'Two'], { priority: 0, labels: ['ux'], effort: 'medium' });
    const started = await approveAll(house, tickets);
    expect(started.counts).toMatchObject({ waiting: 2, confirmed: 0 });
    expect(tracker.requests).toEqual([]);
    await house.work();
    const view = await house.publication.pushView(house.ben, started.push.id);
    expect(view).toMatchObject({ finished: true, counts: { confirmed: 2, failed: 0 } });
    expect(view.rows.map((row) => row.view.refs[0]?.externalKey).sort()).toEqual(['#1', '#2']);
    expect(await statuses(tickets)).toEqual(['pushed', 'pushed']);
    expect(tracker.issues[0]!.draft).toMatchObject({ priority: 3, labels: ['ux'] });
    expect(tracker.issues[0]!.draft.body).toContain('**Effort:** medium');
    expect(tracker.issues[0]!.draft.body).toContain('Approved by Ana in Docket');
  });

  it('uses each approval once', async () => {
    const tickets = await house.add(['One']);
    await approveAll(house, tickets);
    expect(await storage.store.approvals.standing(house.desk.workspace.id, idsOf(tickets))).toEqual([]);
    const [used] = await storage.store.approvals.history(house.desk.workspace.id, [tickets[0]!.id]);
    expect(used).toMatchObject({ usedAt: expect.any(String), pushId: expect.any(String) });
    await house.work();
  });

  it('answers a double click with the push of the first click', async () => {
    const tickets = await house.add(['One', 'Two']);
    const { board } = await review(house, tickets);
    const wish = { boardId: board.id, rev: board.rev, which: 'all' as const };
    const [first, second] = await Promise.all([
      house.publication.approveAndPush(house.ana, wish),
      house.publication.approveAndPush(house.ana, wish),
    ]);
    expect(second.push.id).toBe(first.push.id);
    expect(second.skipped.map(({ reason }) => reason)).toEqual(['IN_PROGRESS', 'IN_PROGRESS']);
    await house.work();
    const late = await house.publication.approveAndPush(house.ana, wish);
    expect(late.push.id).toBe(first.push.id);
    expect(late.skipped.map(({ reason }) => reason)).toEqual(['ALREADY_PUSHED', 'ALREADY_PUSHED']);
    expect(titles().sort()).toEqual(['One', 'Two']);
  });

  it('pushes nothing when the board is stale', async () => {
    const tickets = await house.add(['One', 'Two']);
    const { board } = await review(house, tickets);
    await house.desk.tickets.edit(house.ben, tickets[0]!.id, { description: 'rm -rf' });
    const wish = { boardId: board.id, rev: board.rev, which: 'all' as const };
    await expect(house.publication.approveAndPush(house.ana, wish)).rejects.toMatchObject({ code: 'STALE' });
    expect(await statuses(tickets)).toEqual(['generated', 'generated']);
    expect(house.queue.jobs).toEqual([]);
  });

  it('pushes only what is approved when asked for that, and says when there is nothing', async () => {
    const tickets = await house.add(['One', 'Two']);
    const { board } = await review(house, tickets);
    const wish = { boardId: board.id, rev: board.rev, which: 'approved' as const };
    await expect(house.publication.approveAndPush(house.ana, wish)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await house.publication.approve(house.ana, { ...wish, which: tickets[1]!.key });
    await house.publication.approveAndPush(house.ana, wish);
    await house.work();
    expect(titles()).toEqual(['Two']);
    const view = await house.publication.board(house.ana, board.id);
    expect(view.counts).toMatchObject({ toReview: 1, approved: 0, pushed: 1, failed: 0 });
    expect(view.board.pushId).not.toBeNull();
  });

  it('refuses a board that points nowhere', async () => {
    const nowhere = await openPublishing(storage, connect());
    const { board } = await review(nowhere, await nowhere.add(['One']));
    const wish = { boardId: board.id, rev: board.rev, which: 'all' as const };
    await expect(nowhere.publication.approveAndPush(nowhere.ana, wish)).rejects.toMatchObject({
      code: 'INTEGRATION_NOT_CONNECTED',
    });
  });

  it('loses no push when the queue fails after the commit', async () => {
    const broken = house.restart({
      queue: { ...house.queue, send: () => Promise.reject(new Error('the queue is gone')) },
    });
    const { board } = await review(house, await house.add(['One']));
    const wish = { boardId: board.id, rev: board.rev, which: 'all' as const };
    const view = await broken.approveAndPush(house.ana, wish);
    expect(view.finished).toBe(false);
    expect(await house.restart().recover()).toBe(1);
    await house.work();
    expect(titles()).toEqual(['One']);
  });
});

describe('the push command', () => {
  it('pushes what is approved and skips the rest with a reason', async () => {
    const [done, ready, unreviewed, busy] = await house.add(['Done', 'Ready', 'Unreviewed', 'Busy']);
    await approveAll(house, [done!]);
    await house.work();
    await approveAll(house, [busy!]);
    await house.publication.approveNamed(house.ana, [ready!.id]);
    const missing = storage.ids.next();
    const ticketIds = [...idsOf([done!, ready!, unreviewed!, busy!]), missing];
    const view = await house.publication.push(house.ana, { ticketIds, tracker: 'github' });
    expect(view.rows.map((row) => row.view.ticket.title)).toEqual(['Ready']);
    expect(view.skipped).toMatchObject([
      { ticketId: null, key: missing, status: null, reason: 'NOT_FOUND' },
      { ticketId: done!.id, key: done!.key, status: 'pushed', reason: 'ALREADY_PUSHED' },
      { key: unreviewed!.key, reason: 'TICKET_NOT_REVIEWED' },
      { key: busy!.key, reason: 'IN_PROGRESS' },
    ]);
    await house.work();
    expect(titles()).toEqual(['Done', 'Busy', 'Ready']);
    expect(await statuses([unreviewed!])).toEqual(['generated']);
  });

  it('takes the request itself as the review of a ticket that a person wrote', async () => {
    const [ticket] = await house.add(['Mine'], { review: null });
    await house.publication.push(house.ana, { ticketIds: [ticket!.id] });
    await house.work();
    expect(await statuses([ticket!])).toEqual(['pushed']);
  });

  it('tries a refused ticket again on the consent it has, and not once its content changed', async () => {
    tracker.script.set('One', [{ refused: 'Title is taken.' }, { refused: 'Title is taken.' }]);
    const [ticket] = await house.add(['One']);
    await approveAll(house, [ticket!]);
    await house.work();
    expect(await house.ticket(ticket!.id)).toMatchObject({
      review: { status: 'push_failed', pushError: 'Title is taken.' },
    });
    const again = await house.publication.push(house.ana, { ticketIds: [ticket!.id] });
    expect(again.rows).toHaveLength(1);
    await house.work();
    await house.desk.tickets.edit(house.ana, ticket!.id, { title: 'One, renamed' });
    const edited = await house.publication.push(house.ana, { ticketIds: [ticket!.id] });
    expect(edited.skipped).toMatchObject([{ key: ticket!.key, reason: 'TICKET_NOT_REVIEWED' }]);
    expect(titles()).toEqual([]);
  });

  it('asks which tracker when several are connected, and refuses words that are none', async () => {
    const two = await openPublishing(
      storage,
      connect(tracker, scriptTracker(storage.clock, { name: 'jira' })),
    );
    const [ticket] = await two.add(['One']);
    const push = (word?: string) =>
      two.publication.push(two.ana, { ticketIds: [ticket!.id], ...(word ? { tracker: word } : {}) });
    await expect(push()).rejects.toMatchObject({ code: 'AMBIGUOUS' });
    await expect(push('linear')).rejects.toMatchObject({ code: 'INTEGRATION_NOT_CONNECTED' });
    expect(await two.publication.destinations(two.ana)).toEqual([
      { tracker: 'github', destination: expect.objectContaining({ id: 'github:acme/web' }), problem: null },
      { tracker: 'jira', destination: expect.objectContaining({ id: 'jira:acme/web' }), problem: null },
    ]);
  });
});

describe('proposing a push', () => {
  it('points the board at the destination for a model, and publishes nothing', async () => {
    const tickets = await house.add(['One', 'Two']);
    const model = { ...house.ana, via: 'model' as const };
    const view = await house.publication.proposePush(model, { ticketIds: idsOf(tickets), tracker: 'github' });
    expect(view.board).toMatchObject({ pushRequested: true, destination: { id: 'github:acme/web' } });
    expect(view.counts.toReview).toBe(2);
    expect(tracker.requests).toEqual([]);
    expect(house.queue.jobs).toEqual([]);
  });
});

describe('a push that fails', () => {
  it('is retried only where the content is still what was approved', async () => {
    for (const title of ['One', 'Two', 'Three']) tracker.script.set(title, [{ refused: 'Not today.' }]);
    const tickets = await house.add(['One', 'Two', 'Three']);
    const { push } = await approveAll(house, tickets);
    await house.work();
    await house.desk.tickets.edit(house.ben, tickets[1]!.id, { title: 'Two, renamed' });
    const view = await house.publication.retry(house.ana, push.id);
    expect(view.skipped).toMatchObject([{ key: tickets[1]!.key, reason: 'TICKET_NOT_REVIEWED' }]);
    expect(view.counts).toMatchObject({ waiting: 2, failed: 1 });
    await house.work();
    expect(titles().sort()).toEqual(['One', 'Three']);
    const repeated = await house.publication.retry(house.ana, push.id);
    expect(repeated).toMatchObject({ finished: true, counts: { confirmed: 2, failed: 1 } });
  });
});

describe('stopping a push', () => {
  it('leaves what exists, takes back what was not sent, and sends nothing more', async () => {
    const tickets = await house.add(['One', 'Two', 'Three']);
    const { push } = await approveAll(house, tickets);
    tracker.always = { refused: 'Slow down.', retryable: true, retryAfterMs: 120_000 };
    tracker.script.set('One', ['created']);
    await house.publication.runPush(push.id, new AbortController().signal);
    expect(titles()).toEqual(['One']);
    const sent = tracker.requests.length;
    const view = await house.publication.cancel(house.ana, push.id);
    expect(view.counts).toMatchObject({ confirmed: 1, cancelled: 2, waiting: 0 });
    expect(await statuses(tickets)).toEqual(['pushed', 'generated', 'generated']);
    await house.work();
    expect(tracker.requests).toHaveLength(sent);
    expect((await house.publication.pushView(house.ana, push.id)).finished).toBe(true);
    expect(await house.publication.cancel(house.ana, push.id)).toMatchObject({ finished: true });
  });

  it('lets an attempt whose outcome is unknown be looked up, and never sends it again', async () => {
    tracker.script.set('Lost', ['lost']);
    tracker.script.set('Dropped', ['dropped']);
    const tickets = await house.add(['Lost', 'Dropped']);
    const { push } = await approveAll(house, tickets);
    const stop = new AbortController();
    const paused = house.restart({ sleep: async () => stop.abort() });
    await paused.runPush(push.id, stop.signal);
    await house.publication.cancel(house.ana, push.id);
    await house.work();
    const view = await house.publication.pushView(house.ana, push.id);
    expect(view).toMatchObject({ finished: true, counts: { confirmed: 1, cancelled: 1 } });
    expect(titles()).toEqual(['Lost']);
    expect(tracker.requests).toHaveLength(2);
    expect(await statuses(tickets)).toEqual(['pushed', 'generated']);
  });
});
