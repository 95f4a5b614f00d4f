/** tidy_up: says first what it would do, then puts away what is old. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, tools } = useDesk({ per: 'file' });

it('S2-71: looks first, puts away what ended long ago, and hides it from lists but not by name', async () => {
  expect(wordsOf(await desk.type('/docket hygiene'))).toContain('Everything is tidy');
  const { wire } = await desk.type('/docket raise bug Login loops');
  await desk.type(`/docket status ${wire.key} cancelled`);
  const { storage } = tools.house;
  const { workspaceId } = desk.dana;
  const ticket = (await storage.store.tickets.byKey(workspaceId, wire.key))!;
  const work = { ...ticket.work, finishedAt: new Date(Date.now() - 31 * 86_400_000).toISOString() };
  await storage.store.tickets.swap({ ...ticket, work, version: ticket.version + 1 }, ticket.version);
  const dry = await desk.type('/docket hygiene');
  expect(dry.wire).toMatchObject({ done: false, archived: [{ key: wire.key }] });
  expect((await storage.store.tickets.byKey(workspaceId, wire.key))?.archivedAt).toBeNull();
  expect((await desk.type('/docket hygiene apply')).wire).toMatchObject({
    done: true,
    archived: [{ key: wire.key }],
  });
  expect((await desk.type('/docket list')).wire.tickets).toEqual([]);
  expect((await desk.type(`/docket show ${wire.key}`)).wire.key).toBe(wire.key);
});
