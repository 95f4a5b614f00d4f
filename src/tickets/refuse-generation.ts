/** The refusals and warnings of generation, as sentences for people. */
import type { Block, Document } from '../domain/document.ts';
import type { TicketDraft } from '../domain/draft.ts';
import { DocketError } from '../domain/errors.ts';
import { priorityCode } from '../domain/priority.ts';
import { sectionsOf } from './limit-drafts.ts';

/** More new tickets than this need a person's word first. */
export const confirmAbove = 60;

export function generationInProgress(title: string): DocketError {
  return new DocketError('GENERATION_IN_PROGRESS', {
    message: `Tickets for "${title}" are being generated right now.`,
    remedy: 'Wait until that has ended; its board shows up by itself.',
    retryAfterMs: 2000,
  });
}

export function noBlocks(title: string, blocks: readonly Block[], wanted?: readonly string[]): DocketError {
  const types = [...new Set(blocks.map((block) => block.type))].sort();
  const there = types.length > 0 ? `It has: ${types.join(', ')}.` : 'It has no blocks at all.';
  return new DocketError('NO_BLOCKS', {
    message: wanted?.length
      ? `"${title}" has nothing of type ${wanted.join(', ')} to make tickets from. Nothing was stored.`
      : `"${title}" says nothing that tickets could be made from. Nothing was stored.`,
    remedy: `${there} Name the block types you want, or add stories or requirements to the document.`,
    details: { types },
  });
}

/** The run was narrowed to what the document does not have. */
export function nothingWithinLimits(
  title: string,
  drafts: readonly TicketDraft[],
  blocks: readonly Block[],
): DocketError {
  const sections = sectionsOf(drafts, blocks).slice(0, 8);
  const types = [...new Set(drafts.map(({ type }) => type))];
  const priorities = [...new Set(drafts.map(({ priority }) => priorityCode(priority) ?? 'unset'))].sort();
  return new DocketError('NO_BLOCKS', {
    message: `Nothing in "${title}" fits that. Nothing was stored.`,
    remedy: `It asks for ${drafts.length} tickets of the types ${types.join(', ')}, with the priorities ${priorities.join(', ')}, in the sections: ${sections.join('; ')}.`,
    details: { sections, types, priorities },
  });
}

/** A model cannot say yes for a person, so `confirmed` counts only from one who decides in person. */
export function requireConfirmation(
  count: number,
  { id, title }: Pick<Document, 'id' | 'title'>,
  confirmed: boolean,
): void {
  if (count <= confirmAbove || confirmed) return;
  throw new DocketError('NEEDS_CONFIRMATION', {
    message: `That would make ${count} new tickets, more than ${confirmAbove}. Nothing was stored.`,
    remedy: 'Confirm that you want them all, or name the block types you want.',
    details: {
      ...{ count, confirmAbove, documentId: id },
      question: `Make ${count} new tickets from “${title}”? More than ${confirmAbove} at once is a lot to review.`,
    },
  });
}

export function noModel(): DocketError {
  return new DocketError('MODEL_UNAVAILABLE', {
    message: 'No model is set up here, so none can generate tickets. Nothing was stored.',
    remedy: 'Generate by rules instead, or set up a model first.',
  });
}

export function documentChanged(title: string): DocketError {
  return new DocketError('STALE', {
    message: `"${title}" changed while its tickets were generated. Nothing was stored.`,
    remedy: 'Generate again to use the new version.',
  });
}

export function generationCancelled(): DocketError {
  return new DocketError('CANCELLED', {
    message: 'Generation was stopped. Nothing was stored.',
    remedy: 'Generate again when you want the tickets.',
  });
}

/** The generator's warnings, and one for each wanted type that no block has (S0-16). */
export function warnings(given: readonly string[], blocks: readonly Block[], wanted: readonly string[] = []) {
  const there = new Set(blocks.map((block) => block.type));
  const missing = wanted.filter(
    (type) => !there.has(type) && !given.some((one) => one.includes(`"${type}"`)),
  );
  return [...given, ...missing.map((type) => `No block of this document is of type "${type}".`)];
}
