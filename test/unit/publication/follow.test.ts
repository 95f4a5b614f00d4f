/** Following issues: asked rarely, heard at once, taken in one time, and told on one card. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DigestView } from '../../../src/domain/publication-view.ts';
import type { IssueSnapshot } from '../../../src/domain/push.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import type { WebhookNews } from '../../../src/ports/webhook.ts';
import {
  approveAll,
  type ClockedStorage,
  openClockedStorage,
  openPublishing,
  type Publishing,
} from '../../support/publishing.ts';
import { connect, type ScriptedTracker, scriptTracker } from '../../support/scripted-tracker.ts';

const minute = 60_000;
const minutes5 = 5 * minute;
const tenant = 'acme/web';

let storage: ClockedStorage;
let house: Publishing;
let tracker: ScriptedTracker;
beforeAll(async () => {
  storage = await openClockedStorage();
});
beforeEach(async () => {
  tracker = scriptTracker(storage.clock);
  const destination = tracker.destination;
  tracker.destination = async (signal) => ({ ...(await destination(signal)), tenant });
  house = await openPublishing(storage, connect(tracker));
});
afterAll(() => storage.close());

const here = () => house.desk.workspace.id;
const poll = (by = house.publication) => by.poll(here(), minutes5);

/** Pushed from a thread of the terminal. */
async function pushed(...titles: string[]): Promise<Ticket[]> {
  const thread = await storage.store.threads.ensure(here(), 'terminal', `t-${storage.ids.next()}`);
  house.ana = { ...house.ana, threadId: thread.id };
  const tickets = await house.add(titles);
  await approveAll(house, tickets);
  await house.work();
  return tickets;
}

/** What a teammate does at the tracker, a moment later. */
function change(title: string, over: Partial<IssueSnapshot>): void {
  storage.clock.pass(1000);
  tracker.setStatus(title, { ...over, updatedAt: storage.clock.now().toISOString() });
}

async function digests(by = house.publication): Promise<DigestView[]> {
  const told: DigestView[] = [];
  await by.postDigests({
    reach: { surfaces: ['terminal'], threadIds: [] },
    post: async ({ thread, digest }) => void (thread.workspaceId === here() && told.push(digest)),
  });
  return told;
}

const done = { rawStatus: 'Done', workStatus: 'done', resolution: 'completed' } as const;

describe('a look at what changed', () => {
  it('is not made while nothing is out', async () => {
    await poll();
    expect(tracker.reads).toBe(0);
  });

  it('is one request where nothing did, and none before it is time', async () => {
    await pushed('One', 'Two', 'Three');
    await poll();
    const before = tracker.reads;
    await poll();
    expect(tracker.reads - before).toBe(0);
    storage.clock.pass(minutes5);
    await poll();
    expect(tracker.reads - before).toBe(1);
  });

  it('is made by one of two instances, and taken in once', async () => {
    const [ticket] = await pushed('One');
    const other = house.restart();
    await Promise.all([poll(), poll(other)]);
    storage.clock.pass(minutes5);
    change('One', { ...done, title: 'One, said better' });
    const before = tracker.reads;
    await Promise.all([poll(), poll(other)]);
    expect(tracker.reads - before).toBe(1);
    const after = await house.ticket(ticket!.id);
    expect(after).toMatchObject({ title: 'One, said better', work: { status: 'done' } });
    const events = await storage.store.events.ofTicket(here(), ticket!.id);
    expect(events.filter(({ type }) => type === 'TicketCompleted')).toHaveLength(1);
    expect(events.at(-1)!.actor.name).toBe('GitHub');
  });

  it('leaves the cursor where it was when the tracker is down, and goes on from there', async () => {
    const [ticket] = await pushed('One');
    await poll();
    change('One', done);
    storage.clock.pass(minutes5);
    tracker.down = true;
    await poll();
    tracker.down = false;
    storage.clock.pass(minutes5);
    await poll();
    expect((await house.ticket(ticket!.id)).work.status).toBe('done');
  });

  it('takes no older state over a newer one, in whatever order they arrive', async () => {
    const [ticket] = await pushed('One');
    await poll();
    const issue = tracker.issues[0]!.snapshot;
    const older = { ...issue, ...done, updatedAt: storage.clock.now().toISOString() };
    change('One', { rawStatus: 'Doing', workStatus: 'in_progress' });
    tracker.changed.push(older);
    storage.clock.pass(minutes5);
    await poll();
    expect((await house.ticket(ticket!.id)).work.status).toBe('in_progress');
  });

  it('S4-50, S4-51: brings nothing back to the tracker, and leaves what is Docket’s own alone', async () => {
    const { id } = (await pushed('One'))[0]!;
    await house.desk.tickets.date(house.ana, [id], 'next friday');
    const ours = ({ work, planning, parentId }: Ticket) => ({ work, planning, parentId });
    const before = ours(await house.ticket(id));
    await poll();
    change('One', { title: 'Renamed', labels: ['new'], priority: 1, text: 'Other words' });
    storage.clock.pass(minutes5);
    await poll();
    const [ticket] = await storage.store.tickets.list(here(), { review: ['synced'] });
    expect(ticket).toMatchObject({
      title: 'Renamed',
      labels: ['new'],
      priority: 1,
      description: 'Other words',
    });
    expect(ours(ticket!)).toEqual(before);
    expect(await house.publication.updates(house.ana, [ticket!.id])).toMatchObject([{ rows: [] }]);
    expect(await storage.store.issueWrites.open()).toEqual([]);
  });
});

/** Works the push until it waits for what may have been created to show. */
async function runUntilDoubt() {
  const unfinished = await storage.store.pushes.unfinished();
  const push = unfinished.find(({ workspaceId }) => workspaceId === here())!;
  const stop = new AbortController();
  const impatient = house.restart({ sleep: async () => stop.abort() });
  await impatient.runPush(push.id, stop.signal);
  return push;
}

describe('a webhook', () => {
  const news = (over: Partial<WebhookNews> = {}): WebhookNews => ({
    kind: 'accepted',
    deliveryId: storage.ids.next(),
    tenant,
    event: 'issues.edited',
    externalIds: ['issue-1'],
    markers: [],
    ...over,
  });
  const hear = (deliveryId: string, tries = 0) =>
    house.publication.workSync(
      here(),
      { payload: { kind: 'delivery', source: 'github', deliveryId, tries } },
      new AbortController().signal,
    );
  const receive = (one: WebhookNews, by = house.publication) =>
    by.receive(here(), { source: 'github', news: one });

  it('of another place has no effect, also where the place was not known when it came', async () => {
    await pushed('One');
    const foreign = news({ tenant: 'evil/web' });
    const before = tracker.reads;
    expect(await receive(foreign)).toBe('accepted');
    await hear(foreign.deliveryId);
    expect(tracker.reads).toBe(before);
    await receive(news());
    await poll();
    expect(await receive(news({ tenant: 'evil/web' }))).toBe('foreign');
  });

  it('that is too old makes Docket look once, also where somebody looked a moment before', async () => {
    const [ticket] = await pushed('One');
    await poll();
    await house.publication.lookSoon('github');
    change('One', done);
    const since = storage.clock.now().toISOString();
    const job = { payload: { kind: 'look', tracker: 'github', since } };
    const look = () => house.publication.workSync(here(), job, new AbortController().signal);
    const before = tracker.reads;
    await look();
    expect([tracker.reads - before, (await house.ticket(ticket!.id)).work.status]).toEqual([0, 'open']);
    storage.clock.pass(10_000);
    await look();
    await look();
    expect([tracker.reads - before, (await house.ticket(ticket!.id)).work.status]).toEqual([1, 'done']);
  });

  it('comes before the answer to our own request, and settles it', async () => {
    const [ticket] = await house.add(['One']);
    tracker.script.set('One', ['lost']);
    await approveAll(house, [ticket!]);
    const push = await runUntilDoubt();
    const [intent] = await storage.store.pushes.intents(push.id);
    expect(intent).toMatchObject({ state: 'unknown' });
    const told = news({ markers: [intent!.marker] });
    await receive(told);
    await hear(told.deliveryId);
    const [settled] = await storage.store.pushes.intents(push.id);
    expect(settled).toMatchObject({ state: 'confirmed', adopted: true });
    expect(tracker.issues).toHaveLength(1);
    await house.work();
    expect(tracker.issues).toHaveLength(1);
  });

  it('that may be about a push under way waits for it, and does not confirm what is not there', async () => {
    const [ticket] = await house.add(['One']);
    tracker.script.set('One', ['dropped']);
    await approveAll(house, [ticket!]);
    const push = await runUntilDoubt();
    const [intent] = await storage.store.pushes.intents(push.id);
    const told = news({ markers: [intent!.marker], externalIds: ['issue-9'] });
    await receive(told);
    await hear(told.deliveryId);
    expect((await storage.store.pushes.intents(push.id))[0]!.state).toBe('unknown');
    expect((await storage.store.webhooks.get('github', told.deliveryId))!.doneAt).toBeNull();
    await house.work();
    await hear(told.deliveryId, 1);
    expect((await storage.store.webhooks.get('github', told.deliveryId))!.doneAt).not.toBeNull();
  });
});

describe('what changed', () => {
  it('is told on one card in the thread of the push, after a moment of quiet, and then not for a while', async () => {
    await pushed('One', 'Two', 'Three');
    await poll();
    expect(await digests()).toEqual([]);
    change('One', done);
    change('Two', { rawStatus: 'Doing', workStatus: 'in_progress' });
    change('Two', done);
    storage.clock.pass(minutes5);
    await poll();
    expect(await digests()).toEqual([]);
    storage.clock.pass(10_000);
    const other = house.restart();
    const told = (await Promise.all([digests(), digests(other)])).flat();
    expect(told).toHaveLength(1);
    expect(told[0]!.rows.map(({ view, changes }) => [view.ticket.title, changes])).toEqual([
      ['One', [{ field: 'status', was: 'open', became: 'done' }]],
      ['Two', [{ field: 'status', was: 'open', became: 'done' }]],
    ]);
    change('Three', done);
    storage.clock.pass(minutes5);
    await poll();
    storage.clock.pass(10_000);
    expect(await digests()).toEqual([]);
    storage.clock.pass(minutes5);
    expect((await digests()).map(({ rows }) => rows.length)).toEqual([1]);
    expect(await digests()).toEqual([]);
  });

  it('is not told where nobody wants to hear of it, nor what came back to where it was', async () => {
    await pushed('One');
    await poll();
    change('One', { rawStatus: 'Doing', workStatus: 'in_progress' });
    storage.clock.pass(minutes5);
    await poll();
    change('One', { rawStatus: 'open', workStatus: 'open', resolution: null });
    storage.clock.pass(minutes5);
    await poll();
    storage.clock.pass(minute);
    expect(await digests()).toEqual([]);
    await storage.store.preferences.put(here(), 'workspace', { digestMinutes: 0 });
    change('One', done);
    storage.clock.pass(minutes5);
    await poll();
    storage.clock.pass(minute);
    expect(await digests()).toEqual([]);
    expect(
      (await storage.store.syncNews.waiting({ surfaces: ['terminal'], threadIds: [] })).filter(
        (one) => one.workspaceId === here(),
      ),
    ).toEqual([]);
  });

  it('is told again when it could not be posted', async () => {
    await pushed('One');
    await poll();
    change('One', done);
    storage.clock.pass(minutes5);
    await poll();
    storage.clock.pass(minute);
    await house.publication.postDigests({
      reach: { surfaces: ['terminal'], threadIds: [] },
      post: async () => Promise.reject(new Error('the chat is down')),
    });
    expect(await digests()).toHaveLength(1);
  });
});
