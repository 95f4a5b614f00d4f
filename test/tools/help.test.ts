/** help: says what can be typed, and what is connected. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk } = useDesk({ house: 'own' });

it('says by example what can be typed, and which trackers are connected', async () => {
  const result = await desk.call('help');
  for (const words of [
    'generate tickets from',
    '/docket help',
    'Connected: linear (sandbox), github (sandbox), jira (sandbox) and local.',
  ]) {
    expect(wordsOf(result)).toContain(words);
  }
  expect(result.wire).toEqual({
    topic: null,
    commands: [],
    trackers: [
      { name: 'linear', sandbox: true },
      { name: 'github', sandbox: true },
      { name: 'jira', sandbox: true },
      { name: 'local', sandbox: false },
    ],
  });
});

it('narrows to a topic, and shows everything where no topic is called that', async () => {
  const review = wordsOf(await desk.type('/docket help review'));
  expect(review).toContain('discard 5');
  expect(review).not.toContain('why ENG-3?');
  expect(wordsOf(await desk.type('/docket help gardening'))).toContain('why ENG-3?');
});

it('lists every command with its usage, in words that fit a line', async () => {
  const { wire, shown } = await desk.type('/docket help');
  expect(shown[0]!.card.title).toBe('Commands');
  const verbs = wire.commands.map(({ verb }: { verb: string }) => verb);
  expect(verbs).toEqual(verbs.toSorted());
  expect(verbs).toEqual([...tools.house.catalog.commands.keys()].sort());
  for (const { verb, does } of wire.commands) expect(does.length, verb).toBeLessThan(200);
});

it('helps models and people who may only read', async () => {
  for (const by of [desk.model, desk.viewer]) {
    expect((await desk.call('help', {}, { by })).shown).toHaveLength(1);
  }
});

it('refuses a topic that is no text', async () => {
  const refusal = await refusalOf(desk.call('help', { topic: 3 }));
  expect(refusal).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('topic') });
  expect(refusal.remedy).toBe('It takes: topic.');
});
