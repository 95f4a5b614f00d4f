/** preview_push: what would go and what would stay, for anybody, with nothing sent or approved. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ per: 'file', begin: 'drafted' });

it('tells what a push would send and why the rest would stay, and sends nothing', async () => {
  const [first, second] = drafted.keys;
  // Other files may have pushed to the same sandbox.
  const before = await tools.askSandbox('issues');
  await desk.type(`/docket approve ${first}`);
  const shown = await desk.type('/docket push --dry-run linear');
  expect(shown.wire).toMatchObject({
    platform: 'linear',
    sandbox: true,
    would_push: [{ key: first, does: 'create' }],
    would_stay: [{ key: second, reason: 'TICKET_NOT_REVIEWED' }, { reason: 'TICKET_NOT_REVIEWED' }],
  });
  expect(wordsOf(shown)).toContain('Nothing was sent.');
  const wanted = await desk.type(`/docket push linear ${second} --dry-run`);
  expect(wanted.wire).toMatchObject({ would_push: [], would_stay: [{ key: second }] });
  expect(await tools.askSandbox('issues')).toEqual(before);
});

it('answers a model too, and leaves approvals as they were', async () => {
  const [first] = drafted.keys;
  const asked = await desk.call('preview_push', { tracker: 'linear' }, { by: desk.model });
  expect(asked.brief).toMatchObject({ would_push: [{ key: first, does: 'create' }] });
  expect((await desk.call('show_ticket', { ticket: first })).wire.status).toBe('reviewed');
});
