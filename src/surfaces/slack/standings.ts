/** How each thread is said to stand, as Slack shows it: told once, and in the order in which it came to be. */
import type { Standing } from '../../ports/surface.ts';
import { readFault } from './clients.ts';
import type { SlackDesk } from './desk.ts';
import { type Place, readThread } from './place.ts';

export type Standings = {
  /** The intake says that work is under way in this thread; nothing else is told of it before that has settled. */
  begun(thread: string, settling: Promise<unknown>): void;
  tell(desk: Pick<SlackDesk, 'clients' | 'log'>, thread: string, standing: Standing): void;
};

/** In Slack's words; while a person is to decide, the session rests. */
const sessionStatus: Record<Standing, string> = {
  working: 'processing',
  waiting: 'suspended',
  done: 'active',
};

/** Beyond this many threads it is told once more. */
const most = 2000;

export function createStandings(): Standings {
  const last = new Map<string, { standing: Standing; told: Promise<unknown> }>();
  const withoutSessions = new Set<string>();

  function note(thread: string, standing: Standing, told: Promise<unknown>): void {
    last.delete(thread);
    last.set(thread, { standing, told });
    if (last.size > most) last.delete(last.keys().next().value!);
  }

  async function say({ clients, log }: Pick<SlackDesk, 'clients' | 'log'>, place: Place, standing: Standing) {
    const session = {
      channel_id: place.channel,
      thread_ts: place.threadTs,
      status: sessionStatus[standing],
    };
    await clients.background.apiCall('agents.sessions.setStatus', session).catch((error: unknown) => {
      const fault = readFault(error);
      if (fault.kind === 'refused') withoutSessions.add(place.team);
      log.debug('Slack shows no status', { fault });
    });
  }

  return {
    begun: (thread, settling) => note(thread, 'working', settling),
    tell(desk, thread, standing) {
      const place = readThread(thread);
      const before = last.get(thread);
      if (withoutSessions.has(place.team) || before?.standing === standing) return;
      note(
        thread,
        standing,
        (before?.told ?? Promise.resolve()).then(() => say(desk, place, standing)),
      );
    },
  };
}
