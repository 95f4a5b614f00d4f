/** Which conversations one process can show something in: where several share a store, each terminal belongs to its own. */
import type { Thread } from './conversation.ts';
import type { Id } from './ids.ts';

/** Every thread of some surfaces, such as Slack's, and single threads, such as the one that is open in this terminal. */
export type Reach = { surfaces: readonly string[]; threadIds: readonly Id[] };

/** One surface or one thread: what waits in it is worked off by those alone that reach it. */
export type Line = { name: string; reach: Reach };

export function linesOf({ surfaces, threadIds }: Reach): Line[] {
  return [
    ...surfaces.map((name) => ({ name, reach: { surfaces: [name], threadIds: [] } })),
    ...threadIds.map((name) => ({ name, reach: { surfaces: [], threadIds: [name] } })),
  ];
}

export function isWithin(reach: Reach, thread: Pick<Thread, 'id' | 'surface'>): boolean {
  return reach.threadIds.includes(thread.id) || reach.surfaces.includes(thread.surface);
}

/** The line a thread waits in, for a process that reaches it. */
export function lineOf(reach: Reach, thread: Pick<Thread, 'id' | 'surface'>): string {
  return reach.threadIds.includes(thread.id) ? thread.id : thread.surface;
}
