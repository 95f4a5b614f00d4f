/** Two workspaces in one installation: whatever one asks of the other’s things, at any endpoint, it gets nothing and changes nothing. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openProgram, openStranger, type Program } from '../support/api.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { bikes } from '../support/tool-house.ts';

let chat: TestHouse;
let program: Program;
/** Of one other workspace, as many as keep each below what a token may ask in a minute. */
let strangers: Program[];
/** Ids of the first workspace, by the kind of thing. */
let theirs: Record<string, string>;
beforeAll(async () => {
  chat = await openTestHouse({ env: { DOCKET_HTTP_PORT: '0' } });
  const address = (await chat.house.startListening())!;
  program = await openProgram(chat.house, address);
  const stranger = await openStranger(chat.house, address);
  const { body: elsewhere } = await stranger.ask('get', '/api/workspaces');
  const wish = { workspaceId: elsewhere.workspaces[0].id, member: 'Olga' };
  strangers = await Promise.all(Array.from({ length: 8 }, () => openProgram(chat.house, address, wish)));
  const agent = await openProgram(chat.house, address, { kind: 'agent' });
  const { body: document } = await program.ask('post', '/api/documents', { title: 'Bikes', content: bikes });
  const { body: blocks } = await program.ask('get', `/api/documents/${document.id}/blocks`);
  const { body: made } = await program.ask('post', '/api/execution/generate', { document_id: document.id });
  const [first, second] = made.tickets;
  await program.ask('post', '/api/execution/review', { ticket_ids: [first.id] });
  const send = { ticket_ids: [first.id], platform: 'linear' };
  const { body: push } = await program.ask('post', '/api/execution/push', send);
  await agent.ask('post', '/api/execution/push', { ticket_ids: [second.id], platform: 'linear' });
  await agent.ask('delete', `/api/execution/tickets/${second.id}`);
  const { body: waiting } = await program.ask('get', '/api/pending-actions');
  const { body: raised } = await program.ask('post', '/api/pm/tickets', {
    kind: 'bug',
    title: 'Bike Parking broke',
  });
  const { id: bug } = raised.ticket ?? raised;
  const run = { ticket_id: bug, workflow_id: 'bug-fix' };
  const { body: started } = await program.ask('post', '/api/workflows/runs', run);
  const { body: hook } = await program.ask('post', '/api/webhooks', {
    url: 'https://example.com/secret-path',
  });
  const post = async (path: string, body: object) => (await program.ask('post', path, body)).body;
  const source = await post('/api/research/sources', { title: 'Bike Parking interviews' });
  const insight = await post('/api/insights', { title: 'Bike Parking is wet', source_ids: [source.id] });
  const recommendation = await post('/api/recommendations', { title: 'Bike Parking roofs' });
  const idea = await post('/api/factory/ideas', { title: 'Bike Parking sheds' });
  const [board] = await chat.house.storage.store.boards.newest(document.workspace_id, 1);
  theirs = {
    ...{ document: document.id, block: blocks.blocks[1].id, ticket: second.id, pushed: first.id },
    ...{ push: push.push_id, action: waiting.pendingActions[0].id, run: started.runs[0].id },
    ...{ webhook: hook.id, board: board!.id, workspace: document.workspace_id },
    ...{ source: source.id, insight: insight.id, recommendation: recommendation.id },
    idea: (idea.idea ?? idea).key,
  };
});
afterAll(() => chat.close());

type Schema = {
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
};
type Described = {
  parameters: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
};

/** Says the id wherever a word fits, so that whatever a field means, it is the other workspace’s. */
function sayEverywhere(schema: Schema, id: string, depth = 0): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return sayEverywhere(schema.anyOf[0]!, id, depth);
  const [type] = [schema.type ?? 'string'].flat();
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'array') return [sayEverywhere(schema.items ?? {}, id, depth + 1)];
  if (type !== 'object') return id;
  const fields = Object.entries(depth > 2 ? {} : (schema.properties ?? {}));
  return Object.fromEntries(
    fields
      .filter(([name]) => name !== 'workspace_id')
      .map(([name, one]) => [name, sayEverywhere(one, id, depth + 1)]),
  );
}

/** What only the first workspace’s things say, in any answer. */
const own = /Commuters arrive|book a stand|cancel a booking|Record how long|Bike Parking|secret-path|\bAda\b/;

/** What the words of a path may mean, besides a ticket. */
const kinds: [RegExp, string][] = [
  [/webhooks/, 'webhook'],
  [/runs/, 'run'],
  [/pushes/, 'push'],
  [/pending-actions/, 'action'],
  [/workspaces/, 'workspace'],
  [/documents|execution/, 'document'],
  [/research/, 'source'],
  [/insights/, 'insight'],
  [/recommendations/, 'recommendation'],
  [/factory/, 'idea'],
];

/** Each kind of id at each path, or in the usual run those that may mean something there. */
function idsFor(path: string): string[] {
  if (process.env.DOCKET_TEST_DEEP) return [...new Set(Object.values(theirs))];
  const fitting = kinds.filter(([words]) => words.test(path)).map(([, kind]) => theirs[kind]!);
  return [theirs.ticket!, ...fitting];
}

/** What only its own people change: how work and issues stand goes on by itself. */
async function standingOf(whose: Program): Promise<string> {
  const read = async (path: string, list: string, ...fields: string[]) => {
    const { body } = await whose.ask('get', path);
    return body[list].map((one: Record<string, unknown>) => fields.map((field) => one[field]));
  };
  return JSON.stringify([
    await read(
      '/api/tickets?limit=500',
      'tickets',
      'key',
      'title',
      'body',
      'labels',
      'priority',
      'assignee_id',
    ),
    await read('/api/documents', 'documents', 'title', 'document_type', 'status', 'version'),
    await read('/api/pending-actions', 'pendingActions', 'id', 'status'),
    await read('/api/webhooks', 'webhooks', 'id', 'address'),
    await read('/api/research/sources', 'research_sources', 'id', 'title'),
    await read('/api/insights?archived=true', 'insights', 'id', 'title'),
    await read('/api/recommendations', 'recommendations', 'id', 'title', 'status'),
    await read('/api/workspaces', 'workspaces', 'id', 'name', 'product_name'),
  ]);
}

it('at no endpoint', async () => {
  const before = await standingOf(program);
  expect(before).toMatch(own);
  const { body: document } = await program.ask('get', '/openapi.json');
  const paths = Object.entries(document.paths as Record<string, Record<string, Described>>);
  let asked = 0;
  for (const [path, methods] of paths) {
    for (const [method, { parameters, requestBody }] of Object.entries(methods)) {
      const isTool = path.startsWith('/api/tools/');
      const ids = isTool ? [theirs.ticket!] : idsFor(path);
      for (const id of path.includes('{') || isTool ? ids : [theirs.ticket!, theirs.document!]) {
        const query = parameters.filter(
          (one) => one.in === 'query' && /ticket|document|push|run|parent|after/.test(one.name),
        );
        const search = new URLSearchParams(Object.fromEntries(query.map(({ name }) => [name, id])));
        const schema = requestBody?.content['application/json'].schema;
        const body = schema && { ...(sayEverywhere(schema, id) as object), wait_seconds: 0 };
        const where = path.replace(/\{block_id\}/g, theirs.block!).replace(/\{\w+\}/g, id);
        const answer = await strangers[asked % strangers.length]!.ask(method, `${where}?${search}`, body);
        asked += 1;
        const what = `${method} ${where} ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`;
        expect(JSON.stringify(answer.body), what).not.toMatch(own);
        expect(answer.status, what).not.toBe(500);
        if (path.includes('{')) expect([403, 404, 422], what).toContain(answer.status);
      }
    }
  }
  expect(asked).toBeGreaterThan(paths.length);
  expect(await standingOf(program)).toBe(before);
});
