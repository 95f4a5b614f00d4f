/** Takes in what Discord tells one shard, beside the house: keeps it, answers it, and hands it over in order. */
import { type Client, Events, GatewayDispatchEvents } from 'discord.js';
import { createIdSource } from '../../domain/ids.ts';
import { createAsking } from '../../messenger/asking.ts';
import { createEndLog } from '../../messenger/ends.ts';
import { createKeeping } from '../../messenger/keeping.ts';
import { systemClock } from '../../ports/clock.ts';
import type { Journal } from '../../ports/journal.ts';
import { createAwaiting } from './awaiting.ts';
import { type CatchUp, createCatchUp } from './catch-up.ts';
import { createClient, readFault } from './client.ts';
import type { IntakeDesk } from './intake-desk.ts';
import type { DiscordStart, Entry, FromIntake, HouseAnswers, IntakeEnd, ToIntake } from './intake-link.ts';
import { receive } from './receive.ts';
import { createRemoteCards } from './remote-cards.ts';
import { createResponder } from './respond.ts';
import { appOf } from './settings.ts';
import { Taking } from './taking.ts';
import { createChannels } from './threads.ts';

const usualAnswerMs = 2000;
const readyWithinMs = 30_000;

export type Refusal = 'intents' | 'token' | 'unreachable' | 'late';

/**
 * Begins at once, with what an earlier process left; says `listening` or `refused`, and ends when it is told to. Where
 * `journal` is null the house itself stores what comes in, and it is answered then.
 */
export function runIntake(
  start: DiscordStart,
  { end, journal }: { end: IntakeEnd; journal: Journal | null },
): void {
  const { desk, taking, hear, close } = openIntake(start, end, journal);
  const catchUp = createCatchUp(desk, {
    take: (message) => taking.hear(desk, message, true),
    say: (said) => end.say(said),
  });
  attach(desk, taking, catchUp);
  let isStopping = false;
  const refused = (error: { name?: string; code?: unknown; message?: string }) => {
    const message = error.name ?? `closed with ${error.code}`;
    if (!isStopping) end.say({ say: 'refused', message, error: refusalOf(error) });
  };
  // Discord's client tries again by itself, but for what cannot mend in this session: a token or an intent that was taken away.
  desk.client.on(Events.ShardDisconnect, ({ code }) => refused({ code }));
  const stop = async () => {
    isStopping = true;
    catchUp.stop();
    await desk.client.destroy().catch(() => {});
    await close();
    end.say({ say: 'stopped' });
  };
  end.onHeard((told) => {
    if (told.say === 'stop') void stop();
    else hear(told);
  });
  taking.handOverLeft();
  connect(desk.client, start.settings.token).then(() => {
    end.say({ say: 'self', ...desk.self() });
    end.say({ say: 'listening' });
  }, refused);
}

type OpenIntake = {
  desk: IntakeDesk;
  taking: Taking;
  hear(told: Exclude<ToIntake, { say: 'stop' }>): void;
  close(): Promise<void>;
};

function openIntake(start: DiscordStart, end: IntakeEnd, journal: Journal | null): OpenIntake {
  const { settings, aside, commands, threads, isAlone, answerWithinMs = usualAnswerMs } = start;
  const say = (said: FromIntake) => end.say(said);
  const log = createEndLog(say);
  const client = createClient(settings, start.shard);
  const app = appOf(settings.token);
  // The user of an app and the app itself have the same id, but for those older than 2016.
  const self = () => ({ user: client.user?.id ?? app, app: client.application?.id ?? app });
  const keeping = createKeeping<Entry>(journal);
  const taking = new Taking({ keeping, say, threads });
  const { ask, hear: hearTold } = createAsking<HouseAnswers>(say);
  const kept = createRemoteCards({
    ids: createIdSource(() => Date.now()),
    isAlone,
    card: (ref) => ask('card', ref),
    draft: (id, user) => ask('draft', id, user),
    tellCard: (ref, card) => say({ say: 'shown', ref, kept: card }),
    tellDraft: (id, draft) =>
      taking.put({ kind: 'draft', id, draft }).catch((error) => log.warn('a form was not kept', { error })),
  });
  const awaiting = createAwaiting(answerWithinMs, (eventId) => say({ say: 'late', eventId }));
  const linked = new Set<string>();
  const desk: IntakeDesk = {
    ...{ log, clock: systemClock, client, kept, commands, answerWithinMs, self, ask },
    channels: createChannels(client),
    responder: createResponder({ rest: client.rest, app: () => self().app, kept, log }),
    aside: new Set(aside),
    async isLinked(guild) {
      if (linked.has(guild)) return true;
      const isLinked = await ask('isLinked', guild);
      if (isLinked) linked.add(guild);
      return isLinked;
    },
    accept: (event, press) => taking.accept(desk, event, press),
    share: (files) => taking.put({ kind: 'files', ...files }),
    whenAnswered: awaiting.whenAnswered,
  };
  return {
    desk,
    taking,
    hear(told) {
      if (told.say === 'told') hearTold(told);
      else if (told.say === 'called') taking.called(told.thread);
      else if (told.say === 'stands') kept.note(told.ref, told.kept);
      else if (told.say === 'answer') awaiting.answer(told.eventId, told.card);
      else keeping[told.say](told.id);
    },
    close: () => keeping.close(),
  };
}

function attach(desk: IntakeDesk, taking: Taking, catchUp: CatchUp): void {
  const { client, log } = desk;
  const gateway = client.ws as unknown as { on(event: string, heard: (data: unknown) => void): void };
  gateway.on(GatewayDispatchEvents.InteractionCreate, (data) => void receive(desk, data));
  gateway.on(GatewayDispatchEvents.MessageCreate, (data) => {
    taking.hear(desk, data).catch((error: unknown) => {
      catchUp.missed();
      log.error('a message of Discord could not be taken in', { error, fault: readFault(error) });
    });
  });
  gateway.on(GatewayDispatchEvents.ThreadCreate, (data) => void taking.see(desk, data).catch(() => {}));
  // A new session tells nothing of what was missed; a resumed one does.
  client.on(
    Events.ShardReady,
    () => void catchUp.run().catch((error) => log.warn('nothing could be caught up', { error })),
  );
  client.on(Events.Error, (error) => log.warn('Discord’s client reports an error', { error: error.name }));
  client.on(Events.ShardError, (error) =>
    log.warn('the connection to Discord was lost', { error: error.name }),
  );
}

async function connect(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  await client.login(token);
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, readyWithinMs, 'late').unref());
  if ((await Promise.race([ready, late])) === 'late') throw Object.assign(new Error(), { code: 'late' });
}

function refusalOf({ code, message = '' }: { code?: unknown; message?: string }): Refusal {
  if (/disallowed intents/i.test(message) || code === 4014) return 'intents';
  if (/token/i.test(message) || code === 'TokenInvalid') return 'token';
  return code === 'late' ? 'late' : 'unreachable';
}
