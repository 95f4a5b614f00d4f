/** Lets a model refine what the rules found, part by part; nothing it says is kept unless the document bears it out. */

import type { Proposal, TicketDraft } from '../domain/draft.ts';
import { DocketError, isDocketError } from '../domain/errors.ts';
import type { ObjectModel } from '../ports/model.ts';
import { acceptRefinement, type Ground } from './accept-refinement.ts';
import { type Refinements, RefinementsShape } from './refinement-shape.ts';

export type Refining = {
  model: ObjectModel;
  prompt: string;
  proposal: Proposal;
  lines: readonly string[];
  language: string;
  blockTypes: readonly string[];
};

/** Drafts per question: enough for context, few enough for one answer to be checked and repeated. */
const batchSize = 8;
const mostFailures = 3;

/**
 * The proposal with refined tickets marked `made by model`. A part whose answer is unusable keeps what the rules wrote.
 * Throws GENERATION_FAILED after three unusable answers or when none was usable, and whatever the model throws when it
 * is cancelled.
 */
export async function refineWithModel(refining: Refining, signal?: AbortSignal): Promise<Proposal> {
  const { proposal } = refining;
  const batches = cutBatches(proposal.tickets);
  const tickets: TicketDraft[] = [];
  const warnings = [...proposal.warnings];
  let failures = 0;
  for (const batch of batches) {
    const answer = await ask(refining, batch, signal);
    if (answer) {
      const accepted = acceptRefinement(batch, answer, groundOf(refining, tickets.length));
      tickets.push(...accepted.tickets);
      warnings.push(...accepted.warnings);
      continue;
    }
    failures++;
    if (failures === Math.min(mostFailures, batches.length)) throw failed(refining.model);
    warnings.push(
      `The model gave no usable answer for ${batch.length} tickets, so those stand as the rules wrote them.`,
    );
    tickets.push(...batch);
  }
  return { ...proposal, tickets: dropDeadRefs(tickets), warnings };
}

function groundOf({ lines, proposal }: Refining, before: number): Ground {
  let added = before;
  return { lines, blocks: proposal.blocks, next: () => `m${++added}` };
}

function cutBatches(tickets: readonly TicketDraft[]): TicketDraft[][] {
  return Array.from({ length: Math.ceil(tickets.length / batchSize) }, (_, at) =>
    tickets.slice(at * batchSize, (at + 1) * batchSize),
  );
}

/** Null for an answer of the wrong shape or no answer at all. */
async function ask(
  refining: Refining,
  batch: readonly TicketDraft[],
  signal?: AbortSignal,
): Promise<Refinements | null> {
  const task = {
    instructions: refining.prompt
      .replaceAll('{{language}}', refining.language)
      .replaceAll('{{block_types}}', refining.blockTypes.join(', ')),
    material: JSON.stringify(materialOf(batch, refining.lines)),
    shape: RefinementsShape,
    shapeName: 'refined_tickets',
  };
  try {
    return await refining.model.produce(task, signal);
  } catch (error) {
    if (signal?.aborted || !isDocketError(error)) throw error;
    if (error.code === 'MODEL_NONSENSE' || error.code === 'MODEL_UNAVAILABLE') return null;
    throw error;
  }
}

function materialOf(batch: readonly TicketDraft[], lines: readonly string[]) {
  const numbers = [...new Set(batch.flatMap((ticket) => ticket.sourceLines))].sort((a, b) => a - b);
  return {
    lines: numbers.map((number) => ({ number, text: lines[number - 1] ?? '' })),
    drafts: batch.map((ticket) => ({
      ref: ticket.ref,
      title: ticket.title,
      type: ticket.type,
      criteria: ticket.criteria.map(({ text, origin }) => ({ text, origin })),
      effort: ticket.effort,
      lines: ticket.sourceLines,
    })),
  };
}

/** A ticket the model left out may have been named by another one. */
function dropDeadRefs(tickets: readonly TicketDraft[]): TicketDraft[] {
  const alive = new Set(tickets.map((ticket) => ticket.ref));
  return tickets.map((ticket) => ({
    ...ticket,
    dependsOn: ticket.dependsOn.filter((ref) => alive.has(ref)),
    suggestedAfter: ticket.suggestedAfter.filter((ref) => alive.has(ref)),
    parentRef: ticket.parentRef !== null && alive.has(ticket.parentRef) ? ticket.parentRef : null,
  }));
}

function failed(model: ObjectModel): DocketError {
  return new DocketError('GENERATION_FAILED', {
    message: `The model ${model.name} gave no usable answers. No ticket was stored.`,
    remedy: 'Try again, or generate without the model: its rules need no key.',
  });
}
