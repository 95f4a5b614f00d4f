/** Finds out which links of a ticket only one side knows, and makes or takes them away in the store. */
import { isDocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { TicketLink } from '../domain/links.ts';
import type { Caller } from '../domain/principal.ts';
import type { Agreed } from './agreed.ts';
import type { Side, StepDeps } from './exchange-deps.ts';
import type { LinkFields } from './exchange-links.ts';
import { readLinks } from './export-tickets.ts';
import type { Pair } from './read-pair.ts';
import {
  decideLinks,
  type Edge,
  edgeOfLink,
  edgesOfFile,
  fieldOf,
  type LinkSteps,
  nameEdge,
} from './step-links.ts';

type Look = Pair & { agreed: Agreed };

export async function readLinkSteps(deps: StepDeps, side: Side, look: Look): Promise<LinkSteps> {
  const { id } = look.ticket;
  const stored = await deps.store.links.ofTickets(side.workspaceId, [id]);
  const own = edgesOfFile(id, look.there);
  const edges = stored.flatMap((link) => edgeOfLink(link) ?? []);
  const others = [...new Set([...own, ...edges].map((edge) => otherEnd(edge, id)))];
  const known = new Set(
    (await deps.store.tickets.list(side.workspaceId, { ids: others })).map((one) => one.id),
  );
  const files = new Map(others.map((other) => [other, readLinks(side.repository, other)] as const));
  const around = others.flatMap((other) => edgesAbout(id, other, files.get(other)));
  const steps = decideLinks({
    id,
    stated: [...own, ...around],
    stored: edges.filter((edge) => known.has(otherEnd(edge, id))),
    agreed: look.agreed.links,
    isStored: (other) => known.has(other),
    hasFile: (other) => Boolean(files.get(other)),
  });
  return { ...steps, write: steps.write.filter((edge) => isCarrier(edge, id, stored)) };
}

function otherEnd({ source, target }: Edge, id: Id): Id {
  return source === id ? target : source;
}

/** What the other's file says about this ticket. */
function edgesAbout(id: Id, other: Id, file: LinkFields | null | undefined): Edge[] {
  return file ? edgesOfFile(other, file).filter(({ source, target }) => source === id || target === id) : [];
}

/** An edge that no file has yet is written into one of two: the link knows which (U-45). */
function isCarrier(edge: Edge, id: Id, stored: readonly TicketLink[]): boolean {
  const link = stored.find((one) => {
    const found = edgeOfLink(one);
    return found !== null && nameEdge(found) === nameEdge(edge);
  });
  const onTarget = edge.type === 'blocks' && link?.declaredOn !== 'source';
  return (
    link !== undefined && (onTarget ? link.targetId : link.sourceId) === id && fieldOf(edge, id) !== null
  );
}

/**
 * What the files made or took away happens in the store, link by link; one that may not be is logged and left. Gives the
 * names of those that both know then.
 */
export async function applyLinks(deps: StepDeps, caller: Caller, steps: LinkSteps): Promise<string[]> {
  const agreed = [...steps.agreed];
  for (const edge of steps.link) if (await attempt(deps, caller, edge, 'link')) agreed.push(nameEdge(edge));
  for (const edge of steps.unlink)
    if (!(await attempt(deps, caller, edge, 'unlink'))) agreed.push(nameEdge(edge));
  return agreed;
}

async function attempt(
  { tickets, log }: StepDeps,
  caller: Caller,
  { type, source, target }: Edge,
  deed: 'link' | 'unlink',
): Promise<boolean> {
  try {
    await tickets[deed](caller, { type, sourceIds: [source], targetIds: [target] });
    return true;
  } catch (error) {
    if (!isDocketError(error)) throw error;
    log.warn('a link could not be brought in step', { type, source, target, why: error.message });
    return false;
  }
}
