/** Runs in a thread of its own what takes in Slack's deliveries, so that nothing the house does keeps it from acknowledging them. */
import { parentPort, workerData } from 'node:worker_threads';
import { openJournal } from './storage/journal.ts';
import { runIntake } from './surfaces/slack/intake.ts';
import { endOf, type IntakeStart } from './surfaces/slack/intake-link.ts';

const { start, folder } = workerData as { start: IntakeStart; folder: string | null };
runIntake(start, { end: endOf(parentPort!), journal: folder === null ? null : openJournal(folder) });
