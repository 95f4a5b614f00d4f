/** Issues of a capability: what they say first, kept in step, and what must not be read before its time. With DOCKET_TEST_DEEP. */
import { afterAll, beforeAll, expect, it as test } from 'vitest';
import { beginCapability, bringToApproval, withRoles } from '../support/capability-desk.ts';
import { type Desk, openToolHouse, refusalOf, type ToolHouse } from '../support/tool-house.ts';
import { workWrites } from '../support/work-writes.ts';

const it = test.runIf(process.env.DOCKET_TEST_DEEP);

let tools: ToolHouse;
let desk: Desk;
beforeAll(async () => {
  if (!process.env.DOCKET_TEST_DEEP) return;
  tools = await openToolHouse();
  desk = await tools.enter();
});
afterAll(() => tools?.close());

const connectors = (isPublic: boolean) => [
  { id: 'main', provider: 'linear', audiences: ['product', 'engineering'] },
  { id: 'news', provider: 'linear', audiences: ['press'], public: isPublic },
];

/** Pushes what the board shows, on Dana's press. */
async function pushAll(key: string, audience: string): Promise<void> {
  const { output } = await desk.call('push_capability', { capability: key, audience });
  const { id: board, rev } = output.board.board;
  const pushed = await desk.call('confirm_push', { board, rev, which: 'all' });
  await desk.finishPush(pushed.output.push.push.id);
}

it('S1-38, S1-45: an issue begins with where its capability stands, which a decision brings up to date in place', async () => {
  await desk.call('configure_product', { config: { connectors: connectors(false) } });
  const { key } = await beginCapability(desk);
  await desk.type(`/docket cost ${key} 120 USD/month`);
  await pushAll(key, 'product');
  const issues = async () => {
    const all = await tools.askSandbox('issues');
    return all
      .filter(({ title }: { title: string }) => title.includes(key))
      .map((one: { description: string }) => one.description);
  };
  const [first] = await issues();
  expect(first).toMatch(
    /^<!-- docket:context:start -->\n\*\*Capability:\*\* PROJ-1 Lead scoring\n\n\*\*Stage:\*\* Spec\n/,
  );
  expect(first).toContain(`**Channel:** #${key.toLowerCase()}`);
  expect(first).toContain('**COGS:** 120 USD a month');
  expect(first.split('<!-- docket:context:end -->')).toHaveLength(2);
  await bringToApproval(desk, key);
  const no = { capability: key, approve: true };
  await desk.call('decide_gate', no, { by: withRoles(desk, 'pm') });
  await workWrites(tools.house);
  for (const text of await issues()) {
    expect(text.match(/docket:context:start/g)).toHaveLength(1);
    expect(text).toContain('**Stage:** Architecture');
    expect(text).toContain(`**Spec:** \`product-specs/${key}.md\` (v1, approved)`);
  }
  const { output } = await desk.call('show_update', {
    select: { ids: [(await desk.call('show_capability', { capability: key })).wire.tickets[1].key] },
  });
  expect(
    output.updates.flatMap(({ rows }: { rows: { field: string }[] }) => rows.map(({ field }) => field)),
  ).toEqual(['status']);
});

it('S1-36: what is under embargo goes to no public place, and cannot be done, also by force', async () => {
  await desk.call('configure_product', { config: { connectors: connectors(true) } });
  const { services, storage } = tools.house;
  const { key } = await beginCapability(desk, 'Embargo');
  const { tickets } = (await desk.call('show_capability', { capability: key })).wire;
  const { id } = tickets.at(-1);
  const ticket = (await storage.store.tickets.get(desk.dana.workspaceId, id))!;
  // The press ticket of a build, without bringing a capability there.
  const stage = { ...ticket.stage!, audience: 'press' as const, role: 'publish' as const };
  await storage.store.tickets.swap({ ...ticket, stage, version: ticket.version + 1 }, ticket.version);
  await desk.type(`/docket stage-fields ${ticket.key} headline=Big news embargo_until=2999-01-01`);
  await desk.type(`/docket status ${ticket.key} in_progress`);
  expect((await refusalOf(desk.type(`/docket status ${ticket.key} done`))).code).toBe('EMBARGOED');
  const forced = desk.call('move_tickets', {
    select: { ids: [ticket.key] },
    status: 'done',
    reason: 'now',
  });
  expect((await refusalOf(forced)).code).toBe('EMBARGOED');
  expect((await refusalOf(desk.type(`/docket push-capability ${key} press`))).code).toBe('INVALID_INPUT');
  const board = await desk.call(
    'push_tickets',
    { select: { ids: [ticket.key] }, tracker: 'linear' },
    { by: desk.model },
  );
  const { id: boardId, rev } = board.output.board;
  const pushed = desk.call('confirm_push', { board: boardId, rev, which: 'all' });
  expect((await refusalOf(pushed)).code).toBe('EMBARGOED');
  const all = await tools.askSandbox('issues');
  expect(JSON.stringify(all)).not.toContain('Embargo');
  await desk.type(`/docket stage-fields ${ticket.key} embargo_until=2020-01-01`);
  await desk.type(`/docket status ${ticket.key} done`);
  expect((await services.tickets.view(desk.dana, [id]))[0]!.ticket.work.status).toBe('done');
});
