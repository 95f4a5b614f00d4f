/** The REST API: every endpoint behind the same door, with its page in the OpenAPI document. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { etag } from 'hono/etag';
import { wireResult } from '../catalog/wire-result.ts';
import { DocketError, isDocketError } from '../domain/errors.ts';
import type { Caller } from '../domain/principal.ts';
import { answerFault, refuse } from './answer-fault.ts';
import { authorize, type Gate, type Signed } from './authorize.ts';
import type { Answer, ApiHouse, Asked, Endpoint } from './endpoint.ts';
import { type StreamDeps, streamEvents } from './event-stream.ts';
import { answerOnce, readKey } from './once.ts';
import { readBody, readMatch, readPart, readVersion, unknownFields } from './read-request.ts';

export type RestDeps = StreamDeps & { house: ApiHouse; gate: Gate };

/** A document of 1 MB of text, as JSON writes it, has room. */
const largestBody = 4 * 1024 * 1024;

export function restRoutes(deps: RestDeps, endpoints: readonly Endpoint[]): Hono<Signed> {
  const rest = new Hono<Signed>();
  rest.use('/api/*', authorize(deps.gate));
  rest.use('/api/*', bodyLimit({ maxSize: largestBody, onError: refuseLarge }));
  // Before what reads an answer to its end.
  rest.get('/api/events', streamEvents(deps));
  rest.get('/api/*', etag());
  for (const endpoint of endpoints) {
    rest.on(endpoint.method.toUpperCase(), endpoint.path.replace(/\{(\w+)\}/g, ':$1'), (context) =>
      answer(context, endpoint, deps),
    );
  }
  return rest;
}

/** Faults are answered here, so that each is drawn once; only what is no fault of the request is logged. */
async function answer(context: Context<Signed>, endpoint: Endpoint, deps: RestDeps): Promise<Response> {
  try {
    const { status, body, etag: tag } = await serve(context, endpoint, deps);
    if (tag) context.header('etag', tag);
    return status === 204 ? context.body(null, 204) : context.json(body as object, status);
  } catch (error) {
    if (!isDocketError(error)) throw error;
    const fault = answerFault(error, context.req.header('if-match') !== undefined);
    if (fault.retryAfterS !== null) context.header('retry-after', String(fault.retryAfterS));
    return context.json(fault.body, fault.status);
  }
}

async function serve(context: Context<Signed>, endpoint: Endpoint, deps: RestDeps): Promise<Answer> {
  const caller = context.get('caller');
  const { req } = context;
  const sent = endpoint.method === 'get' ? {} : await readBody(context);
  const query = readQuery(context);
  for (const named of [query.workspace_id, sent.workspace_id]) requireOwn(caller, named);
  const params = readPart(endpoint.params, req.param(), 'path');
  const key = endpoint.method === 'post' ? readKey(req.header('idempotency-key')) : null;
  const tokenId = context.get('tokenId');
  const request = `${endpoint.method} ${req.path}`;
  const acting = key === null ? caller : { ...caller, runId: `api:${tokenId}` };
  const asked = {
    house: deps.house,
    caller: acting,
    params,
    query: readPart(endpoint.query, query, 'query'),
    body: readPart(endpoint.body, sent, 'body'),
    version: readVersion(req.header('if-match')),
    match: readMatch(req.header('if-match')),
    call: toolCaller(deps.house, acting, `${request} ${key}`, req.raw.signal),
    signal: req.raw.signal,
  } as Asked<unknown, unknown, unknown>;
  const work = async () => warn(await endpoint.run(asked), unknownFields(endpoint.body, sent));
  if (key === null) return work();
  return answerOnce(deps.house.store, { tokenId, key, request, body: sent }, work);
}

/** Each tool call of a repeated request is the one it was, also when the process died before it could answer. */
function toolCaller(
  house: ApiHouse,
  caller: Caller,
  request: string,
  signal: AbortSignal,
): Asked<0, 0, 0>['call'] {
  let calls = 0;
  return async (name, input = {}, file) => {
    calls += 1;
    const acting = caller.runId ? { ...caller, callId: `${request} ${calls}` } : caller;
    const attachments = file ? [file] : [];
    const result = await house.callTool(name, input, acting, { attachments, signal });
    return wireResult(house.catalog.tools.get(name)!, result);
  };
}

function readQuery(context: Context): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(context.req.queries()).map(([name, values]) => [
      name,
      values.length === 1 ? values[0] : values,
    ]),
  );
}

/** A token acts in one workspace, whatever else it names. */
function requireOwn({ workspaceId }: Caller, named: unknown): void {
  if (named === undefined || named === workspaceId) return;
  throw new DocketError('WORKSPACE_MISMATCH', {
    message: 'This token belongs to another workspace than the one named. Nothing was done.',
    remedy: 'Use a token of that workspace, or leave workspace_id out.',
  });
}

function warn(answer: Answer, unknown: readonly string[]): Answer {
  const { body } = answer;
  if (unknown.length === 0 || body === null || typeof body !== 'object' || Array.isArray(body)) return answer;
  const said = (body as { warnings?: unknown[] }).warnings ?? [];
  const warnings = unknown.map((name) => `"${name.slice(0, 80)}" is no field of this and was ignored.`);
  return { ...answer, body: { ...body, warnings: [...said, ...warnings] } };
}

function refuseLarge(context: Context): Response {
  // What was not read still lies in the connection.
  context.header('connection', 'close');
  const message = 'The body is larger than 4 MB. Nothing was done.';
  return context.json(
    refuse('TOO_LARGE', message, 'A document may have 1 MB of text; send it in parts.'),
    413,
  );
}
