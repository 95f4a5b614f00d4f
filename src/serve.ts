/** Docket as a service: it listens in Slack, in Discord and for webhooks until it is told to stop. */
import { createHash } from 'node:crypto';

import { join } from 'node:path';
import type { SlackSettings } from './adapters.ts';
import { verbsAnsweredAside } from './answered-aside.ts';
import type { House } from './app.ts';
import { startChat } from './chat.ts';
import type { Conversation } from './conversation/conversation.ts';
import { DocketError } from './domain/errors.ts';
import { startIntakeThread } from './intake-thread.ts';
import { openDiscord, refuseDiscord, sayDiscord } from './open-discord.ts';
import type { Inbound, Surface } from './ports/surface.ts';
import { findThread, stopThread } from './stop-thread.ts';
import { openSealedJournal } from './storage/journal.ts';
import { untilTold } from './until-told.ts';
import { type NewTeam, welcomeTeam } from './workspace/chat-teams.ts';

/** 0 once a signal has ended it. Throws CONFIG_INVALID where it can listen nowhere. */
export async function serve(house: House, print: (text: string) => void): Promise<number> {
  const { config } = house;
  // From the start, since it may be told before it says that it listens.
  const told = untilTold();
  let conversation: Conversation | null = null;
  const slack = config.slack ? await openSlack(house, () => conversation) : null;
  const discord = config.discord
    ? await openDiscord(house, { conversation: () => conversation, print })
    : null;
  const surfaces = [slack, discord].filter((surface) => surface !== null);
  const started = await startChat(house, surfaces);
  conversation = started;
  const accept = async (event: Inbound) => void (await started.accept(event));
  const stop = async () => {
    for (const surface of surfaces) await surface.stop();
    await house.close();
  };
  try {
    if (slack) {
      await slack.start(accept).catch(refuseSurface);
      print(sayListening(config.slack!));
    }
    if (discord) {
      await discord.start(accept).catch(refuseDiscord);
      print(await sayDiscord(house));
    }
    const url = await house.startListening();
    if (url === null) requireOther(config);
    print(url ? `Docket listens at ${url}.` : sayTaken(config));
  } catch (error) {
    // What listens already would keep the process alive for ever.
    await stop();
    throw error;
  }
  await told;
  await stop();
  print('Docket has stopped. What was under way goes on at the next start.');
  return 0;
}

/** Throws CONFIG_INVALID where nobody could reach it without its server. */
function requireOther(config: House['config']): void {
  const isCalled = config.slack?.delivery.by === 'http';
  if (!isCalled && (config.slack || config.discord)) return;
  throw new DocketError('CONFIG_INVALID', {
    message: `Port ${config.server?.port} is taken, and there is nothing else to listen in.`,
    remedy: 'Set DOCKET_HTTP_PORT to another port, or to 0 for any that is free.',
  });
}

function sayTaken({ server }: House['config']): string {
  return `Port ${server?.port} is taken, so nothing listens for programs and webhooks. Set DOCKET_HTTP_PORT to another.`;
}

async function openSlack(house: House, conversation: () => Conversation | null): Promise<Surface> {
  const { log, clock, ids, catalog, storage, config } = house;
  const { createSlackSurface } = await import('./surfaces/slack/slack.ts');
  const isAlone = storage.kind === 'pglite';
  const key = journalKey(config.slack!);
  return createSlackSurface(config.slack!, {
    log,
    clock,
    ids,
    knows: async (team, thread) => (await findThread(house, { surface: 'slack', team, thread })) !== null,
    aside: verbsAnsweredAside(catalog.presses),
    threads: async () => (isAlone ? storage.store.threads.names('slack') : null),
    journal: isAlone ? () => openSealedJournal(intakeFolder(config), key) : null,
    openIntake: (start) =>
      startIntakeThread(
        { room: 'slack', start },
        { folder: isAlone ? intakeFolder(config) : null, key, flushFirst: true },
        log,
      ),
    stop: (team, thread, how) =>
      stopThread(house, conversation(), { surface: 'slack', team, thread, ...how }),
    shelf: storage.memo('slack'),
    vault: house.slackVault,
    welcome: (team) => welcome(house, { surface: 'slack', ...team }),
  });
}

/**
 * A team that installs the app gets its place. Whose token is given works in the default workspace, which is noted, so
 * that it stays there should others install the app later.
 */
async function welcome({ config, storage, clock, ids, workspace }: House, team: NewTeam): Promise<void> {
  const { store } = storage;
  if (config.slack?.access.to === 'many') {
    await welcomeTeam({ store, clock, ids }, team, config.core.timeZone);
    return;
  }
  const { surface, id, name } = team;
  const linkedAt = clock.now().toISOString();
  await store.chatTeams.link({ surface, team: id, name, workspaceId: workspace.id, linkedAt });
}

function sayListening({ delivery, access }: SlackSettings): string {
  const how = delivery.by === 'http' ? ', and is called at /slack/events' : '';
  const next =
    access.to === 'many'
      ? 'Install it in a workspace at /slack/install.'
      : 'Mention it in a channel, or write to it.';
  return `Docket listens in Slack${how}. ${next}`;
}

/** Beside the embedded store: a server keeps what comes in itself, so that any instance can work it off. */
/** What is kept of deliveries is encrypted, since who holds the address in one can answer it. */
function journalKey({ delivery }: SlackSettings): string {
  const secret = delivery.by === 'http' ? delivery.signingSecret : delivery.appToken;
  return createHash('sha256').update(`docket journal ${secret}`).digest('base64');
}

function intakeFolder({ core }: House['config']): string {
  return join(core.home, 'intake', 'slack');
}

function refuseSurface(cause: unknown): never {
  const said = (cause as { data?: { error?: string } }).data?.error;
  const tokens =
    'Check what SLACK_BOT_TOKEN and SLACK_APP_TOKEN are set to; both are on the app’s pages at api.slack.com/apps.';
  throw new DocketError('CONFIG_INVALID', {
    message: said ? `Slack did not let Docket in: ${said}.` : 'Docket could not begin to listen in Slack.',
    remedy: said ? tokens : 'Check that this machine reaches Slack and may write into the data folder.',
    cause,
  });
}
