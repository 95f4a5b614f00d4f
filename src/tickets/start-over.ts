/** Starting over: what nobody worked on is written anew and what was discarded comes back; people's work stays. */
import type { Block, Document } from '../domain/document.ts';
import type { TicketDraft } from '../domain/draft.ts';
import { DocketError } from '../domain/errors.ts';
import { baselineOf, placeDraft } from './match-drafts.ts';
import { countAsked, type GenerationPlan } from './plan-generation.ts';
import { rewriteTicket } from './revise.ts';
import { isUntouched } from './three-way.ts';
import type { GenerationWriting } from './write-generation.ts';

/** How many drafts are written anew, come back, and stay because people worked on them; and how many wait for a person. */
export function countStartOver(plan: GenerationPlan) {
  const standing = [...new Set(plan.standIns.values())];
  const { offered, pending, declined } = plan.recalled;
  const back = offered.length + pending.length + declined.length;
  return {
    anew: standing.filter(isUntouched).length,
    back,
    stay: standing.filter((ticket) => !isUntouched(ticket)).length,
    asked: countAsked(plan) - offered.length - pending.length,
  };
}

/** Throws NEEDS_CONFIRMATION with a question that says what will happen. */
export function requireStartOver(
  plan: GenerationPlan,
  { id, title }: Pick<Document, 'id' | 'title'>,
  confirmed: boolean,
): void {
  if (confirmed) return;
  const { anew, back, stay } = countStartOver(plan);
  const parts = [
    `${sayCount(anew, 'draft')} nobody worked on will be written anew`,
    ...(plan.create.length > 0 ? [`${sayCount(plan.create.length, 'ticket')} will be new`] : []),
    ...(back > 0 ? [`${sayCount(back, 'ticket')} you discarded will come back`] : []),
    ...(stay > 0
      ? [`${sayCount(stay, 'ticket')} that people edited, approved, began or pushed will stay`]
      : []),
  ];
  throw new DocketError('NEEDS_CONFIRMATION', {
    message: `Starting over changes the tickets of "${title}": ${parts.join(', ')}. Nothing was changed yet.`,
    remedy: 'Confirm that you want that, or generate again to see only what changed.',
    details: { documentId: id, question: `Start over on “${title}”? ${parts.join(', ')}.` },
  });
}

function sayCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Call it after the plan was written. */
export async function startOver(
  { nouns, scope, mutate }: GenerationWriting,
  of: { plan: GenerationPlan; document: Document; blocks: readonly Block[]; drafts: readonly TicketDraft[] },
): Promise<void> {
  const { plan, document, blocks, drafts } = of;
  const { offered, pending, declined } = plan.recalled;
  const back = new Map([...offered, ...pending, ...declined].map(({ ticket, next }) => [ticket, next.draft]));
  const anew = [...plan.standIns].flatMap(([ref, ticket]) => {
    const draft = drafts.find((one) => one.ref === ref);
    return draft && isUntouched(ticket) ? [[ticket, draft] as const] : [];
  });
  for (const [ticket, draft] of new Map([...anew.reverse(), ...back])) {
    const next = placeDraft(draft, blocks);
    const dependsOn = draft.dependsOn.flatMap((ref) => plan.find(ref) ?? []);
    const content = { ...baselineOf(next), dependsOn };
    const parentId = draft.parentRef === null ? undefined : plan.find(draft.parentRef);
    const place = { document, blocks, parentId, needs: plan.needsOf(ticket.id) };
    const rewrite = { next, content };
    await mutate(nouns, scope, ticket.id, (now) => rewriteTicket(now, rewrite, place), { deleted: true });
  }
}
