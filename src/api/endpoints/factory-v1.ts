/** The pipeline under the paths of its first version (S1-61): the same deeds on the same capabilities. */
import * as z from 'zod';
import { Finding, type StageId } from '../../domain/stage.ts';
import { defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { Anything } from '../wire-shapes.ts';

const tag = 'capabilities';
const home = '/api/v1/factory';
const one = `${home}/capabilities/{key}`;

const ByKey = z.object({ key: z.string().min(1).max(60).meta({ description: 'PROJ-1' }) });

const Text = {
  text: z.string().min(1).optional().meta({ description: 'Its next version; absent hands in what is there' }),
  url: z.url().optional(),
  path: z.string().optional(),
};
const Word = {
  approve: z.boolean().default(true),
  reason: z.string().optional(),
  finding: Finding.optional(),
  doc_version: z.int().min(1).optional(),
};

/** Writes the document where there is a text, and hands it in for its approval. */
function writing(kind: 'spec' | 'architecture'): Endpoint {
  return defineEndpoint({
    ...{ method: 'post', path: `${one}/${kind}`, name: `v1_${kind}`, tag, params: ByKey },
    summary: `Write and hand in the ${kind}, as …/documents and …/submit do`,
    body: z.object({ ...Workspaced, ...Text }),
    answers: { 200: Anything },
    async run({ params: { key: capability }, body: { workspace_id: _workspace, text, ...more }, call }) {
      if (text !== undefined) await call('write_capability', { capability, kind, text, ...more });
      return { status: 200, body: await call('submit_capability', { capability }) };
    },
  });
}

function deciding(path: string, gate: StageId): Endpoint {
  return defineEndpoint({
    ...{ method: 'post', path: `${one}/${path}`, name: `v1_${path.replace('-', '_')}`, tag, params: ByKey },
    summary: `A person’s word at the gate ${gate}, as …/gates/${gate}/decision takes it`,
    body: z.object({ ...Workspaced, ...Word }),
    answers: { 200: Anything },
    run: async ({ params, body: { workspace_id: _workspace, ...word }, call }) => ({
      status: 200,
      body: await call('decide_gate', { capability: params.key, gate, ...word }),
    }),
  });
}

export const factoryV1Endpoints: Endpoint[] = [
  defineEndpoint({
    ...{ method: 'post', path: `${home}/ideas/{key}/triage`, name: 'v1_triage', tag, params: ByKey },
    summary: 'A capability for each title',
    body: z.object({ ...Workspaced, capabilities: z.array(z.object({ title: z.string().min(1) })).min(1) }),
    answers: { 200: Anything },
    run: async ({ params, body: { capabilities }, call }) => ({
      status: 200,
      body: await call('triage_idea', { idea: params.key, titles: capabilities.map(({ title }) => title) }),
    }),
  }),
  writing('spec'),
  deciding('approve-spec', 'spec_approval'),
  writing('architecture'),
  deciding('approve-architecture', 'architecture_approval'),
  deciding('compliance', 'compliance'),
  defineEndpoint({
    ...{ method: 'post', path: `${one}/build-to-pr`, name: 'v1_build_to_pr', tag, params: ByKey },
    summary: 'What was built is merged, as …/deliveries takes it',
    body: z.object({
      ...Workspaced,
      tickets: z.array(z.string()).optional(),
      detail: z.string().optional().meta({ description: 'Such as the address of the pull request' }),
    }),
    answers: { 200: Anything },
    run: async ({ params, body: { workspace_id: _workspace, ...said }, call }) => ({
      status: 200,
      body: await call('report_delivery', { capability: params.key, kind: 'merged', ...said }),
    }),
  }),
];
