/** Shows that something is under way in a thread: that somebody types, and after a while a message with a button to stop it. */
import { type REST, Routes } from 'discord.js';
import type { Card } from '../../cards/card.ts';
import type { Log } from '../../ports/log.ts';
import type { Shelf } from '../../ports/shelf.ts';
import { codes, isRefused, readFault } from './client.ts';
import { formatId } from './custom-id.ts';
import { type MessageName, readThread } from './place.ts';

export type Working = {
  /** Nobody waits for it: without it the thread is as usable. */
  begin(thread: string): void;
  /** The message goes away, also one of an earlier process. */
  end(thread: string): void;
  type(thread: string): void;
  /** What was asked there last, for the name of a thread that is not there yet. */
  asked(thread: string, text: string): void;
  /** Nothing is shown any more. */
  stop(): void;
};

type Deps = {
  rest: REST;
  log: Log;
  shelf: Shelf;
  /** Puts a card into a thread, which is opened for it under this title where it is not there yet. */
  put(thread: string, card: Card, title: string): Promise<MessageName>;
  afterMs?: number | undefined;
};

/** Discord shows it for ten seconds. */
const typeEveryMs = 8000;
/** Most of what is asked is answered before. */
const usualAfterMs = 6000;
const keptMs = 24 * 60 * 60_000;

export function createWorking(deps: Deps): Working {
  const under = new Map<string, { timers: NodeJS.Timeout[]; shown: Promise<void> | null }>();
  const looked = new Set<string>();
  const asked = new Map<string, string>();
  const type = (thread: string) => typeIn(deps, thread);
  const quit = (thread: string) => {
    const run = under.get(thread);
    for (const timer of run?.timers ?? []) clearTimeout(timer);
    under.delete(thread);
    return run?.shown ?? null;
  };
  return {
    type,
    asked(thread, text) {
      asked.set(thread, text);
      if (asked.size > mostAsked) asked.delete(asked.keys().next().value!);
    },
    begin(thread) {
      if (under.has(thread)) return;
      type(thread);
      const run = { timers: [] as NodeJS.Timeout[], shown: null as Promise<void> | null };
      const show = () => {
        run.shown = showStop(deps, thread, asked.get(thread) ?? '');
      };
      run.timers = [
        setInterval(() => type(thread), typeEveryMs),
        setTimeout(show, deps.afterMs ?? usualAfterMs),
      ];
      for (const timer of run.timers) timer.unref();
      under.set(thread, run);
    },
    end(thread) {
      const shown = quit(thread);
      // An earlier process may have left one where this one has not ended anything yet.
      if (!shown && looked.has(thread)) return;
      looked.add(thread);
      void (shown ?? Promise.resolve()).then(() => takeAway(deps, thread));
    },
    stop() {
      for (const thread of [...under.keys()]) void quit(thread);
    },
  };
}

function typeIn({ rest, log }: Deps, thread: string): void {
  const { thread: inner, channel } = readThread(thread);
  const typing = (where: string) => rest.post(Routes.channelTyping(where));
  // A thread that is not there yet is opened by the first message in it.
  const isNotThere = (error: unknown) => inner !== null && isRefused(error, codes.unknownChannel);
  typing(inner ?? channel)
    .catch((error) => (isNotThere(error) ? typing(channel) : Promise.reject(error)))
    .catch((error: unknown) => {
      log.debug('Discord does not show that somebody types', { fault: readFault(error) });
    });
}

const mostAsked = 500;

const key = (thread: string) => `working ${thread}`;

/** Never rejects. Where an earlier process has left one, that goes on to stand. */
async function showStop(deps: Deps, thread: string, asked: string): Promise<void> {
  try {
    if (await deps.shelf.get(key(thread))) return;
    const name = await deps.put(thread, drawStop(thread), asked);
    await deps.shelf.set(key(thread), name, keptMs);
  } catch (error) {
    deps.log.info('a run could not be shown in Discord', { fault: readFault(error) });
  }
}

async function takeAway({ rest, shelf, log }: Deps, thread: string): Promise<void> {
  try {
    const name = await shelf.get<MessageName>(key(thread));
    if (!name) return;
    await shelf.delete(key(thread));
    await rest.delete(Routes.channelMessage(name.channel, name.message));
  } catch (error) {
    log.info('a message could not be taken away in Discord', { fault: readFault(error) });
  }
}

function drawStop(thread: string): Card {
  const said = 'I am still at it.';
  return {
    title: '',
    tone: 'neutral',
    blocks: [{ kind: 'text', text: said }],
    choices: [{ label: 'Stop', action: formatId({ kind: 'halt', token: thread }), style: 'danger' }],
    summary: said,
  };
}
