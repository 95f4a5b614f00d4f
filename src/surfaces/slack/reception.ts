/** Works off what the intake hands over: in order within a channel, again after a fault, and answers what waits for it. */
import { createWorkingOff, NotStored } from '../../messenger/working-off.ts';
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
  acted(id: number, made: string | null): void;
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

/** Slack lets a dialogue be opened for three seconds. */
const actWithinMs = 4000;
/** How long a first message is waited for, so that the turn knows of it: less where Slack waits for the same. */
const keptOpeningMs = 2500;
const storedOpeningMs = 800;

type Acted = Delivered & Pick<Heard, 'acted'>;

export function createReception(all: ReceptionDeps): Reception {
  const acting = new Map<number, PromiseWithResolvers<string | null>>();

  /** Resolves with the dialogue that was opened, or the first message that was posted. */
  function actOf({ id, acting: what }: Delivered): Promise<string | null> | null {
    if (what === null) return null;
    const done = Promise.withResolvers<string | null>();
    acting.set(id, done);
    setTimeout(done.resolve, actWithinMs, null).unref();
    return done.promise.finally(() => acting.delete(id));
  }

  const take = createWorkingOff<Acted>({
    lineOf: ({ body }) => lineOf(body),
    takeIn: (delivered, attempt) => takeIn(all, { ...delivered, again: delivered.again || attempt > 1 }),
    // What Slack refuses it refuses again.
    mayMend: (error) => readFault(error).kind !== 'refused',
    giveUp: ({ body }) => giveUp(all, body),
    tell: all.tell,
    isKept: all.isKept,
    log: all.deps.log,
    what: 'a delivery of Slack',
  });
  return {
    take: (delivered) => take({ ...delivered, acted: actOf(delivered) }),
    acted: (id, made) => acting.get(id)?.resolve(made),
  };
}

async function giveUp({ teams, deps }: ReceptionDeps, body: Record<string, unknown>): Promise<void> {
  const team = readTeam(body);
  const desk = team && (await teams.of(team).catch(() => null));
  if (desk) await tellGivenUp({ settings: desk.settings, log: deps.log }, body);
}

async function takeIn(
  { teams, deps, accept, standings, tell, isKept }: ReceptionDeps,
  heard: Heard,
): Promise<void> {
  const team = readTeam(heard.body);
  const desk = team && (await teams.of(team));
  if (!desk) {
    return deps.log.info('a delivery was for a team that has not installed the app', {});
  }
  const store = async (event: Inbound) => {
    await accept({ ...event, tenant: desk.self.team }).catch((cause) => {
      throw new NotStored('it could not be stored', { cause });
    });
  };
  const openingMs = isKept ? keptOpeningMs : storedOpeningMs;
  const answering = await receive({ ...desk, accept: store }, heard, { teams, standings, openingMs });
  void answering?.().then(
    (errors) => tell({ say: 'answers', id: heard.id, errors }),
    (error) => deps.log.error('a form could not be answered', { error }),
  );
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
