/** tell_push_end: the end of a push as one message, what went wrong first. */
import { expect, it } from 'vitest';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ house: 'own', begin: 'drafted' });

it('says what was created, and asks whether it was useful', async () => {
  const push = await desk.startPush(drafted.keys);
  await desk.finishPush(push);
  const { shown, wire } = await desk.call('tell_push_end', { push });
  expect(wire).toMatchObject({ pushed: 3, failed: 0 });
  expect(shown[0]!.living).toMatchObject({ key: `pushed:${push}`, subjects: [] });
  expect(shown[0]!.card).toMatchObject({
    title: '',
    feedback: { about: push, kind: 'push' },
    summary: expect.stringMatching(/^3 tickets created in Linear › Engineering \(sandbox\): ENG-/),
  });
  expect(shown[0]!.card.blocks[1]).toMatchObject({
    kind: 'checklist',
    record: 'Pushed to Linear › Engineering (sandbox)',
    items: [{ mark: 'done' }, {}, {}],
  });
});
