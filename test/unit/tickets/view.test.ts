/** Views of many tickets show what stands around each, for the price of a few queries. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Nouns } from '../../../src/ports/store.ts';
import { viewTickets } from '../../../src/tickets/view.ts';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import { newTicket, openTicketDesk, store, type TicketDesk } from '../../support/ticket-desk.ts';

let storage: TestStorage;
let desk: TicketDesk;
beforeAll(async () => {
  storage = await shareTestStorage();
  desk = await openTicketDesk(storage);
});
afterAll(() => storage.close());

/** The same store, keeping account of what it is asked. */
function counted(nouns: Nouns): {
  nouns: Pick<Nouns, 'tickets' | 'links' | 'externalRefs' | 'members' | 'workspaces'>;
  asked: string[];
} {
  const asked: string[] = [];
  const count = <Noun extends object>(name: string, noun: Noun): Noun =>
    new Proxy(noun, {
      get(target, method, receiver) {
        asked.push(`${name}.${String(method)}`);
        return Reflect.get(target, method, receiver);
      },
    });
  const { tickets, links, externalRefs, members, workspaces } = nouns;
  return {
    nouns: {
      tickets: count('tickets', tickets),
      links: count('links', links),
      externalRefs: count('externalRefs', externalRefs),
      members: count('members', members),
      workspaces: count('workspaces', workspaces),
    },
    asked,
  };
}

describe('viewing', () => {
  it('a hundred tickets takes one query', async () => {
    const epic = newTicket(desk, { type: 'epic' });
    const gone = newTicket(desk);
    const many = Array.from({ length: 100 }, () =>
      newTicket(desk, { parentId: epic.id, suggestedAfter: [gone.id] }),
    );
    const tickets = await store(desk, [epic, gone, ...many]);
    const children = tickets.slice(2);
    for (const sourceId of [epic.id, gone.id]) {
      await storage.store.links.insert({
        id: storage.ids.next(),
        workspaceId: desk.workspace.id,
        type: 'blocks',
        sourceId,
        targetId: children[7]!.id,
        declaredOn: 'target',
        createdBy: 'system:test',
        createdAt: children[7]!.createdAt,
      });
    }
    await desk.tickets.discard(desk.caller, [gone.id]);
    const { nouns, asked } = counted(storage.store);
    const views = await viewTickets(nouns, desk.workspace.id, children);
    expect(views.map((view) => view.ticket)).toEqual(children);
    expect(asked).toHaveLength(1);
    expect(views[7]).toMatchObject({
      parentKey: tickets[0]!.key,
      dependsOn: [tickets[0]!.key],
      suggestedAfter: [],
    });
    expect(views[8]).toMatchObject({ parentKey: tickets[0]!.key, dependsOn: [], refs: [] });
  });

  it('nothing asks nothing', async () => {
    const { nouns, asked } = counted(storage.store);
    expect(await viewTickets(nouns, desk.workspace.id, [])).toEqual([]);
    expect(asked).toEqual([]);
  });
});
