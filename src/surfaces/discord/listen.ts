/** Listens to Discord's gateway: one process at a time, and what it hears is stored before anything else. */
import { type Client, Events, GatewayDispatchEvents } from 'discord.js';
import { DocketError } from '../../domain/errors.ts';
import type { Inbound } from '../../ports/surface.ts';
import { createCatchUp } from './catch-up.ts';
import { readFault } from './client.ts';
import { registerCommands } from './commands.ts';
import type { DiscordDesk, OpenDesk } from './desk.ts';
import { offerToFile } from './forum.ts';
import { hear } from './hear.ts';
import { receive } from './receive.ts';

export type Listener = { stop(): Promise<void> };

const askAgainMs = 5_000;
const readyWithinMs = 30_000;

/**
 * Resolves once it listens, or once it waits for another process to stop. Throws CONFIG_INVALID where Discord does not let
 * us in.
 */
export async function listen(
  desk: DiscordDesk,
  accept: (event: Inbound) => Promise<void>,
): Promise<Listener> {
  const open: OpenDesk = { ...desk, accept };
  const catchUp = createCatchUp(open);
  attach(open, catchUp);
  let turn: NodeJS.Timeout | undefined;
  const begin = () => connect(desk.client, desk.settings.token);
  const waitTurn = () => {
    turn = setTimeout(async () => {
      if (await desk.hold())
        await begin().catch((error) => desk.log.error('Discord does not let us in', { error }));
      else waitTurn();
    }, askAgainMs);
    turn.unref();
  };
  if (await desk.hold()) await begin();
  else waitTurn();
  return {
    async stop() {
      clearTimeout(turn);
      catchUp.stop();
      await desk.client.destroy();
    },
  };
}

function attach(desk: OpenDesk, catchUp: ReturnType<typeof createCatchUp>): void {
  const { client, log } = desk;
  const gateway = client.ws as unknown as { on(event: string, heard: (data: unknown) => void): void };
  gateway.on(GatewayDispatchEvents.InteractionCreate, (data) => void receive(desk, data));
  gateway.on(GatewayDispatchEvents.MessageCreate, (data) => {
    hear(desk, data).catch((error: unknown) => {
      catchUp.missed();
      log.error('a message of Discord could not be taken in', { error, fault: readFault(error) });
    });
  });
  gateway.on(GatewayDispatchEvents.ThreadCreate, (data) => void offerToFile(desk, data).catch(() => {}));
  // A new session tells nothing of what was missed; a resumed one does.
  client.on(
    Events.ShardReady,
    () => void catchUp.run().catch((error) => log.warn('nothing could be caught up', { error })),
  );
  client.on(Events.ClientReady, () => {
    const { rest } = client;
    registerCommands({ rest, app: client.application!.id, shelf: desk.shelf }).catch((error: unknown) => {
      log.error('the commands could not be registered in Discord', { fault: readFault(error) });
    });
  });
  client.on(Events.Error, (error) => log.warn('Discord’s client reports an error', { error: error.name }));
  client.on(Events.ShardError, (error) =>
    log.warn('the connection to Discord was lost', { error: error.name }),
  );
}

async function connect(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  try {
    await client.login(token);
  } catch (error) {
    throw refuse(error);
  }
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, readyWithinMs, 'late').unref());
  if ((await Promise.race([ready, late])) === 'late') {
    throw new DocketError('CONFIG_INVALID', {
      message: 'Discord took the token and never said that it is ready.',
      remedy: 'Check the network and Discord’s own status, and start again.',
    });
  }
}

function refuse(cause: unknown): DocketError {
  const { code, message = '' } = cause as { code?: unknown; message?: string };
  const refused = (why: string, remedy: string) =>
    new DocketError('CONFIG_INVALID', { message: `Discord did not let Docket in: ${why}.`, remedy, cause });
  if (/disallowed intents/i.test(message) || code === 4014) {
    return refused(
      'the message content intent is not allowed to this app',
      'Allow it on the app’s page under Bot, or remove DISCORD_MESSAGE_CONTENT.',
    );
  }
  if (/token/i.test(message) || code === 'TokenInvalid') {
    return refused(
      'it does not accept the token',
      'Copy DISCORD_BOT_TOKEN anew from the app’s page under Bot at discord.com/developers.',
    );
  }
  return new DocketError('CONFIG_INVALID', {
    message: 'Discord could not be reached.',
    remedy: 'Check the network, and DISCORD_API_URL where it is set.',
    cause,
  });
}
