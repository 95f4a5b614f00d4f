/** What a person's home shows: what waits for them, their drafts, pushes, connections, and what is set where. */
import * as z from 'zod';
import { Destination } from './approval.ts';
import { Id } from './ids.ts';
import { Preferences } from './preferences.ts';

/** A thread by its surface's own name. */
const Where = z.object({ surface: z.string(), external: z.string() });

export const HomeBoard = z.object({
  boardId: Id,
  title: z.string(),
  thread: Where.nullable(),
  /** Counted by review status; possible duplicates count as to review. */
  toReview: z.int(),
  approved: z.int(),
  failed: z.int(),
});
export type HomeBoard = z.infer<typeof HomeBoard>;

export const HomePush = z.object({
  pushId: Id,
  destination: Destination,
  byName: z.string(),
  thread: Where.nullable(),
  total: z.int(),
  created: z.int(),
  failed: z.int(),
  finished: z.boolean(),
});
export type HomePush = z.infer<typeof HomePush>;

export const HomeView = z.object({
  /** Questions only a person may answer, oldest first. */
  asked: z.array(z.object({ id: Id, preview: z.string() })),
  /** Boards of others with something to decide, newest first. */
  waiting: z.array(HomeBoard),
  /** Boards with tickets this person had drafted. */
  mine: z.array(HomeBoard),
  /** Under way, or begun within the last days; newest first. */
  pushes: z.array(HomePush),
  trackers: z.array(z.object({ name: z.string(), sandbox: z.boolean() })),
  /** The workspace's first, then those of channels, by the surface's own name of the channel. */
  defaults: z.array(z.object({ channel: z.string().nullable(), values: Preferences })),
});
export type HomeView = z.infer<typeof HomeView>;
