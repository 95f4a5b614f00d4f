/** set_parent: tickets belong to another one, never in a circle. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });
const raise = async (title: string, kind = 'bug') =>
  (await desk.type(`/docket raise ${kind} ${title}`)).wire.key;

it('S4-15, S2-31: puts tickets below an epic and out again, and refuses circles', async () => {
  const [epic, part] = [await raise('Checkout', 'epic'), await raise('Pay by card', 'feature')];
  const put = await desk.type(`/docket parent ${part} under ${epic}`);
  expect(wordsOf(put)).toContain(`${part} is part of ${epic} now.`);
  expect(put.wire.tickets[0]).toMatchObject({ epic_key: epic });
  expect((await refusalOf(desk.type(`/docket parent ${epic} under ${part}`))).code).toBe('LINK_CYCLE');
  expect((await desk.type(`/docket parent ${part} none`)).wire.tickets[0].epic_key).toBeNull();
});
