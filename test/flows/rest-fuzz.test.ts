/** Whatever a program sends to any endpoint is answered with what it asked for or a fault that says why, never with a bug. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openProgram, type Program, programWith } from '../support/api.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { bikes } from '../support/tool-house.ts';

let chat: TestHouse;
let programs: Program[];
let known: string[];
let operations: Operation[];
const faults: string[] = [];
beforeAll(async () => {
  const error = (message: string, fields: object = {}) =>
    void faults.push(`${message} ${JSON.stringify(fields)}`);
  const silent = () => {};
  const log = { debug: silent, info: silent, warn: silent, error };
  chat = await openTestHouse({ env: { DOCKET_HTTP_PORT: '0' }, log });
  const address = (await chat.house.startListening())!;
  // As many as keep each below what one token may ask in a minute.
  programs = await Promise.all(Array.from({ length: 40 }, () => openProgram(chat.house, address)));
  const [program] = programs as [Program];
  const { body: document } = await program.ask('post', '/api/documents', { title: 'Bikes', content: bikes });
  const { body: made } = await program.ask('post', '/api/execution/generate', { document_id: document.id });
  known = [document.id, document.workspace_id, ...made.tickets.flatMap((one: Named) => [one.id, one.key])];
  const { body } = await programWith(address, '').ask('get', '/openapi.json');
  operations = Object.entries(body.paths as Record<string, Record<string, Described>>).flatMap(
    ([path, methods]) => Object.entries(methods).map(([method, one]) => ({ path, method, ...one })),
  );
});
afterAll(() => chat.close());

type Named = { id: string; key: string };
type Schema = {
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
};
type Described = {
  operationId: string;
  parameters: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
};
type Operation = Described & { path: string; method: string };

const odd = fc.constantFrom(
  '',
  ' ',
  '..',
  '%00',
  "'; drop table tickets; --",
  '\u0000',
  '\uD800',
  '🚲'.repeat(50),
  '-1',
  '1e309',
);
const word = () =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, odd, fc.string({ maxLength: 30 }));

/** Mostly what the schema asks for, and now and then something else. */
function sayValue(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const wrong = fc.oneof(
    fc.constant(null),
    fc.integer(),
    fc.string({ maxLength: 5 }),
    fc.constant([]),
    fc.constant({}),
  );
  return fc.oneof({ weight: 9, arbitrary: rightOf(schema, depth) }, { weight: 1, arbitrary: wrong });
}

function rightOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => sayValue(one, depth)));
  const [type] = [schema.type ?? 'string'].flat();
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer' || type === 'number') return fc.oneof(fc.nat(5), fc.integer(), fc.double());
  if (type === 'array') return fc.array(sayValue(schema.items ?? {}, depth + 1), { maxLength: 3 });
  if (type !== 'object') return word();
  const fields = Object.entries(depth > 3 ? {} : (schema.properties ?? {}));
  return fc.record(Object.fromEntries(fields.map(([name, one]) => [name, sayValue(one, depth + 1)])), {
    requiredKeys: [],
  });
}

function requestTo({ path, method, parameters, requestBody }: Operation) {
  const parts = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
  const query = parameters.filter((one) => one.in === 'query');
  const body = requestBody?.content['application/json'].schema;
  return fc.record({
    method: fc.constant(method),
    path: fc
      .record(Object.fromEntries(parts.map((name) => [name, word().filter((said) => said.isWellFormed())])))
      .map((said) =>
        path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(said[name]!) || 'x'),
      ),
    query: fc.record(Object.fromEntries(query.map(({ name, schema }) => [name, sayValue(schema)])), {
      requiredKeys: [],
    }),
    body: body ? sayValue(body) : fc.constant(undefined),
  });
}

const runs = process.env.DOCKET_TEST_DEEP ? 10_000 : 150;

it('never with a bug', async () => {
  let at = 0;
  const request = fc.nat(operations.length - 1).chain((one) => requestTo(operations[one]!));
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, query, body }) => {
      at += 1;
      const { wait_seconds: _wait, ...rest } = query;
      const search = new URLSearchParams(
        Object.entries(rest).map(([name, said]) => [name, String(said)] as [string, string]),
      );
      const said =
        body !== null && typeof body === 'object' && !Array.isArray(body)
          ? { ...body, wait_seconds: 0 }
          : body;
      const answer = await programs[at % programs.length]!.ask(method, `${path}?${search}`, said);
      const what = `${method} ${path} ${JSON.stringify(body)} ${answer.status} ${faults.at(-1)}`;
      expect(answer.status, what).not.toBe(500);
      // No model and no tracker is connected but one: that is told as such.
      if (answer.status > 500) expect(answer.body.error?.code, what).toMatch(/^(?:MODEL|TRACKER)_/);
      if (answer.status < 400) return;
      expect(answer.body).toHaveProperty('error.remedy');
      expect(JSON.stringify(answer.body)).not.toMatch(/\bat .*:\d+:\d+/);
    }),
    { numRuns: runs },
  );
}, 3_600_000);
