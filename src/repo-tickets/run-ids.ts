/** Makes the ids of runs and claims, which have to be unique and are no secret, without loading cryptography: that takes longer than a claim. */
import { newId } from '../domain/new-id.ts';

/** A lowercase UUIDv7. V8 seeds its own random numbers from the system in every process. */
export function newRunId(now: Date): string {
  const random = Uint8Array.from({ length: 10 }, () => Math.floor(Math.random() * 256));
  return newId(now.getTime(), random);
}
