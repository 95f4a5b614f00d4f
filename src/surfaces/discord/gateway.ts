/** What Discord says of its gateway before one connects: how many connections it wants, and whether it lets us in at all. */
import { DiscordAPIError, Routes } from 'discord.js';
import * as z from 'zod';
import { DocketError } from '../../domain/errors.ts';
import { readFault } from './client.ts';
import type { DiscordDesk } from './desk.ts';
import type { DiscordSettings } from './settings.ts';

const Info = z.object({
  shards: z.number().int().min(1),
  session_start_limit: z.object({
    remaining: z.number(),
    reset_after: z.number(),
    max_concurrency: z.number().int().min(1),
  }),
});

export type GatewayInfo = {
  /** How many shards there are to be. */
  count: number;
  /** How many of them may begin at once. */
  atOnce: number;
};

const tries = 2;
const patienceMs = 3000;

/** Throws CONFIG_INVALID where Discord cannot be reached, within seven seconds, or does not let us in. */
export async function askGateway({ rest, settings, print }: DiscordDesk): Promise<GatewayInfo> {
  for (let attempt = 1; ; attempt++) {
    try {
      const signal = AbortSignal.timeout(patienceMs);
      const { shards, session_start_limit: limit } = Info.parse(
        await rest.get(Routes.gatewayBot(), { signal }),
      );
      if (limit.remaining < shards) throw tooOften(limit.reset_after);
      return { count: shards, atOnce: limit.max_concurrency };
    } catch (error) {
      if (error instanceof DocketError) throw error;
      if (readFault(error).kind === 'refused')
        throw refuse(isUnauthorised(error) ? 'token' : null, settings, error);
      if (attempt === tries) throw refuse('unreachable', settings, error);
      print(`Discord does not answer at ${settings.apiUrl}. It is asked once more.`);
    }
  }
}

function isUnauthorised(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 401;
}

function tooOften(resetAfterMs: number): DocketError {
  const minutes = Math.ceil(resetAfterMs / 60_000);
  return new DocketError('CONFIG_INVALID', {
    message: 'Discord lets this app begin no more connections for now: it has begun too many today.',
    remedy: `Start Docket again in ${minutes} minutes, and look in its log for why it was started so often.`,
  });
}

/** Why Discord does not let us in, as the intake or Discord itself has it. */
export function refuse(why: string | null, { apiUrl }: DiscordSettings, cause: unknown): DocketError {
  const refused = (message: string, remedy: string) =>
    new DocketError('CONFIG_INVALID', { message, remedy, cause });
  switch (why) {
    case 'intents':
      return refused(
        'Discord did not let Docket in: the message content intent is not allowed to this app.',
        'Allow it on the app’s page under Bot, or remove DISCORD_MESSAGE_CONTENT.',
      );
    case 'token':
      return refused(
        'Discord did not let Docket in: it does not accept the token.',
        'Copy DISCORD_BOT_TOKEN anew from the app’s page under Bot at discord.com/developers.',
      );
    case 'late':
      return refused(
        'Discord took the token and never said that it is ready.',
        'Check the network and Discord’s own status, and start again.',
      );
    case 'unreachable':
      return refused(
        `Discord could not be reached at ${apiUrl}.`,
        'Check the network, and DISCORD_API_URL where it is set.',
      );
    default:
      return refused(
        'Docket could not begin to listen in Discord.',
        'Check Discord’s own status, and that Docket may write into its data folder.',
      );
  }
}
