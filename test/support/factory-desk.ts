/** The pipeline over a real store, with the people its gates ask for and a clock of its own. */
import { readFileSync } from 'node:fs';
import { loadTemplates } from '../../src/catalog/load-templates.ts';
import type { CapabilityView } from '../../src/domain/capability-view.ts';
import type { Pipeline } from '../../src/domain/pipeline.ts';
import type { Caller, Role, Via } from '../../src/domain/principal.ts';
import type { StageId, Standing } from '../../src/domain/stage.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import type { FactoryDeps } from '../../src/factory/desk.ts';
import { createFactory, type Factory } from '../../src/factory/factory.ts';
import { silentLog } from '../../src/ports/log.ts';
import { createMutate, type Mutate } from '../../src/tickets/mutate.ts';
import { moveTicket } from '../../src/tickets/work.ts';
import { readPipeline } from '../../src/workflow/read-pipeline.ts';
import { newWorkspace, type TestStorage } from './storage.ts';

export const yaml = `entities: [Lead]
apis:
  - { name: Lead scoring, acceptance_criteria: [Answers within 300 ms] }
screens: [Score]
acceptance_criteria: [A lead has a score]
`;

/** Everybody a gate asks for, by first name. */
const people = {
  dan: ['owner'],
  pat: ['pm', 'product_leader'],
  leo: ['architecture_leader', 'tech_lead'],
  cora: ['compliance'],
  eve: ['engineer'],
  rita: ['release_manager'],
  cleo: ['cost_reviewer'],
  mia: ['member'],
  vik: ['viewer'],
  two: ['pm', 'engineer'],
} satisfies Record<string, Role[]>;
export type Person = keyof typeof people;

export type FactoryDesk = {
  factory: Factory;
  mutate: Mutate;
  workspaceId: string;
  as(person: Person, via?: Via): Caller;
  /** An idea triaged into one capability of this title; its key. */
  begin(title?: string): Promise<string>;
  /** Brings it up to this stage, everything approved by whom it takes. */
  bring(key: string, to: Standing): Promise<CapabilityView>;
  /** Tickets of a stage, by the template they were made from. */
  at(key: string, stage: StageId): Promise<Record<string, Ticket>>;
  finish(ticket: Ticket, person?: Person): Promise<void>;
};

export const productPipeline = readPipeline(
  'product-factory.yml',
  readFileSync('workflows/product-factory.yml', 'utf8'),
);
export const hotfixPipeline = readPipeline(
  'hotfix-lane.yml',
  readFileSync('workflows/hotfix-lane.yml', 'utf8'),
);

const nothingPushed: FactoryDeps['publication'] = {
  openBoard: () => Promise.reject(new Error('nothing is pushed here')),
  refreshContexts: async () => 0,
};

export async function openFactoryDesk(
  storage: TestStorage,
  pipelines: readonly Pipeline[] = [productPipeline, hotfixPipeline],
  publication: FactoryDeps['publication'] = nothingPushed,
): Promise<FactoryDesk> {
  const { store, clock, ids } = storage;
  const { id: workspaceId } = await newWorkspace(storage);
  const members = new Map<Person, string>();
  for (const [name, roles] of Object.entries(people)) {
    const member = { id: ids.next(), workspaceId, name, roles: [...roles] as Role[], identities: [] };
    await store.members.insert({ ...member, createdAt: clock.now().toISOString() });
    members.set(name as Person, member.id);
  }
  const mutate = createMutate({ clock, ids });
  const templates = () => loadTemplates('workflows/templates');
  const factory = createFactory({
    ...{ store, mutate, publication, templates, clock, ids, log: silentLog },
    pipelines: async () => pipelines,
  });
  const as: FactoryDesk['as'] = (person, via = 'click') => ({
    principal: { kind: 'user', id: members.get(person)!, name: person },
    ...{ roles: people[person], workspaceId, via, threadId: null },
  });
  const at: FactoryDesk['at'] = async (key, stage) => {
    const { tickets, capability } = await factory.view(as('dan'), key);
    const own = tickets.map(({ ticket }) => ticket).filter(({ stage: one }) => one?.stage === stage);
    const now = own.filter((one) => one.stage!.visit === (capability.visits[stage] ?? 1));
    return Object.fromEntries(now.map((one) => [one.stage!.key.split(':').slice(1).join(':'), one]));
  };
  const finish: FactoryDesk['finish'] = async ({ id }, person = 'dan') => {
    const by = as(person).principal;
    await store.transact(async (nouns) => {
      for (const to of ['in_progress', 'done'] as const)
        await mutate(nouns, { workspaceId, actor: by }, id, (one) =>
          one.work.status === 'done' ? null : moveTicket(one, { to, by, at: clock.now().toISOString() }),
        );
    });
    await factory.onEvents(await store.events.ofTicket(workspaceId, id));
  };
  const desk = { factory, mutate, workspaceId, as, at, finish };
  return {
    ...desk,
    async begin(title = 'Lead scoring') {
      const { idea } = await factory.submitIdea(as('mia'), { title });
      const { capabilities } = await factory.triageIdea(as('mia'), idea.key, [title]);
      return capabilities[0]!.key;
    },
    async bring(key, to) {
      for (let step = 0; step < 15; step++) {
        const view = await factory.view(as('dan'), key);
        if (view.capability.stage === to) return view;
        await passStage(desk, key, view.capability.stage);
      }
      throw new Error(`${key} never came to ${to}`);
    },
  };
}

/** What it takes to leave each stage, done by whom it takes. */
async function passStage(
  { factory, as, at, finish }: Omit<FactoryDesk, 'begin' | 'bring'>,
  key: string,
  stage: Standing,
) {
  const approve = (person: Person) => factory.decide(as(person), key, { approve: true });
  const passes: Partial<Record<Standing, () => Promise<unknown>>> = {
    async spec() {
      await factory.writeDocument(as('pat'), key, { kind: 'spec', text: `Spec of ${key}, ${Math.random()}` });
      await factory.submit(as('pat'), key);
    },
    spec_approval: () => approve('pat'),
    async architecture() {
      await factory.writeDocument(as('leo'), key, { kind: 'architecture', text: `Design, ${Math.random()}` });
      await factory.writeDocument(as('leo'), key, { kind: 'capability_yaml', text: yaml });
      await factory.submit(as('leo'), key);
    },
    architecture_approval: () => approve('leo'),
    stack_approval: () => approve('leo'),
    compliance: () => approve('cora'),
    async build() {
      for (const ticket of Object.values(await at(key, 'build')))
        if (ticket.stage!.audience === 'engineering') await finishWork({ factory, as, finish }, ticket);
    },
    cicd: () =>
      factory.deliver(as('dan', 'api'), key, { kind: 'ci', status: 'success', environment: 'staging' }),
    async uat() {
      await approve('pat');
      await approve('eve');
    },
    async release() {
      await approve('rita');
      await factory.deliver(as('dan', 'api'), key, { kind: 'deployed', environment: 'production' });
    },
  };
  await passes[stage]!();
}

/** Work that came back says itself what it is to fulfil. */
async function finishWork(
  { factory, as, finish }: Pick<FactoryDesk, 'factory' | 'as' | 'finish'>,
  ticket: Ticket,
) {
  if (ticket.criteria.length === 0 && !ticket.stage!.fields.acceptance_criteria)
    await factory.setFields(as('eve'), ticket.id, { acceptance_criteria: ['It works again'] });
  await finish(ticket, 'eve');
}

export function keysOf(tickets: Record<string, Ticket>): string[] {
  return Object.keys(tickets).sort();
}
