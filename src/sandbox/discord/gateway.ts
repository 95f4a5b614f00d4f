/** Discord's gateway: identify, heartbeat, events by intent and shard, resume with what was missed, and its ways to fail. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { applicationFlags, ourGuilds } from './guilds.ts';
import { dataFor, refuseIntents, wants } from './intents.ts';
import { toOpenGuild, toUser } from './views.ts';
import type { GatewayEvent, Json, World } from './world.ts';

export type GatewayOptions = {
  token: string;
  url(): string;
  heartbeatMs?: number;
  identifiesPerDay?: number;
};

export type Gateway = {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** To each session that wants it; kept for those that are away. */
  tell(event: GatewayEvent): void;
  /** Sessions that are connected now. */
  count(): number;
  /** How often a connection began anew, and how often it went on with what it had missed. */
  seen: { identified: number; resumed: number };
  /** Asks every client to come back (op 7), as before maintenance. */
  reconnect(): void;
  /** Ends every session (op 9); they must begin anew, or may resume when `resumable`. */
  invalidate(resumable?: boolean): void;
  /** As a network does: connections are gone, sessions are kept. */
  cut(): void;
  /** Connections stay open and say nothing more, heartbeats included, until they are closed. */
  freeze(): void;
  /** What is left of today's identifies. */
  startLimit(): { total: number; remaining: number; reset_after: number; max_concurrency: number };
  close(): Promise<void>;
};

type Session = {
  id: string;
  intents: number;
  shard: [number, number];
  seq: number;
  /** For who comes back: everything sent, oldest first. */
  sent: { s: number; t: string; d: Json }[];
  socket: WebSocket | null;
};
type Connection = { socket: WebSocket; session: Session | null; isFrozen: boolean; heard: number[] };

const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalid: 9,
  hello: 10,
  beat: 11,
} as const;
/** A connection may say this much in a minute; more closes it. */
const talk = { most: 120, withinMs: 60_000 };
const remembered = 10_000;

type Desk = {
  world: World;
  options: GatewayOptions;
  sessions: Map<string, Session>;
  connections: Set<Connection>;
  seen: { identified: number; resumed: number };
};

export function openGateway(world: World, options: GatewayOptions): Gateway {
  const server = new WebSocketServer({ noServer: true });
  const seen = { identified: 0, resumed: 0 };
  const desk: Desk = { world, options, sessions: new Map(), connections: new Set(), seen };
  server.on('connection', (socket) => welcome(desk, socket));
  const each = (deed: (connection: Connection) => void) => [...desk.connections].forEach(deed);
  const total = options.identifiesPerDay ?? 1000;
  return {
    upgrade: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client, request)),
    tell(event) {
      for (const session of desk.sessions.values()) {
        if (isOfShard(session, event.guild) && wants(session.intents, event)) {
          dispatch(session, event.t, dataFor(world, session.intents, event));
        }
      }
    },
    count: () => [...desk.sessions.values()].filter(({ socket }) => socket !== null).length,
    seen,
    reconnect: () => each(({ socket }) => say(socket, { op: op.reconnect, d: null })),
    invalidate(resumable = false) {
      if (!resumable) desk.sessions.clear();
      each(({ socket }) => say(socket, { op: op.invalid, d: resumable }));
    },
    cut: () => each(({ socket }) => socket.terminate()),
    freeze: () =>
      each((connection) => {
        connection.isFrozen = true;
        if (connection.session) connection.session.socket = null;
      }),
    startLimit: () => ({
      total,
      remaining: Math.max(0, total - seen.identified),
      reset_after: 14_400_000,
      max_concurrency: 1,
    }),
    async close() {
      each(({ socket }) => socket.terminate());
      server.close();
    },
  };
}

function welcome(desk: Desk, socket: WebSocket): void {
  const connection: Connection = { socket, session: null, isFrozen: false, heard: [] };
  desk.connections.add(connection);
  socket.on('close', (code) => {
    desk.connections.delete(connection);
    const { session } = connection;
    if (session?.socket === socket) session.socket = null;
    // A client that says goodbye ends its session: docs, events/gateway, disconnecting.
    if (session && (code === 1000 || code === 1001)) desk.sessions.delete(session.id);
  });
  socket.on('message', (data) => hear(desk, connection, String(data)));
  say(socket, { op: op.hello, d: { heartbeat_interval: desk.options.heartbeatMs ?? 41_250 } });
}

function hear(desk: Desk, connection: Connection, text: string): void {
  if (connection.isFrozen) return;
  const now = Date.now();
  connection.heard = [...connection.heard.filter((at) => now - at < talk.withinMs), now];
  const said = readPayload(text);
  if (connection.heard.length > talk.most) connection.socket.close(4008, 'You are being rate limited.');
  else if (!said) connection.socket.close(4002, 'Error while decoding payload.');
  else obey(desk, connection, said);
}

type Payload = { op?: unknown; d?: unknown };

function readPayload(text: string): Payload | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function obey(desk: Desk, connection: Connection, said: Payload): void {
  const { socket, session } = connection;
  const data = (said.d ?? {}) as Json;
  if (said.op === op.heartbeat) say(socket, { op: op.beat, d: null });
  else if (said.op === op.identify) identify(desk, connection, data);
  else if (said.op === op.resume) resume(desk, connection, data);
  else if (said.op !== op.presence && said.op !== op.members) socket.close(4001, 'Unknown opcode.');
  else if (!session) socket.close(4003, 'Not authenticated.');
}

function identify(desk: Desk, connection: Connection, { token, intents, shard }: Json): void {
  const { world, options, seen } = desk;
  const { socket } = connection;
  if (connection.session) return void socket.close(4005, 'Already authenticated.');
  if (token !== options.token) return void socket.close(4004, 'Authentication failed.');
  const refused = refuseIntents(intents, world.portal);
  if (refused)
    return void socket.close(refused, refused === 4013 ? 'Invalid intent(s).' : 'Disallowed intent(s).');
  const place = (shard ?? [0, 1]) as [number, number];
  if (!(place[0] < place[1])) return void socket.close(4010, 'Invalid shard.');
  seen.identified += 1;
  const id = randomUUID().replaceAll('-', '');
  const session: Session = { id, intents: intents as number, shard: place, seq: 0, sent: [], socket };
  desk.sessions.set(id, session);
  connection.session = session;
  const guilds = ourGuilds(world).filter(({ id: guild }) => isOfShard(session, guild));
  dispatch(session, 'READY', {
    v: 10,
    user: { ...toUser(world.bot), verified: true, mfa_enabled: false, email: null },
    guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
    session_id: id,
    session_type: 'normal',
    resume_gateway_url: options.url(),
    shard: place,
    application: { id: world.bot.id, flags: applicationFlags(world.portal) },
    private_channels: [],
    relationships: [],
    user_settings: {},
    _trace: [],
  });
  if (!((intents as number) & 1)) return;
  for (const guild of guilds) dispatch(session, 'GUILD_CREATE', toOpenGuild(world, guild));
}

function resume(desk: Desk, connection: Connection, { token, session_id, seq }: Json): void {
  const { socket } = connection;
  if (token !== desk.options.token) return void socket.close(4004, 'Authentication failed.');
  const session = desk.sessions.get(String(session_id));
  if (!session) return void say(socket, { op: op.invalid, d: false });
  if (Number(seq) > session.seq) return void socket.close(4007, 'Invalid seq.');
  session.socket?.terminate();
  session.socket = socket;
  connection.session = session;
  desk.seen.resumed += 1;
  for (const { s, t, d } of session.sent) {
    if (s > Number(seq)) say(socket, { op: op.dispatch, s, t, d });
  }
  dispatch(session, 'RESUMED', { _trace: [] });
}

function dispatch(session: Session, t: string, d: Json): void {
  session.seq += 1;
  // What was told is a copy: what changes later is told again.
  const event = { s: session.seq, t, d: structuredClone(d) };
  session.sent.push(event);
  if (session.sent.length > remembered) session.sent.shift();
  if (session.socket) say(session.socket, { op: op.dispatch, ...event });
}

function say(socket: WebSocket, what: object): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(what));
}

/** Docs, events/gateway, sharding: servers are spread by their ids, and private talk is with the first shard. */
function isOfShard({ shard: [index, count] }: Session, guild: string | null): boolean {
  return guild === null ? index === 0 : Number((BigInt(guild) >> 22n) % BigInt(count)) === index;
}
