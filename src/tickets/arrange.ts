/** What people do to tickets by hand: write one, split, merge, link, and take back what they did last. */

import type { Comment } from '../domain/comment.ts';
import type { Id } from '../domain/ids.ts';
import type { TicketLinkType } from '../domain/links.ts';
import { type Caller, isPersonDeciding } from '../domain/principal.ts';
import { TicketEdit, type TicketType } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Nouns } from '../ports/store.ts';
import { commentOn } from './comment.ts';
import type { NewTicket } from './create.ts';
import { inside, type PeopleDeps } from './inside.ts';
import { linkTickets, unlinkTickets } from './link.ts';
import { mergeTickets } from './merge.ts';
import { type Splitting, type SplitWish, splitTicket } from './split.ts';
import { redoLatest, type Undone, undoLatest } from './undo.ts';
import { getLive, viewTickets } from './view.ts';
import { moveTicket } from './work.ts';

/** A ticket a person asks for in words. */
export type WrittenTicket = TicketEdit & {
  title: string;
  type: TicketType;
  parentId?: Id;
  assigneeId?: Id;
  documentId?: Id;
  /** What the rules for its kind say besides its priority. */
  ruled?: Pick<NewTicket, 'coordination' | 'planned'>;
};

export type UndoneView = Omit<Undone, 'restored' | 'removed'> & {
  restored: TicketView[];
  removed: TicketView[];
};

export type Arranging = {
  /** A ticket of no document. It waits for its review like any other. */
  add(caller: Caller, ticket: WrittenTicket): Promise<TicketView>;
  /** The ticket as the first piece, then the new ones. Throws as `splitTicket` does. */
  split(caller: Caller, id: Id, wish: SplitWish): Promise<TicketView[]>;
  /** The ticket that stays. Throws as `mergeTickets` does. */
  merge(caller: Caller, ids: readonly Id[], title?: string): Promise<TicketView>;
  /** `sourceId` comes first in the type's words: source blocks target. `made` counts the links that are new. */
  link(caller: Caller, wish: LinkWish): Promise<{ made: number; tickets: TicketView[] }>;
  /** `removed` counts the links that were there. */
  unlink(caller: Caller, wish: LinkWish): Promise<{ removed: number; tickets: TicketView[] }>;
  /** Cancels a ticket as merged into another, and links the two (U-44). Throws INVALID_TRANSITION, INVALID_INPUT. */
  closeAsDuplicate(caller: Caller, id: Id, originalId: Id): Promise<TicketView[]>;
  /** Keeps a comment on each, in Docket alone. Throws NOT_FOUND. */
  comment(
    caller: Caller,
    ids: readonly Id[],
    said: { text: string; mention: string | null },
  ): Promise<Comment[]>;
  /** Takes back the caller's own latest deed, or that one if it is the latest. Throws as `undoLatest` does. */
  undo(caller: Caller, deedId?: Id): Promise<UndoneView>;
  /** Does again what the caller's latest undo took back. Throws as `redoLatest` does. */
  redo(caller: Caller): Promise<UndoneView>;
};

export type LinkWish = { type: TicketLinkType; sourceIds: readonly Id[]; targetIds: readonly Id[] };

export function createArranging(deps: PeopleDeps): Arranging {
  return {
    add: (caller, ticket) => inside(deps, caller, (writing) => addWritten(writing, caller, ticket)),
    split: (caller, id, wish) =>
      inside(deps, caller, async (writing) => {
        const [ticket] = await getLive(writing.nouns, caller.workspaceId, [id]);
        return view(writing.nouns, caller, await splitTicket(writing, ticket!, wish));
      }),
    merge: (caller, ids, title) =>
      inside(deps, caller, async (writing) => {
        const tickets = await getLive(writing.nouns, caller.workspaceId, [...new Set(ids)]);
        const [merged] = await view(writing.nouns, caller, [await mergeTickets(writing, tickets, title)]);
        return merged!;
      }),
    link: (caller, wish) =>
      inside(deps, caller, async (writing) => {
        let made = 0;
        const tickets = await eachPair(writing, caller, wish, async (source, target) => {
          if (await linkTickets(writing, wish.type, source, target)) made += 1;
        });
        return { made, tickets };
      }),
    unlink: (caller, wish) =>
      inside(deps, caller, async (writing) => {
        let removed = 0;
        const tickets = await eachPair(writing, caller, wish, async (source, target) => {
          if (await unlinkTickets(writing, wish.type, source, target)) removed += 1;
        });
        return { removed, tickets };
      }),
    closeAsDuplicate: (caller, id, originalId) =>
      inside(deps, caller, (writing) => closeDuplicate(writing, caller, id, originalId)),
    comment: (caller, ids, said) =>
      inside(deps, caller, async (writing) =>
        commentOn(writing, await getLive(writing.nouns, caller.workspaceId, [...new Set(ids)]), said),
      ),
    undo: (caller, deedId) =>
      inside(deps, caller, async (writing) =>
        viewUndone(
          writing.nouns,
          caller,
          await undoLatest(writing, { deedId, inPerson: isPersonDeciding(caller) }),
        ),
      ),
    redo: (caller) =>
      inside(deps, caller, async (writing) =>
        viewUndone(writing.nouns, caller, await redoLatest(writing, isPersonDeciding(caller))),
      ),
  };
}

async function viewUndone(nouns: Nouns, caller: Caller, undone: Undone): Promise<UndoneView> {
  const { restored, removed, ...rest } = undone;
  return {
    ...rest,
    restored: await view(nouns, caller, restored),
    removed: await view(nouns, caller, removed),
  };
}

function view(nouns: Nouns, caller: Caller, tickets: Parameters<typeof viewTickets>[2]) {
  return viewTickets(nouns, caller.workspaceId, tickets);
}

async function addWritten(
  { nouns, scope, ids, addTickets }: Splitting,
  caller: Caller,
  { parentId, assigneeId, documentId, ruled, ...ticket }: WrittenTicket,
): Promise<TicketView> {
  const content = TicketEdit.parse(ticket);
  const draft: NewTicket = {
    id: ids.next(),
    type: ticket.type,
    title: ticket.title,
    description: content.description ?? '',
    criteria: (content.criteria ?? []).map((text) => ({ text, met: null, origin: 'person' })),
    labels: content.labels ?? [],
    priority: content.priority ?? 0,
    effort: content.effort ?? null,
    parentId: parentId ?? null,
    review: 'generated',
    effortRange: null,
    suggestedAfter: [],
    assigneeId: assigneeId ?? null,
    ...ruled,
    origin: {
      kind: 'manual',
      madeBy: 'person',
      documentId: documentId ?? null,
      documentVersion: null,
      primaryBlockId: null,
      sourceLines: [],
      sourceQuote: null,
      sourceKey: null,
    },
  };
  const [added] = await view(nouns, caller, await addTickets(nouns, scope, [draft]));
  return added!;
}

/** Returns the tickets at either end as they are afterwards. Throws WORKSPACE_MISMATCH for one of another workspace. */
async function eachPair(
  { nouns, scope, mutate }: Splitting,
  caller: Caller,
  { sourceIds, targetIds }: LinkWish,
  deed: (source: TicketView['ticket'], target: TicketView['ticket']) => Promise<void>,
): Promise<TicketView[]> {
  // `mutate` alone can tell a foreign ticket from a missing one, and refuses both.
  for (const id of new Set([...sourceIds, ...targetIds])) await mutate(nouns, scope, id, () => null);
  const sources = await getLive(nouns, caller.workspaceId, [...new Set(sourceIds)]);
  const targets = await getLive(nouns, caller.workspaceId, [...new Set(targetIds)]);
  for (const source of sources) for (const target of targets) await deed(source, target);
  return view(nouns, caller, [...new Map([...sources, ...targets].map((one) => [one.id, one])).values()]);
}

async function closeDuplicate(
  writing: Splitting,
  caller: Caller,
  id: Id,
  originalId: Id,
): Promise<TicketView[]> {
  const { nouns, scope, mutate, clock } = writing;
  const [ticket, original] = await getLive(nouns, caller.workspaceId, [id, originalId]);
  await linkTickets(writing, 'duplicateOf', ticket!, original!);
  const move = {
    ...{ to: 'cancelled' as const, by: caller.principal, at: clock.now().toISOString() },
    ...{ resolution: 'merged' as const, resolutionDetail: `duplicate of ${original!.key}` },
  };
  await mutate(nouns, scope, id, (current) => moveTicket(current, move));
  return view(nouns, caller, await getLive(nouns, caller.workspaceId, [id, originalId]));
}
