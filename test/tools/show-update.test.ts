/** show_update: what the tracker has not been told, and nothing of it is told by looking. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ per: 'file', begin: 'drafted' });

it('has nothing to show of tickets that are not out', async () => {
  const { wire, shown } = await desk.type('/docket update');
  expect(wire).toEqual({ updates: [] });
  expect(shown[0]!.card.summary).toBe('Docket and the tracker say the same.');
  expect((await refusalOf(desk.type('/docket update 99'))).code).toBe('NOT_FOUND');
});

it('tells a model what differs, and gives the button to the person', async () => {
  await desk.finishPush(await desk.startPush(drafted.keys));
  await desk.call('edit_ticket', { ticket: drafted.keys[0], labels: ['mobile'], title: 'Reserve a stand' });
  const { wire, brief, shown } = await desk.call('show_update', {}, { by: desk.model });
  expect(wire.updates).toMatchObject([
    {
      key: drafted.keys[0],
      differences: [
        { field: 'title', before: drafted.tickets[0].title, here: 'Reserve a stand' },
        { field: 'labels', here: 'mobile' },
      ],
      sent: null,
    },
  ]);
  expect(brief).toMatchObject({ note: expect.stringContaining('Only a person') });
  expect(shown[0]!.living).toMatchObject({ tool: 'show_update', subjects: [drafted.tickets[0].id] });
  expect(Object.keys(choicesOf({ shown }))).toHaveLength(1);
  expect(await tools.house.storage.store.issueWrites.open()).toEqual([]);
});

it('names who works on it there', async () => {
  const [first] = await tools.askSandbox('issues');
  await tools.askSandbox(`issues/${first.key}`, { assignee: 'Mia Chen' }).catch(() => null);
  await desk.type('/docket sync');
  const { wire } = await desk.type(`/docket update ${drafted.keys[0]}`);
  const issue = (await tools.askSandbox('issues'))[0];
  expect(wire.updates[0].assignee_there).toBe(issue.assignee);
});
