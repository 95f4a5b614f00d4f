/** Lets block types decide: those a person changed, and those a run is narrowed to (S0-16). */
import { cutBlocks } from '../documents/blocks.ts';
import type { Outline, Section } from '../documents/outline.ts';
import type { SectionKind } from '../documents/section-kind.ts';
import { BlockType } from '../domain/document.ts';
import type { ParkedReason } from '../domain/draft.ts';
import { DocketError } from '../domain/errors.ts';
import { createBlockLookup } from './block-lookup.ts';
import type { Gathered } from './candidate.ts';

type TypedBlock = { type: string; lines: [number, number]; edited?: boolean };

/** Types that make tickets only when a run names them. */
const quiet: ReadonlySet<string> = new Set([
  'persona',
  'metrics',
  'text',
  'heading',
  'out_of_scope',
  'question',
  'meta',
  'future',
  'done',
  'suspicious',
]);

const kindOfType: Record<string, SectionKind> = {
  problem: 'problem',
  persona: 'persona',
  solution: 'requirement',
  user_story: 'user_story',
  metrics: 'metrics',
  requirement: 'requirement',
  constraint: 'constraint',
  risk: 'risk',
  assumption: 'assumption',
  question: 'question',
  decision: 'decision',
  scope: 'requirement',
  out_of_scope: 'out_of_scope',
  heading: 'overview',
  text: 'overview',
  meta: 'meta',
  nfr: 'nfr',
  future: 'future',
  done: 'done',
  dependency: 'dependency',
  acceptance: 'acceptance',
  milestone: 'milestone',
  glossary: 'glossary',
};

/** The outline with its sections' kinds as the blocks say, wherever a person retyped one or the run names a quiet type. */
export function applyBlockTypes(
  outline: Outline,
  original: readonly string[],
  blocks: readonly TypedBlock[],
  include: readonly string[] | undefined,
): Outline {
  const derived = cutBlocks(outline, original);
  const derivedAt = createBlockLookup(derived);
  const blockAt = createBlockLookup(blocks);
  const sections = outline.sections.map((section): Section => {
    const block = blocks[blockAt(section.first)];
    if (!block || block.type === 'suspicious') return section;
    const asks = section.kind === 'question' && block.type === 'question';
    if (include?.includes(block.type) && quietKind(section) && !asks)
      return { ...section, kind: 'requirement' };
    const own = derived[derivedAt(section.first)];
    if (own === undefined || own.type === block.type || isJoined(own, block)) return section;
    return { ...section, kind: kindOfType[block.type] ?? 'requirement' };
  });
  return { ...outline, sections };
}

/** A block that a person joined to the one before it is still read for what its own heading says. */
function isJoined(own: TypedBlock, block: TypedBlock): boolean {
  return block.edited !== true && own.lines[0] !== block.lines[0];
}

function quietKind(section: Section): boolean {
  return ![
    'requirement',
    'user_story',
    'nfr',
    'instance',
    'group',
    'phase',
    'epic',
    'action',
    'bug',
    'scenario',
  ].includes(section.kind);
}

/** Candidates in blocks this run leaves out are dropped; those a person set aside are parked for that reason. */
export function keepWanted(
  out: Gathered,
  blocks: readonly TypedBlock[],
  include: readonly string[] | undefined,
): Gathered {
  const parked = [...out.parked];
  const candidates = out.candidates.filter((candidate) => {
    const block = blocks[candidate.block];
    if (!block) return true;
    if (include) return include.includes(block.type);
    const reason = reasonOf(block);
    if (reason === null) return true;
    parked.push({ reason, text: candidate.name ?? candidate.text, lines: candidate.own });
    return false;
  });
  return { ...out, candidates, parked };
}

function reasonOf(block: TypedBlock): ParkedReason | null {
  if (block.type === 'suspicious') return 'suspicious';
  if (!block.edited || !quiet.has(block.type)) return null;
  return block.type === 'future' || block.type === 'done' || block.type === 'out_of_scope'
    ? block.type
    : 'context';
}

/** Types asked for that no block has, in a sentence each. Throws INVALID_INPUT for a word that is no type. */
export function checkTypes(blocks: readonly TypedBlock[], include: readonly string[] | undefined): string[] {
  return (include ?? []).flatMap((type) => {
    if (!BlockType.safeParse(type).success) {
      throw new DocketError('INVALID_INPUT', {
        message: `"${type.slice(0, 60)}" is no block type.`,
        remedy: 'Use lower-case letters, digits and underscores, for example user_story.',
      });
    }
    return blocks.some((block) => block.type === type)
      ? []
      : [`No block of this document has the type "${type}".`];
  });
}

export function makesTickets(type: string, include: readonly string[] | undefined): boolean {
  return include ? include.includes(type) : !quiet.has(type);
}
