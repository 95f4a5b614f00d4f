/** What a changed document proposes besides words: links, tickets that were discarded, and requirements nobody can tell apart. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MatchDecision } from '../../../src/tickets/match-drafts.ts';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import {
  addDocument,
  callerIn,
  openTicketDesk,
  proposeEach,
  reviseDocument,
  robot,
  type TicketDesk,
  type Written,
} from '../../support/ticket-desk.ts';

let storage: TestStorage;
let desk: TicketDesk;
beforeAll(async () => {
  storage = await shareTestStorage();
});
/** "FR-2 keep drafts after FR-1" depends on FR-1. */
beforeEach(async () => {
  desk = await openTicketDesk(storage);
  desk.script.propose = (input) => {
    const proposal = proposeEach(input);
    const tickets = proposal.tickets.map((draft) => ({
      ...draft,
      title: draft.title.replace(/ after .*$/, ''),
      dependsOn: / after (.*)$/.exec(draft.title)?.[1]?.split(' ') ?? [],
    }));
    return { ...proposal, tickets };
  };
});
afterAll(() => storage.close());

const one = (text: string): Written[] => text.split('\n').map((line) => ['requirement', line]);
const generate = (documentId: string, more = {}) =>
  desk.tickets.generate(desk.caller, { documentId, ...more });
const rename = (id: string) => desk.tickets.edit(desk.caller, id, { title: 'A name of our own' });

async function change(
  before: string,
  after: string,
  work: (ids: string[]) => Promise<unknown> = async () => {},
) {
  const { id } = await addDocument(desk, one(before));
  const { tickets } = await generate(id);
  await work(tickets.map(({ ticket }) => ticket.id));
  await reviseDocument(desk, id, one(after));
  return { id, keys: tickets.map(({ ticket }) => ticket.key), generated: await generate(id) };
}

describe('a dependency between two tickets that were there', () => {
  const plain = 'FR-1 show progress\nFR-2 keep drafts\nFR-3 send a reminder';
  const linked = plain.replace('keep drafts', 'keep drafts after FR-1');

  it('is linked where nobody worked on the ticket, taken away again, and told both times', async () => {
    const { id, keys, generated } = await change(plain, linked);
    expect(generated.tickets.map(({ dependsOn }) => dependsOn)).toEqual([[], [keys[0]], []]);
    expect(generated.proposals![0]).toMatchObject({ key: keys[1], kind: 'update', applied: true });
    expect(generated.proposals![0]!.fields).toContainEqual({
      ...{ field: 'dependsOn', base: [], ours: [], theirs: [keys[0]], conflict: false },
    });
    await reviseDocument(desk, id, one(plain));
    expect((await generate(id)).tickets.map(({ dependsOn }) => dependsOn)).toEqual([[], [], []]);
    expect((await generate(id)).proposals).toEqual([]);
  });

  it('is proposed where a person worked on the ticket, and linked when they take just that', async () => {
    const { id, keys, generated } = await change(plain, linked, ([, second]) => rename(second!));
    expect(generated.tickets[1]!.dependsOn).toEqual([]);
    const taken = await desk.tickets.settle(desk.caller, keys[1]!, 'take', { fields: ['dependsOn'] });
    expect(taken).toMatchObject({ dependsOn: [keys[0]], ticket: { title: 'A name of our own' } });
    const again = await generate(id);
    expect(again.proposals![0]!.fields!.map(({ field }) => field)).not.toContain('dependsOn');
  });

  it('leaves links that people made and those they took away', async () => {
    const { id, keys, generated } = await change(
      linked,
      linked.replace('after FR-1', 'after FR-1 FR-3'),
      async ([first, second]) => {
        const [link] = await storage.store.links.ofTickets(desk.workspace.id, [second!]);
        await storage.store.links.delete(desk.workspace.id, link!.id);
        const own = { ...link!, id: storage.ids.next(), sourceId: second!, targetId: first! };
        await storage.store.links.insert(own);
      },
    );
    expect(generated.tickets.map(({ dependsOn }) => dependsOn)).toEqual([[keys[1]], [keys[2]], []]);
    expect((await generate(id)).changes!.changed).toEqual([]);
  });
});

describe('a ticket a person discarded', () => {
  const before = 'FR-1 show progress\nFR-2 keep drafts';
  const after = 'FR-1 show progress to everyone\nFR-2 keep drafts';
  const discard = ([first]: string[]) => desk.tickets.discard(desk.caller, [first!]);

  it('does not come back while its requirement stays as it was, and the run says so', async () => {
    const { generated, keys } = await change(before, `${before}\nFR-3 send a reminder`, discard);
    expect(generated).toMatchObject({ created: 1, reused: 1 });
    expect(generated.warnings.join()).toContain(keys[0]);
  });

  it('is offered once its requirement reads differently, comes back under its key, or stays away', async () => {
    const { id, generated, keys } = await change(before, after, discard);
    const offer = { key: keys[0], kind: 'create', applied: false, choices: ['take', 'keep'] };
    expect(generated).toMatchObject({ created: 0, markedStale: 1, proposals: [offer] });
    expect((await generate(id)).proposals).toMatchObject([offer]);
    const back = await desk.tickets.settle(desk.caller, keys[0]!, 'take');
    expect(back.ticket).toMatchObject({ deletedAt: null, title: 'FR-1 show progress to everyone' });
    expect(await generate(id)).toMatchObject({ reused: 2, proposals: [] });

    const other = await change(before, after, discard);
    await desk.tickets.settle(desk.caller, other.keys[0]!, 'keep');
    expect(await generate(other.id)).toMatchObject({ created: 0, reused: 1, proposals: [] });
  });
});

describe('a requirement that becomes a part of another', () => {
  it('ends its ticket, naming the one that asks for it now', async () => {
    const { keys, generated } = await change(
      'FR-1 show progress\nFR-2 keep drafts',
      'FR-2 keep drafts and FR-1 show progress',
    );
    const ended = generated.proposals!.find(({ kind }) => kind === 'obsolete')!;
    const heir = keys.find((key) => key !== ended.key)!;
    expect(ended.why).toBe(`It is a part of ${heir} now and nobody had worked on it, so it was discarded.`);
  });
});

describe('a requirement that may continue either of two tickets', () => {
  const before = 'A-1 send a reminder by mail to parents\nA-2 send a reminder by mail to guests';
  const after = 'B-1 send a reminder by mail to everyone';
  const work = async (ids: string[]) => Promise.all(ids.map(rename));
  const decide = (id: string, decision: MatchDecision) => generate(id, { decisions: [decision] });

  it('is asked about, while nothing is done to any of them', async () => {
    const { id, generated, keys } = await change(before, after, work);
    const [proposal] = generated.proposals!;
    expect(generated).toMatchObject({ created: 0, superseded: 0, changes: { removed: [] } });
    expect(proposal).toMatchObject({ kind: 'match', line: 1, applied: false, choices: [] });
    expect(proposal!.candidates!.map(({ key }) => key).sort()).toEqual(keys);
    expect((await generate(id)).proposals).toEqual(generated.proposals);
  });

  it('goes on as the ticket a person names, or as a new one', async () => {
    const same = await change(before, after, work);
    const [first] = same.generated.tickets;
    const named = await decide(same.id, { line: 1, ticketId: first!.ticket.id });
    expect(named).toMatchObject({ created: 0, changes: { changed: [{ key: first!.ticket.key }] } });
    const fresh = await change(before, after, work);
    expect(await decide(fresh.id, { line: 1, ticketId: null })).toMatchObject({ created: 1 });
  });
});

describe('a run that was narrowed', () => {
  const written: Written[] = [
    ['user_story', 'US-1 sign up by mail'],
    ['requirement', 'FR-1 show progress'],
    ['persona', 'P-1 guests come twice a year'],
  ];

  it('never takes what it leaves out for removed, nor does the next whole one', async () => {
    const { id } = await addDocument(desk, written);
    desk.script.propose = (input) =>
      proposeEach({ ...input, includeBlockTypes: input.includeBlockTypes ?? ['user_story', 'requirement'] });
    await generate(id);
    await generate(id, { includeBlockTypes: ['persona'] });
    await reviseDocument(desk, id, [
      written[0]!,
      ['requirement', 'FR-1 show progress always'],
      ['persona', 'P-1 guests come three times a year'],
    ]);
    expect(await generate(id, { includeBlockTypes: ['user_story'] })).toMatchObject({ proposals: [] });
    const whole = await generate(id);
    expect(whole).toMatchObject({ superseded: 0, changes: { removed: [] } });
    expect(whole.tickets).toHaveLength(3);
  });

  it('makes only what it was asked for, says how much it left, and the next run makes the rest', async () => {
    const { id } = await addDocument(desk, written.slice(0, 2));
    const first = await generate(id, { limits: { max: 1 } });
    expect(first).toMatchObject({ created: 1, warnings: ['1 more requirement was left out, as you asked.'] });
    await expect(generate(id, { limits: { types: ['bug'] } })).rejects.toMatchObject({
      code: 'NO_BLOCKS',
      remedy: expect.stringContaining('task'),
    });
    expect(await generate(id)).toMatchObject({ created: 1, reused: 1 });
  });
});

describe('starting over', () => {
  it('needs a person, keeps their work, rewrites the rest and brings back what was discarded', async () => {
    const { id } = await addDocument(desk, one('FR-1 show progress\nFR-2 keep drafts\nFR-3 send a reminder'));
    const { tickets } = await generate(id);
    const [first, second] = tickets.map(({ ticket }) => ticket);
    await rename(first!.id);
    await desk.tickets.discard(desk.caller, [second!.id]);
    const asked = generate(id, { startOver: true });
    await expect(asked).rejects.toMatchObject({
      code: 'NEEDS_CONFIRMATION',
      details: {
        question: expect.stringMatching(/1 draft nobody.*1 ticket you discarded.*1 ticket that people/),
      },
    });
    const model = callerIn(desk.workspace, { principal: robot, via: 'model' });
    const forged = desk.tickets.generate(model, { documentId: id, startOver: true, confirmed: true });
    await expect(forged).rejects.toMatchObject({ code: 'NEEDS_CONFIRMATION' });
    const over = await generate(id, { startOver: true, confirmed: true });
    expect(over.tickets.map(({ ticket }) => ticket.title)).toEqual([
      'A name of our own',
      'FR-2 keep drafts',
      'FR-3 send a reminder',
    ]);
    expect(over.tickets.map(({ ticket }) => ticket.key)).toEqual(tickets.map(({ ticket }) => ticket.key));
  });
});

describe('writing chosen tickets anew', () => {
  it('drops what a person wrote only after their word, and leaves the others alone', async () => {
    const { id } = await addDocument(desk, one('FR-1 show progress\nFR-2 keep drafts'));
    const ids = (await generate(id)).tickets.map(({ ticket }) => ticket.id);
    for (const ticket of ids) await rename(ticket);
    const again = (more = {}) => desk.tickets.regenerate(desk.caller, { ids: [ids[0]!], ...more });
    await expect(again()).rejects.toMatchObject({
      code: 'NEEDS_CONFIRMATION',
      message: expect.stringContaining('title'),
    });
    expect((await again({ confirmed: true })).tickets[0]!.ticket.title).toBe('FR-1 show progress');
    const [, other] = await desk.tickets.view(desk.caller, ids);
    expect(other!.ticket.title).toBe('A name of our own');
    await expect(again({ instruction: 'more detail' })).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
  });
});
