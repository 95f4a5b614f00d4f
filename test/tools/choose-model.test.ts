/** choose_model: a person's choice for one thread, over what is set for the channel; refused where there is no model. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestHouse, type TestHouse, wordsOf } from '../support/house.ts';

let chat: TestHouse;
beforeAll(async () => {
  // Nothing listens there: choosing a model asks none.
  const env = { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' };
  chat = await openTestHouse({ env });
});
afterAll(() => chat.close());

it('holds for its thread until it is the usual again', async () => {
  await chat.say('/docket set model.tier fast');
  expect(wordsOf(await chat.say('/docket model'))).toContain('fast (gpt-5-nano), effort medium');
  const chosen = wordsOf(await chat.say('/docket model deep high'));
  expect(chosen).toContain('From now on in this thread:');
  expect(chosen).toContain('deep (gpt-5), effort high');
  expect(wordsOf(await chat.say('/docket model'))).toContain('deep (gpt-5), effort high');
  expect(wordsOf(await chat.say('/docket model', { thread: 'other' }))).toContain('fast (gpt-5-nano)');
  expect(wordsOf(await chat.say('/docket model usual'))).toContain('fast (gpt-5-nano), effort medium');
});

it('goes no further than high on the fast tier, and says what it did not understand', async () => {
  expect(wordsOf(await chat.say('/docket model fast max'))).toContain('fast (gpt-5-nano), effort high');
  expect(wordsOf(await chat.say('/docket model huge'))).toContain('is no tier of model and no effort');
});

it('is chosen for a thread, so not without one, and by a person', async () => {
  const { callTool, callerFor } = chat.house;
  const alone = callTool('choose_model', { tier: 'deep' }, await callerFor('cli'));
  await expect(alone).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    remedy: expect.stringContaining('model.tier'),
  });
  const model = callTool('choose_model', { tier: 'deep' }, await callerFor('model'));
  await expect(model).rejects.toMatchObject({ code: 'HUMAN_APPROVAL_REQUIRED' });
});
