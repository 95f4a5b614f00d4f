/** Starts the intake in a thread of its own, and again should it ever end before it is told to. */
import { Worker } from 'node:worker_threads';
import type { Log } from './ports/log.ts';
import type { FromIntake, HouseEnd, IntakeStart } from './surfaces/slack/intake-link.ts';

const againAfterMs = 1000;

/**
 * What it kept is in `folder`, and null where the house stores what comes in. One that cannot begin at all says `refused`.
 */
export function startIntakeThread(start: IntakeStart, folder: string | null, log: Log): HouseEnd {
  let hear: (heard: FromIntake) => void = () => {};
  let ending = false;
  let hasListened = false;
  let worker = open(start);

  function open(begin: IntakeStart): Worker {
    const made = new Worker(new URL('./intake-worker.ts', import.meta.url), {
      workerData: { start: begin, folder },
    });
    made.on('message', (heard: FromIntake) => {
      hasListened ||= heard.say === 'listening';
      hear(heard);
    });
    made.on('error', (error) => {
      log.error('what takes in Slack’s deliveries broke', { error });
      if (!hasListened) hear({ say: 'refused', message: String(error), error: null });
    });
    made.on('exit', () => {
      if (ending) return;
      // Which threads are ours has changed since the first start, so the house is asked about each reply.
      setTimeout(() => {
        if (!ending) worker = open({ ...start, threads: null });
      }, againAfterMs).unref();
    });
    return made;
  }

  return {
    say(told) {
      if (told.say === 'stop') ending = true;
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
