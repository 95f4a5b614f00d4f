/** close_duplicate: the one is cancelled as merged and linked, the other stays. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, tools } = useDesk({ per: 'file' });
const raise = async (title: string, kind = 'bug') =>
  (await desk.type(`/docket raise ${kind} ${title}`)).wire.key;

it('U-44: cancels the one as merged, says of which it is a duplicate, and links the two', async () => {
  const [first, second] = [await raise('Login loops'), await raise('Login never ends')];
  const closed = await desk.type(`/docket close-duplicate ${second} of ${first}`);
  expect(wordsOf(closed)).toContain(`${second} is closed as a duplicate of ${first}.`);
  expect(closed.wire.tickets[0]).toMatchObject({
    ...{ work_status: 'cancelled', resolution: 'merged', resolution_detail: `duplicate of ${first}` },
  });
  const relations = await tools.house.services.tickets.relations(desk.dana, closed.wire.tickets[1].id);
  expect(relations.duplicatedBy).toEqual([second]);
  expect((await refusalOf(desk.type(`/docket close-duplicate ${first} of ${first}`))).code).toBe(
    'INVALID_INPUT',
  );
  const done = await raise('Done already');
  await desk.type(`/docket status ${done} doing`);
  await desk.type(`/docket status ${done} done`);
  expect((await refusalOf(desk.type(`/docket close-duplicate ${done} of ${first}`))).code).toBe(
    'INVALID_TRANSITION',
  );
});
