/** Tickets generated from a capability's approved spec are work of its build, whichever comes first (C-24). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DomainEvent } from '../../../src/domain/event.ts';
import { beginCapability, withRoles } from '../../support/capability-desk.ts';
import { type Desk, shareToolHouse, type ToolHouse } from '../../support/tool-house.ts';

let tools: ToolHouse;
let desk: Desk;
beforeAll(async () => {
  tools = await shareToolHouse();
  desk = await tools.enter();
});
afterAll(() => tools.close());

const spec = (key: string) =>
  `# Scoring (${key})\n\n## Requirements\n\n- Sales must see a score on each lead.\n- Admins must set the weights.\n`;

/** What happened, told to the pipeline as the feed does. */
async function tell(types: DomainEvent['type'][]): Promise<void> {
  const { store } = tools.house.storage;
  for (const type of types)
    await tools.house.services.factory.onEvents(await store.events.ofType(desk.dana.workspaceId, type));
}

const workOf = async (key: string): Promise<{ title: string; stage: string; labels: string[] }[]> => {
  const { tickets } = (await desk.call('show_capability', { capability: key })).wire;
  return tickets.filter(({ stage }: { stage: string }) => stage === 'build');
};

it('C-24: generated before the approval or after it, they join its build once, and other documents stay apart', async () => {
  const { key } = await beginCapability(desk);
  await desk.call('ingest_document', { text: spec(key) });
  await desk.call('generate_tickets', {});
  await tell(['TicketsGenerated']);
  expect(await workOf(key)).toEqual([]);
  await desk.call('write_capability', { capability: key, kind: 'spec', text: spec(key) });
  await desk.call('submit_capability', { capability: key });
  await desk.call('decide_gate', { capability: key, approve: true }, { by: withRoles(desk, 'pm') });
  await tell(['GateDecided']);
  const joined = await workOf(key);
  expect(joined).toHaveLength(2);
  expect(joined[0]!.labels).toEqual(
    expect.arrayContaining([`capability:${key}`, 'stage:build', 'audience:engineering']),
  );
  await desk.call('ingest_document', { text: '# Other\n\n## Requirements\n\n- Buyers must see a cart.\n' });
  await desk.call('generate_tickets', {});
  await tell(['TicketsGenerated', 'GateDecided']);
  expect(await workOf(key)).toHaveLength(2);
});
