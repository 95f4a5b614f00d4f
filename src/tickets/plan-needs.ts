/** What the document puts before each of its tickets now, compared with what it put there and with how they are linked. */

import type { Block } from '../domain/document.ts';
import type { TicketDraft } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Matched } from './diff-proposals.ts';
import type { Edge } from './draft-rows.ts';
import { placeDraft } from './match-drafts.ts';
import { baseOf, contentOf, isUntouched, latestOf, mergeFields } from './three-way.ts';

export type Standing = {
  drafts: readonly TicketDraft[];
  blocks: readonly Block[];
  /** Tickets that stand for drafts, by the draft's ref. */
  standIns: ReadonlyMap<string, Ticket>;
  /** The ticket a ref means, new or old. */
  find(ref: string): Id | undefined;
  /** How live tickets are linked now. */
  links: readonly Edge[];
};

/** Ids of the tickets that stand before this one now. */
export function needsOf(links: readonly Edge[], id: Id): Id[] {
  return links.flatMap(({ sourceId, targetId }) => (targetId === id ? [sourceId] : []));
}

/** Per ticket what the document says must be done first. What it put there and this run knows nothing about stays. */
export function readNeeds({ drafts, standIns, find }: Standing): Map<Ticket, Id[]> {
  const known = new Set([...standIns.values()].map(({ id }) => id));
  const needs = new Map<Ticket, Id[]>();
  for (const [ticket, own] of Map.groupBy(
    drafts.filter(({ ref }) => standIns.has(ref)),
    ({ ref }) => standIns.get(ref)!,
  )) {
    const stated = own.flatMap(({ dependsOn }) => dependsOn.flatMap((ref) => find(ref) ?? []));
    const unheard = latestOf(ticket)?.dependsOn?.filter((id) => !known.has(id)) ?? [];
    const all = new Set([...stated, ...unheard].filter((id) => id !== ticket.id));
    needs.set(ticket, [...all]);
  }
  return needs;
}

/**
 * The matched tickets with their needs in what the document says of them, and the others that have new needs. What a
 * model says of unchanged words differs by chance, and is not news.
 */
export function addNeeds(
  matched: { changed: readonly Matched[]; others: readonly Matched[] },
  standing: Standing,
): { changed: Matched[]; others: Matched[] } {
  const needs = readNeeds(standing);
  const withNeeds = (one: Matched): Matched => {
    const dependsOn = needs.get(one.ticket) ?? [];
    return { ...one, content: { ...one.content, dependsOn } };
  };
  const moved = new Map([...needs].filter(([ticket, ids]) => isNews(ticket, ids, standing)));
  const already = new Set(matched.changed.map(({ ticket }) => ticket));
  const relinked = [...moved.keys()].filter((ticket) => !already.has(ticket));
  const asBefore = (one: Matched): Matched => {
    const dependsOn = latestOf(one.ticket)?.dependsOn;
    return dependsOn ? { ...one, content: { ...one.content, dependsOn } } : one;
  };
  return {
    changed: [
      ...matched.changed.map(withNeeds),
      ...relinked.map((ticket) => relink(ticket, needs.get(ticket)!, standing)),
    ],
    others: matched.others.filter(({ ticket }) => !moved.has(ticket)).map(asBefore),
  };
}

function isNews(ticket: Ticket, needs: readonly Id[], { drafts, standIns, links }: Standing): boolean {
  const own = drafts.filter(({ ref }) => standIns.get(ref) === ticket);
  if (ticket.origin.madeBy !== 'rules' || own.some(({ madeBy }) => madeBy !== 'rules')) return false;
  const before = latestOf(ticket)?.dependsOn;
  if (!before) return needs.some((id) => !needsOf(links, ticket.id).includes(id));
  return before.length !== needs.length || needs.some((id) => !before.includes(id));
}

/** The ticket with new needs and otherwise as the document was last known to have it. */
function relink(ticket: Ticket, dependsOn: Id[], { drafts, standIns, blocks }: Standing): Matched {
  const next = placeDraft(drafts.find(({ ref }) => standIns.get(ref) === ticket)!, blocks);
  const before = latestOf(ticket) ?? contentOf(ticket);
  return { ticket, next, content: { ...before, text: next.text, path: [...next.path], dependsOn } };
}

/** Links to make and to take away on tickets that follow the document by themselves. */
export function planLinks(
  changed: readonly Matched[],
  links: readonly Edge[],
): { add: Edge[]; drop: Edge[] } {
  const add: Edge[] = [];
  const drop: Edge[] = [];
  for (const { ticket, content } of changed.filter((one) => isUntouched(one.ticket))) {
    const ours = needsOf(links, ticket.id);
    const wanted = mergedNeeds(ticket, ours, content) ?? ours;
    const edge = (sourceId: Id): Edge => ({ sourceId, targetId: ticket.id });
    add.push(...wanted.filter((id) => !ours.includes(id)).map(edge));
    drop.push(...ours.filter((id) => !wanted.includes(id)).map(edge));
  }
  return { add, drop };
}

/** What stands before the ticket once the document's change is taken; null when it changes nothing there. */
export function mergedNeeds(ticket: Ticket, ours: readonly Id[], theirs: Matched['content']): Id[] | null {
  const fields = mergeFields(baseOf(ticket), { ...ticket, dependsOn: ours }, theirs);
  return (fields.find(({ field }) => field === 'dependsOn')?.theirs as Id[] | undefined) ?? null;
}
