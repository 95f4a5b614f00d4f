/** Somebody opens the app in Slack: their home, or the messages tab with something to begin with. */
import * as z from 'zod';
import { readFault } from './clients.ts';
import type { OpenDesk } from './desk.ts';
import type { FrontDesk } from './front-desk.ts';
import { homePlace } from './home.ts';
import { timeOf } from './inbound.ts';
import { nameThread } from './place.ts';

const Opened = z.object({
  type: z.literal('app_home_opened'),
  user: z.string(),
  channel: z.string(),
  event_ts: z.string(),
});

export async function openApp(desk: OpenDesk, event: unknown): Promise<void> {
  const opened = Opened.safeParse(event).data;
  if (!opened) return;
  const { user, channel, event_ts } = opened;
  const name = await desk.people.nameOf(user);
  await desk.accept({
    surface: 'slack',
    eventId: `home:${user}:${event_ts}`,
    thread: nameThread(homePlace(desk.self.team, channel, user)),
    actor: { externalId: user, name },
    at: timeOf(event_ts),
    kind: 'choice',
    action: 'dk1:home:::0',
    values: null,
  });
}

const prompts = [
  { title: 'Turn a document into tickets', message: 'Generate tickets from the document I share next' },
  { title: 'What waits for me?', message: 'Show the review board' },
  { title: 'Where do we stand?', message: 'status' },
  { title: 'What can I say?', message: 'help' },
];

/** Nobody waits for it: without them the tab is as usable. */
export function suggest({ clients, log }: FrontDesk, channel: string): void {
  const wanted = { channel_id: channel, title: 'What shall we do?', prompts };
  clients.background.apiCall('assistant.threads.setSuggestedPrompts', wanted).catch((error: unknown) => {
    log.debug('Slack shows no prompts', { fault: readFault(error) });
  });
}
