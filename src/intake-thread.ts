/** Starts an intake in a thread of its own, and again should it ever end before it is told to. */
import type { Worker } from 'node:worker_threads';
import type { End, HouseWord, IntakeWord } from './messenger/ends.ts';
import type { Log } from './ports/log.ts';
import { startThread } from './ports/thread.ts';
import type { DiscordStart } from './surfaces/discord/intake-link.ts';
import type { IntakeStart as SlackStart } from './surfaces/slack/intake-link.ts';

/** What takes in, and how it begins. */
export type IntakeRun = { room: 'slack'; start: SlackStart } | { room: 'discord'; start: DiscordStart };

/** Where it keeps what comes in. */
export type IntakePlace = {
  /** Null where the house stores it. */
  folder: string | null;
  /** 32 bytes as base64 by which the journal is encrypted: deliveries hold what lets anybody answer them. */
  key: string;
  /** As in `JournalOptions`. */
  flushFirst: boolean;
};

export type IntakeData = IntakeRun & IntakePlace;

/** Longer after each time it could not begin: a service counts how often one comes, and may take the token away. */
const again = { afterMs: 1000, atMostMs: 5 * 60_000 };

/** One that cannot begin at all says `refused`. */
export function startIntakeThread<Told, Said extends { say: string }>(
  run: IntakeRun,
  place: IntakePlace,
  log: Log,
): End<Told | HouseWord, Said | IntakeWord> {
  let hear: (heard: Said | IntakeWord) => void = () => {};
  let ending = false;
  let hasListened = false;
  let failures = 0;
  let worker = open({ ...run, ...place });

  function open(workerData: IntakeData): Worker {
    const made = startThread(new URL('./intake-worker.ts', import.meta.url), { workerData });
    made.on('message', (heard: Said | IntakeWord) => {
      if (heard.say === 'listening') {
        hasListened = true;
        failures = 0;
      }
      // Once it has listened, it is to listen again.
      if (heard.say !== 'refused' || !hasListened) return hear(heard);
      log.error(`what takes in deliveries of ${run.room} was refused, and is begun again`, { ...heard });
      void made.terminate();
    });
    made.on('error', (error) => {
      log.error(`what takes in deliveries of ${run.room} broke`, { error });
      if (!hasListened) hear({ say: 'refused', message: String(error), error: null });
    });
    made.on('exit', () => {
      if (ending) return;
      const afterMs = Math.min(again.atMostMs, again.afterMs * 2 ** failures++);
      // Which threads are ours has changed since the first start, so the house is asked about each reply.
      setTimeout(() => {
        const next = { ...run, start: { ...run.start, threads: null } } as IntakeRun;
        if (!ending) worker = open({ ...next, ...place });
      }, afterMs).unref();
    });
    return made;
  }

  return {
    say(told) {
      if ((told as HouseWord).say === 'stop') ending = true;
      worker.postMessage(told);
    },
    onHeard(handle) {
      hear = handle;
    },
    close() {
      ending = true;
      void worker.terminate();
    },
  };
}
