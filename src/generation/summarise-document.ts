/** Says a document in a few points, in its own words: what each kind of reader asks first comes first. */
import type { Block, Document } from '../domain/document.ts';
import type { Proposal } from '../domain/draft.ts';
import type { Audience, Summary, SummaryPoint, SummaryWish } from '../domain/summary.ts';
import { sayBlock } from './say-block.ts';

export type Told = { document: Document; blocks: readonly Block[]; proposal: Proposal };

type Teller = (told: Told) => SummaryPoint | null;

/** Nothing is made up: a point the document has no words for is left out, and named as missing where it matters. */
export function summariseDocument(told: Told, wish: SummaryWish): Summary {
  const points = orders[wish.audience].flatMap((teller) => teller(told) ?? []).slice(0, wish.points);
  const missing = told.proposal.readiness.flatMap(({ code }) => missingNames[code] ?? []);
  return { document: told.document, wish, points, missing };
}

const missingNames: Record<string, string> = {
  no_metrics: 'success metrics',
  no_personas: 'whom it is for',
  no_non_goals: 'what is out of scope',
  no_risks: 'risks',
};

function fromBlocks(label: string, ...types: string[]): Teller {
  return ({ blocks }) => {
    for (const type of types) {
      const own = blocks.filter((block) => block.type === type);
      const said = own.map((block) => ({ block, text: sayBlock(block) })).find(({ text }) => text !== '');
      if (said) return { label, text: said.text, lines: [said.block.lines[0], said.block.lines[1]] };
    }
    return null;
  };
}

const problem: Teller = (told) =>
  fromBlocks('Problem', 'problem')(told) ?? fromBlocks('About', 'text', 'meta')(told);
const people = fromBlocks('For', 'persona');
const solution = fromBlocks('Solution', 'solution', 'scope');
const success: Teller = (told) =>
  fromBlocks('Success', 'metrics')(told) ?? fromBlocks('Success', 'text')(onlyGoals(told));
const outside = fromBlocks('Not part of it', 'out_of_scope');
const risks = fromBlocks('Risks', 'risk');
const qualities = fromBlocks('Qualities', 'nfr');
const constraints = fromBlocks('Constraints', 'constraint');
const dependencies = fromBlocks('Depends on', 'dependency');

/** Goals are measures where they come with numbers. */
function onlyGoals(told: Told): Told {
  const goal = /\b(?:goals?|achieve|objectives?|success|targets?|ziele?|objectifs?|objetivos?|metas?)\b/i;
  return {
    ...told,
    blocks: told.blocks.filter(({ title, content }) => goal.test(title ?? '') && /\d/.test(content)),
  };
}

/** `12 requirements: 5 P0, 4 P1 and 3 without a priority`, with the first few by name. */
function work({ proposal }: Told): SummaryPoint | null {
  const tickets = proposal.tickets.filter((ticket) => ticket.type !== 'epic');
  if (tickets.length === 0) return null;
  const count = (priority: number) => tickets.filter((ticket) => ticket.priority === priority).length;
  const parts = [1, 2, 3, 4].flatMap((level) => (count(level) > 0 ? [`${count(level)} P${level - 1}`] : []));
  const unset = count(0) > 0 && parts.length > 0 ? [`${count(0)} without a priority`] : [];
  const said = [...parts, ...unset].join(', ');
  const names = tickets
    .toSorted((one, other) => (one.priority || 5) - (other.priority || 5))
    .slice(0, 3)
    .map((ticket) => ticket.title);
  const many = tickets.length === 1 ? '1 requirement' : `${tickets.length} requirements`;
  const first = `${tickets.length > names.length ? 'first of all ' : ''}${names.join('; ')}`;
  return { label: 'Work', text: `${many}${said ? ` (${said})` : ''}: ${first}`, lines: [] };
}

function open({ proposal }: Told): SummaryPoint | null {
  const [first, ...more] = proposal.questions;
  if (!first) return null;
  const rest = more.length > 0 ? ` (and ${more.length} more)` : '';
  return { label: 'Still open', text: `${first.text}${rest}`, lines: first.lines };
}

const orders: Record<Audience, Teller[]> = {
  everyone: [problem, people, solution, work, success, outside, risks, open],
  exec: [problem, success, solution, work, risks, open, outside],
  engineering: [work, qualities, constraints, dependencies, open, solution, outside, problem],
  design: [people, problem, solution, work, qualities, open, outside],
  support: [solution, people, work, outside, open, problem],
};
