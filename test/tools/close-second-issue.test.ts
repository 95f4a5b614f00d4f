/** close_second_issue: closes an issue that came to be twice, for a person. */
import { expect, it } from 'vitest';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ house: 'own', begin: 'drafted' });

/** As if the tracker had acted on one request twice. */
async function doubleOne() {
  const push = await desk.startPush(drafted.keys);
  const { output } = await desk.finishPush(push);
  const [row] = output.push.rows;
  const { store } = tools.house.storage;
  const [ref] = row.view.refs;
  const named = { externalId: ref.externalId, externalKey: ref.externalKey, url: ref.url, title: 'Kept' };
  const [other] = output.push.rows[1].view.refs;
  const second = { ...named, externalId: other.externalId, externalKey: other.externalKey };
  const { workspaceId, ticketId, destination } = row.intent;
  const of = { workspaceId, ticketId, pushId: push, destination };
  const at = tools.house.clock.now().toISOString();
  const found = { id: tools.house.ids.next(), ...of, kept: named, second, foundAt: at, toldAt: at };
  await store.secondIssues.note([found]);
  return { push, found };
}

it('closes the newer one by the button on the push, once, and leaves the older as it is', async () => {
  const { push, found } = await doubleOne();
  const shown = await desk.call('show_push', { push });
  const close = shown.shown[0]!.card.choices.find(
    ({ label }) => label === `Close ${found.second.externalKey}`,
  )!;
  expect(close.confirm).toContain(`as a duplicate of ${found.kept.externalKey}`);
  const pressed = await desk.press(close.action);
  expect(pressed.shown[0]!.card.tone).toBe('danger');
  const closing = (await tools.house.storage.store.pushes.unfinished()).find(
    (one) => one.workspaceId === found.workspaceId,
  )!;
  await tools.house.services.publication.runPush(closing.id, new AbortController().signal);
  const issues: { id: string; state: string }[] = await tools.askSandbox('issues');
  const stateOf = (id: string) => issues.find((issue) => issue.id === id)!.state;
  expect(stateOf(found.second.externalId)).toMatch(/Canceled|Duplicate/);
  expect(stateOf(found.kept.externalId)).not.toMatch(/Canceled|Duplicate/);
  const again = await desk.press(close.action);
  expect(again.output.push.seconds).toMatchObject([{ closing: 'confirmed' }]);
  expect(again.shown[0]!.card.tone).toBe('success');
  expect(await tools.house.storage.store.pushes.unfinished()).toEqual([]);
});

it('refuses a model, someone who may only read, and one that is none', async () => {
  const { found } = await doubleOne();
  const close = (by: typeof desk.model, second = found.id) =>
    refusalOf(desk.call('close_second_issue', { second }, { by }));
  expect((await close(desk.model)).code).toBe('HUMAN_APPROVAL_REQUIRED');
  expect((await close(desk.viewer)).code).toBe('FORBIDDEN');
  expect((await close(desk.dana, found.pushId)).code).toBe('NOT_FOUND');
});
