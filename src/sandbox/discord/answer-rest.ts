/** Answers one request to Discord's HTTP API: whose it is, whether its form does, how often it may come, and what it does. */
import type { ErrorObject } from 'ajv';
import { actOut } from '../act-out.ts';
import { type Answer, json, send } from '../answer.ts';
import type { Faults } from '../faults.ts';
import type { LoopbackRequest } from '../loopback-server.ts';
import { openRestDescription, type RestDescription } from '../rest-description.ts';
import type { Call, Endpoint, Upload } from './call.ts';
import { type Gate, tooMany } from './rates.ts';
import { oneFault, Refusal, refusalAnswer, refuse, refuseForm } from './refusal.ts';
import type { Json, World } from './world.ts';

export type RestCall = {
  /** As Discord calls it: `create_message`. */
  operation: string;
  path: string;
  body: Json;
  /** Null where nothing was answered, as when a fault swallowed it. */
  status: number | null;
  /** Discord's own code of what was refused; null for what was done. */
  code: number | null;
};

export type RestDesk = {
  world: World;
  token: string;
  endpoints: Record<string, Endpoint>;
  faults: Faults;
  gate: Gate;
  calls: RestCall[];
};

let description: RestDescription | null = null;

/** Discord's own, read when the first request needs it. */
export function discordDescription(): RestDescription {
  description ??= openRestDescription(new URL('./rest.openapi.json', import.meta.url));
  return description;
}

/** Ways in that are open to who holds the token of an interaction, with no bot's. */
const withOwnToken = /^\/(interactions|webhooks)\//;

export async function answerRest(desk: RestDesk, request: LoopbackRequest): Promise<void> {
  const { response, method } = request;
  const url = new URL(request.url);
  url.pathname = url.pathname.replace(/^\/api\/v10/, '');
  const isOurs = request.headers.authorization === `Bot ${desk.token}`;
  if (!isOurs && !withOwnToken.test(url.pathname)) return send(response, refusalAnswer(refuse(0)));
  const read = await readBody(request).catch(() => null);
  if (!read)
    return send(response, refusalAnswer(new Refusal(400, 50109, 'The request body contains invalid JSON.')));
  const checked = discordDescription().check(method, url, read.body);
  const endpoint = desk.endpoints[checked?.operation ?? ''];
  if (!checked || !endpoint) return send(response, refusalAnswer(refuse(40333)));
  const { operation, parts, faults } = checked;
  const seen: RestCall = { operation, path: url.pathname, body: read.body as Json, status: null, code: null };
  desk.calls.push(seen);
  const passed = desk.gate.pass(operation, parts, read.body);
  if ('refused' in passed) return send(response, note(seen, passed.refused));
  const call: Call = {
    world: desk.world,
    parts,
    query: url.searchParams,
    body: (read.body ?? {}) as Json,
    uploads: read.uploads,
  };
  const act = (): Answer => note(seen, withHeaders(answer(endpoint, call, faults), passed.headers));
  await actOut(desk.faults.strike([operation], JSON.stringify(read.body)), response, {
    act,
    rateLimited: (resetMs) =>
      note(seen, tooMany(Date.now() + resetMs, { global: false, headers: passed.headers })),
    unauthorized: () => note(seen, refusalAnswer(refuse(0))),
    forbidden: () => note(seen, refusalAnswer(refuse(50013))),
    invalid: () => note(seen, refusalAnswer(oneFault('', 'BASE_TYPE_CHOICES', 'This does not do.'))),
  });
}

function answer(endpoint: Endpoint, call: Call, faults: readonly ErrorObject[]): Answer {
  try {
    if (faults.length > 0) throw refuseForm(formFaults(faults));
    const { status, body } = endpoint(call);
    return body === undefined ? { status, headers: {}, body: '' } : json(status, body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status !== 429) return refusalAnswer(error);
    return tooMany(Date.now() + 20_000, { global: false, headers: {}, code: error.code });
  }
}

function withHeaders(one: Answer, headers: Record<string, string>): Answer {
  return { ...one, headers: { ...headers, ...one.headers } };
}

function note(seen: RestCall, one: Answer): Answer {
  seen.status = one.status;
  if (one.status >= 400) seen.code = (JSON.parse(one.body) as { code?: number }).code ?? null;
  return one;
}

/** A component is held against every shape there is; what says the most is told, and not that it is none of the others. */
function formFaults(faults: readonly ErrorObject[]) {
  const telling = faults.filter(
    ({ keyword, instancePath }) =>
      !['oneOf', 'anyOf', 'allOf'].includes(keyword) && !instancePath.endsWith('/type'),
  );
  const strong = telling.filter(({ keyword }) => keyword !== 'required');
  const told = [strong, telling, faults].find((some) => some.length > 0)!;
  return told.map(({ instancePath, keyword, message = '' }) => ({
    at: instancePath.slice(1),
    code: `BASE_TYPE_${keyword.toUpperCase()}`,
    message,
  }));
}

type Read = { body: unknown; uploads: Upload[] };

/** JSON, or a form whose `payload_json` it is and whose other parts are files. */
async function readBody({ headers, bytes, body }: LoopbackRequest): Promise<Read> {
  const type = headers['content-type'] ?? '';
  if (!type.startsWith('multipart/')) {
    return { body: body === '' ? undefined : JSON.parse(body), uploads: [] };
  }
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const uploads: Upload[] = [];
  for (const [field, value] of form) {
    if (typeof value === 'string') continue;
    const content = Buffer.from(await value.arrayBuffer());
    uploads.push({
      field,
      name: value.name,
      mediaType: value.type || 'application/octet-stream',
      bytes: content,
    });
  }
  const payload = form.get('payload_json');
  return { body: typeof payload === 'string' ? JSON.parse(payload) : {}, uploads };
}
