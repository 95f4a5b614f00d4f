/** Runs in a thread of its own what takes in a chat's deliveries, so that nothing the house does keeps it from answering them. */
import { parentPort, workerData } from 'node:worker_threads';
import type { IntakeData } from './intake-thread.ts';
import { endOf } from './messenger/ends.ts';
import { openSealedJournal } from './storage/journal.ts';

const { folder, key, flushFirst, ...run } = workerData as IntakeData;
const journal = folder === null ? null : openSealedJournal(folder, key, { flushFirst });
if (run.room === 'slack') {
  const { runIntake } = await import('./surfaces/slack/intake.ts');
  runIntake(run.start, { end: endOf(parentPort!), journal });
} else {
  const { runIntake } = await import('./surfaces/discord/intake.ts');
  runIntake(run.start, { end: endOf(parentPort!), journal });
}
