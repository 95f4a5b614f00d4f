/** A small stateful Discord on this machine, for discord.js as it is: HTTP API v10, the gateway, and people who use it. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { json, send } from '../answer.ts';
import { createFaults, type Faults } from '../faults.ts';
import { type LoopbackRequest, listenOnLoopback } from '../loopback-server.ts';
import { answerRest, type RestCall, type RestDesk } from './answer-rest.ts';
import { answerControl, type Controlled } from './control.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { appEndpoints } from './guilds.ts';
import { createInteractions } from './interactions.ts';
import { messageEndpoints } from './messages.ts';
import { createPeople, type People } from './people.ts';
import { bits, type Permission } from './permissions.ts';
import { createGate, type Rates, usualRates } from './rates.ts';
import { answerTalk } from './talk.ts';
import { channelEndpoints } from './threads.ts';
import { createWorld, type DiscordMessage, ids, type Pings, type World } from './world.ts';

/**
 * A client is pointed at it with `new Client({ rest: { api: apiUrl } })` and `login(token)`. `people` write, mention, reply,
 * post in a forum, press, choose, fill in modals, enter commands, and use those of a message's menu.
 */
export type DiscordSandbox = {
  /** Where a person talks in it with a browser; `/_sandbox/do` takes the same deeds from programs. */
  url: string;
  /** What `rest.api` is set to; a client adds `/v10`. */
  apiUrl: string;
  token: string;
  /** Everything in it; `portal` switches the privileged intents of the app. */
  world: World;
  people: People;
  /** Reconnects, invalidates sessions, cuts and freezes connections; counts identifies and resumes. */
  gateway: Omit<Gateway, 'upgrade' | 'tell' | 'close'>;
  /** Strike an operation by its name in Discord's description: `create_message`. */
  faults: Faults;
  /** Requests so far, refused ones included. */
  calls(): readonly RestCall[];
  /** Requests that were answered with a refusal. */
  refused(): readonly RestCall[];
  /** Messages of the bot that notified anybody, and whom, also by an edit. */
  liveMentions(): { message: string; pings: Pings }[];
  /** What the bot wrote and still stands, in a channel or anywhere. */
  ours(channel?: string): DiscordMessage[];
  /** Resolves with the first message that passes, also one to come. */
  until(passes: (message: DiscordMessage) => boolean, withinMs?: number): Promise<DiscordMessage>;
  /** What the bot may do, in its server or in one channel. */
  grant(permission: Permission, channel?: string): void;
  deny(permission: Permission, channel?: string): void;
  close(): Promise<void>;
};

export type DiscordSandboxOptions = {
  now?: () => Date;
  port?: number;
  /** Discord's own where left out. */
  rates?: Partial<Rates>;
  heartbeatMs?: number;
  /** How many connections a client is asked to share its servers among; one when left out. */
  shards?: number;
  /** How often a client may begin anew in a day; Discord's thousand when left out. */
  identifiesPerDay?: number;
  /** How long people wait for an answer; Discord's three seconds when left out. */
  ackMs?: number;
  /** Told how long each first answer took. */
  acknowledged?(tookMs: number): void;
};

const token = `${Buffer.from(ids.application).toString('base64url')}.Sand.box-for-docket`;

export async function startDiscordSandbox(options: DiscordSandboxOptions = {}): Promise<DiscordSandbox> {
  const at = { base: '', gatewayPath: `/gateway/${randomUUID()}` };
  const gatewayUrl = () => `${at.base.replace('http', 'ws')}${at.gatewayPath}`;
  const world: World = createWorld({
    now: options.now ?? (() => new Date()),
    base: () => at.base,
    tell: (event) => gateway.tell(event),
  });
  const gateway = openGateway(world, { ...options, token, url: gatewayUrl });
  const interactions = createInteractions(world);
  const desk: RestDesk = {
    world,
    token,
    faults: createFaults(),
    gate: createGate({ ...usualRates, ...options.rates }),
    calls: [],
    endpoints: {
      ...appEndpoints,
      ...channelEndpoints,
      ...messageEndpoints,
      ...interactions.endpoints,
      ...gatewayEndpoints(gateway, gatewayUrl, options.shards ?? 1),
    },
  };
  const { ackMs = 3000, acknowledged = () => {} } = options;
  const people = createPeople({ world, interactions, ackMs, acknowledged });
  const server = await listenOnLoopback(
    {
      ...(options.port === undefined ? {} : { port: options.port }),
      anyBody: true,
      upgrade: (request, socket, head) =>
        request.url?.startsWith(at.gatewayPath) ? gateway.upgrade(request, socket, head) : socket.destroy(),
    },
    (request) =>
      serve(desk, { world, people, faults: desk.faults, isListening: () => gateway.count() > 0 }, request),
  );
  at.base = server.url;
  return {
    ...lookOn(desk),
    apiUrl: `${server.url}/api`,
    people,
    url: server.url,
    gateway,
    async close() {
      await gateway.close();
      await server.close();
    },
  };
}

function gatewayEndpoints(gateway: Gateway, url: () => string, shards: number): RestDesk['endpoints'] {
  return {
    get_gateway: () => ({ status: 200, body: { url: url() } }),
    get_bot_gateway: () => ({
      status: 200,
      body: { url: url(), shards, session_start_limit: gateway.startLimit() },
    }),
  };
}

/** What a test sees and sets, beside what people do. */
function lookOn(desk: RestDesk): Omit<DiscordSandbox, 'url' | 'apiUrl' | 'people' | 'gateway' | 'close'> {
  const { world, faults } = desk;
  return {
    token,
    world,
    faults,
    calls: () => desk.calls,
    refused: () => desk.calls.filter(({ code }) => code !== null),
    liveMentions: () => liveMentions(world),
    ours: (channel) =>
      world.messages.filter((one) => one.author === world.bot.id && (channel ?? one.channel) === one.channel),
    until: (passes, withinMs = 10_000) => waitFor(world, passes, withinMs),
    grant: (permission, channel) => setPermission(world, permission, { allow: true, channel }),
    deny: (permission, channel) => setPermission(world, permission, { allow: false, channel }),
  };
}

function liveMentions({ pinged, bot }: World): { message: string; pings: Pings }[] {
  return pinged.filter(
    ({ by, pings: { everyone, users, roles } }) =>
      by === bot.id && (everyone || users.length > 0 || roles.length > 0),
  );
}

function setPermission(
  world: World,
  permission: Permission,
  { allow, channel }: { allow: boolean; channel: string | undefined },
): void {
  const bit = bits[permission];
  if (channel === undefined) {
    for (const { roles } of world.guilds.values()) {
      // What everyone may, the bot may too, until nobody may.
      for (const id of [ids.botRole, ...(allow ? [] : [...roles.keys()].slice(0, 1))]) {
        const role = roles.get(id)!;
        role.permissions = allow ? role.permissions | bit : role.permissions & ~bit;
      }
    }
    return;
  }
  const place = world.channels.get(channel)!;
  const known = place.overwrites.find(({ id }) => id === world.bot.id);
  const own = known ?? { id: world.bot.id, type: 1 as const, allow: 0n, deny: 0n };
  own.allow = allow ? own.allow | bit : own.allow & ~bit;
  own.deny = allow ? own.deny & ~bit : own.deny | bit;
  if (!known) place.overwrites.push(own);
}

async function waitFor(
  world: World,
  passes: (message: DiscordMessage) => boolean,
  withinMs: number,
): Promise<DiscordMessage> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = world.messages.find(passes);
    if (found) return found;
    if (Date.now() > deadline) throw new Error('no such message came');
    await wait(15);
  }
}

async function serve(desk: RestDesk, controlled: Controlled, request: LoopbackRequest): Promise<void> {
  const { pathname } = request.url;
  if (pathname.startsWith('/attachments/')) return serveFile(desk, request);
  if (pathname.startsWith('/api/v10/')) return answerRest(desk, request);
  const answer = (await answerControl(controlled, request)) ?? (await answerTalk(controlled, request));
  send(request.response, answer ?? json(404, { message: '404: Not Found', code: 0 }));
}

/** Open to who knows the address, as Discord's file server is. */
function serveFile({ world }: RestDesk, { url, response }: LoopbackRequest): void {
  const [, , channel, id] = url.pathname.split('/');
  const file = world.files.get(id ?? '');
  if (file?.url.includes(`/${channel}/`)) {
    response.writeHead(200, { 'content-type': file.mediaType, 'content-length': file.bytes.length });
    response.end(file.bytes);
  } else send(response, json(404, 'This content is no longer available.'));
}
