/** What is said to us in Slack, and a session that is stopped: stored as it came, with its files still at Slack. */
import type { OpenDesk } from './desk.ts';
import { readMessage, type Said, sharedOf, timeOf } from './inbound.ts';
import { openApp } from './open-app.ts';
import { nameThread } from './place.ts';
import { detachLinks } from './shared-refs.ts';

type EventBody = { event_id?: string; event?: unknown };

/** Resolves once the event is stored, or is none of ours. `onWorking` is told of the thread of a message that is. */
export async function hear(
  desk: OpenDesk,
  { event_id = '', event }: EventBody,
  onWorking: (thread: string) => void,
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
  onWorking(nameThread(said.place));
  await keep(desk, said);
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

async function keep(desk: OpenDesk, { place, user, ts, files, ...said }: Said): Promise<void> {
  const { text, shared: linked } = detachLinks(said.text, { user, channel: place.channel });
  const shared = [...sharedOf({ files }), ...linked];
  const name = await desk.people.nameOf(user);
  await desk.accept({
    surface: 'slack',
    // A mention in a channel comes as two events with two ids; it is one message.
    eventId: `${place.channel}:${ts}`,
    thread: nameThread(place),
    actor: { externalId: user, name },
    at: timeOf(ts),
    kind: 'message',
    text: text || (files.length > 0 ? 'Read the attached document.' : 'help'),
    attachments: [],
    ...(shared.length > 0 ? { shared } : {}),
  });
}
