/** configure_product: said once, by an owner or admin, about people there are. */
import { expect, it } from 'vitest';
import { beginCapability, bringToApproval } from '../support/capability-desk.ts';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-13: shows what is set, takes it field by field, and refuses people and fields there are not', async () => {
  expect(wordsOf(await desk.type('/docket product'))).toContain('PROJ-1');
  const limits = await desk.type('/docket product wip_limits={"engineering":2}');
  expect(limits.wire.config.wip_limits).toEqual({ engineering: 2 });
  const nobody = { config: { approvers: { uat: { people: ['Nobody'] } } } };
  expect((await refusalOf(desk.call('configure_product', nobody))).message).toContain('Nobody is nobody');
  expect((await refusalOf(desk.call('configure_product', { config: { colour: 1 } }))).code).toBe(
    'INVALID_INPUT',
  );
  const member = { ...desk.dana, roles: ['member' as const] };
  expect((await refusalOf(desk.call('configure_product', nobody, { by: member }))).code).toBe('FORBIDDEN');
  const mobile = await desk.call('configure_product', { name: 'Mobile app', prefix: 'MOB' });
  expect(mobile.wire).toMatchObject({ name: 'Mobile app', prefix: 'MOB' });
});

it('S1-13, S1-25: whom the product names may approve at its gate, whatever their roles', async () => {
  await desk.call('configure_product', { config: { approvers: { spec_approval: { people: ['Dana'] } } } });
  const { key } = await beginCapability(desk);
  await bringToApproval(desk, key);
  expect((await desk.type(`/docket gate approve ${key}`)).wire.stage).toBe('architecture');
});
