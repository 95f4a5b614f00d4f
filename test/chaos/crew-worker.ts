/** A worker: plays the scenarios of one task after another. */
import { parentPort } from 'node:worker_threads';
import { createPublication } from '../../src/publication/create-publication.ts';
import { type Task, workTask } from './campaign.ts';

parentPort!.on('message', async (task: Task) => {
  parentPort!.postMessage(await workTask({ createPublication }, task));
});
