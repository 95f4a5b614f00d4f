/** For tests of tools over an attached repository: a repository of its own, attached to the workspace that runs Docket. */
import type { Caller } from '../../src/domain/principal.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { StepDeps } from '../../src/repo-tickets/exchange-deps.ts';
import { createMutate } from '../../src/tickets/mutate.ts';
import { TicketRepo } from './ticket-repo.ts';
import type { Called } from './tool-house.ts';
import { useDesk } from './use-desk.ts';

/** `run` calls a tool as an owner in person, `asModel` as a model carries out the owner's wish. */
export function useRepoDesk() {
  const { tools, desk } = useDesk({ per: 'file' });
  const home = (caller: Caller): Caller => ({
    ...caller,
    workspaceId: tools.house.workspace.id,
    threadId: null,
  });
  const begin = async (): Promise<TicketRepo> => {
    const repo = new TicketRepo();
    repo.now = Date.now();
    await repo.do('init');
    await desk.call('attach_repo', { folder: repo.root }, { by: home(desk.dana) });
    return repo;
  };
  const run = (tool: string, input: unknown = {}): Promise<Called> =>
    desk.call(tool, input, { by: home(desk.dana) });
  const asModel = (tool: string, input: unknown = {}): Promise<Called> =>
    desk.call(tool, input, { by: home(desk.model) });
  const asViewer = (tool: string, input: unknown = {}): Promise<Called> =>
    desk.call(tool, input, { by: home(desk.viewer) });
  /** As a running house does by itself soon after a ticket or a file has changed. */
  const step = () => tools.house.services.checkouts.keepInStep();
  const eventsOf = (id: string) => tools.house.storage.store.events.ofTicket(tools.house.workspace.id, id);
  const homeCaller = () => home(desk.dana);
  /** What the exchange works with, for a second one beside the house's. */
  const depsOf = (): StepDeps => {
    const { services, storage } = tools.house;
    const { clock, ids } = tools.house;
    const { store } = storage;
    return {
      store,
      clock,
      ids,
      mutate: createMutate({ clock, ids }),
      tickets: services.tickets,
      log: silentLog,
    };
  };
  return { desk, begin, run, asModel, asViewer, step, eventsOf, homeCaller, depsOf };
}
