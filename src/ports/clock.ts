/** Time and identity, injected so that tests decide both. */
import type { Id } from '../domain/ids.ts';

export type Clock = { now(): Date };

/** New UUIDv7s, ascending in the order they were asked for. */
export type IdSource = { next(): Id };

export const systemClock: Clock = { now: () => new Date() };
