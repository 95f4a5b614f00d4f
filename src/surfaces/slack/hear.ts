/** What is said to us in Slack, and a session that is stopped: stored as it came, with its files still at Slack. */
import { setTimeout as wait } from 'node:timers/promises';
import type { OpenDesk } from './desk.ts';
import type { Heard } from './heard.ts';
import { idOfMessage, readMessage, type Said, sharedOf, timeOf } from './inbound.ts';
import { openApp } from './open-app.ts';
import { nameThread } from './place.ts';
import { detachLinks } from './shared-refs.ts';
import type { Standings } from './standings.ts';

type EventBody = { event_id?: string; event?: unknown };

export type Hearing = Pick<Heard, 'acted'> & {
  standings: Pick<Standings, 'begun'>;
  /** How long the first message is waited for. Milliseconds. */
  openingMs: number;
};

/** Resolves once the event is stored, or is none of ours. */
export async function hear(
  desk: OpenDesk,
  { event_id = '', event }: EventBody,
  hearing: Hearing,
): Promise<void> {
  const { self } = desk;
  const { type } = (event ?? {}) as { type?: string };
  if (type === 'agent_session_stopped') return stop(desk, event as Stopped, event_id);
  if (type === 'app_home_opened') return openApp(desk, event);
  const said = readMessage(event, self.team, self.bot);
  if (!said) return;
  // Most of what is heard is neither, and costs nothing.
  const isOurs = said.toUs || (said.isReply && (await desk.knows(self.team, nameThread(said.place))));
  if (!isOurs) return;
  if (hearing.acted) hearing.standings.begun(nameThread(said.place), hearing.acted);
  await keep(desk, said, said.toUs ? await openingOf(desk, said, hearing) : {});
}

/** The first message, as far as is known of it in time. */
async function openingOf(
  { openings }: OpenDesk,
  said: Said,
  { acted, openingMs }: Hearing,
): Promise<{ opening: string | null }> {
  const late = Symbol('late');
  const ts = await Promise.race([acted, wait(openingMs, late, { ref: false })]);
  if (typeof ts !== 'symbol') return { opening: ts && `${said.place.channel}:${ts}` };
  void acted?.then((after) => (after ? openings.removeLate(said.place, idOfMessage(said)) : undefined));
  return { opening: null };
}

type Stopped = { channel: string; thread_ts: string; user?: string };

/** Whoever may not decide stops a run all the same, but no push. */
async function stop(desk: OpenDesk, { channel, thread_ts, user }: Stopped, event: string): Promise<void> {
  const { team } = desk.self;
  const person = user ? await desk.people.find(user).catch(() => null) : null;
  const by = person?.isFull ? { externalId: person.id, name: person.name } : null;
  const thread = nameThread({ team, channel, threadTs: thread_ts });
  await desk.stop(team, thread, { by, event });
}

async function keep(desk: OpenDesk, message: Said, opened: { opening?: string | null }): Promise<void> {
  const { place, user, ts, files, ...said } = message;
  const { text, shared: linked } = detachLinks(said.text, { user, channel: place.channel });
  const shared = [...sharedOf({ files }), ...linked];
  const name = await desk.people.nameOf(user);
  await desk.accept({
    surface: 'slack',
    eventId: idOfMessage(message),
    thread: nameThread(place),
    actor: { externalId: user, name },
    at: timeOf(ts),
    kind: 'message',
    text: text || (files.length > 0 ? 'Read the attached document.' : 'help'),
    attachments: [],
    ...(shared.length > 0 ? { shared } : {}),
    ...opened,
  });
}
