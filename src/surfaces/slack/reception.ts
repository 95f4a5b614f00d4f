/** Works off what the intake hands over: in order within a channel, again after a fault, and answers what waits for it. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Inbound } from '../../ports/surface.ts';
import { readFault } from './clients.ts';
import type { SlackDeps } from './desk.ts';
import { tellGivenUp } from './give-up.ts';
import type { Heard } from './heard.ts';
import { readTeam } from './inbound.ts';
import type { Delivered, ToIntake } from './intake-link.ts';
import { receive } from './receive.ts';
import type { Standings } from './standings.ts';
import type { Teams } from './teams.ts';

export type Reception = {
  take(delivered: Delivered): void;
  /** What the intake did about it is done. */
  acted(id: number, viewId: string | null): void;
};

type ReceptionDeps = {
  teams: Teams;
  deps: SlackDeps;
  standings: Standings;
  tell(told: ToIntake): void;
  accept(event: Inbound): Promise<void>;
  /** Whether the intake keeps what it hands over: Slack does not deliver it again then, so it is tried here again. */
  isKept: boolean;
};

/** The store may be away for long, and what was acknowledged must not be lost; anything else will not mend by itself. */
const mostTries = 5;
const firstPauseMs = 250;
const longestPauseMs = 30_000;
/** Slack lets a dialogue be opened for three seconds. */
const actWithinMs = 4000;

export function createReception(all: ReceptionDeps): Reception {
  const lines = new Map<string, Promise<void>>();
  const acting = new Map<number, PromiseWithResolvers<string | null>>();

  /** Resolves with the dialogue that was opened. */
  function actOf({ id, acting: what }: Delivered): Promise<string | null> | null {
    if (what === null) return null;
    const done = Promise.withResolvers<string | null>();
    acting.set(id, done);
    setTimeout(done.resolve, actWithinMs, null).unref();
    return done.promise.finally(() => acting.delete(id));
  }

  return {
    take(delivered) {
      const acted = actOf(delivered);
      const line = lineOf(delivered.body);
      const before = lines.get(line) ?? Promise.resolve();
      const next = before.then(() => workOff(all, delivered, acted));
      lines.set(line, next);
      void next.finally(() => {
        if (lines.get(line) === next) lines.delete(line);
      });
    },
    acted: (id, viewId) => acting.get(id)?.resolve(viewId),
  };
}

/** Never rejects. */
async function workOff(
  all: ReceptionDeps,
  delivered: Delivered,
  acted: Promise<string | null> | null,
): Promise<void> {
  const { deps, tell, isKept } = all;
  const { id } = delivered;
  for (let attempt = 1; ; attempt++) {
    try {
      const answering = await takeIn(all, { ...delivered, again: delivered.again || attempt > 1, acted });
      tell({ say: 'done', id });
      void answering?.().then(
        (errors) => tell({ say: 'answers', id, errors }),
        (error) => deps.log.error('a form could not be answered', { error }),
      );
      return;
    } catch (error) {
      deps.log.error('a delivery of Slack could not be taken in', { error, attempt });
      if (!isKept) return tell({ say: 'failed', id });
      if (!mayMend(error, attempt)) {
        await giveUp(all, delivered.body);
        return tell({ say: 'done', id });
      }
      await wait(Math.min(longestPauseMs, firstPauseMs * 2 ** attempt), undefined, { ref: false });
    }
  }
}

class NotStored extends Error {}

/** What Slack refuses it refuses again. */
function mayMend(error: unknown, attempt: number): boolean {
  if (error instanceof NotStored) return true;
  return attempt < mostTries && readFault(error).kind !== 'refused';
}

async function giveUp({ teams, deps }: ReceptionDeps, body: Record<string, unknown>): Promise<void> {
  const team = readTeam(body);
  const desk = team && (await teams.of(team).catch(() => null));
  if (desk) await tellGivenUp({ settings: desk.settings, log: deps.log }, body);
}

async function takeIn(
  { teams, deps, accept, standings }: ReceptionDeps,
  heard: Heard,
): Promise<Awaited<ReturnType<typeof receive>>> {
  const team = readTeam(heard.body);
  const desk = team && (await teams.of(team));
  if (!desk) {
    deps.log.info('a delivery was for a team that has not installed the app', {});
    return null;
  }
  const store = async (event: Inbound) => {
    await accept({ ...event, tenant: desk.self.team }).catch((cause) => {
      throw new NotStored('it could not be stored', { cause });
    });
  };
  return receive({ ...desk, accept: store }, heard, { teams, standings });
}

/** Of one channel, in which people read what comes of it one after the other. */
function lineOf(body: Record<string, unknown>): string {
  const { event, channel, channel_id, user } = body as {
    event?: { channel?: string };
    channel?: { id?: string };
    channel_id?: string;
    user?: { id?: string };
  };
  return event?.channel ?? channel?.id ?? channel_id ?? user?.id ?? '';
}
