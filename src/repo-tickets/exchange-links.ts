/** Which links stand in which file: what a file says stays where it stands, and what the store says anew goes where it belongs. */
import type { TicketLink } from '../domain/links.ts';
import type { Canonical } from './project-ticket.ts';

export type LinkFields = Pick<Canonical, 'dependencies' | 'blocks' | 'related' | 'precedes' | 'memberOf'>;

/** `file` reads the file of another ticket; `isKnown` says whether a ticket is in the store, which then knows its links. */
export type Surroundings = {
  links: readonly TicketLink[];
  file(id: string): LinkFields | null;
  isKnown(id: string): boolean;
};

const none: LinkFields = { dependencies: [], blocks: [], related: [], precedes: [], memberOf: [] };

/**
 * The link fields a ticket's file should have. An edge may stand in either file, so one that the other file says is not said
 * again. Ids the store does not know stay; ids without a file are not written.
 */
export function meetLinks(id: string, parentId: string | null, around: Surroundings): LinkFields {
  const now = around.file(id) ?? none;
  const from = (type: TicketLink['type']) =>
    around.links.filter((link) => link.type === type && link.sourceId === id);
  const to = (type: TicketLink['type']) =>
    around.links.filter((link) => link.type === type && link.targetId === id);
  const sources = (links: readonly TicketLink[]) => links.map(({ sourceId }) => sourceId);
  const targets = (links: readonly TicketLink[]) => links.map(({ targetId }) => targetId);
  const other = (field: keyof LinkFields) => (end: string) => around.file(end)?.[field].includes(id) ?? false;
  const meet = (
    field: keyof LinkFields,
    linked: readonly string[],
    ours: readonly string[],
    said = other(field),
  ) => {
    const kept = now[field].filter((end) => !around.isKnown(end) || linked.includes(end));
    const added = ours.filter((end) => !kept.includes(end) && !said(end) && around.file(end) !== null);
    return [...kept, ...added];
  };
  const needed = to('blocks').filter(({ declaredOn }) => declaredOn !== 'source');
  const blocked = from('blocks').filter(({ declaredOn }) => declaredOn !== 'target');
  const related = [...targets([...from('relatesTo'), ...from('duplicateOf')])];
  const mutual = [...related, ...sources([...to('relatesTo'), ...to('duplicateOf')])];
  const nowhere = () => false;
  const containers = [...targets(from('memberOf')), ...(parentId === null ? [] : [parentId])];
  return {
    dependencies: meet('dependencies', sources(to('blocks')), sources(needed), other('blocks')),
    blocks: meet('blocks', targets(from('blocks')), targets(blocked), other('dependencies')),
    related: meet('related', mutual, related),
    precedes: meet('precedes', targets(from('precedes')), targets(from('precedes')), nowhere),
    memberOf: meet('memberOf', containers, targets(from('memberOf')), nowhere).filter(
      (end) => end !== parentId,
    ),
  };
}
