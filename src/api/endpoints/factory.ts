/** The capability pipeline over REST (S1-61): ideas, capabilities, gates, costs and what leadership looks at. */
import * as z from 'zod';
import { ProductConfig } from '../../domain/capability.ts';
import { CogsComponent, CogsGroupBy, Money } from '../../domain/cogs.ts';
import { DocketError } from '../../domain/errors.ts';
import { Finding, StageId, Standing } from '../../domain/stage.ts';
import { defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { Anything } from '../wire-shapes.ts';

const tag = 'capabilities';
const home = '/api/factory';
const one = `${home}/capabilities/{key}`;

const ByKey = z.object({ key: z.string().min(1).max(60).meta({ description: 'PROJ-1' }) });

const ideas: Endpoint[] = [
  defineEndpoint({
    method: 'post',
    path: `${home}/ideas`,
    name: 'submitIdea',
    summary: 'An idea, with its ticket of triage',
    tag,
    body: z.object({
      ...Workspaced,
      title: z.string().min(1),
      description: z.string().optional(),
      product: z.string().optional(),
    }),
    answers: { 201: Anything },
    run: async ({ body: { workspace_id: _workspace, ...input }, call }) => ({
      status: 201,
      body: await call('submit_idea', input),
    }),
  }),
  defineEndpoint({
    method: 'get',
    path: `${home}/ideas`,
    name: 'listIdeas',
    summary: 'Ideas that wait to be triaged',
    tag,
    answers: { 200: Anything },
    run: async ({ call }) => ({ status: 200, body: await call('triage_idea') }),
  }),
  defineEndpoint({
    method: 'post',
    path: `${home}/ideas/{key}/triage`,
    name: 'triageIdea',
    summary: 'A capability for each title, or the idea discarded; again it changes nothing',
    tag,
    params: ByKey,
    body: z.object({
      ...Workspaced,
      capabilities: z.array(z.object({ title: z.string().min(1) })).optional(),
      discard: z.boolean().optional(),
    }),
    answers: { 200: Anything },
    run: async ({ params, body: { capabilities = [], discard }, call }) => ({
      status: 200,
      body: await call('triage_idea', {
        idea: params.key,
        titles: capabilities.map(({ title }) => title),
        ...(discard ? { discard } : {}),
      }),
    }),
  }),
  defineEndpoint({
    method: 'post',
    path: `${home}/hotfixes`,
    name: 'raiseHotfix',
    summary: 'A hotfix, with the capability or component it is for (422 CONTEXT_REQUIRED without)',
    tag,
    body: z.object({
      ...Workspaced,
      title: z.string().min(1),
      description: z.string().optional(),
      capability: z.string().optional(),
      component: z.string().optional(),
      context: z.string().optional(),
    }),
    answers: { 201: Anything },
    run: async ({ body: { title, description, capability, component, context }, call }) => {
      const about = capability ?? context ?? (component ? `component:${component}` : undefined);
      const said = { title, ...(description ? { description } : {}), ...(about ? { context: about } : {}) };
      return { status: 201, body: await call('raise_hotfix', said) };
    },
  }),
];

/** A tool on the capability of the path, with what the body says. */
function onCapability(wish: {
  method?: 'get' | 'post';
  path: string;
  name: string;
  summary: string;
  tool: string;
  body?: z.ZodRawShape;
}): Endpoint {
  const { method = 'post', path, tool, body = {}, ...said } = wish;
  return defineEndpoint({
    ...{ method, path: `${one}${path}`, ...said, tag, params: ByKey },
    ...(method === 'post' ? { body: z.object({ ...Workspaced, ...body }) } : {}),
    answers: { 200: Anything },
    run: async ({ params, body: sent, call }) => {
      const { workspace_id: _workspace, ...input } = (sent ?? {}) as Record<string, unknown>;
      return { status: 200, body: await call(tool, { capability: params.key, ...input }) };
    },
  });
}

const deeds: Endpoint[] = [
  defineEndpoint({
    method: 'get',
    path: `${home}/capabilities`,
    name: 'listCapabilities',
    summary: 'Every capability that is neither shipped nor cancelled',
    tag,
    answers: { 200: Anything },
    run: async ({ house, caller }) => {
      const { rows, hotfixes } = await house.services.factory.dashboard(caller);
      const wire = house.catalog.tools.get('show_dashboard')!.wire!;
      const empty = { of: 'dashboard', dashboard: { rows, hotfixes } };
      const { rows: capabilities, hotfixes: lane } = wire(empty) as Record<string, unknown>;
      return { status: 200, body: { capabilities, hotfixes: lane } };
    },
  }),
  defineEndpoint({
    method: 'post',
    path: `${one}/gates/{gate}/decision`,
    name: 'decideGate',
    summary: 'A person’s word at a gate; tokens of agents are refused',
    tag,
    params: z.object({ ...ByKey.shape, gate: StageId }),
    body: z.object({
      ...Workspaced,
      decision: z.enum(['approved', 'rejected']),
      reason: z.string().optional(),
      finding: Finding.optional(),
      doc_version: z.int().min(1).optional(),
    }),
    answers: { 200: Anything },
    run: async ({ params, body: { workspace_id: _workspace, decision, ...word }, call }) => ({
      status: 200,
      body: await call('decide_gate', {
        ...{ capability: params.key, gate: params.gate, approve: decision === 'approved' },
        ...word,
      }),
    }),
  }),
  defineEndpoint({
    method: 'post',
    path: `${one}/waivers`,
    name: 'waiveDependency',
    summary: 'A lead lets it be built although another is not shipped (S1-23)',
    tag,
    params: ByKey,
    body: z.object({
      ...Workspaced,
      depends_on: z.string().min(1),
      by: z.string().optional().meta({ description: 'The member of the token; refused when it is another' }),
      reason: z.string().min(1),
    }),
    answers: { 200: Anything },
    run: async ({ params, body: { depends_on, by, reason }, call, caller }) => {
      requireSelf(caller.principal, by);
      return {
        status: 200,
        body: await call('waive_dependency', { capability: params.key, depends_on, reason }),
      };
    },
  }),
  onCapability({
    ...{ method: 'get', path: '', name: 'showCapability', tool: 'show_capability' },
    summary: 'One capability with its tickets, documents, gate and costs',
  }),
  onCapability({
    ...{ method: 'get', path: '/context', name: 'showContext', tool: 'show_context' },
    summary: 'Everything whoever works on it has to know (S1-39)',
  }),
  onCapability({
    ...{ path: '/documents', name: 'writeDocument', tool: 'write_capability' },
    summary: 'The next version of its spec, architecture or capability YAML',
    body: {
      kind: z.enum(['spec', 'architecture', 'capability_yaml']),
      text: z.string().min(1),
      url: z.url().optional(),
      path: z.string().optional(),
    },
  }),
  onCapability({
    ...{ path: '/submit', name: 'submitCapability', tool: 'submit_capability' },
    summary: 'Hand in the stage of writing; it goes to its approval',
  }),
  onCapability({
    ...{ path: '/advance', name: 'advanceCapability', tool: 'advance_capability' },
    summary: 'To the next stage; 409 STAGE_GUARD with everything that is missing',
    body: { to: Standing.optional() },
  }),
  onCapability({
    ...{ path: '/deliveries', name: 'reportDelivery', tool: 'report_delivery' },
    summary: 'Merged, green or deployed, as repositories and build servers report it',
    body: {
      kind: z.enum(['merged', 'ci', 'deployed']),
      status: z.enum(['success', 'failure']).optional(),
      environment: z.string().optional(),
      ...{ tickets: z.array(z.string()).optional(), detail: z.string().optional() },
    },
  }),
  onCapability({
    ...{ path: '/cancel', name: 'cancelCapability', tool: 'cancel_capability' },
    summary: 'Called off for good, with its tickets',
    body: { reason: z.string().optional() },
  }),
  onCapability({
    ...{ path: '/cogs', name: 'setCost', tool: 'set_cost' },
    summary: 'What it, or one of its tickets, will cost to run, or has cost',
    body: {
      estimate: Money.optional(),
      actual: Money.optional(),
      components: z.array(CogsComponent).optional(),
      ticket: z.string().optional(),
    },
  }),
  onCapability({
    ...{ path: '/dependencies', name: 'dependOn', tool: 'edit_capability' },
    summary: 'What has to be shipped before it is built',
    body: { depends_on: z.array(z.string()).min(1) },
  }),
];

/** Nobody decides in somebody else's name. */
function requireSelf({ id, name }: { id: string; name: string }, by: string | undefined): void {
  if (by === undefined || by === id || by.toLowerCase() === name.toLowerCase()) return;
  throw new DocketError('FORBIDDEN', {
    message: `This token is ${name}'s and cannot act as ${by}. Nothing was changed.`,
    remedy: 'Leave "by" out, or use the token of that person.',
  });
}

const views: Endpoint[] = [
  defineEndpoint({
    method: 'get',
    path: `${home}/capacity`,
    name: 'showCapacity',
    summary: 'Who has how much per audience, and who has room (S1-47)',
    tag,
    answers: { 200: Anything },
    run: async ({ call }) => ({ status: 200, body: await call('show_dashboard', { of: 'capacity' }) }),
  }),
  defineEndpoint({
    method: 'get',
    path: `${home}/cogs`,
    name: 'showCogs',
    summary: 'Costs, estimated and so far, with what models used (S1-57)',
    tag,
    query: z.object({
      ...Workspaced,
      group_by: CogsGroupBy.default('capability'),
      capability: z.string().optional(),
    }),
    answers: { 200: Anything },
    run: async ({ query: { group_by: by, capability }, call }) => ({
      status: 200,
      body: await call('show_cogs', { by, ...(capability ? { capability } : {}) }),
    }),
  }),
  ...(['dashboard', 'digest'] as const).map((of) =>
    defineEndpoint({
      method: 'get',
      path: `${home}/${of}`,
      name: of === 'dashboard' ? 'showDashboard' : 'showDigest',
      summary:
        of === 'dashboard'
          ? 'Where every capability stands (S1-58)'
          : 'The week, and where somebody must act',
      tag,
      answers: { 200: Anything },
      run: async ({ call }) => ({ status: 200, body: await call('show_dashboard', { of }) }),
    }),
  ),
  defineEndpoint({
    method: 'post',
    path: `${home}/products`,
    name: 'configureProduct',
    summary: 'Make or set up a product (S1-13); owners and admins',
    tag,
    body: z.object({
      ...Workspaced,
      name: z.string().optional(),
      prefix: z.string().optional(),
      config: z.record(z.string(), z.unknown()).optional(),
    }),
    answers: { 200: z.looseObject({ config: ProductConfig }) },
    run: async ({ body: { workspace_id: _workspace, ...wish }, call }) => ({
      status: 200,
      body: await call('configure_product', wish),
    }),
  }),
];

export const factoryEndpoints: Endpoint[] = [...ideas, ...deeds, ...views];
