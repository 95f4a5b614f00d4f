/** The capability pipeline as a service: from ideas over gates to what is shipped, and what people see of it. */
import type { Product } from '../domain/capability.ts';
import type {
  Act,
  CapabilityView,
  CapacityRow,
  CogsReport,
  ContextBundle,
  Dashboard,
  Digest,
  IdeaView,
} from '../domain/capability-view.ts';
import type { CogsGroupBy } from '../domain/cogs.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { BoardView } from '../domain/publication-view.ts';
import type { Standing } from '../domain/stage.ts';
import { readActs } from './acts.ts';
import { adoptGenerated } from './adopt.ts';
import { cancelCapability } from './cancel.ts';
import { readCapacity } from './capacity.ts';
import { readContext } from './context.ts';
import { type Delivery, reportDelivery } from './delivery.ts';
import { dependOn, waive } from './dependencies.ts';
import { begin, type Desk, type FactoryDeps, houseCaller, openDesk } from './desk.ts';
import {
  type CapabilityWish,
  type CogsWish,
  type DocumentWish,
  editCapability,
  findCapability,
  setCogs,
  writeDocument,
} from './edit-capability.ts';
import { advance, settle } from './enter-stage.ts';
import { decideGate, type GateWord } from './gates.ts';
import { hearCodeDelivered } from './hear-code.ts';
import { heedGateWords } from './heed.ts';
import {
  discardIdea,
  findIdea,
  type HotfixWish,
  type IdeaWish,
  raiseHotfix,
  submitIdea,
  triageIdea,
  viewIdea,
} from './ideas.ts';
import { readCogs, readDashboard, readDigest } from './leadership.ts';
import { configureProduct, findProduct, type ProductWish } from './products.ts';
import { type PushWish, proposePush } from './propose-push.ts';
import { setStageFields } from './stage-fields.ts';
import { submit } from './submit.ts';
import { viewCapability } from './view-capability.ts';

/** `name` is a capability's key or id, or the key of one of its tickets. All throw NOT_FOUND for what there is not. */
export type Factory = {
  submitIdea(caller: Caller, wish: IdeaWish): Promise<IdeaView>;
  triageIdea(caller: Caller, key: string, titles: readonly string[]): Promise<IdeaView>;
  discardIdea(caller: Caller, key: string): Promise<IdeaView>;
  idea(caller: Caller, key: string): Promise<IdeaView>;
  ideas(caller: Caller): Promise<IdeaView[]>;
  raiseHotfix(caller: Caller, wish: HotfixWish): Promise<CapabilityView>;
  product(caller: Caller, name?: string): Promise<Product>;
  configureProduct(caller: Caller, wish: ProductWish): Promise<Product>;
  view(caller: Caller, name: string): Promise<CapabilityView>;
  /** The latest capability that was begun in this thread; null where there is none. */
  ofThread(caller: Caller): Promise<string | null>;
  writeDocument(caller: Caller, name: string, wish: DocumentWish): Promise<CapabilityView>;
  submit(caller: Caller, name: string): Promise<CapabilityView>;
  edit(caller: Caller, name: string, wish: CapabilityWish): Promise<CapabilityView>;
  dependOn(caller: Caller, name: string, on: string): Promise<CapabilityView>;
  waive(caller: Caller, name: string, wish: { on: string; reason: string }): Promise<CapabilityView>;
  setCogs(caller: Caller, name: string, wish: CogsWish): Promise<CapabilityView>;
  advance(caller: Caller, name: string, to: Standing | null): Promise<CapabilityView>;
  decide(caller: Caller, name: string, word: GateWord): Promise<CapabilityView>;
  deliver(caller: Caller, name: string, heard: Delivery): Promise<CapabilityView>;
  cancel(caller: Caller, name: string, reason: string): Promise<CapabilityView>;
  setFields(caller: Caller, ticketId: Id, fields: Readonly<Record<string, unknown>>): Promise<void>;
  proposePush(caller: Caller, name: string, wish: PushWish): Promise<BoardView>;
  context(caller: Caller, name: string): Promise<ContextBundle>;
  dashboard(caller: Caller): Promise<Dashboard>;
  digest(caller: Caller, since?: string): Promise<Digest>;
  /** Where this person must act. */
  acts(caller: Caller): Promise<Act[]>;
  cogs(caller: Caller, wish: { by: CogsGroupBy; name?: string | undefined }): Promise<CogsReport>;
  capacity(caller: Caller): Promise<CapacityRow[]>;
  /** Lets capabilities go on whose tickets were finished elsewhere. */
  onEvents(events: readonly DomainEvent[]): Promise<void>;
};

export function createFactory(deps: FactoryDeps): Factory {
  const desk = openDesk(deps);
  const view = async (caller: Caller, id: string) => {
    const capability = await desk.store.capabilities.get(caller.workspaceId, id);
    return viewCapability(desk.store, capability!, desk.clock.now().toISOString());
  };
  /** Finds it, does something to it, and shows it as it is then. */
  const doing =
    <Rest extends unknown[]>(
      deed: (desk: Desk, caller: Caller, id: string, ...rest: Rest) => Promise<void>,
    ) =>
    async (caller: Caller, name: string, ...rest: Rest) => {
      const { id } = await findCapability(desk, caller, name);
      await deed(desk, caller, id, ...rest);
      await desk.publication.refreshContexts(caller, id);
      return view(caller, id);
    };
  return {
    ...ideaDeeds(desk),
    raiseHotfix: async (caller, wish) => view(caller, await raiseHotfix(desk, caller, wish)),
    product: (caller, name) => desk.store.transact((nouns) => findProduct(begin(desk, nouns, caller), name)),
    configureProduct: (caller, wish) => configureProduct(desk, caller, wish),
    view: async (caller, name) => view(caller, (await findCapability(desk, caller, name)).id),
    async ofThread({ workspaceId, threadId }) {
      const all = threadId === null ? [] : await desk.store.capabilities.list(workspaceId, { open: true });
      return all.findLast((one) => one.threadId === threadId)?.key ?? null;
    },
    writeDocument: doing(writeDocument),
    submit: doing(submit),
    edit: doing(editCapability),
    dependOn: async (caller, name, on) =>
      doing(dependOn)(caller, name, await findCapability(desk, caller, on)),
    waive: async (caller, name, { on, reason }) =>
      doing(waive)(caller, name, { on: await findCapability(desk, caller, on), reason }),
    setCogs: doing(setCogs),
    advance: doing(advance),
    decide: doing(decideGate),
    deliver: doing(reportDelivery),
    cancel: doing(cancelCapability),
    setFields: (caller, id, fields) => setStageFields(desk, caller, id, fields),
    proposePush: (caller, name, wish) => proposePush(desk, caller, name, wish),
    context: async (caller, name) => readContext(desk, await findCapability(desk, caller, name)),
    dashboard: (caller) => readDashboard(desk, caller),
    digest: (caller, since) => readDigest(desk, caller, since),
    acts: (caller) => readActs(desk, caller),
    async cogs(caller, { by, name }) {
      const capabilityId = name ? (await findCapability(desk, caller, name)).id : undefined;
      return readCogs(desk, caller, { by, capabilityId });
    },
    capacity: (caller) => readCapacity(desk.store, caller),
    onEvents: (events) => followEvents(desk, events),
  };
}

function ideaDeeds(
  desk: Desk,
): Pick<Factory, 'submitIdea' | 'triageIdea' | 'discardIdea' | 'idea' | 'ideas'> {
  return {
    submitIdea: (caller, wish) => submitIdea(desk, caller, wish),
    triageIdea: (caller, key, titles) => triageIdea(desk, caller, key, titles),
    discardIdea: (caller, key) => discardIdea(desk, caller, key),
    idea: async (caller, key) => viewIdea(desk.store, caller, await findIdea(desk.store, caller, key)),
    async ideas(caller) {
      const fresh = await desk.store.ideas.list(caller.workspaceId, 'new');
      return Promise.all(fresh.map((idea) => viewIdea(desk.store, caller, idea)));
    },
  };
}

const endings: ReadonlySet<DomainEvent['type']> = new Set([
  'TicketCompleted',
  'TicketCancelled',
  'TicketSynced',
]);

async function followEvents(desk: Desk, events: readonly DomainEvent[]): Promise<void> {
  for (const event of events) {
    if (event.type === 'GateWordsHeard') await heedGateWords(desk, event);
    if (event.type === 'CodeDelivered') await hearCodeDelivered(desk, event);
    await adoptGenerated(desk, event);
  }
  await followTickets(desk, events);
}

async function followTickets(desk: Desk, events: readonly DomainEvent[]): Promise<void> {
  const told = events.filter(({ type, ticketId }) => ticketId !== null && endings.has(type));
  for (const [workspaceId, own] of Map.groupBy(told, (event) => event.workspaceId)) {
    const tickets = await desk.store.tickets.list(workspaceId, { ids: own.map(({ ticketId }) => ticketId!) });
    const ids = new Set(tickets.flatMap(({ stage }) => stage?.capabilityId ?? []));
    for (const id of ids) await settle(desk, houseCaller(workspaceId), id);
  }
}
