/** The REST API: every endpoint behind the same door, with its page in the OpenAPI document. */
import { hash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import { wireResult } from '../catalog/wire-result.ts';
import { DocketError, isDocketError } from '../domain/errors.ts';
import type { Caller } from '../domain/principal.ts';
import { answerFault, refuse } from './answer-fault.ts';
import { authorize, type Gate, type Signed } from './authorize.ts';
import type { Answer, ApiHouse, Asked, Endpoint } from './endpoint.ts';
import { type StreamDeps, streamEvents } from './event-stream.ts';
import { answerOnce, readKey } from './once.ts';
import { readBody, readMatch, readPart, readVersion, takeBoth, unknownFields } from './read-request.ts';

export type RestDeps = StreamDeps & { house: ApiHouse; gate: Gate };

/** What an endpoint takes where it says nothing of it. */
const Nothing = z.object({});

/** A document of 1 MB of text, as JSON writes it, has room. */
const largestBody = 4 * 1024 * 1024;

export function restRoutes(deps: RestDeps, endpoints: readonly Endpoint[]): Hono<Signed> {
  const rest = new Hono<Signed>();
  rest.use('/api/*', authorize(deps.gate));
  rest.use('/api/*', bodyLimit({ maxSize: largestBody, onError: refuseLarge }));
  // Before what reads an answer to its end.
  rest.get('/api/events', streamEvents(deps));
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
    return send(context, await serve(context, endpoint, deps));
  } catch (error) {
    if (!isDocketError(error)) throw error;
    const fault = answerFault(error);
    if (fault.retryAfterS !== null) context.header('retry-after', String(fault.retryAfterS));
    return context.json(fault.body, fault.status);
  }
}

/** What is read has a tag, its version or else a hash of it, and is not sent again to whoever has it already. */
function send(context: Context<Signed>, { status, body, version, etag }: Answer): Response {
  const { req } = context;
  if (status === 204) return context.body(null, 204);
  const text = JSON.stringify(body);
  const isTagged = req.method === 'GET' || version !== undefined;
  const prefix = version === undefined ? '' : `v${version}-`;
  const tag = etag ?? (isTagged ? `"${prefix}${hash('sha1', text, 'base64url')}"` : null);
  if (tag !== null) context.header('etag', tag);
  if (req.method === 'GET' && isKnown(req.header('if-none-match'), tag)) return context.body(null, 304);
  return context.body(text, status, { 'content-type': 'application/json' });
}

function isKnown(header: string | undefined, tag: string | null): boolean {
  if (header === undefined || tag === null) return false;
  const named = header.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return named.includes(tag) || named.includes('*');
}

async function serve(context: Context<Signed>, endpoint: Endpoint, deps: RestDeps): Promise<Answer> {
  const caller = context.get('caller');
  const { req } = context;
  const sent = endpoint.method === 'get' ? {} : await readBody(context, endpoint.body);
  const query = takeBoth(readQuery(context), endpoint.query) as Record<string, unknown>;
  for (const { workspace_id: one, workspaceId: other } of [query, sent]) requireOwn(caller, one ?? other);
  const params = readPart(endpoint.params ?? Nothing, req.param(), 'path');
  const read = {
    query: readPart(endpoint.query ?? Nothing, query, 'query'),
    body: readPart(endpoint.body ?? Nothing, sent, 'body') as { version?: number },
  };
  const key = endpoint.method === 'post' ? readKey(req.header('idempotency-key')) : null;
  const tokenId = context.get('tokenId');
  const request = `${endpoint.method} ${req.path}`;
  const named = { key, tokenId, batch: req.header('docket-batch') };
  const version = readVersion(req.header('if-match')) ?? read.body.version ?? null;
  const work = async () => {
    const { house } = deps;
    const id = endpoint.changes === 'ticket' && version !== null ? (params as { id: string }).id : null;
    const expects = id === null ? {} : { expects: await expectTicket(house, caller, id, version!) };
    const acting = { ...actAs(caller, named, request), ...expects };
    const call = toolCaller(house, acting, `${request} ${key}`, req.raw.signal);
    const asked = { house, caller: acting, params, ...read, version, call, signal: req.raw.signal };
    const match = readMatch(req.header('if-match'));
    const answer = await endpoint.run({ ...asked, match } as Asked<unknown, unknown, unknown>);
    return warn(answer, unknownFields(endpoint.body, sent));
  };
  if (key === null) return work();
  return answerOnce(deps.house.store, { tokenId, key, request, body: sent }, work);
}

/** A repeated request is one call in the one run of its token; what it asks a person for may belong to a batch. */
function actAs(
  caller: Caller,
  { key, tokenId, batch }: { key: string | null; tokenId: string; batch: string | undefined },
  request: string,
): Caller {
  const batchId = /^[\x21-\x7e]{1,100}$/.exec(batch ?? '')?.[0];
  return {
    ...caller,
    ...(key === null ? {} : { runId: `api:${tokenId}`, callId: `${request} ${key} 0` }),
    ...(batchId === undefined ? {} : { batchId }),
  };
}

/** Throws NOT_FOUND and AMBIGUOUS for the name. */
async function expectTicket({ services }: ApiHouse, caller: Caller, name: string, version: number) {
  const { ticket } = await services.tickets.find(caller, name);
  return { ticketId: ticket.id, version };
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
