/** Checks a model's refinements against the document, repairs what can be, and drops what the lines do not bear out. */
import { isSuspicious } from '../documents/suspicious.ts';
import type { TicketDraft } from '../domain/draft.ts';
import type { Criterion } from '../domain/ticket.ts';
import { createBlockLookup } from './block-lookup.ts';
import { clipTitle } from './clip-title.ts';
import { createJudge, type Ground, linesOf, names } from './ground.ts';
import type { Refinement, Refinements } from './refinement-shape.ts';
import { contentWords } from './similarity.ts';
import { capital } from './title-words.ts';

export type Accepting = {
  ground: Ground;
  /** A ref for a ticket the rules had not found; null where none may be added. */
  nextRef: (() => string) | null;
};

type Accepted = { tickets: TicketDraft[]; warnings: string[] };

/** Drafts in their order, each refined where its refinement holds, then what the model found besides. */
export function acceptRefinement(
  batch: readonly TicketDraft[],
  answer: Refinements,
  { ground, nextRef }: Accepting,
): Accepted {
  const byRef = new Map(answer.tickets.filter((one) => one.ref !== null).map((one) => [one.ref!, one]));
  const warnings: string[] = [];
  const tickets = batch.map((draft) => {
    const refined = refine(draft, byRef.get(draft.ref), batch, ground);
    if (refined.warning) warnings.push(refined.warning);
    return refined.draft;
  });
  if (nextRef) {
    const extras = answer.tickets.filter((one) => one.ref === null);
    tickets.push(...addExtras(tickets, extras, { ground, nextRef }));
  }
  return { tickets, warnings };
}

function refine(
  draft: TicketDraft,
  said: Refinement | undefined,
  batch: readonly TicketDraft[],
  ground: Ground,
): { draft: TicketDraft; warning?: string } {
  if (!said) {
    return {
      draft,
      warning: `The model found nothing to build in "${draft.title}"; it stays as the rules wrote it.`,
    };
  }
  const judge = createJudge(ground, draft.sourceLines, draft.blockIndexes);
  if (!holds(said, judge)) {
    return {
      draft,
      warning: `The model's version of "${draft.title}" says what the document does not, so the rules' version stands.`,
    };
  }
  const refinement = { ...said, criteria: said.criteria.filter(judge), notes: said.notes.filter(judge) };
  const dropped =
    said.criteria.length + said.notes.length - refinement.criteria.length - refinement.notes.length;
  const refined = rewrite(draft, refinement, ground);
  const dependsOn = [...draft.dependsOn, ...readNeeds(draft, said, batch, ground)];
  return {
    draft: { ...refined, dependsOn },
    ...(dropped > 0
      ? {
          warning: `Left out of "${refined.title}": ${dropped} statements of the model that the document does not make.`,
        }
      : {}),
  };
}

/** The title stands on the lines, and nothing in the whole of it gives orders to a machine. */
function holds({ title, criteria, notes }: Refinement, judge: (statement: string) => boolean): boolean {
  return title.trim() !== '' && judge(title) && !isSuspicious([title, ...criteria, ...notes].join('\n'));
}

/** What must come first is what the rules read, and of the model's what the draft's own lines name, without circles. */
function readNeeds(
  draft: TicketDraft,
  { depends_on }: Refinement,
  batch: readonly TicketDraft[],
  ground: Ground,
): string[] {
  return batch
    .filter(({ ref }) => depends_on.includes(ref) && ref !== draft.ref && !draft.dependsOn.includes(ref))
    .filter((target) => !target.dependsOn.includes(draft.ref) && names(ground, draft, target))
    .map(({ ref }) => ref);
}

function rewrite(draft: TicketDraft, refinement: Refinement, ground: Ground): TicketDraft {
  return {
    ...draft,
    title: clipTitle(capital(refinement.title.trim())) || draft.title,
    type: draft.type === 'epic' ? 'epic' : refinement.type,
    criteria: mergeCriteria(draft, refinement, ground),
    description: withNotes(draft.description, refinement.notes),
    effort: refinement.effort,
    effortRange: draft.effort === refinement.effort ? draft.effortRange : null,
    madeBy: 'model',
  };
}

/** The document's own criteria always stay; the model's are added as derived unless they stand there word for word. */
function mergeCriteria(draft: TicketDraft, refinement: Refinement, ground: Ground): Criterion[] {
  const own = draft.criteria.filter((criterion) => criterion.origin === 'document');
  const said = new Set(own.map((criterion) => criterion.text.toLowerCase()));
  const source = linesOf(ground, draft.sourceLines).join(' ').toLowerCase();
  const added = refinement.criteria
    .map((text) => text.trim())
    .filter((text) => text !== '' && text.length <= 1000 && !said.has(text.toLowerCase()))
    .map(
      (text): Criterion => ({
        text,
        met: null,
        origin: source.includes(text.toLowerCase()) ? 'document' : 'derived',
      }),
    );
  const all = [...own, ...added].slice(0, 14);
  return all.length > 0 ? all : draft.criteria;
}

function withNotes(description: string, notes: readonly string[]): string {
  const fresh = notes
    .map((note) => note.trim().replace(/\s+/g, ' '))
    .filter((note) => note !== '' && !description.includes(note))
    .slice(0, 3);
  if (fresh.length === 0) return description;
  const list = fresh.map((note) => `- ${note}`).join('\n');
  if (description.includes('## Notes\n\n'))
    return description.replace('## Notes\n\n', `## Notes\n\n${list}\n`);
  return description.replace(/\n\n(?=Source: )/, `\n\n## Notes\n\n${list}\n\n`);
}

/** Requirements that no draft covers, on lines the model was shown. */
function addExtras(
  tickets: readonly TicketDraft[],
  extras: readonly Refinement[],
  { ground, nextRef }: { ground: Ground; nextRef: () => string },
): TicketDraft[] {
  const shown = new Set(tickets.flatMap((draft) => draft.sourceLines));
  const blockAt = createBlockLookup(ground.blocks);
  const added: TicketDraft[] = [];
  for (const extra of extras) {
    const lines = [...new Set(extra.lines.filter((line) => shown.has(line)))].sort((a, b) => a - b);
    const covers = (ticket: TicketDraft) => lines.every((line) => ticket.sourceLines.includes(line));
    const blockIndexes = [...new Set(lines.map(blockAt))];
    const judge = createJudge(ground, lines, blockIndexes);
    if (lines.length === 0 || [...tickets, ...added].some(covers) || !holds(extra, judge)) continue;
    const criteria = extra.criteria.filter(judge);
    const notes = extra.notes.filter(judge);
    added.push(draftOf({ ...extra, criteria, notes }, lines, blockIndexes, { ground, nextRef }));
  }
  return added;
}

function draftOf(
  extra: Refinement,
  sourceLines: number[],
  blockIndexes: number[],
  { ground, nextRef }: { ground: Ground; nextRef: () => string },
): TicketDraft {
  const quoted = linesOf(ground, sourceLines);
  const title = clipTitle(capital(extra.title.trim()));
  const context = quoted.map((line) => `> ${line.trim()}`).join('\n');
  const source = `Source: lines ${sourceLines.join(', ')}`;
  const texts = extra.criteria.length > 0 ? extra.criteria : [title];
  return {
    ref: nextRef(),
    type: extra.type,
    title,
    description: withNotes(`## Context\n\n${context}\n\n${source}`, extra.notes),
    criteria: texts.map((text) => ({ text, met: null, origin: 'derived' })),
    labels: [],
    priority: 0,
    effort: extra.effort,
    effortRange: null,
    blockIndexes,
    sourceLines,
    sourceQuote: quoted.join('\n'),
    sourceKey: `${modelKey}${contentWords(title).sort().join('-').slice(0, 60)}`,
    parentRef: null,
    dependsOn: [],
    suggestedAfter: [],
    assignee: null,
    madeBy: 'model',
  };
}

/** How the source key of a ticket begins that only a model found. */
export const modelKey = 'model:';
