/** Duplicates before a push: found, named, decided on by a person, covered by the approval, and carried out once. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { candidateRef } from '../../../src/domain/duplicate.ts';
import type { BoardView } from '../../../src/domain/publication-view.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import {
  type ClockedStorage,
  openClockedStorage,
  openPublishing,
  type Publishing,
  review,
} from '../../support/publishing.ts';
import { connect, type ScriptedTracker, scriptTracker } from '../../support/scripted-tracker.ts';

let storage: ClockedStorage;
let tracker: ScriptedTracker;
let house: Publishing;
beforeAll(async () => {
  storage = await openClockedStorage();
});
beforeEach(async () => {
  tracker = scriptTracker(storage.clock);
  house = await openPublishing(storage, connect(tracker));
});
afterAll(() => storage.close());

const minutes = 60_000;

/** A ticket that an issue of somebody else says already, beside one that is new. */
async function addTwo(): Promise<[Ticket, Ticket]> {
  tracker.addOther({ title: 'Single sign-on with Okta', text: 'Log in with Okta.' });
  const [twin, fresh] = await house.add(['Add Okta SSO', 'Export invoices']);
  return [twin!, fresh!];
}

const settle = (ticket: Ticket, choice: 'create' | 'link' | 'update' | 'skip' | 'undo', candidate?: string) =>
  house.publication.settleDuplicate(house.ana, { ticketId: ticket.id, choice, candidate });

const press = ({ board }: BoardView, which: 'all' | 'approved' = 'all') =>
  house.publication.approveAndPush(house.ana, { boardId: board.id, rev: board.rev, which });

const created = () => tracker.issues.map(({ draft }) => draft.title);

async function pushAll(tickets: readonly Ticket[]) {
  const pushed = await press(await review(house, tickets));
  await house.work();
  return house.publication.pushView(house.ana, pushed.push.id);
}

describe('a board', () => {
  it('names what may be a duplicate, with the words both say, and keeps it out of "all"', async () => {
    const [twin, fresh] = await addTwo();
    const view = await review(house, [twin, fresh]);
    expect(view.counts).toMatchObject({ toReview: 1, undecided: 1 });
    expect(view.rows[0]?.duplicates?.candidates).toMatchObject([
      { kind: 'issue', key: 'OTH-80', title: 'Single sign-on with Okta', open: true, strong: true },
    ]);
    expect(view.rows[0]?.duplicates?.candidates[0]?.words.toSorted()).toEqual(['okta', 'sso']);
    expect(view.rows[1]?.duplicates).toBeNull();
    const { skipped } = await press(view);
    await house.work();
    expect(created()).toEqual(['Export invoices']);
    expect(skipped).toMatchObject([{ key: twin.key, reason: 'MAY_BE_DUPLICATE' }]);
    expect((await house.ticket(twin.id)).review.status).toBe('generated');
  });

  it('pushes nothing, and says why, when all of it waits for a decision', async () => {
    const [twin] = await addTwo();
    await expect(press(await review(house, [twin]))).rejects.toMatchObject({
      code: 'NEEDS_CONFIRMATION',
      message: `${twin.key} may be a duplicate and waits for your decision. Nothing was pushed.`,
    });
  });

  it('refuses to approve such a ticket by its own button or name', async () => {
    const [twin] = await addTwo();
    const { board } = await review(house, [twin]);
    const wish = { boardId: board.id, rev: board.rev, which: twin.key };
    await expect(house.publication.approve(house.ana, wish)).rejects.toMatchObject({
      code: 'NEEDS_CONFIRMATION',
      message: `${twin.key} may duplicate OTH-80 "Single sign-on with Okta". Nothing was approved.`,
    });
    const { approved, refused } = await house.publication.approveNamed(house.ana, [twin.id]);
    expect(approved).toEqual([]);
    expect(refused[0]?.why).toContain(`/docket duplicate ${twin.key}`);
  });

  it('is stale to who saw it before a candidate appeared', async () => {
    const [one] = await house.add(['Add Okta SSO']);
    const before = await review(house, [one!]);
    expect(before.counts).toMatchObject({ toReview: 1, undecided: 0 });
    tracker.addOther({ title: 'Okta SSO' });
    house.clock.pass(6 * minutes);
    const after = await house.publication.board(house.ana, before.board.id);
    expect(after.counts).toMatchObject({ toReview: 0, undecided: 1 });
    await expect(press(before)).rejects.toMatchObject({ code: 'STALE' });
    expect(created()).toEqual([]);
  });

  it('says that it could not look for duplicates where the tracker cannot list, and looks again', async () => {
    const [twin] = await addTwo();
    const { list } = tracker;
    tracker.list = () => Promise.reject(new Error('the adapter broke'));
    const blind = await review(house, [twin]);
    expect(blind.notice).toBe(
      'Could not look for duplicates in Scripted › github:acme/web. The tracker could not be asked.',
    );
    expect(blind.counts).toMatchObject({ toReview: 1, undecided: 0 });
    tracker.list = list;
    house.clock.pass(11_000);
    const seeing = await house.publication.board(house.ana, blind.board.id);
    expect(seeing).toMatchObject({ notice: null, counts: { toReview: 0, undecided: 1 } });
  });

  it('is searched again before it is approved, when it was drawn long ago', async () => {
    const tickets = await house.add(['Add Okta SSO', 'Export invoices']);
    const before = await review(house, tickets);
    tracker.addOther({ title: 'Okta SSO' });
    house.clock.pass(6 * minutes);
    const { skipped } = await press(before);
    await house.work();
    expect(created()).toEqual(['Export invoices']);
    expect(skipped).toMatchObject([{ key: tickets[0]!.key, reason: 'MAY_BE_DUPLICATE' }]);
  });

  it('reads the tracker once in a few minutes, for all boards and also after a restart', async () => {
    const [twin, fresh] = await addTwo();
    await review(house, [twin, fresh]);
    await review(house, [fresh]);
    await house.restart().board(house.ana, (await review(house, [twin])).board.id);
    expect(tracker.lists).toBe(1);
    house.clock.pass(6 * minutes);
    await review(house, [twin]);
    expect(tracker.lists).toBe(2);
  });

  it('never takes the issue that was made of a ticket for a duplicate of it', async () => {
    const [one] = await house.add(['Export invoices']);
    tracker.script.set('Export invoices', ['lost']);
    await pushAll([one!]);
    const search = await house.publication.findDuplicates(house.ana, { ticketIds: [one!.id] });
    expect(search.rows).toEqual([]);
    const [again] = await house.add(['Export invoices']);
    house.clock.pass(6 * minutes);
    const view = await review(house, [again!]);
    expect(view.rows[0]?.duplicates?.candidates).toMatchObject([{ kind: 'issue', key: '#1', strong: true }]);
  });

  it('asks about the later of two tickets of ours, and not about two of one document', async () => {
    const [first, second] = await house.add(['Export invoices', 'Invoices export']);
    const view = await review(house, [first!, second!]);
    expect(view.rows[0]?.duplicates).toBeNull();
    expect(view.rows[1]?.duplicates?.candidates).toMatchObject([{ kind: 'ticket', key: first!.key }]);
  });
});

describe('a decision', () => {
  it('is a person’s alone', async () => {
    const [twin] = await addTwo();
    await review(house, [twin]);
    const wish = { ticketId: twin.id, choice: 'create' as const };
    for (const via of ['model', 'workflow', 'mcp', 'system'] as const) {
      const refused = house.publication.settleDuplicate({ ...house.ana, via }, wish);
      await expect(refused).rejects.toMatchObject({ code: 'HUMAN_APPROVAL_REQUIRED' });
    }
  });

  it('is kept with who and when, voids the approval, and is undone by deciding again', async () => {
    const [twin] = await addTwo();
    await review(house, [twin]);
    await settle(twin, 'create');
    const at = house.clock.now().toISOString();
    const [row] = (await review(house, [twin])).rows;
    expect(row?.duplicates?.decision).toMatchObject({ choice: 'create', byName: 'Ana', at });
    const approved = await house.publication.approveNamed(house.ana, [twin.id]);
    expect(approved.approved).toHaveLength(1);
    await settle(twin, 'link');
    const linked = await review(house, [twin]);
    expect(linked.counts).toMatchObject({ approved: 0, toReview: 1 });
    await settle(twin, 'undo');
    expect((await review(house, [twin])).counts).toMatchObject({ undecided: 1, toReview: 0 });
    await settle(twin, 'create');
    expect((await review(house, [twin])).counts).toMatchObject({ approved: 0, toReview: 1 });
  });

  it('holds while the candidates stay, and is asked for again when a new one appears', async () => {
    const [twin] = await addTwo();
    await review(house, [twin]);
    await settle(twin, 'create');
    tracker.addOther({ title: 'SSO (Okta)' });
    house.clock.pass(6 * minutes);
    const view = await review(house, [twin]);
    expect(view.counts.undecided).toBe(1);
    await settle(twin, 'create');
    expect((await review(house, [twin])).counts.toReview).toBe(1);
  });

  it('names a candidate that was found, or is refused', async () => {
    const [twin, fresh] = await addTwo();
    tracker.addOther({ title: 'SSO (Okta)' });
    await review(house, [twin, fresh]);
    await expect(settle(twin, 'link')).rejects.toMatchObject({ code: 'AMBIGUOUS' });
    await expect(settle(twin, 'link', 'OTH-99')).rejects.toMatchObject({ code: 'STALE' });
    await expect(settle(fresh, 'skip')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const by = candidateRef({ kind: 'issue', id: 'other-81' });
    expect((await settle(twin, 'link', by)).candidate?.key).toBe('OTH-81');
    expect((await settle(twin, 'link', 'oth-80')).candidate?.key).toBe('OTH-80');
  });

  it('comes too late once the ticket is on its way', async () => {
    const [twin] = await addTwo();
    await review(house, [twin]);
    await settle(twin, 'create');
    await press(await review(house, [twin]));
    await expect(settle(twin, 'skip')).rejects.toMatchObject({ code: 'TICKET_ALREADY_PUSHED' });
    await house.work();
    await expect(settle(twin, 'skip')).rejects.toMatchObject({ code: 'TICKET_ALREADY_PUSHED' });
    expect(created()).toEqual(['Add Okta SSO']);
  });

  it('about another ticket of ours links the two in Docket, as long as it stands', async () => {
    const [first, second] = await house.add(['Export invoices', 'Invoices export']);
    await review(house, [second!]);
    const links = async () =>
      (await house.desk.tickets.links(house.ana, [second!.id])).map(({ type, targetId }) => [type, targetId]);
    await settle(second!, 'skip');
    expect(await links()).toEqual([['duplicateOf', first!.id]]);
    await settle(second!, 'link');
    expect(await links()).toEqual([['relatesTo', first!.id]]);
    await settle(second!, 'create');
    expect(await links()).toEqual([]);
    await expect(settle(second!, 'update', first!.key)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a push', () => {
  it('creates all the same what was called no duplicate', async () => {
    const [twin, fresh] = await addTwo();
    await review(house, [twin, fresh]);
    await settle(twin, 'create');
    await pushAll([twin, fresh]);
    expect(created()).toEqual(['Add Okta SSO', 'Export invoices']);
    expect(tracker.relations.size + tracker.amendments).toBe(0);
  });

  it('links the new issue to the one that was there', async () => {
    const [twin] = await addTwo();
    await review(house, [twin]);
    await settle(twin, 'link');
    const view = await pushAll([twin]);
    expect([...tracker.relations.values()]).toEqual([{ from: 'issue-1', to: 'other-80' }]);
    expect(view.rows[0]).toMatchObject({
      intent: { state: 'confirmed', existing: null },
      links: [{ type: 'issue', to: 'OTH-80', state: 'confirmed' }],
    });
  });

  it('writes into the one that was there instead of making another, and the ticket is that issue', async () => {
    const [twin] = await addTwo();
    tracker.texts.set('other-80', 'Their words.');
    await review(house, [twin]);
    await settle(twin, 'update');
    const view = await pushAll([twin]);
    expect(created()).toEqual([]);
    expect(tracker.texts.get('other-80')).toMatch(/^Their words\.\n\n.*## Add Okta SSO/s);
    expect(view.rows[0]?.view.refs).toMatchObject([{ externalId: 'other-80', externalKey: 'OTH-80' }]);
    expect((await house.ticket(twin.id)).review.status).toBe('pushed');
  });

  it('leaves out what was called a duplicate, and says so', async () => {
    const [twin, fresh] = await addTwo();
    await review(house, [twin, fresh]);
    await settle(twin, 'skip');
    const view = await review(house, [twin, fresh]);
    expect(view.counts).toMatchObject({ toReview: 1, skipped: 1 });
    expect((await press(view)).skipped).toMatchObject([{ key: twin.key, reason: 'DUPLICATE' }]);
    await house.work();
    expect(created()).toEqual(['Export invoices']);
  });

  it.each(['link', 'update'] as const)(
    'that loses the answer to its %s asks again and does it once',
    async (choice) => {
      const [twin] = await addTwo();
      await review(house, [twin]);
      await settle(twin, choice);
      tracker.steps = ['lost', 'dropped', { refused: 'Slow down.', retryable: true, retryAfterMs: 2000 }];
      const view = await pushAll([twin]);
      expect(view.counts.confirmed).toBe(1);
      expect([tracker.issues.length, tracker.relations.size, tracker.amendments]).toEqual(
        choice === 'link' ? [1, 1, 0] : [0, 0, 1],
      );
    },
  );

  it('creates the issue, warns when it may not be linked, and links it on a retry', async () => {
    const [twin] = await addTwo();
    await review(house, [twin]);
    await settle(twin, 'link');
    tracker.steps = [{ refused: 'The issue is gone' }];
    const { push, rows, counts } = await pushAll([twin]);
    expect(rows[0]).toMatchObject({
      intent: { state: 'confirmed', reason: null },
      links: [{ to: 'OTH-80', state: 'failed', reason: 'The issue is gone' }],
    });
    expect(counts).toMatchObject({ confirmed: 1, failed: 0, unlinked: 1 });
    expect((await house.ticket(twin.id)).review.status).toBe('pushed');
    await house.publication.retry(house.ana, push.id);
    await house.work();
    expect([...tracker.relations.values()]).toEqual([{ from: 'issue-1', to: 'other-80' }]);
    expect(created()).toEqual(['Add Okta SSO']);
  });

  it('fails with the reason, and can be retried, when the issue cannot be written into', async () => {
    const [twin] = await addTwo();
    await review(house, [twin]);
    await settle(twin, 'update');
    tracker.steps = [{ refused: 'The issue is gone' }];
    const { push, rows } = await pushAll([twin]);
    expect(rows[0]?.intent).toMatchObject({ state: 'failed', reason: 'The issue is gone' });
    await house.publication.retry(house.ana, push.id);
    await house.work();
    expect(tracker.amendments).toBe(1);
    expect(created()).toEqual([]);
  });

  it('by name leaves out what nobody decided on', async () => {
    const [twin] = await addTwo();
    const { skipped } = await house.publication.push(house.ana, { ticketIds: [twin.id] });
    expect(skipped).toMatchObject([{ key: twin.key, reason: 'MAY_BE_DUPLICATE' }]);
    await house.work();
    expect(created()).toEqual([]);
  });
});
