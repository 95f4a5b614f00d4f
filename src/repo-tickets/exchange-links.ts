/** Which links stand in which file: what a file says stays where it stands, and what the store says anew goes where it belongs. */
import type { TicketLink } from '../domain/links.ts';
import type { Canonical } from './project-ticket.ts';

export type LinkFields = Pick<Canonical, 'dependencies' | 'blocks' | 'related' | 'precedes' | 'memberOf'>;

/** `file` reads what a ticket's file says, null where it has none. */
export type Surroundings = { links: readonly TicketLink[]; file(id: string): LinkFields | null };

const none: LinkFields = { dependencies: [], blocks: [], related: [], precedes: [], memberOf: [] };

/**
 * The link fields a ticket's file should have: those it has, and those only the store knows. An edge may stand in either
 * file, so one that the other file says is not said again; ids without a file are not written. No link is taken out of a
 * file: the store may never have heard of it.
 */
export function meetLinks(id: string, around: Surroundings): LinkFields {
  const now = around.file(id) ?? none;
  const from = (type: TicketLink['type']) =>
    around.links.filter((link) => link.type === type && link.sourceId === id);
  const targets = (links: readonly TicketLink[]) => links.map(({ targetId }) => targetId);
  const saidBy = (end: string, field: keyof LinkFields) => around.file(end)?.[field].includes(id) ?? false;
  const meet = (field: keyof LinkFields, ours: readonly string[], mirror?: keyof LinkFields) => {
    const isNew = (end: string) =>
      !now[field].includes(end) && around.file(end) !== null && !(mirror && saidBy(end, mirror));
    return [...now[field], ...ours.filter(isNew)];
  };
  const needed = around.links.filter(
    ({ type, targetId, declaredOn }) => type === 'blocks' && targetId === id && declaredOn !== 'source',
  );
  const blocked = from('blocks').filter(({ declaredOn }) => declaredOn !== 'target');
  return {
    dependencies: meet(
      'dependencies',
      needed.map(({ sourceId }) => sourceId),
      'blocks',
    ),
    blocks: meet('blocks', targets(blocked), 'dependencies'),
    related: meet('related', targets([...from('relatesTo'), ...from('duplicateOf')]), 'related'),
    precedes: meet('precedes', targets(from('precedes'))),
    memberOf: meet('memberOf', targets(from('memberOf'))),
  };
}
