/** Hands in what a stage of writing has made: its tickets are done, and it goes to its approval (S1-60). */
import type { Caller } from '../domain/principal.ts';
import { alter, type Desk } from './desk.ts';
import { submitStage } from './edit-capability.ts';
import { advance, refuseEnded } from './enter-stage.ts';
import { readGround } from './ground.ts';
import { missingToAdvance } from './stage-guards.ts';

/** Throws STAGE_GUARD {missing} where a document is lacking; the tickets stay open then. */
export async function submit(desk: Desk, caller: Caller, id: string): Promise<void> {
  await alter(desk, caller, id, async (writing, item) => {
    refuseEnded(item.capability);
    const { missing } = missingToAdvance(item, await readGround(writing.nouns, item));
    // What is lacking besides its own tickets is said before any of those is done.
    if (missing.every((one) => one.startsWith('ticket:'))) await submitStage(writing, item);
    return null;
  });
  await advance(desk, caller, id, null);
}
