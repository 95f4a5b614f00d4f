/** Tickets in an attached repository, as cards and programs read them. */
import * as z from 'zod';

export const RepoTicket = z.object({
  id: z.string(),
  /** The end of the id, by which people name it. */
  short: z.string(),
  title: z.string(),
  status: z.string(),
  priority: z.string().nullable(),
  owner: z.string().nullable(),
  nodeType: z.string(),
  lane: z.string().nullable(),
  ready: z.boolean(),
  /** Unfinished tickets that it waits for. */
  waitsFor: z.int(),
  claim: z.object({ holder: z.string(), minutesLeft: z.int() }).nullable(),
});
export type RepoTicket = z.infer<typeof RepoTicket>;

export const repoLists = ['ready', 'doing', 'waiting', 'claimed', 'open', 'all', 'problems'] as const;
export const RepoList = z.enum(repoLists);
export type RepoList = z.infer<typeof RepoList>;

export const RepoGroup = z.object({ title: z.string(), done: z.int(), active: z.int() });
export type RepoGroup = z.infer<typeof RepoGroup>;

export const RepoView = z.object({
  /** The folder's name. */
  name: z.string(),
  list: RepoList,
  tickets: z.array(RepoTicket),
  /** How many fit; `tickets` holds the first of them. */
  total: z.int(),
  groups: z.array(RepoGroup),
  /** What `validate` finds, as sentences with file and line, errors first. */
  problems: z.array(z.string()),
});
export type RepoView = z.infer<typeof RepoView>;

export const graphFormats = ['mermaid', 'dot', 'json'] as const;
export const graphViews = ['dependency', 'sequence', 'portfolio', 'all'] as const;

/** What became of tickets that were taken over or written: keys, and for those that were left the reason. */
export const MirrorOutcome = z.object({
  added: z.array(z.string()),
  changed: z.array(z.string()),
  unchanged: z.int(),
  refused: z.array(z.object({ ticket: z.string(), why: z.string() })),
});
export type MirrorOutcome = z.infer<typeof MirrorOutcome>;
