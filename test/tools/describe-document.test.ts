/** describe_document: what a document is called and how far it has come, without a word of its text. */
import { expect, it } from 'vitest';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ begin: 'read' });

it('gives a title, a type and a status, and no new version', async () => {
  const { wire } = await desk.type('/docket describe Bike Parking status:review type:spec title:Bike stands');
  expect(wire).toMatchObject({ title: 'Bike stands', type: 'spec', status: 'review', version: 0 });
  const { wire: listed } = await desk.call('list_documents');
  expect(listed.documents).toMatchObject([{ title: 'Bike stands', status: 'review' }]);
});

it('leaves it to people to call one approved, and refuses what says nothing', async () => {
  const wish = { document: 'Bike Parking', status: 'approved' };
  expect((await refusalOf(desk.call('describe_document', wish, { by: desk.model }))).code).toBe(
    'HUMAN_APPROVAL_REQUIRED',
  );
  expect((await desk.call('describe_document', wish)).wire.status).toBe('approved');
  for (const line of ['/docket describe Bike Parking', '/docket describe Bike Parking status:finished'])
    expect((await refusalOf(desk.type(line))).code).toBe('INVALID_INPUT');
});
