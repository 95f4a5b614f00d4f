/** Checks a model's refinements against the document, repairs what can be, and drops what the lines do not bear out. */
import { isSuspicious } from '../documents/suspicious.ts';
import type { BlockDraft, TicketDraft } from '../domain/draft.ts';
import type { Criterion } from '../domain/ticket.ts';
import { createBlockLookup } from './block-lookup.ts';
import { clipTitle } from './clip-title.ts';
import type { Refinement, Refinements } from './refinement-shape.ts';
import { contentWords } from './similarity.ts';
import { capital } from './title-english.ts';

export type Ground = {
  lines: readonly string[];
  blocks: readonly BlockDraft[];
  /** A ref for a ticket the rules had not found. */
  next: () => string;
};

/** Drafts in their order, each refined where its refinement holds, then what the model found besides. */
export function acceptRefinement(
  batch: readonly TicketDraft[],
  answer: Refinements,
  ground: Ground,
): { tickets: TicketDraft[]; warnings: string[] } {
  const byRef = new Map(answer.tickets.filter((one) => one.ref !== null).map((one) => [one.ref!, one]));
  const allowed = new Set(batch.flatMap((draft) => draft.sourceLines));
  const warnings: string[] = [];
  const tickets = batch.map((draft) => {
    const refinement = byRef.get(draft.ref);
    if (refinement && holds(refinement, draft.sourceLines, ground)) return refine(draft, refinement, ground);
    if (refinement)
      warnings.push(
        `The model's version of "${draft.title}" says what the document does not, so the rules' version stands.`,
      );
    return draft;
  });
  for (const extra of answer.tickets.filter((one) => one.ref === null)) {
    const lines = extra.lines.filter((line) => allowed.has(line));
    const covered =
      lines.length === 0 ||
      tickets.some((ticket) => lines.every((line) => ticket.sourceLines.includes(line)));
    if (!covered && holds(extra, lines, ground)) tickets.push(draftOf(extra, lines, ground));
  }
  return { tickets, warnings };
}

/** Most of what the title and criteria say stands on the lines, every number does, and nothing in it gives orders to a machine. */
function holds(refinement: Refinement, lines: readonly number[], ground: Ground): boolean {
  const said = [refinement.title, ...refinement.criteria, ...refinement.notes].join('\n');
  if (refinement.title.trim() === '' || isSuspicious(said)) return false;
  const source = lines.map((line) => ground.lines[line - 1] ?? '').join('\n');
  const known = new Set(contentWords(source));
  const words = contentWords(said);
  const grounded = words.filter((word) => known.has(word)).length;
  return (
    grounded >= words.length * 0.5 && numbersOf(said).every((number) => numbersOf(source).includes(number))
  );
}

function numbersOf(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*/g) ?? [];
}

function refine(draft: TicketDraft, refinement: Refinement, ground: Ground): TicketDraft {
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
  const source = draft.sourceLines
    .map((line) => ground.lines[line - 1] ?? '')
    .join(' ')
    .toLowerCase();
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

function draftOf(extra: Refinement, lines: readonly number[], ground: Ground): TicketDraft {
  const sourceLines = [...new Set(lines)].sort((a, b) => a - b);
  const quote = sourceLines.map((line) => ground.lines[line - 1] ?? '').join('\n');
  const blockAt = createBlockLookup(ground.blocks);
  const ref = ground.next();
  const title = clipTitle(capital(extra.title.trim()));
  return {
    ref,
    type: extra.type,
    title,
    description: withNotes(
      `## Context\n\n${quote
        .split('\n')
        .map((line) => `> ${line.trim()}`)
        .join('\n')}\n\nSource: lines ${sourceLines.join(', ')}`,
      extra.notes,
    ),
    criteria:
      extra.criteria.length > 0
        ? extra.criteria.map((text) => ({ text, met: null, origin: 'derived' as const }))
        : [{ text: title, met: null, origin: 'derived' as const }],
    labels: [],
    priority: 0,
    effort: extra.effort,
    effortRange: null,
    blockIndexes: [...new Set(sourceLines.map(blockAt))],
    sourceLines,
    sourceQuote: quote,
    sourceKey: `model:${contentWords(title).sort().join('-').slice(0, 60)}`,
    parentRef: null,
    dependsOn: [],
    suggestedAfter: [],
    assignee: null,
    madeBy: 'model',
  };
}
