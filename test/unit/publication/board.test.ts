/** Review boards: one per draft set, and a rev that means what was shown. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addDocument,
  type ClockedStorage,
  openClockedStorage,
  openPublishing,
  type Publishing,
  review,
} from '../../support/publishing.ts';
import { connect, type ScriptedTracker, scriptTracker } from '../../support/scripted-tracker.ts';
import { callerIn } from '../../support/ticket-desk.ts';

let storage: ClockedStorage;
beforeAll(async () => {
  storage = await openClockedStorage();
});
afterAll(() => storage.close());

async function open(): Promise<Publishing & { tracker: ScriptedTracker }> {
  const tracker = scriptTracker(storage.clock);
  return { ...(await openPublishing(storage, connect(tracker))), tracker };
}

describe('a review board', () => {
  it('shows its tickets in the order given, where they would go, and what waits', async () => {
    const house = await open();
    const [one, two, three] = await house.add(['One', 'Two', 'Three']);
    const view = await review(house, [three!, one!, two!]);
    expect(view.rows.map((row) => row.view.ticket.title)).toEqual(['Three', 'One', 'Two']);
    expect(view.board.destination?.id).toBe('github:acme/web');
    expect(view.counts).toMatchObject({ toReview: 3, approved: 0, pushed: 0, failed: 0 });
    expect(view).toMatchObject({ notice: null, pages: 1, document: null });
    expect(view.board).toMatchObject({ rev: 1, pushId: null, pushRequested: false });
  });

  it('names what no ticket covers, and is drawn all the same when that cannot be read', async () => {
    const house = await open();
    const { desk, ana } = house;
    const document = await addDocument(desk, [['requirement', 'FR-1 Show progress\nFR-2 Keep drafts']]);
    const { tickets } = await desk.tickets.generate(desk.caller, { documentId: document.id });
    const [first, second] = tickets.map((view) => view.ticket);
    const { board } = await review(house, [first!]);
    await desk.tickets.discard(ana, [second!.id]);
    expect((await house.publication.board(ana, board.id)).gaps).toMatchObject([
      { documentId: document.id, count: 1, first: [{ line: 2, text: 'FR-2 Keep drafts' }] },
    ]);
    const uncovered = () => Promise.reject(new Error('the text cannot be read'));
    const blind = house.restart({ tickets: { ...desk.tickets, uncovered } });
    expect(await blind.board(ana, board.id)).toMatchObject({ gaps: [], rows: [{}] });
  });

  it('keeps its rev however often it is drawn, as long as nothing to approve changed', async () => {
    const house = await open();
    const { board } = await review(house, await house.add(['One']));
    for (let i = 0; i < 3; i++) {
      expect((await house.publication.board(house.ben, board.id)).board).toEqual(board);
    }
  });

  it('raises its rev when content, membership or destination changed, and not when a status did', async () => {
    const house = await open();
    const [one, two] = await house.add(['One', 'Two']);
    const draw = async () => (await house.publication.board(house.ana, board.id)).board.rev;
    const { board } = await review(house, [one!, two!]);
    await house.desk.tickets.edit(house.ana, one!.id, { title: 'One, better' });
    expect(await draw()).toBe(2);
    await house.publication.approve(house.ana, { boardId: board.id, rev: 2, which: two!.key });
    expect(await draw()).toBe(2);
    await house.desk.tickets.discard(house.ana, [two!.id]);
    expect(await draw()).toBe(3);
    house.tracker.destinationId = 'github:acme/api';
    house.clock.pass(61_000);
    expect(await draw()).toBe(4);
    expect(await draw()).toBe(4);
  });

  it('is the same board when the document is reviewed again in the same thread', async () => {
    const house = await open();
    const document = await addDocument(house.desk, [['requirement', 'FR-1 Show progress']]);
    const tickets = await house.add(['One', 'Two']);
    const thread = await storage.store.threads.ensure(house.desk.workspace.id, 'terminal', 'main');
    const ana = { ...house.ana, threadId: thread.id };
    const wish = { documentId: document.id, title: 'Onboarding' };
    const openWith = (ids: string[], caller = ana) =>
      house.publication.openBoard(caller, { ticketIds: ids, ...wish });
    const first = await openWith([tickets[0]!.id]);
    const again = await openWith(tickets.map(({ id }) => id));
    expect(again.board.id).toBe(first.board.id);
    expect(again.board.rev).toBe(2);
    expect(again.document?.title).toBe('Onboarding');
    expect((await openWith(tickets.map(({ id }) => id))).board).toEqual(again.board);
    const other = await storage.store.threads.ensure(house.desk.workspace.id, 'terminal', 'other');
    const elsewhere = await openWith([tickets[0]!.id], { ...ana, threadId: other.id });
    expect(elsewhere.board.id).not.toBe(first.board.id);
  });

  it('leaves the document in review when only some of its tickets are asked for', async () => {
    const house = await open();
    const document = await addDocument(house.desk, [['requirement', 'FR-1 Show progress']]);
    const tickets = await house.add(['One', 'Two', 'Three']);
    const all = tickets.map(({ id }) => id);
    const wish = { documentId: document.id, title: 'Onboarding' };
    const whole = await house.publication.openBoard(house.ana, { ticketIds: all, ...wish });
    const some = { ticketIds: all.slice(0, 2), ...wish };
    const part = await house.publication.openBoard(house.ana, some);
    expect(part.rows).toHaveLength(2);
    expect(part.board.id).not.toBe(whole.board.id);
    expect((await house.publication.openBoard(house.ana, some)).board.id).toBe(part.board.id);
    const again = await house.publication.openBoard(house.ana, { ticketIds: all, ...wish });
    expect(again.board).toEqual(whole.board);
  });

  it('shows ten rows a page and stays within its pages', async () => {
    const house = await open();
    const tickets = await house.add(Array.from({ length: 12 }, (_, at) => `Ticket ${at}`));
    const view = await review(house, tickets);
    expect(view).toMatchObject({ pageSize: 10, pages: 2, board: { page: 1 } });
    const second = await house.publication.turnPage(house.ana, view.board.id, 9);
    expect(second.board).toMatchObject({ page: 2, rev: 2 });
    await house.desk.tickets.discard(
      house.ana,
      tickets.slice(0, 3).map(({ id }) => id),
    );
    expect((await house.publication.board(house.ana, view.board.id)).board.page).toBe(1);
  });

  it('says what the tracker would refuse, and asks it once per content', async () => {
    const house = await open();
    house.tracker.problems.set('Two', 'Its title is taken.');
    let asked = 0;
    const { preflight } = house.tracker;
    house.tracker.preflight = (drafts) => {
      asked += drafts.length;
      return preflight(drafts);
    };
    const { board, rows } = await review(house, await house.add(['One', 'Two']));
    expect(rows.map((row) => row.problem)).toEqual([null, 'Its title is taken.']);
    await house.publication.board(house.ana, board.id);
    expect(asked).toBe(2);
  });

  it('can be drawn while the tracker is down, says so, and keeps where it pointed', async () => {
    const house = await open();
    const { board } = await review(house, await house.add(['One']));
    house.tracker.down = true;
    house.clock.pass(61_000);
    const view = await house.publication.board(house.ana, board.id);
    expect(view.board).toEqual(board);
    expect(view.rows[0]!.problem).toBeNull();
    expect(view.notice).toContain('It is down.');
  });

  it('can be opened while the named tracker is down', async () => {
    const house = await open();
    house.tracker.down = true;
    const [one] = await house.add(['One']);
    const wish = { ticketIds: [one!.id], documentId: null, title: 'Review', tracker: 'github' };
    const view = await house.publication.openBoard(house.ana, wish);
    expect(view.board.destination).toBeNull();
    expect(view.notice).toContain('It is down.');
    house.tracker.down = false;
    house.clock.pass(11_000);
    const later = await house.publication.board(house.ana, view.board.id);
    expect(later.board).toMatchObject({ rev: 2, destination: { id: 'github:acme/web' } });
  });

  it('is not found from another workspace', async () => {
    const [here, there] = [await open(), await open()];
    const { board } = await review(here, await here.add(['One']));
    const stranger = callerIn(there.desk.workspace);
    await expect(there.publication.board(stranger, board.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
