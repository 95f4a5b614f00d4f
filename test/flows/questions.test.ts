/** A message that leaves something open: asked with buttons that work after a restart, by number and by word. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { priorityCode } from '../../src/domain/priority.ts';
import { attach, findChoice, openTestHouse, type TestHouse, wordsOf } from '../support/house.ts';

const prd = '# Sign-in\n\n## Requirements\n\n- Users must sign in with email.\n- Users must sign out.\n';

let chat: TestHouse;
beforeAll(async () => {
  chat = await openTestHouse();
  await chat.say('generate tickets from short.md', { attachments: [attach('short.md', prd)] });
});
afterAll(() => chat.close());

async function priorityOf(n: number): Promise<string | null> {
  const tickets = await chat.house.storage.store.tickets.list(chat.house.workspace.id, {});
  return priorityCode(tickets.toSorted((a, b) => a.key.localeCompare(b.key))[n - 1]!.priority);
}

describe('a question', () => {
  it('offers its answers as buttons, and a press after a restart does what the words would have done', async () => {
    const cards = await chat.say('set the priority of 1');
    expect(wordsOf(cards)).toMatch(/Which priority should it get/);
    const { action } = findChoice(chat.messages, /^P0$/);
    await chat.restart();
    await chat.pressAction(action, null);
    expect(await priorityOf(1)).toBe('P0');
    const again = await chat.pressAction(action, null);
    expect(wordsOf(again)).toMatch(/answered already. Nothing was done/);
  });

  it('is answered by the number of a choice, and then its buttons do nothing more', async () => {
    await chat.say('set the priority of 2');
    const { action } = findChoice(chat.messages, /^P2$/);
    await chat.say('2');
    expect(await priorityOf(2)).toBe('P1');
    expect(wordsOf(await chat.pressAction(action, null))).toMatch(/answered already/);
    expect(await priorityOf(2)).toBe('P1');
  });

  it('is answered in words, and forgotten once the talk goes on', async () => {
    await chat.say('set the priority of 2');
    await chat.say('low');
    expect(await priorityOf(2)).toBe('P3');
    await chat.say('set the priority of 1');
    await chat.say('list tickets');
    await chat.say('2');
    expect(await priorityOf(1)).toBe('P0');
  });

  it('never approves by itself: an answer to push shows the board', async () => {
    const cards = await chat.say('push 77');
    expect(wordsOf(cards)).toMatch(/Which tickets do you mean/);
    await chat.press(/^1\. /);
    const tickets = await chat.house.storage.store.tickets.list(chat.house.workspace.id, {});
    expect(tickets.map((ticket) => ticket.review.status)).toEqual(['generated', 'generated']);
    expect(findChoice(chat.messages, /^Approve/)).toBeDefined();
  });
});

it('a wish for a model is answered honestly where none is connected, and the rest of the message is done', async () => {
  expect(wordsOf(await chat.say('think harder'))).toContain('No model is connected');
  const both = wordsOf(await chat.say('quick answer: how many tickets are there?'));
  expect(both).toContain('No model is connected');
  expect(both).toMatch(/\d+ tickets/);
  expect(wordsOf(await chat.say('/docket model'))).toContain('the built-in planner converses');
  expect(wordsOf(await chat.say('/docket model deep'))).toContain('there is none to choose');
  expect(wordsOf(await chat.say('/docket set model.tier deep'))).toContain('once a model is connected');
});
