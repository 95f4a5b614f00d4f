/** Narrows a run to some of what a document asks for; the rest is counted, so that nothing is left out in silence. */
import { fold } from '../documents/language.ts';
import type { Block } from '../domain/document.ts';
import type { TicketDraft } from '../domain/draft.ts';
import type { Priority } from '../domain/priority.ts';
import type { TicketType } from '../domain/ticket.ts';

/** Each narrows the others. They choose what becomes a new ticket and leave the tickets there are alone. */
export type GenerationLimits = {
  excludeBlockTypes?: readonly string[];
  /** Words of a heading above the requirement, or of its block's title. */
  section?: string;
  types?: readonly TicketType[];
  priorities?: readonly Priority[];
  /** The most urgent first, then in the document's order. */
  max?: number;
};

/** In the order of the drafts. */
export function limitDrafts(
  drafts: readonly TicketDraft[],
  limits: GenerationLimits,
  blocks: readonly Block[],
): TicketDraft[] {
  const wanted = drafts.filter((draft) => isWanted(draft, limits, blocks[draft.blockIndexes[0]!]!));
  if (limits.max === undefined || wanted.length <= limits.max) return wanted;
  const urgent = wanted.toSorted((one, other) => (one.priority || 5) - (other.priority || 5));
  const first = new Set(urgent.slice(0, limits.max));
  return wanted.filter((draft) => first.has(draft));
}

function isWanted(
  { type, priority }: TicketDraft,
  { excludeBlockTypes, section, types, priorities }: GenerationLimits,
  block: Block,
): boolean {
  return (
    !excludeBlockTypes?.includes(block.type) &&
    (!types || types.includes(type)) &&
    (!priorities || priorities.includes(priority)) &&
    (!section || isIn(block, section))
  );
}

function isIn({ headingPath, title }: Block, section: string): boolean {
  const names = [...headingPath, title ?? ''].map(plain);
  return names.some((name) => name.includes(plain(section)));
}

function plain(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

/** The names of the sections that hold something to make tickets of. */
export function sectionsOf(drafts: readonly TicketDraft[], blocks: readonly Block[]): string[] {
  const names = drafts.flatMap((draft) => blocks[draft.blockIndexes[0]!]!.headingPath.at(-1) ?? []);
  return [...new Set(names)];
}
