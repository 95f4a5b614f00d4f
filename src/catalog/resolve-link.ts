/** Which tickets a wish to link or unlink means, and in which direction. */
import * as z from 'zod';
import { enumerate } from '../cards/phrases.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { TicketLinkType } from '../domain/links.ts';
import type { ToolContext } from './define-tool.ts';
import { resolveTicket } from './resolve-ticket.ts';

const kinds = ['blocked_by', 'blocks', 'relates_to', 'precedes', 'duplicate_of'] as const;
type Kind = (typeof kinds)[number];

const names = z.array(z.string()).min(1);
export const LinkInput = z.object({
  from: names.describe('Numbers in the last list, keys or ids'),
  kind: z
    .enum(kinds)
    .describe('from is blocked_by, blocks, relates_to, precedes or is a duplicate_of on')
    .default('blocked_by'),
  on: names.describe('The tickets at the other end'),
});

export type ResolvedLink = {
  wish: { type: TicketLinkType; sourceIds: Id[]; targetIds: Id[] };
  /** Keys, for the answer. */
  from: string[];
  on: string[];
};

/** Throws NOT_FOUND for a name that is no ticket. */
export async function resolveLink(
  context: ToolContext,
  { from, kind, on }: z.infer<typeof LinkInput>,
): Promise<ResolvedLink> {
  const [own, others] = [await resolveAll(context, from), await resolveAll(context, on)];
  const [ownIds, otherIds] = [own.map(({ id }) => id), others.map(({ id }) => id)];
  const wish =
    kind === 'blocked_by'
      ? { type: types[kind], sourceIds: otherIds, targetIds: ownIds }
      : { type: types[kind], sourceIds: ownIds, targetIds: otherIds };
  return { wish, from: own.map(({ key }) => key), on: others.map(({ key }) => key) };
}

const types: Record<Kind, TicketLinkType> = {
  blocked_by: 'blocks',
  blocks: 'blocks',
  relates_to: 'relatesTo',
  precedes: 'precedes',
  duplicate_of: 'duplicateOf',
};

async function resolveAll(context: ToolContext, named: readonly string[]) {
  const views = [];
  for (const name of named) views.push((await resolveTicket(context, name)).ticket);
  return views;
}

const said: Record<Kind, (one: boolean) => string> = {
  blocked_by: (one) => (one ? 'waits for' : 'wait for'),
  blocks: (one) => (one ? 'blocks' : 'block'),
  relates_to: (one) => (one ? 'belongs together with' : 'belong together with'),
  precedes: (one) => (one ? 'comes before' : 'come before'),
  duplicate_of: (one) => (one ? 'is a duplicate of' : 'are duplicates of'),
};

/** `TASK-2026-003 waits for TASK-2026-001 and TASK-2026-002`. */
export function sayLink(kind: Kind, from: readonly string[], on: readonly string[]): string {
  return `${enumerate(from)} ${said[kind](from.length === 1)} ${enumerate(on)}`;
}

const words: Record<string, Kind> = {
  blocks: 'blocks',
  needs: 'blocked_by',
  relates: 'relates_to',
  duplicate: 'duplicate_of',
  precedes: 'precedes',
};

/** `3 blocks 4 5`. Throws INVALID_INPUT where no word says how. */
export function readLinkWords(typed: string[]): z.infer<typeof LinkInput> {
  const at = typed.findIndex((word) => Object.hasOwn(words, word.toLowerCase()));
  if (at < 1 || at === typed.length - 1) {
    throw new DocketError('INVALID_INPUT', {
      message: 'That does not say which tickets to link, or how. Nothing was changed.',
      remedy: `Write the tickets with one of ${Object.keys(words).join(', ')} between them: 3 blocks 4.`,
    });
  }
  return { from: typed.slice(0, at), kind: words[typed[at]!.toLowerCase()]!, on: typed.slice(at + 1) };
}
