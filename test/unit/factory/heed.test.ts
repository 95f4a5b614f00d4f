/** Words from a tracker decide at a gate only as the connector of its own audience has them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FactoryDesk, openFactoryDesk } from '../../support/factory-desk.ts';
import { type ClockedStorage, openClockedStorage } from '../../support/publishing.ts';

let storage: ClockedStorage;
beforeAll(async () => {
  storage = await openClockedStorage();
});
afterAll(() => storage.close());

/** What robin, who is pat here, said on GitHub of the gate that a capability is at. */
async function hear(
  desk: FactoryDesk,
  key: string,
  said: { kind: 'label' | 'review'; word: string; at: string },
) {
  const { capability, tickets } = await desk.factory.view(desk.as('dan'), key);
  const { id: capabilityId, stage, visits } = capability;
  const gate = tickets.find(({ ticket }) => ticket.stage?.stage === stage)!.ticket;
  const words = [{ id: storage.ids.next(), by: ['robin'], ...said }];
  const visit = visits[stage as keyof typeof visits];
  const about = {
    documentId: null,
    boardId: null,
    pushId: null,
    runId: null,
    version: null,
    causationId: null,
  };
  const event = {
    ...about,
    ...{
      id: storage.ids.next(),
      type: 'GateWordsHeard' as const,
      workspaceId: desk.workspaceId,
      capabilityId,
    },
    ticketId: said.kind === 'review' ? capability.ticketId : gate.id,
    actor: { kind: 'system' as const, id: 'system:sync', name: 'GitHub' },
    occurredAt: storage.clock.now().toISOString(),
    payload: { tracker: 'github', issue: '#1', stage, visit, words },
  };
  await desk.factory.onEvents([event]);
  return (await desk.factory.view(desk.as('dan'), key)).capability.stage;
}

it('S1-46: heeds the connector of the gate’s own audience alone', async () => {
  const desk = await openFactoryDesk(storage);
  const { factory, as } = desk;
  const connector = (audience: string, approved: string[]) => ({
    ...{ id: audience, provider: 'github', audiences: [audience], actors: { robin: 'pat' } },
    approval_map: { approved, rejected: [] },
  });
  const connectors = [
    connector('engineering', ['shipped', 'review:approved']),
    connector('product', ['agreed']),
  ];
  await factory.configureProduct(as('dan'), { config: { connectors } });
  const key = await desk.begin();
  await desk.bring(key, 'spec_approval');
  const now = () => storage.clock.now().toISOString();
  storage.clock.pass(60_000);
  expect(await hear(desk, key, { kind: 'label', word: 'shipped', at: now() })).toBe('spec_approval');
  expect(await hear(desk, key, { kind: 'review', word: 'approved', at: now() })).toBe('spec_approval');
  expect(await hear(desk, key, { kind: 'label', word: 'agreed', at: now() })).toBe('architecture');
});
