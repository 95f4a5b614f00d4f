/** The house's end of what Slack delivers: the intake is started, asked by, and told what has become of each delivery. */

import { MessageChannel } from 'node:worker_threads';
import { HTTPReceiver } from '@slack/bolt';
import { endOf } from '../../messenger/ends.ts';
import { type BegunIntake, beginIntake } from '../../messenger/intake-house.ts';
import type { Inbound, SurfaceRoute } from '../../ports/surface.ts';
import { silent } from './clients.ts';
import type { SlackDeps } from './desk.ts';
import type { InstallPages } from './install-pages.ts';
import { runIntake } from './intake.ts';
import type { Front, HouseEnd, IntakeEnd, IntakeStart, ToIntake } from './intake-link.ts';
import { createReception } from './reception.ts';
import type { SlackSettings } from './settings.ts';
import type { Standings } from './standings.ts';
import type { Teams } from './teams.ts';
import { openHttp } from './transport.ts';

export type Deliveries = {
  routes: readonly SurfaceRoute[];
  /** Throws what Slack refuses, for example a token of another app. */
  start(accept: (event: Inbound) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
};

type Parts = { teams: Teams; pages: InstallPages | null; standings: Standings };

export function createDeliveries(
  settings: SlackSettings,
  deps: SlackDeps,
  { teams, pages, standings }: Parts,
): Deliveries {
  const { delivery } = settings;
  const http = delivery.by === 'http' && !delivery.own ? openHttp(delivery.signingSecret, deps.log) : null;
  let begun: BegunIntake | null = null;
  return {
    routes: [...(http ? [eventsRoute(http, () => begun !== null)] : []), ...pageRoutes(pages)],
    async start(accept) {
      const opened = openIntake(await beginning(settings, deps, teams), deps, http);
      begun = await listen(opened, { accept, deps, teams, standings });
    },
    async stop() {
      const running = begun;
      begun = null;
      await running?.stop();
    },
  };
}

type ListenDeps = Omit<Parts, 'pages'> & {
  deps: SlackDeps;
  accept(event: Inbound): Promise<void>;
};

/** Resolves once the intake listens, and rejects with what keeps it from it. */
function listen(end: HouseEnd, { accept, deps, teams, standings }: ListenDeps): Promise<BegunIntake> {
  const tell = (told: ToIntake) => end.say(told);
  const called = new Set<string>();
  const store = async (event: Inbound) => {
    await accept(event);
    if (!called.has(event.thread)) tell({ say: 'called', thread: event.thread });
    called.add(event.thread);
  };
  const isKept = deps.journal !== null;
  const reception = createReception({ teams, deps, standings, tell, accept: store, isKept });
  return beginIntake(end, {
    log: deps.log,
    hear(said) {
      if (said.say === 'asks') void tellFront(teams, said.team, tell);
      else if (said.say === 'acted') reception.acted(said.id, said.made);
      else reception.take(said);
    },
    refusalOf: ({ message, error }) => Object.assign(new Error(message), { data: { error } }),
  });
}

async function beginning(settings: SlackSettings, deps: SlackDeps, teams: Teams): Promise<IntakeStart> {
  const { reconnectMs, aside } = deps;
  return {
    settings,
    aside: [...aside],
    threads: await deps.threads(),
    front: await teams.only(),
    ...(reconnectMs === undefined ? {} : { reconnectMs }),
  };
}

/** In a thread of its own where the house has one; else beside us in this one. */
function openIntake(start: IntakeStart, deps: SlackDeps, receiver: HTTPReceiver | null): HouseEnd {
  if (deps.openIntake && !receiver) return deps.openIntake(start);
  const { port1, port2 } = new MessageChannel();
  const journal = deps.journal?.() ?? null;
  const end: IntakeEnd = endOf(port2);
  runIntake(start, { end, journal, ...(receiver ? { receiver } : {}) });
  return endOf(port1);
}

async function tellFront(teams: Teams, team: string, tell: (told: ToIntake) => void): Promise<void> {
  const desk = await teams.of(team).catch(() => null);
  const front: Front | null = desk && {
    team,
    token: desk.botToken,
    bot: desk.self.bot,
    botId: desk.self.botId,
  };
  tell({ say: 'front', team, front });
}

function eventsRoute(http: HTTPReceiver, isReady: () => boolean): SurfaceRoute {
  return {
    method: 'POST',
    path: '/slack/events',
    serve(request, response) {
      // Slack delivers it again a moment later.
      if (isReady()) http.requestListener(request, response);
      else response.writeHead(503).end();
    },
  };
}

/** By a receiver of their own, since Bolt lets none that installs the app be told whose token to use. */
function pageRoutes(pages: InstallPages | null): SurfaceRoute[] {
  if (!pages) return [];
  const { requestListener: serve } = new HTTPReceiver({ ...pages, signingSecret: 'unused', logger: silent });
  return ['/slack/install', '/slack/oauth_redirect'].map((path) => ({ method: 'GET', path, serve }));
}
