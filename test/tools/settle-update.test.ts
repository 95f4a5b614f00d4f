/** settle_update: of two changes of the same field a person keeps one, and the other stays in the history. */
import { beforeAll, expect, it } from 'vitest';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';
import { workWrites } from '../support/work-writes.ts';

const { tools, desk, drafted } = useDesk({ per: 'file', begin: 'drafted' });
let issues: string[];
beforeAll(async () => {
  const { wire } = await desk.finishPush(await desk.startPush(drafted.keys));
  issues = wire.results.map((row: { external_key: string }) => row.external_key);
});

/** Both sides give the same ticket another title. */
async function disagree(at: number) {
  await desk.type(`/docket edit ${drafted.keys[at]} title=Ours`);
  await tools.askSandbox(`issues/${issues[at]}`, { title: 'Theirs' });
  return desk.type('/docket sync');
}
const titleHere = async (at: number) => (await desk.type(`/docket show ${drafted.keys[at]}`)).wire.title;
const titleThere = async (at: number) =>
  (await tools.askSandbox('issues')).find((one: { key: string }) => one.key === issues[at]).title;

it('S4-52: asks with both texts, and changes neither side by asking', async () => {
  const asked = await disagree(0);
  expect(asked.shown[0]!.card.summary).toContain('1 edited there');
  expect(asked.shown[1]!.card.summary).toBe(
    '1 ticket changed both here and in the tracker. What should hold?',
  );
  expect(wordsOf(asked)).toContain('Here: “Ours”\\nThere: “Theirs”');
  expect([await titleHere(0), await titleThere(0)]).toEqual(['Ours', 'Theirs']);
  const press = desk.press(choicesOf(asked)['Take theirs']!);
  expect(wordsOf(await press)).toContain('Docket and the tracker say the same.');
  expect([await titleHere(0), await titleThere(0)]).toEqual(['Theirs', 'Theirs']);
  const { output } = await desk.type(`/docket trace ${drafted.keys[0]}`);
  expect(output.trace.history.at(-1).payload).toMatchObject({ kept: 'theirs', was: { title: 'Ours' } });
  expect((await refusalOf(desk.press(choicesOf(asked)['Keep ours']!))).code).toBe('STALE');
});

it('keeps ours, which then still has to be sent', async () => {
  const asked = await disagree(1);
  const kept = await desk.press(choicesOf(asked)['Keep ours']!);
  expect(await titleThere(1)).toBe('Theirs');
  await desk.press(choicesOf(kept)[`Send to ${issues[1]}`]!);
  await workWrites(tools.house);
  expect([await titleHere(1), await titleThere(1)]).toEqual(['Ours', 'Ours']);
});

it('is a person’s deed', async () => {
  const input = { ticket: drafted.tickets[0].id, field: 'title', keep: 'ours', rev: 1 };
  const refused = async (by: typeof desk.dana) =>
    (await refusalOf(desk.call('settle_update', input, { by }))).code;
  expect(await refused(desk.model)).toBe('HUMAN_APPROVAL_REQUIRED');
  expect(await refused(desk.viewer)).toBe('FORBIDDEN');
});
