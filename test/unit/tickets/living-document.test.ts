/** A document that changes under tickets people work on: nothing of theirs is lost, and what it says is never said twice. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Priority } from '../../../src/domain/priority.ts';
import type { Ticket, TicketEdit } from '../../../src/domain/ticket.ts';
import type { Generated } from '../../../src/domain/ticket-view.ts';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import {
  addDocument,
  callerIn,
  openTicketDesk,
  proposeEach,
  reviseDocument,
  robot,
  scopeIn,
  type TicketDesk,
  type Written,
} from '../../support/ticket-desk.ts';

let storage: TestStorage;
let desk: TicketDesk;
beforeAll(async () => {
  storage = await shareTestStorage();
});
beforeEach(async () => {
  desk = await openTicketDesk(storage);
  desk.script.propose = (input) => {
    const proposal = proposeEach(input);
    const tickets = proposal.tickets.map((draft) => ({
      ...draft,
      title: draft.title.replace(/ P\d$/, ''),
      priority: Number(/ P(\d)$/.exec(draft.title)?.[1] ?? 3) as Priority,
    }));
    return { ...proposal, tickets };
  };
});
afterAll(() => storage.close());

const generate = (documentId: string) => desk.tickets.generate(desk.caller, { documentId });

async function move(id: string, change: (ticket: Ticket) => Partial<Ticket>) {
  await storage.store.transact((nouns) =>
    desk.mutate(nouns, scopeIn(desk), id, (now) => ({ next: { ...now, ...change(now) }, events: [] })),
  );
}

const review = (status: 'reviewed' | 'pushed') => (now: Ticket) => ({ review: { ...now.review, status } });

/** What a person can have done with a ticket by the time its document changes. */
const deeds: Record<string, (id: string) => Promise<unknown>> = {
  nothing: async () => {},
  renamed: (id) => desk.tickets.edit(desk.caller, id, { title: 'A name of our own' }),
  ranked: (id) => desk.tickets.edit(desk.caller, id, { priority: 1, labels: ['ours'] }),
  rewritten: (id) =>
    desk.tickets.edit(desk.caller, id, { description: 'Our words', criteria: ['It is ours'] }),
  approved: (id) => move(id, review('reviewed')),
  async pushed(id) {
    await move(id, review('reviewed'));
    await move(id, review('pushed'));
  },
  async begun(id) {
    await move(id, review('reviewed'));
    await move(id, (now) => ({ work: { ...now.work, status: 'in_progress' } }));
  },
  discarded: (id) => desk.tickets.discard(desk.caller, [id]),
};

const contentOf = ({ title, description, priority, labels, criteria, type, effort }: Ticket) => {
  return { title, description, priority, labels, criteria, type, effort };
};

const words = fc.constantFrom(
  'show progress to everyone',
  'show progress to everyone in the team',
  'keep drafts on each device',
  'send a reminder by mail',
);
const line = fc
  .tuple(fc.nat({ max: 5 }), words, fc.constantFrom('P1', 'P2', 'P3'))
  .map(([number, text, priority]) => `FR-${number} ${text} ${priority}`);
const version = fc
  .uniqueArray(line, { minLength: 1, maxLength: 6, selector: (text) => text.split(' ')[0] })
  .map((lines): Written[] => [['requirement', lines.join('\n')]]);
const work = fc.array(fc.constantFrom(...Object.keys(deeds)), { minLength: 6, maxLength: 6 });

const nothing = { added: [], changed: [], moved: [], removed: [] };

const allOf = (documentId: string) =>
  storage.store.tickets.list(desk.workspace.id, { documentId, deleted: true });

/** Tickets that were there before and are not now, and that no proposal names. */
function silentlyGone(before: Ticket[], after: Ticket[], { proposals = [] }: Generated): string[] {
  const told = new Set(proposals.map(({ key }) => key));
  const live = new Set(after.filter(({ deletedAt }) => deletedAt === null).map(({ key }) => key));
  return before
    .filter(({ deletedAt, key }) => deletedAt === null && !live.has(key) && !told.has(key))
    .map(({ key }) => key);
}

/** Lines of the document that no ticket has or waits to have, no person discarded and no question is about. */
function unaccounted(version: Written[], after: Ticket[], { proposals = [] }: Generated): string[] {
  const said = after.flatMap(({ origin, deletedAt }) =>
    deletedAt === null || origin.ended?.reason === 'discarded'
      ? [origin.base?.text, origin.incoming?.kind === 'update' ? origin.incoming.content.text : undefined]
      : [],
  );
  const asked = proposals.flatMap(({ kind, title }) => (kind === 'match' ? [title] : []));
  const lines = version.flatMap(([, text]) => text.split('\n'));
  // A turned down requirement may have changed its number or its rank.
  const plain = (text: string | undefined) => text?.replace(/^FR-\d | P\d$/g, '');
  return lines.filter(
    (line) => !said.some((text) => plain(text) === plain(line)) && !asked.includes(line.replace(/ P\d$/, '')),
  );
}

describe('any edits of a document, under any work of people', () => {
  it('overwrite nothing people did, lose nothing, propose nothing where nothing changed, and count once', async () => {
    let count = 0;
    const property = fc.asyncProperty(version, version, work, async (first, second, done) => {
      const { id } = await addDocument(desk, first, `Document ${count++}`);
      const made = (await generate(id)).tickets.map(({ ticket }) => ticket);
      for (const [at, ticket] of made.entries()) await deeds[done[at]!]!(ticket.id);
      const same = await generate(id);
      expect([same.changes, same.proposals]).toEqual([nothing, []]);

      const before = await allOf(id);
      await reviseDocument(desk, id, second);
      const once = await generate(id);
      const after = await allOf(id);
      const worked = before.filter((_, at) => done[at] !== 'nothing').map((ticket) => ticket.id);
      const contents = (list: Ticket[]) => list.filter((one) => worked.includes(one.id)).map(contentOf);
      expect(contents(after)).toEqual(contents(before));
      expect(silentlyGone(before, after, once)).toEqual([]);
      expect(unaccounted(second, after, once)).toEqual([]);

      const twice = await generate(id);
      expect(twice.tickets).toEqual(once.tickets);
      expect(twice.proposals).toEqual(once.proposals!.filter(({ applied }) => !applied));
      expect(twice.changes).toEqual(nothing);
    });
    await fc.assert(property, { numRuns: 8 });
  }, 60_000);
});

describe('one requirement whose priority and words change', () => {
  const before: Written[] = [['requirement', 'FR-1 show progress to everyone P3']];
  const after: Written[] = [['requirement', 'FR-1 show progress to everyone at home P1']];

  async function changeUnder(...done: string[]) {
    const { id } = await addDocument(desk, before);
    const [view] = (await generate(id)).tickets;
    for (const deed of done) await deeds[deed]!(view!.ticket.id);
    await reviseDocument(desk, id, after);
    const generated = await generate(id);
    return { id, ticket: generated.tickets[0]!.ticket, generated, key: view!.ticket.key };
  }

  it('is followed by a draft nobody touched, under the same key, and told field by field', async () => {
    const { ticket, generated, key } = await changeUnder();
    expect(ticket).toMatchObject({ key, title: 'FR-1 show progress to everyone at home', priority: 1 });
    expect(generated.changes).toMatchObject({
      changed: [{ key, lines: [1], old: before[0]![1], new: after[0]![1] }],
    });
    expect(generated.proposals).toMatchObject([{ key, kind: 'update', applied: true }]);
    expect(generated.proposals![0]!.fields).toContainEqual({
      field: 'priority',
      base: 3,
      ours: 3,
      theirs: 1,
      conflict: false,
    });
  });

  it('is proposed for the fields a person left alone, and leaves theirs', async () => {
    const { generated, ticket } = await changeUnder('rewritten');
    const [proposal] = generated.proposals!;
    expect(proposal).toMatchObject({ kind: 'conflict', applied: false });
    expect(proposal!.fields!.map(({ field }) => field)).toEqual([
      'title',
      'priority',
      'criteria',
      'description',
    ]);
    expect(ticket).toMatchObject({ priority: 3, description: 'Our words', review: { stale: true } });
  });

  it('is a conflict with all three values where a person ranked it otherwise', async () => {
    const { id } = await addDocument(desk, before);
    const [view] = (await generate(id)).tickets;
    await desk.tickets.edit(desk.caller, view!.ticket.id, { priority: 4 } satisfies TicketEdit);
    await reviseDocument(desk, id, after);
    const { proposals } = await generate(id);
    expect(proposals).toMatchObject([{ kind: 'conflict', why: expect.stringContaining('priority') }]);
    expect(proposals![0]!.fields).toContainEqual({
      field: 'priority',
      base: 3,
      ours: 4,
      theirs: 1,
      conflict: true,
    });
  });

  it('is not proposed where a person wrote the same already', async () => {
    const { id } = await addDocument(desk, [['requirement', 'FR-1 show progress P3']]);
    const [view] = (await generate(id)).tickets;
    await desk.tickets.edit(desk.caller, view!.ticket.id, {
      priority: 1,
      description: 'About FR-1 show progress P1',
      criteria: ['FR-1 show progress P1 works'],
    });
    await reviseDocument(desk, id, [['requirement', 'FR-1 show progress P1']]);
    const { proposals, tickets } = await generate(id);
    expect(proposals).toMatchObject([{ kind: 'leave', applied: true }]);
    expect(tickets[0]!.ticket.review.stale).toBe(false);
  });

  it('is forgotten when the document takes it back', async () => {
    const { id, ticket } = await changeUnder('approved');
    expect(ticket.review.stale).toBe(true);
    await reviseDocument(desk, id, before);
    const { proposals, tickets } = await generate(id);
    expect(proposals!.filter(({ applied }) => !applied)).toEqual([]);
    expect(tickets[0]!.ticket.review).toMatchObject({ status: 'reviewed', stale: false });
  });

  it('follows a requirement to its new number', async () => {
    const { id } = await addDocument(desk, [
      ['requirement', 'FR-1 propose another bus\nFR-2 heat the cabin early'],
    ]);
    const first = await generate(id);
    await reviseDocument(desk, id, [['requirement', 'FR-1 heat the cabin early']]);
    const { changes, tickets } = await generate(id);
    expect(changes!.removed.map(({ key }) => key)).toEqual([first.tickets[0]!.ticket.key]);
    expect(tickets.map(({ ticket }) => ticket.key)).toEqual([first.tickets[1]!.ticket.key]);
  });

  it('is taken over by a person, which voids the approval', async () => {
    const { id, ticket } = await changeUnder('approved');
    const taken = await desk.tickets.settle(desk.caller, ticket.id, 'take', { version: ticket.version });
    expect(taken.ticket).toMatchObject({
      priority: 1,
      title: 'FR-1 show progress to everyone at home',
      criteria: [{ origin: 'derived' }],
      review: { status: 'generated', stale: false },
    });
    expect((await generate(id)).proposals).toEqual([]);
  });

  it('is turned down by a person for good', async () => {
    const { id, ticket } = await changeUnder('approved');
    const { ticket: kept } = await desk.tickets.settle(desk.caller, ticket.id, 'keep');
    expect(contentOf(kept)).toEqual(contentOf(ticket));
    expect(kept.review).toMatchObject({ status: 'reviewed', stale: false });
    expect((await generate(id)).proposals).toEqual([]);
    await expect(desk.tickets.settle(desk.caller, ticket.id, 'keep')).rejects.toMatchObject({
      code: 'STALE',
    });
  });

  it('is decided neither by a model, nor on what changed since it was shown', async () => {
    const { ticket } = await changeUnder('pushed');
    const settle = (choice: 'take' | 'keep', version?: number, caller = desk.caller) =>
      desk.tickets.settle(caller, ticket.id, choice, version === undefined ? {} : { version });
    const model = callerIn(desk.workspace, { principal: robot, via: 'model' });
    await expect(settle('keep', undefined, model)).rejects.toMatchObject({ code: 'HUMAN_APPROVAL_REQUIRED' });
    await expect(settle('keep', ticket.version - 1)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
    expect((await settle('keep')).ticket.review).toMatchObject({ status: 'pushed', stale: false });
  });

  it('is taken over where a tracker has the ticket, which stays pushed with its issue to be told', async () => {
    const { ticket } = await changeUnder('pushed');
    const { ticket: taken } = await desk.tickets.settle(desk.caller, ticket.id, 'take');
    expect(taken.review).toMatchObject({ status: 'pushed', stale: false });
    expect(taken.version).toBeGreaterThan(ticket.version);
  });
});

describe('a requirement that is gone', () => {
  async function dropUnder(deed: string) {
    const { id } = await addDocument(desk, [['requirement', 'FR-1 show progress\nFR-2 keep drafts']]);
    const [view] = (await generate(id)).tickets;
    await deeds[deed]!(view!.ticket.id);
    await reviseDocument(desk, id, [['requirement', 'FR-2 keep drafts']]);
    return { id, ticketId: view!.ticket.id, generated: await generate(id) };
  }

  it.each(['renamed', 'approved', 'pushed', 'begun'])(
    'leaves a ticket that was %s, and asks',
    async (deed) => {
      const { generated, ticketId } = await dropUnder(deed);
      expect(generated.superseded).toBe(0);
      expect(generated.proposals).toMatchObject([{ kind: 'obsolete', applied: false }]);
      const [view] = await desk.tickets.view(desk.caller, [ticketId]);
      expect(view!.ticket.review.stale).toBe(true);
    },
  );

  it('is discarded when a person says so, and not asked about again when they keep it', async () => {
    const gone = await dropUnder('approved');
    const { ticket } = await desk.tickets.settle(desk.caller, gone.ticketId, 'take');
    expect(ticket.deletedAt).not.toBeNull();
    const kept = await dropUnder('renamed');
    await desk.tickets.settle(desk.caller, kept.ticketId, 'keep');
    expect(await generate(kept.id)).toMatchObject({ proposals: [], markedStale: 0, superseded: 0 });
    const pushed = await dropUnder('pushed');
    await expect(desk.tickets.settle(desk.caller, pushed.ticketId, 'take')).rejects.toMatchObject({
      code: 'TICKET_ALREADY_PUSHED',
    });
  });
});
