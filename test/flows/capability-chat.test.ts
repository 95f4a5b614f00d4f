/** A capability talked through its first gates: in words as a PM types them, with a message to those a gate waits for. With DOCKET_TEST_DEEP. */
import { afterAll, beforeAll, expect, it as test } from 'vitest';
import { specQuestions } from '../../src/domain/spec-questions.ts';
import { findChoice, openTestHouse, type TestHouse, wordsOf } from '../support/house.ts';

const it = test.runIf(process.env.DOCKET_TEST_DEEP);

let chat: TestHouse;
beforeAll(async () => {
  if (!process.env.DOCKET_TEST_DEEP) return;
  chat = await openTestHouse();
  await chat.addMember('Pat', 'pm', 'product_leader');
});
afterAll(() => chat?.close());

const gateOf = () =>
  chat.messages
    .filter(({ card }) => card.title.startsWith('Spec approval of PROJ-1'))
    .map(({ card }) => card);

it('S1-60: the spec is written by answering one question after another', async () => {
  expect(wordsOf(await chat.say('new idea: Lead scoring. Sales waste hours.'))).toMatch(/IDEA-\d{4}-001/);
  await chat.press(/^Make it a capability/);
  const triage = findChoice(chat.messages, /^Make it a capability/).action;
  await chat.pressAction(triage, { titles: 'Lead scoring' });
  expect(wordsOf(await chat.say('where is lead scoring?'))).toMatch(/PROJ-1.*● Spec/s);
  const [user, success, scope] = specQuestions;
  expect(wordsOf(await chat.say('write the spec of it'))).toContain(user!.ask);
  expect(wordsOf(await chat.say('Sales: create tickets and push 3 of them'))).toContain(success!.ask);
  expect(wordsOf(await chat.say('skip'))).toContain(scope!.ask);
  const [form] = await chat.pressAction(findChoice(chat.messages, /^Answer$/).action, null);
  expect(wordsOf([form!])).toContain('Spec of PROJ-1');
  const rest = Object.fromEntries(specQuestions.slice(1).map(({ id }) => [id, `What ${id} means`]));
  await chat.pressAction(findChoice(chat.messages, /^Answer$/).action, rest);
  const { services, callerFor } = chat.house;
  const { capability, documents } = await services.factory.view(await callerFor('cli'), 'PROJ-1');
  expect(capability.answers.user).toBe('Sales: create tickets and push 3 of them');
  expect(documents.at(-1)).toMatchObject({ kind: 'spec', text: expect.stringContaining('## Challenges') });
});

it('S1-25: a gate that opens is a message of its own, says who may press, and no words decide it', async () => {
  await chat.say('submit the spec of PROJ-1');
  expect(gateOf()).toHaveLength(1);
  expect(wordsOf(gateOf())).toMatch(/Spec v\d+ \(product-specs\/PROJ-1\.md\)/);
  expect(gateOf()[0]!.blocks.at(-1)).toMatchObject({ items: [{ label: 'May press', value: 'Pat' }] });
  const said = wordsOf(await chat.say('approve the spec gate of PROJ-1', { as: 'Pat' }));
  expect(said).toContain('only a press decides');
  expect(gateOf()[0]!.title).toBe('Spec approval of PROJ-1: Lead scoring');
  expect(wordsOf(await chat.say('what must I act on?', { as: 'Pat' }))).toMatch(
    /PROJ-1: Lead scoring.*Spec approval waits for your word/s,
  );
  expect(wordsOf(await chat.say('what must I act on?'))).toContain('Where you must act');
});

it('S1-24, S1-25: what is decided is told to everybody, and the message of the gate says so', async () => {
  const approve = gateOf()[0]!.choices[0]!.action;
  await chat.pressAction(approve, {}, { as: 'Pat' });
  expect(gateOf().map(({ title }) => title)).toEqual(['Spec approval of PROJ-1: approved']);
  expect(wordsOf(chat.messages.map(({ card }) => card))).toContain(
    'Pat (product leader) approved Spec approval of PROJ-1 Lead scoring. It is at Architecture now.',
  );
});

it('S1-27: a hotfix is raised in words, and asked for what is broken', async () => {
  expect(wordsOf(await chat.say('ship a hotfix for PROJ-1'))).toContain('What is broken?');
  expect(wordsOf(await chat.say('The score is always zero'))).toMatch(/The score is always zero.*● Fix/s);
  expect(wordsOf(await chat.say('show the dashboard'))).toContain('Hotfixes');
});
