/** A small stateful Slack on this machine: Web API, Socket Mode or HTTP, installation, and people who write and press. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { actOut } from '../act-out.ts';
import { json, send } from '../answer.ts';
import { createFaults, type Faults } from '../faults.ts';
import { type LoopbackRequest, listenOnLoopback } from '../loopback-server.ts';
import { type HttpTarget, openHttpDeliveries } from './http-deliveries.ts';
import { createOAuth, type OAuth, type SlackClient } from './oauth.ts';
import { createPeople, type People } from './people.ts';
import { createRoom, type Room, type SlackMessage } from './room.ts';
import { type Deliver, openSockets, type Sockets } from './sockets.ts';
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
  /** Another workspace of Slack, which can install the app. */
  addTeam(team: string): { room: Room; people: People };
  /** From now on deliveries are made over HTTP, signed. */
  deliverTo(target: HttpTarget): void;
  /** Lets workspaces install the app; `url` is SLACK_AUTHORIZE_URL. */
  offer(client: SlackClient): OAuth & { url: string };
  /** Methods called so far, refused ones included. */
  calls(): readonly { method: string; args: Arguments; reply: Reply | null }[];
  /** Messages of a thread, its first among them, as they are now. */
  thread(ts: string): SlackMessage[];
  /** Resolves with the first message that passes, also one to come. */
  until(passes: (message: SlackMessage) => boolean, withinMs?: number): Promise<SlackMessage>;
  close(): Promise<void>;
};

export type SlackSandboxOptions = {
  now?: () => Date;
  port?: number;
  /** How long it waits for an acknowledgement; Slack's three seconds when left out. */
  ackMs?: number;
  /** Told how long each took. */
  acknowledged?(tookMs: number): void;
};

type Call = { method: string; args: Arguments; reply: Reply | null };
type Desk = {
  faults: Faults;
  calls: Call[];
  /** By bot token. */
  teams: Map<string, Team>;
  oauth: OAuth | null;
};
type Team = { room: Room; people: People; methods: Record<string, (args: Arguments) => Reply> };

export async function startSlackSandbox(options: SlackSandboxOptions = {}): Promise<SlackSandbox> {
  const now = options.now ?? (() => new Date());
  const sockets = openSockets(options.ackMs);
  const desk: Desk = { faults: createFaults(), calls: [], teams: new Map(), oauth: null };
  let deliver: Deliver = sockets.deliver;
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
  const addTeam = (team: string, token: string): Team => {
    const room = createRoom(now, team);
    const told: Deliver = async (...delivery) => {
      const answer = await deliver(...delivery);
      options.acknowledged?.(answer.tookMs);
      return answer;
    };
    const people = createPeople(room, told, { base, now });
    const made = { room, people, methods: createMethods({ room, base, socketUrl, now }) };
    desk.teams.set(token, made);
    return made;
  };
  const { room, people } = addTeam('T0SANDBOX', tokens.botToken);
  return {
    apiUrl: `${base}/api/`,
    ...tokens,
    room,
    people,
    sockets,
    faults: desk.faults,
    addTeam: (team) => addTeam(team, `xoxb-${team}`),
    deliverTo(target) {
      deliver = openHttpDeliveries(target, { now, ackMs: options.ackMs });
    },
    offer(client) {
      desk.oauth = createOAuth(client, (id) => findTeam(desk, id));
      return { ...desk.oauth, url: `${base}/oauth/v2/authorize` };
    },
    calls: () => desk.calls,
    thread: (ts) => room.messages.filter((one) => one.ts === ts || one.threadTs === ts),
    until: (passes, withinMs = 10_000) => waitFor(room, passes, withinMs),
    async close() {
      await sockets.close();
      await server.close();
    },
  };
}

function findTeam({ teams }: Desk, id: string) {
  const [token, team] = [...teams].find(([, { room }]) => room.team === id)!;
  return { token, team: id, bot: team.room.bot.id, scopes: () => team.room.scopes };
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

async function serve(desk: Desk, request: LoopbackRequest): Promise<void> {
  const { pathname, searchParams } = request.url;
  if (pathname === '/oauth/v2/authorize' && desk.oauth) {
    return send(request.response, desk.oauth.authorize(searchParams));
  }
  if (pathname.startsWith('/files/')) return serveFile(desk, request);
  if (pathname.startsWith('/upload/')) return takeUpload(desk, request);
  if (pathname.startsWith('/response/')) return takeResponse(desk, request);
  if (!pathname.startsWith('/api/')) return send(request.response, json(404, { ok: false }));
  const method = pathname.slice('/api/'.length);
  const args = readArguments(request);
  const call: Call = { method, args, reply: null };
  desk.calls.push(call);
  const found = findCaller(desk, request, args, method);
  if ('ok' in found) return send(request.response, json(200, found));
  await actOut(desk.faults.strike([method]), request.response, {
    act: () => {
      call.reply = found.answer(args);
      return json(200, call.reply, { 'x-oauth-scopes': found.scopes.join(',') });
    },
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

type Called = { answer(args: Arguments): Reply; scopes: string[] };

/** Whose token it is decides which workspace answers. */
function findCaller(
  { teams, oauth }: Desk,
  { headers }: LoopbackRequest,
  args: Arguments,
  method: string,
): Called | Reply {
  const basic = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (method === 'oauth.v2.access' && oauth) {
    return { answer: (given) => oauth.exchange(given, basic) as Reply, scopes: [] };
  }
  const given = headers.authorization?.replace(/^Bearer /, '') ?? String(args.token ?? '');
  if (given === '') return { ok: false, error: 'not_authed' };
  const isForApp = method.startsWith('apps.');
  const team = isForApp && given === tokens.appToken ? teams.get(tokens.botToken) : teams.get(given);
  if (!team || (isForApp && given !== tokens.appToken)) return { ok: false, error: 'invalid_auth' };
  const known = team.methods[method];
  return { answer: known ?? (() => ({ ok: false, error: 'unknown_method' })), scopes: team.room.scopes };
}

function serveFile({ teams }: Desk, { url, headers, response }: LoopbackRequest): void {
  const team = teams.get(headers.authorization?.replace(/^Bearer /, '') ?? '');
  const file = team?.room.files.get(url.pathname.slice('/files/'.length));
  // Without the right Slack answers a page to sign in on, with status 200.
  const answer = file
    ? { status: 200, headers: { 'content-type': file.mediaType }, body: file.bytes.toString('utf8') }
    : { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };
  send(response, answer);
}

/** Needs no token: whoever was given the address may answer. */
function takeResponse({ teams }: Desk, { url, body, response }: LoopbackRequest): void {
  const team = [...teams.values()].find(({ room }) => url.pathname === `/response/${room.team}`);
  const { text } = JSON.parse(body) as { text?: string };
  const isTaken = team !== undefined && text !== undefined;
  if (isTaken) team.room.responses.push(text);
  send(response, isTaken ? json(200, { ok: true }) : json(404, { ok: false, error: 'invalid_payload' }));
}

/** As the bytes themselves, or as the one part of a form. */
function takeUpload({ teams }: Desk, { url, headers, body, response }: LoopbackRequest): void {
  const id = url.pathname.slice('/upload/'.length);
  const file = [...teams.values()].flatMap(({ room }) => room.files.get(id) ?? [])[0];
  const boundary = /boundary=(\S+)/.exec(headers['content-type'] ?? '')?.[1];
  const part = boundary
    ? body.slice(body.indexOf('\r\n\r\n') + 4, body.lastIndexOf(`\r\n--${boundary}`))
    : body;
  if (file) file.bytes = Buffer.from(part, 'utf8');
  send(response, json(file ? 200 : 404, {}));
}
