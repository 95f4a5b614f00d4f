/** Lets a model refine what the rules found, part by part; nothing it says is kept unless the document bears it out. */
import type { Proposal, TicketDraft } from '../domain/draft.ts';
import { DocketError } from '../domain/errors.ts';
import { acceptRefinement } from './accept-refinement.ts';
import { type Asking, askForRefinement, type Reply } from './ask-for-refinement.ts';

export type Refining = Asking & {
  proposal: Proposal;
  /** Only these drafts are refined, and none is added; all of them when absent. */
  refs?: ReadonlySet<string>;
  /** A person asked for the model itself: where it fails, no rules stand in for it. */
  strict: boolean;
  /** Tokens that the whole run may use. */
  tokenLimit: number;
};

/** Drafts per question: enough for context, few enough for one answer to be checked and repeated. */
const batchSize = 8;
/** After this many unusable answers the model is not asked again in this run. */
const mostFailures = 3;

type Failed = Exclude<Reply, { kind: 'answer' }>;

/**
 * The proposal with refined tickets marked `made by model`. A part without a usable answer keeps what the rules wrote,
 * with a warning that says so and why; after a model that is out of reach or out of budget so does all that follows.
 * When `strict`, throws GENERATION_FAILED instead of falling back. Throws whatever the model throws when it is cancelled.
 */
export async function refineWithModel(refining: Refining, signal?: AbortSignal): Promise<Proposal> {
  const { proposal, refs } = refining;
  const wanted = proposal.tickets.filter(({ ref }) => refs === undefined || refs.has(ref));
  const refined = new Map<string, TicketDraft[]>();
  const warnings = [...proposal.warnings];
  let [spent, failures, added] = [0, 0, 0];
  let ended: Failed | null = null;
  const left: TicketDraft[] = [];
  for (const batch of cutBatches(wanted)) {
    if (ended) {
      left.push(...batch);
      continue;
    }
    const budget = { left: refining.tokenLimit - spent, use: (tokens: number) => (spent += tokens) };
    const reply = await askForRefinement(refining, batch, budget, signal);
    if (reply.kind === 'answer') {
      const nextRef = refs ? null : () => `m${++added}`;
      const accepted = acceptRefinement(batch, reply.answer, { ground: groundOf(refining), nextRef });
      refined.set(batch.at(-1)!.ref, accepted.tickets);
      warnings.push(...accepted.warnings);
      continue;
    }
    if (refining.strict && reply.kind !== 'budget') throw failed(refining.model.name, reply);
    if (reply.kind === 'nonsense') warnings.push(sayUnusable(batch));
    else left.push(...batch);
    if (reply.kind !== 'nonsense' || ++failures === mostFailures) ended = reply;
  }
  if (ended && left.length > 0) warnings.push(sayLeft(ended, left.length, wanted.length, refining));
  return { ...proposal, tickets: putBack(proposal.tickets, refined), warnings };
}

function groundOf({ lines, proposal, instruction }: Refining) {
  return { lines, blocks: proposal.blocks, instruction: instruction ?? '' };
}

/** Whole blocks together where they fit, so that one answer sees all of a passage. */
function cutBatches(tickets: readonly TicketDraft[]): TicketDraft[][] {
  const batches: TicketDraft[][] = [];
  for (const block of Map.groupBy(tickets, ({ blockIndexes }) => blockIndexes[0]).values()) {
    for (let at = 0; at < block.length; at += batchSize) {
      const piece = block.slice(at, at + batchSize);
      const last = batches.at(-1);
      if (last && last.length + piece.length <= batchSize) last.push(...piece);
      else batches.push(piece);
    }
  }
  return batches;
}

/** Refined drafts at the place of the rules', and what the model added behind the part it was found in. */
function putBack(
  tickets: readonly TicketDraft[],
  refined: ReadonlyMap<string, readonly TicketDraft[]>,
): TicketDraft[] {
  const byRef = new Map([...refined.values()].flat().map((draft) => [draft.ref, draft]));
  const known = new Set(tickets.map(({ ref }) => ref));
  return tickets.flatMap((draft) => {
    const extras = refined.get(draft.ref)?.filter(({ ref }) => !known.has(ref)) ?? [];
    return [byRef.get(draft.ref) ?? draft, ...extras];
  });
}

function sayUnusable(batch: readonly TicketDraft[]): string {
  const lines = batch.flatMap(({ sourceLines }) => sourceLines);
  const where = `lines ${Math.min(...lines)} to ${Math.max(...lines)}`;
  return `The model gave no usable answer for ${where}, so the rules wrote ${sayCount(batch.length)} there.`;
}

function sayLeft(ended: Failed, left: number, all: number, { tokenLimit }: Refining): string {
  const share = left === all ? `all ${sayCount(all)}` : `the other ${left} of ${sayCount(all)}`;
  const why = {
    budget: sayBudget(tokenLimit),
    nonsense: 'The model kept giving unusable answers',
    unavailable: ended.kind === 'unavailable' ? ended.message.replace(/\.$/, '') : '',
  };
  return `${why[ended.kind]}, so the rules wrote ${share}.`;
}

function sayBudget(tokenLimit: number): string {
  if (tokenLimit === 0) return 'Nothing was left of what one message may use';
  return `The ${tokenLimit.toLocaleString('en')} tokens that one run may use were used up`;
}

function sayCount(count: number): string {
  return count === 1 ? '1 ticket' : `${count} tickets`;
}

function failed(model: string, reply: Failed): DocketError {
  const why = reply.kind === 'unavailable' ? reply.message : `The model ${model} gave no usable answers.`;
  return new DocketError('GENERATION_FAILED', {
    message: `${why} No ticket was stored.`,
    remedy: 'Try again, or generate by rules: they need no model.',
  });
}
