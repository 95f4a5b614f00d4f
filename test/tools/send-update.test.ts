/** send_update: what a person saw goes to the issue, once, and nothing else does. */
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

const key = (at: number) => drafted.keys[at]!;
const issue = async (at: number) =>
  (await tools.askSandbox('issues')).find((one: { key: string }) => one.key === issues[at]);
const writes = () => tools.house.storage.store.issueWrites.open();

it('sends the fields that were edited after the push, on a press, and leaves all others', async () => {
  const before = await issue(0);
  const edited = await desk.type(`/docket edit ${key(0)} title=Reserve a stand priority=P2`);
  expect(edited.shown[1]!.card.summary).toBe(
    '1 ticket changed in Docket; the tracker has not been told yet.',
  );
  expect(wordsOf(edited)).toContain('Reserve a stand');
  expect(await issue(0)).toEqual(before);
  const sent = await desk.press(choicesOf(edited)[`Send to ${issues[0]}`]!);
  expect(wordsOf(sent)).toContain('On its way to the tracker.');
  await workWrites(tools.house);
  const { title, priority, description, ...others } = await issue(0);
  expect({ title, priority }).toEqual({ title: 'Reserve a stand', priority: 3 });
  expect({ ...others, title: before.title, priority: before.priority, description }).toEqual(before);
  const after = await desk.type(`/docket update ${key(0)}`);
  expect(after.wire.updates).toMatchObject([
    { differences: [], sent: { state: 'done', by: 'Dana' }, external_key: issues[0] },
  ]);
  expect((await desk.type('/docket sync')).wire).toMatchObject({ errors: 0 });
  expect((await desk.type(`/docket update ${key(0)}`)).wire.updates[0].differences).toEqual([]);
});

it('writes the text anew with who let it out, under the mark the issue has', async () => {
  await desk.call('edit_ticket', { ticket: key(1), add_criteria: ['The fee is paid back'] });
  const shown = await desk.type(`/docket update ${key(1)}`);
  expect(wordsOf(shown)).toContain('+ - [ ] The fee is paid back');
  const mark = /<!-- docket:\w+ -->/.exec((await issue(1)).description)![0];
  await desk.press(choicesOf(shown)[`Send to ${issues[1]}`]!);
  await workWrites(tools.house);
  const { description } = await issue(1);
  expect(description).toContain('- [ ] The fee is paid back');
  expect(description).toContain('Approved by Dana in Docket');
  expect(description.split(mark)).toHaveLength(2);
});

it('moves the issue when the work was moved here', async () => {
  const moved = await desk.type(`/docket status ${key(2)} doing`);
  expect(wordsOf(moved)).toContain('open → in progress');
  expect((await issue(2)).state).toBe('Backlog');
  await desk.press(choicesOf(moved)[`Send to ${issues[2]}`]!);
  await workWrites(tools.house);
  expect((await issue(2)).state).toBe('In Progress');
  expect((await desk.type('/docket sync')).wire.synced).toBe(0);
});

it('sends nothing twice, and nothing that was not on the card', async () => {
  const first = await desk.type(`/docket edit ${key(0)} title=Book`);
  const action = choicesOf(first)[`Send to ${issues[0]}`]!;
  await desk.type(`/docket edit ${key(0)} title=Book now`);
  const refusal = await refusalOf(desk.press(action));
  expect(refusal).toMatchObject({ code: 'STALE', remedy: expect.stringContaining('/docket update') });
  const shown = await desk.type('/docket update');
  const press = () => desk.press(choicesOf(shown)[`Send to ${issues[0]}`]!);
  const presses = await Promise.allSettled([press(), press()]);
  expect(presses.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await writes()).toHaveLength(1);
  await workWrites(tools.house);
  expect((await issue(0)).title).toBe('Book now');
  expect(await refusalOf(press())).toMatchObject({ code: 'STALE' });
});

it('looks before it writes: what a teammate changed meanwhile is not lost', async () => {
  const edited = await desk.type(`/docket edit ${key(1)} title=Ours`);
  await desk.press(choicesOf(edited)[`Send to ${issues[1]}`]!);
  await tools.askSandbox(`issues/${issues[1]}`, { title: 'Theirs' });
  await workWrites(tools.house);
  expect((await issue(1)).title).toBe('Theirs');
  const shown = await desk.type(`/docket update ${key(1)}`);
  expect(wordsOf(shown)).toContain('was changed there meanwhile, so nothing was sent');
  expect(Object.keys(choicesOf(shown))).toEqual(expect.arrayContaining(['Keep ours', 'Take theirs']));
});

it('is not sent again when the answer is lost, but looked up', async () => {
  const title = 'Said once';
  await desk.type('/docket sync');
  const edited = await desk.type(`/docket edit ${key(2)} title=${title}`);
  await desk.press(choicesOf(edited)[`Send to ${issues[2]}`]!);
  await tools.askSandbox('faults', { kind: 'lost_answer', operation: 'issueUpdate' });
  await workWrites(tools.house);
  expect((await writes())[0]).toMatchObject({ state: 'unknown', attempts: 1 });
  await expect
    .poll(
      async () => {
        await workWrites(tools.house);
        return (await writes()).length;
      },
      { timeout: 10_000 },
    )
    .toBe(0);
  const [last] = await tools.house.storage.store.issueWrites.ofTickets(desk.dana.workspaceId, [
    drafted.tickets[2].id,
  ]);
  expect(last).toMatchObject({ state: 'done', attempts: 1 });
  expect((await issue(2)).title).toBe(title);
});

it('is a person’s deed, and only of those who may write', async () => {
  const input = { ticket: drafted.tickets[0].id, terms: 'abc' };
  const refused = async (by: typeof desk.dana) =>
    (await refusalOf(desk.call('send_update', input, { by }))).code;
  expect(await refused(desk.model)).toBe('HUMAN_APPROVAL_REQUIRED');
  expect(await refused(desk.viewer)).toBe('FORBIDDEN');
});
