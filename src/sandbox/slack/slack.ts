/** A small stateful Slack on this machine: Web API and Socket Mode, and people who write, press and fill in. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { actOut } from '../act-out.ts';
import { type Answer, json, send } from '../answer.ts';
import { createFaults, type Faults } from '../faults.ts';
import { type LoopbackRequest, listenOnLoopback } from '../loopback-server.ts';
import { createPeople, type People } from './people.ts';
import { createRoom, type Room, type SlackMessage } from './room.ts';
import { openSockets, type Sockets } from './sockets.ts';
import { type Arguments, createMethods, type Reply, tokens } from './web-api.ts';

export type SlackSandbox = {
  /** What SLACK_API_URL is set to. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  room: Room;
  people: People;
  sockets: Pick<Sockets, 'count' | 'recycle' | 'cut'>;
  faults: Faults;
  /** Methods called so far, refused ones included. */
  calls(): readonly { method: string; args: Arguments; reply: Reply | null }[];
  /** Messages of a thread, its first among them, as they are now. */
  thread(ts: string): SlackMessage[];
  /** Resolves with the first message that passes, also one to come. */
  until(passes: (message: SlackMessage) => boolean, withinMs?: number): Promise<SlackMessage>;
  close(): Promise<void>;
};

export type SlackSandboxOptions = { now?: () => Date; port?: number; ackMs?: number };

type Call = { method: string; args: Arguments; reply: Reply | null };
type Desk = {
  room: Room;
  faults: Faults;
  calls: Call[];
  methods: Record<string, (args: Arguments) => Reply>;
};

export async function startSlackSandbox(options: SlackSandboxOptions = {}): Promise<SlackSandbox> {
  const now = options.now ?? (() => new Date());
  const room = createRoom(now);
  const sockets = openSockets(options.ackMs);
  const desk: Desk = { room, faults: createFaults(), calls: [], methods: {} };
  // One path per run, so that a client of an earlier sandbox is not taken for one of this.
  const socketPath = `/link/${randomUUID()}`;
  const server = await listenOnLoopback(
    {
      ...(options.port === undefined ? {} : { port: options.port }),
      anyBody: true,
      upgrade: (request, socket, head) =>
        request.url?.startsWith(socketPath) ? sockets.upgrade(request, socket, head) : socket.destroy(),
    },
    (request) => serve(desk, request),
  );
  const base = server.url;
  const socketUrl = () => `ws://127.0.0.1:${server.port}${socketPath}?ticket=1`;
  desk.methods = createMethods({ room, base, socketUrl, now });
  return {
    apiUrl: `${base}/api/`,
    ...tokens,
    room,
    people: createPeople(room, sockets, { base, now }),
    sockets,
    faults: desk.faults,
    calls: () => desk.calls,
    thread: (ts) => room.messages.filter((one) => one.ts === ts || one.threadTs === ts),
    until: (passes, withinMs = 10_000) => waitFor(room, passes, withinMs),
    async close() {
      await sockets.close();
      await server.close();
    },
  };
}

async function waitFor(
  room: Room,
  passes: (message: SlackMessage) => boolean,
  withinMs: number,
): Promise<SlackMessage> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = room.messages.find(passes);
    if (found) return found;
    if (Date.now() > deadline) throw new Error('no such message came');
    await wait(15);
  }
}

async function serve({ room, faults, calls, methods }: Desk, request: LoopbackRequest): Promise<void> {
  const { pathname } = request.url;
  if (pathname.startsWith('/files/')) return serveFile(room, request);
  if (pathname.startsWith('/upload/')) return takeUpload(room, request);
  if (!pathname.startsWith('/api/')) return send(request.response, json(404, { ok: false }));
  const method = pathname.slice('/api/'.length);
  const args = readArguments(request);
  const call: Call = { method, args, reply: null };
  calls.push(call);
  const refusal = refuseToken(request, args, method);
  if (refusal) return send(request.response, json(200, refusal));
  const act = (): Answer => {
    call.reply = methods[method]?.(args) ?? { ok: false, error: 'unknown_method' };
    return json(200, call.reply, { 'x-oauth-scopes': room.scopes.join(',') });
  };
  await actOut(faults.strike([method]), request.response, {
    act,
    rateLimited: (resetMs) =>
      json(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(Math.ceil(resetMs / 1000)) }),
    unauthorized: () => json(200, { ok: false, error: 'invalid_auth' }),
    forbidden: () => json(200, { ok: false, error: 'missing_scope' }),
  });
}

/** The client sends forms, in which whatever is no text is JSON. */
function readArguments({ body, headers }: LoopbackRequest): Arguments {
  if (headers['content-type']?.startsWith('application/json')) return JSON.parse(body) as Arguments;
  return Object.fromEntries([...new URLSearchParams(body)].map(([key, value]) => [key, readValue(value)]));
}

function readValue(value: string): unknown {
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function refuseToken({ headers }: LoopbackRequest, args: Arguments, method: string): Reply | null {
  const given = headers.authorization?.replace(/^Bearer /, '') ?? String(args.token ?? '');
  const wanted = method.startsWith('apps.') ? tokens.appToken : tokens.botToken;
  if (given === '') return { ok: false, error: 'not_authed' };
  return given === wanted ? null : { ok: false, error: 'invalid_auth' };
}

function serveFile(room: Room, { url, headers, response }: LoopbackRequest): void {
  const file = room.files.get(url.pathname.slice('/files/'.length));
  const allowed = headers.authorization === `Bearer ${tokens.botToken}`;
  // Without the right Slack answers a page to sign in on, with status 200.
  const answer =
    file && allowed
      ? { status: 200, headers: { 'content-type': file.mediaType }, body: file.bytes.toString('utf8') }
      : { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };
  send(response, answer);
}

/** As the bytes themselves, or as the one part of a form. */
function takeUpload(room: Room, { url, headers, body, response }: LoopbackRequest): void {
  const file = room.files.get(url.pathname.slice('/upload/'.length));
  const boundary = /boundary=(\S+)/.exec(headers['content-type'] ?? '')?.[1];
  const part = boundary
    ? body.slice(body.indexOf('\r\n\r\n') + 4, body.lastIndexOf(`\r\n--${boundary}`))
    : body;
  if (file) file.bytes = Buffer.from(part, 'utf8');
  send(response, json(file ? 200 : 404, {}));
}
