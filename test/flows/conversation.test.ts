/** The conversation as a whole: order, once-only, people, living cards, restarts, and stopping. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attach, example, findChoice, openTestHouse, type TestHouse, wordsOf } from '../support/house.ts';

const short = '# Sign-in\n\n## Requirements\n\n- Users must sign in with email.\n- Users must sign out.\n';
const other = '# Billing\n\n## Requirements\n\n- Admins must download invoices.\n';

let chat: TestHouse;
beforeAll(async () => {
  chat = await openTestHouse();
  await chat.addMember('Vera', 'viewer');
});
afterAll(() => chat.close());

const allTickets = () => chat.house.storage.store.tickets.list(chat.house.workspace.id, {});

describe('what comes in', () => {
  it('is worked off once, however often it is delivered', async () => {
    const said = { thread: 'once', attachments: [attach('short.md', short)] };
    const event = chat.event({ kind: 'message', text: 'generate tickets from short.md', ...said }, said);
    await Promise.all([chat.accept(event), chat.accept(event), chat.accept({ ...event })]);
    await chat.conversation.settled(await chat.threadId('once'));
    await chat.accept(event);
    await chat.conversation.settled(await chat.threadId('once'));
    const boards = chat.messages.filter(
      ({ thread, card }) => thread === 'once' && /draft tickets · Sign-in/.test(card.title),
    );
    expect(boards).toHaveLength(1);
    expect(await allTickets()).toHaveLength(2);
  });

  it('is worked off in the order of its thread', async () => {
    const lines = [
      '/docket help',
      '/docket documents',
      '/docket tickets',
      '/docket show 1',
      '/docket nonsense',
    ];
    for (const text of lines)
      await chat.accept(chat.event({ kind: 'message', text, attachments: [] }, { thread: 'order' }));
    await chat.conversation.settled(await chat.threadId('order'));
    const titles = chat.messages
      .filter(({ thread }) => thread === 'order')
      .map(({ card }) => wordsOf([card]));
    expect(titles).toHaveLength(lines.length);
    for (const [at, words] of [/Commands/, /1 document/, /2 tickets/, /sign/i, /no command/].entries()) {
      expect(titles[at], lines[at]).toMatch(words);
    }
  });

  it('from somebody who is no member is refused with what to do, and changes nothing', async () => {
    const [card] = await chat.say('discard ticket 1', { as: 'Mallory', thread: 'once' });
    expect(card).toMatchObject({ tone: 'danger' });
    expect(wordsOf([card!])).toMatch(/Mallory is not a member.*docket member add/s);
    expect(await allTickets()).toHaveLength(2);
  });
});

describe('a click', () => {
  it('by a viewer is answered visibly and does nothing', async () => {
    const [card] = await chat.press(/^Approve all/, { as: 'Vera', thread: 'once' });
    expect(card).toMatchObject({ tone: 'danger' });
    expect((await allTickets()).every((ticket) => ticket.review.status === 'generated')).toBe(true);
  });

  it('on a board that has changed since is stale, says so, and approves nothing', async () => {
    const { action } = findChoice(chat.messages, /^Approve all/);
    await chat.say('set the priority of ticket 1 to P0', { thread: 'once' });
    const cards = await chat.pressAction(action, null, { thread: 'once' });
    expect(wordsOf(cards)).toMatch(/changed|stale|anew|again/i);
    expect((await allTickets()).every((ticket) => ticket.review.status === 'generated')).toBe(true);
  });

  it('whose token nobody answers any more says so', async () => {
    const [card] = await chat.pressAction('dk1:teleport:x:y:1', null, { thread: 'once' });
    expect(wordsOf([card!])).toMatch(/another version of Docket. Nothing was changed/);
  });
});

describe('a living card', () => {
  it('changes in its place when a ticket on it is edited elsewhere', async () => {
    const board = chat.messages.find(
      ({ thread, card }) => thread === 'once' && /draft tickets · Sign-in/.test(card.title),
    )!;
    const before = { drawn: board.drawn, count: chat.messages.length };
    const [ticket] = await allTickets();
    await chat.say(`/docket edit ${ticket!.key} title=Sign in with an email address`, {
      thread: 'elsewhere',
    });
    expect(wordsOf([board.card])).toContain('Sign in with an email address');
    expect(board.drawn).toBeGreaterThan(before.drawn);
    const inThread = chat.messages.slice(before.count).filter(({ thread }) => thread === 'once');
    expect(inThread).toEqual([]);
  });
});

describe('two documents', () => {
  it('keep to themselves, each with its board, and "those" means the last one of the thread', async () => {
    await chat.say('generate tickets from other.md', {
      thread: 'two',
      attachments: [attach('other.md', other)],
    });
    const cards = await chat.say('push those to linear', { thread: 'two' });
    expect(wordsOf(cards)).toContain('invoices');
    expect(wordsOf(cards)).not.toContain('Sign in');
    await chat.press(/^Approve .*push/, { thread: 'two' });
    expect(chat.sandbox.issues().map(({ title }) => title)).toEqual([expect.stringMatching(/invoices/)]);
  });
});

describe('a restart', () => {
  it('finishes a message that was stored when the process stopped', async () => {
    await chat.restart(async ({ storage, ids, workspace }) => {
      const threadId = await chat.threadId('left');
      const event = chat.event(
        { kind: 'message', text: '/docket documents', attachments: [] },
        { thread: 'left' },
      );
      await storage.store.inbox.accept({ id: ids.next(), workspaceId: workspace.id, threadId, event });
    });
    await chat.conversation.settled(await chat.threadId('left'));
    const shown = chat.messages.filter(({ thread }) => thread === 'left');
    expect(shown).toHaveLength(1);
    expect(wordsOf([shown[0]!.card])).toContain('2 documents');
    expect(
      await chat.house.storage.store.inbox.unfinished({ surfaces: ['terminal'], threadIds: [] }),
    ).toEqual([]);
  });

  it('posts what was due while the process was down, once and saying so', async () => {
    await chat.say('/docket remind tomorrow: approve everything', { thread: 'due' });
    await chat.restart(async ({ storage, workspace }) => {
      const { schedules } = storage.store;
      const [reminder] = await schedules.list(workspace.id);
      await schedules.put({ ...reminder!, dueAt: new Date(Date.now() - 20 * 60_000).toISOString() });
    });
    const late = () => chat.messages.filter(({ card }) => card.title === 'Reminder');
    while (late().length === 0) await pause(5);
    expect(late()).toMatchObject([
      { thread: 'due', card: { summary: 'Reminder for Ada: approve everything' } },
    ]);
    expect(wordsOf([late()[0]!.card])).toMatch(/Late: this was due (?:today|yesterday) at/);
    expect((await allTickets()).every(({ review }) => review.status !== 'reviewed')).toBe(true);
  });

  it('leaves the buttons that were on screen working', async () => {
    const cards = await chat.press(/^Approve all/, { thread: 'once' });
    expect(cards.map((card) => card.tone)).not.toContain('danger');
    const statuses = (await allTickets()).map((ticket) => ticket.review.status);
    expect(statuses.filter((status) => status === 'reviewed')).toHaveLength(2);
  });
});

describe('a gate of a capability', () => {
  it('S1-25: is told where its people talk when it opens and when it is decided, once', async () => {
    await chat.addMember('Pat', 'pm');
    const { factory } = chat.house.services;
    const owner = { ...(await chat.house.callerFor('cli')), threadId: await chat.threadId('gate') };
    const { idea } = await factory.submitIdea(owner, { title: 'Lead scoring' });
    await factory.triageIdea(owner, idea.key, []);
    await factory.writeDocument(owner, 'PROJ-1', { kind: 'spec', text: '# Spec' });
    await chat.say('/docket submit PROJ-1', { thread: 'elsewhere' });
    const told = () => chat.messages.filter(({ thread }) => thread === 'gate').map(({ card }) => card);
    expect(told().map(({ title }) => title)).toEqual(['Spec approval of PROJ-1: Lead scoring']);
    expect(told()[0]!.blocks.at(-1)).toMatchObject({ items: [{ label: 'May press', value: 'Pat' }] });
    await chat.pressAction(told()[0]!.choices[0]!.action, {}, { thread: 'gate', as: 'Pat' });
    expect(told()[0]!.title).toBe('Spec approval of PROJ-1: approved');
    const said = told().filter(({ summary }) =>
      summary.startsWith('Pat (pm) approved Spec approval of PROJ-1'),
    );
    expect(said).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('ends a push between its issues and its links: what is under way ends, and nothing more is sent', async () => {
    const said = { thread: 'stop', attachments: [attach(example)] };
    await chat.say('generate tickets from examples/onboarding-prd.md and push to linear', said);
    chat.sandbox.faults.add({ kind: 'slow', operation: 'issueBatchCreate', delayMs: 1500 });
    const asked = () => chat.sandbox.operations().filter((name) => name === 'issueBatchCreate').length;
    const linked = () => chat.sandbox.operations().filter((name) => name === 'issueRelationCreate').length;
    const before = { asked: asked(), linked: linked(), issues: chat.sandbox.issues().length };
    const pressed = chat.press(/^Approve all .*push/, { thread: 'stop' });
    while (asked() === before.asked) await pause(5);
    chat.conversation.stop(await chat.threadId('stop'));
    await chat.press(/^Cancel/, { thread: 'stop' });
    await pressed;
    while (chat.sandbox.issues().length === before.issues) await pause(5);
    while ((await chat.house.storage.store.pushes.unfinished()).length > 0) await pause(5);
    const titles = chat.sandbox.issues().map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(linked()).toBe(before.linked);
    const left = (await allTickets()).filter(({ review }) => review.status === 'generated');
    expect(left.filter(({ title }) => titles.includes(title))).toEqual([]);
  });
});
