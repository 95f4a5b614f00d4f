/** send_comment: a comment reaches the issue when a person sends it, and once. */
import { beforeAll, expect, it } from 'vitest';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';
import { workWrites } from '../support/work-writes.ts';

const { tools, desk, drafted } = useDesk({ per: 'file', begin: 'drafted' });
let issue: { external_id: string; external_key: string };
beforeAll(async () => {
  const { wire } = await desk.finishPush(await desk.startPush([drafted.keys[0]!]));
  issue = wire.results[0];
});

const writes = () => tools.house.storage.store.issueWrites.open();
const comment = (text: string) => desk.type(`/docket comment ${drafted.keys[0]}: ${text}`);
const sendLabel = () => `Send to ${issue.external_key}`;

it('sends nothing by itself, and offers nothing for a ticket that is not out', async () => {
  const kept = await comment('only for us');
  expect(wordsOf(kept)).toContain('does not have it unless you send it');
  expect(await writes()).toEqual([]);
  const inside = await desk.type(`/docket comment ${drafted.keys[1]}: not out`);
  expect(Object.keys(choicesOf(inside)).filter((label) => /^Send/.test(label))).toEqual([]);
});

it('is written once, also when the answer is lost and the press comes twice', async () => {
  const kept = await comment('The rack is full @everyone');
  const press = () => desk.press(choicesOf(kept)[sendLabel()]!);
  await tools.askSandbox('faults', { kind: 'lost_answer', operation: 'commentCreate' });
  expect(wordsOf(await press())).toContain(`Comment on its way to ${issue.external_key}.`);
  expect((await refusalOf(press())).code).toBe('CONCURRENCY_CONFLICT');
  await workWrites(tools.house);
  expect(await writes()).toMatchObject([{ state: 'unknown' }]);
  await expect
    .poll(
      async () => {
        await workWrites(tools.house);
        return (await writes()).length;
      },
      { timeout: 10_000 },
    )
    .toBe(0);
  const [write] = await tools.house.storage.store.issueWrites.ofTickets(desk.dana.workspaceId, [
    drafted.tickets[0].id,
  ]);
  expect(write).toMatchObject({ state: 'done', kind: 'comment' });
  expect(write!.text).toBe('The rack is full @everyone\n\nDana in Docket');
  expect((await refusalOf(press())).code).toBe('CONCURRENCY_CONFLICT');
});

it('is a person’s deed', async () => {
  const kept = await comment('please');
  const input = { ticket: drafted.keys[0], comment: kept.output.comments[0].id };
  const refusal = await refusalOf(desk.call('send_comment', input, { by: desk.model }));
  expect(refusal.code).toBe('HUMAN_APPROVAL_REQUIRED');
});
