/** Runs in a thread of its own what takes in a chat's deliveries, so that nothing the house does keeps it from answering them. */
import { parentPort, workerData } from 'node:worker_threads';
import type { IntakeData } from './intake-thread.ts';
import { endOf } from './messenger/ends.ts';
import { openJournal, openSealedJournal } from './storage/journal.ts';

const { folder, key, ...run } = workerData as IntakeData;
const openFolder = (at: string) =>
  key === null ? openJournal(at) : openSealedJournal(at, key, { flushFirst: false });
const journal = folder === null ? null : openFolder(folder);
if (run.room === 'slack') {
  const { runIntake } = await import('./surfaces/slack/intake.ts');
  runIntake(run.start, { end: endOf(parentPort!), journal });
} else {
  const { runIntake } = await import('./surfaces/discord/intake.ts');
  runIntake(run.start, { end: endOf(parentPort!), journal });
}
