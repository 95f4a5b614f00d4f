/** Listens to Discord's gateway: one process at a time, each of its shards in an intake of its own. */
import { MessageChannel } from 'node:worker_threads';
import { answerAsked } from '../../messenger/asking.ts';
import { endOf } from '../../messenger/ends.ts';
import { type BegunIntake, beginIntake } from '../../messenger/intake-house.ts';
import type { Inbound } from '../../ports/surface.ts';
import { readFault } from './client.ts';
import { registerCommands } from './commands.ts';
import type { DiscordDesk, OpenDesk } from './desk.ts';
import { watchForum } from './forum.ts';
import { askGateway, refuse } from './gateway.ts';
import { createHeardMark, type HeardMark } from './heard-mark.ts';
import { runIntake } from './intake.ts';
import type { DiscordStart, HouseAnswers, HouseEnd, IntakeEnd, ToIntake } from './intake-link.ts';
import { readThread } from './place.ts';
import { createReception } from './reception.ts';

export type Listener = { stop(): Promise<void> };

const askAgainMs = 5_000;
/** Discord lets so many connections begin in this time as it says (docs, events/gateway, rate limiting). */
const usualBeginMs = 5_500;

/**
 * Resolves once it listens, or once it waits for another process to stop. Throws CONFIG_INVALID where Discord does not let
 * us in.
 */
export async function listen(
  desk: DiscordDesk,
  accept: (event: Inbound) => Promise<void>,
): Promise<Listener> {
  const open: OpenDesk = { ...desk, accept };
  let shards: BegunIntake[] = [];
  let turn: NodeJS.Timeout | undefined;
  const begin = async () => {
    shards = await beginAll(open);
  };
  const waitTurn = () => {
    turn = setTimeout(async () => {
      const isOurs = await desk.hold().catch(() => false);
      if (isOurs) await begin().catch((error) => desk.log.error('Discord does not let us in', { error }));
      else waitTurn();
    }, askAgainMs);
    turn.unref();
  };
  if (await desk.hold()) await begin();
  else waitTurn();
  return {
    async stop() {
      clearTimeout(turn);
      await Promise.all(shards.map((shard) => shard.stop()));
    },
  };
}

/** Either all listen, or none does. */
async function beginAll(desk: OpenDesk): Promise<BegunIntake[]> {
  const { count, atOnce } = await askGateway(desk);
  const threads = await desk.threads();
  const mark = createHeardMark(desk.shelf, count);
  const begun: BegunIntake[] = [];
  workOffFormer(desk, count);
  try {
    for (let id = 0; id < count; id++) {
      if (id > 0 && id % atOnce === 0)
        await new Promise((resolve) => setTimeout(resolve, desk.beginEveryMs ?? usualBeginMs));
      begun.push(await beginShard(desk, startOf(desk, { id, count }, threads), mark));
    }
  } catch (error) {
    await Promise.all(begun.map((shard) => shard.stop()));
    throw error;
  }
  return begun;
}

function startOf(
  { settings, aside, commands, journal, answerWithinMs }: DiscordDesk,
  shard: DiscordStart['shard'],
  threads: readonly string[] | null,
): DiscordStart {
  return {
    settings,
    shard,
    aside: [...aside],
    commands: commands.map(({ verb, usage, does }) => ({ verb, usage, does })),
    threads: threads === null ? null : threads.flatMap((name) => readThread(name).thread ?? []),
    isAlone: journal !== null,
    ...(answerWithinMs === undefined ? {} : { answerWithinMs }),
  };
}

/** Resolves once the shard listens, and rejects with what keeps it from it. */
function beginShard(desk: OpenDesk, start: DiscordStart, mark: HeardMark): Promise<BegunIntake> {
  const end = openIntake(desk, start);
  const tell = (told: ToIntake) => end.say(told);
  desk.onKept((ref, card) => tell({ say: 'stands', ref, kept: card }));
  const reception = createReception(desk, { tell, isKept: desk.journal !== null });
  const answers = answersOf(desk, mark);
  return beginIntake(end, {
    log: desk.log,
    hear(said) {
      if (said.say === 'delivered') reception.take(said);
      else if (said.say === 'late') reception.late(said.eventId);
      else if (said.say === 'asks') void answerAsked(answers, said, tell);
      else if (said.say === 'shown') desk.kept.keep(said.ref, said.kept).catch(() => {});
      else if (said.say === 'heard') mark.note(start.shard.id, said.until);
      else introduce(desk, { user: said.user, app: said.app }, start.shard.id);
    },
    refusalOf: ({ message, error }) => refuse(error, desk.settings, new Error(message)),
  });
}

/** Who we are is known from now on, and people are offered our commands. */
function introduce(desk: OpenDesk, self: { user: string; app: string }, shard: number): void {
  desk.know(self);
  if (shard !== 0) return;
  registerCommands({ rest: desk.rest, app: self.app, shelf: desk.shelf }).catch((error: unknown) => {
    desk.log.error('the commands could not be registered in Discord', { fault: readFault(error) });
  });
}

function answersOf(desk: OpenDesk, mark: HeardMark): HouseAnswers {
  return {
    isLinked: (guild) => desk.isLinked(guild),
    guildOf: (user) => desk.guildOf(user),
    card: (ref) => desk.kept.of(ref),
    draft: (id, user) => desk.kept.draft(id, user),
    tickets: (guild, user, typed) => desk.tickets(guild, user, typed),
    link: (guild, by, code) => desk.link(guild, by, code),
    watch: (guild, forum) => watchForum(desk, guild, forum),
    stop: (guild, thread, how) => desk.stop(guild, thread, how),
    heardUntil: () => mark.read(),
  };
}

/** In a thread of its own where the house has one; else beside us in this one. */
function openIntake(desk: DiscordDesk, start: DiscordStart): HouseEnd {
  if (desk.openIntake) return desk.openIntake(start);
  const { port1, port2 } = new MessageChannel();
  const end: IntakeEnd = endOf(port2);
  runIntake(start, { end, journal: desk.journal?.(start.shard.id) ?? null });
  return endOf(port1);
}

/** What shards that are no more have kept is worked off without one. */
function workOffFormer(desk: OpenDesk, shards: number): void {
  for (const journal of desk.leftBeyond?.(shards) ?? []) {
    const tell = (told: ToIntake) => told.say === 'done' && journal.done(told.id);
    const reception = createReception(desk, { tell, isKept: true });
    for (const { id, entry } of journal.left) reception.take({ id, entry: entry as never, again: true });
  }
}
