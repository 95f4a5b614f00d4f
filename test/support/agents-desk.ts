/** Workflows and the dispatcher over real tickets for tests, with agents that take what they are handed and answer when a test says so. */

import { loadPrompts } from '../../src/catalog/load-prompts.ts';
import { createIdSource } from '../../src/domain/ids.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { OutsideCall } from '../../src/ports/outside-agents.ts';
import { createDispatcher, type Dispatcher } from '../../src/tickets/dispatch/dispatcher.ts';
import { createAppendEvents } from '../../src/tickets/mutate.ts';
import { createWorkflows, type WorkflowsRoom } from '../../src/workflow/create-workflows.ts';
import type { TestStorage } from './storage.ts';
import { openTicketDesk, type TicketDesk } from './ticket-desk.ts';

export type AgentsDesk = TicketDesk & {
  room: WorkflowsRoom;
  dispatcher: Dispatcher;
  /** What agents were handed, in order. */
  handed: OutsideCall[];
  /** What agents at work were told meanwhile. */
  told: string[];
  /** The agent that was handed something last says this of it. */
  answer(said: unknown): Promise<void>;
  /** Has everybody who follows events see what happened since the last time. */
  follow(): Promise<void>;
};

export async function openAgentsDesk(storage: TestStorage): Promise<AgentsDesk> {
  const desk = await openTicketDesk(storage);
  const { store, clock } = storage;
  const ids = createIdSource(() => clock.now().getTime());
  const handed: OutsideCall[] = [];
  const told: string[] = [];
  const room = createWorkflows({
    ...{
      store,
      clock,
      ids,
      log: silentLog,
      files: [],
      prompts: loadPrompts('prompts'),
      tickets: desk.tickets,
    },
    callTool: () => {
      throw new Error('these agents call no tools');
    },
    code: async () => null,
    hire: null,
    instance: ids.next(),
    secret: 'what tokens are signed with',
    outside: {
      has: () => true,
      hand: async (call) => void handed.push(call),
      tell: async ({ body }) => void told.push(String(body.text)),
    },
  });
  const dispatcher = createDispatcher({
    ...{ store, mutate: desk.mutate, clock, ids, log: silentLog },
    appendEvents: createAppendEvents({ clock, ids }),
    runner: () => room.runner,
    openChannel: async ({ workspaceId, key }) => (await store.threads.ensure(workspaceId, 'ticket', key)).id,
  });
  let seen = new Date(clock.now().getTime() - 1000).toISOString();
  const known = new Set<string>();
  return {
    ...{ ...desk, room, dispatcher, handed, told },
    async answer(said) {
      await room.service.answer(handed.at(-1)!.callback.token, said);
      await room.service.settled({ runId: String((handed.at(-1)!.body.run as { id: string }).id) });
    },
    async follow() {
      for (let isNew = true; isNew; ) {
        const to = new Date(clock.now().getTime() + 1000).toISOString();
        const events = (await store.events.between(desk.workspace.id, { from: seen, to })).filter(
          ({ id }) => !known.has(id),
        );
        isNew = events.length > 0;
        for (const { id } of events) known.add(id);
        await dispatcher.onEvents(events);
        for (const event of events) await room.onEvent(event);
        for (const { run } of await store.workflows.list(desk.workspace.id, { unfinished: true, most: 50 }))
          await room.service.settled({ runId: run.id });
      }
      seen = new Date(clock.now().getTime() - 60_000).toISOString();
    },
  };
}
