/** What a product manager says in so many words: a sprint, an incident, who has room, what an agent is to do. */
import { findAgent } from '../domain/agent-role.ts';
import type { Intent, Select } from './intent.ts';

const asked =
  '^(?:please |pls |can you |could you |would you |now |ok(?:ay)?,? |hey,? |docket,? |help[,!]? )*';
const ended = '(?:,? please| right now| now| today)*\\s*[.!?]*$';

type Form = [RegExp, (found: (string | undefined)[], text: string) => Intent | null];

const ticket =
  '(?:ticket |number |#)?(\\d{1,3}|[a-z]{2,10}-\\d{4}-\\d{3,}|it|this|that|them|those|these|this one)';

const forms: Form[] = [
  form(
    '(?:plan|propose|draft|prepare|set up)(?: (?:me|us|a|an|the|our|my|next|another|new|this))* sprint(?: for (?:us|the team))?(?: (?:with|of|in|for|using|from))?(?: (?:a|about|around|our))?(?: (\\d+(?:\\.\\d+)?) ?(?:h|hrs?|hours?)(?: (?:available|capacity|of work))?)?',
    ([hours]) => ({ tool: 'plan_sprint', args: hours ? { hours: Number(hours) } : {} }),
  ),
  form(
    "(?:what|which (?:tickets|ones)|anything|does anything|is there anything)(?:'s| is| that)?(?: (?:in|that))? needs?(?:ing)? (?:my |our |some |any |immediate )?attention",
    () => ({ tool: 'show_attention', args: {} }),
  ),
  form('(?:show|list)(?: me)?(?: (?:all|the|our|any))* escalations', () => ({
    tool: 'show_attention',
    args: {},
  })),
  form(
    "(?:(?:our|the) )?(?:production|prod)(?: (?:site|system|server|environment))?(?:'s| is| has gone| went) (?:completely |totally )?(?:down|broken|on fire|unreachable|offline)\\b(.*)",
    (_, text) => incident(text),
  ),
  form(
    "who(?:'s| is| has| have|'ve)?(?: got)?(?: (?:the|some|any|any more|more|still|spare|free))* (?:capacity|bandwidth|available|room)(?: (?:left|for (?:more|this|it)))*",
    () => overview('workload'),
  ),
  form(
    "(?:show|what(?:'s| is))(?: me)? (?:the |our |everybody's |everyone's )?(?:team |agent )?workload",
    () => overview('workload'),
  ),
  form("(?:show|list|what are|what(?:'s| is))(?: me)? (?:the |all |our )?(?:active tickets|active)", () =>
    overview('active'),
  ),
  form('(?:show|give)(?: me)? (?:the |our |some )?(?:ticket )?(?:analytics|metrics)', () =>
    overview('analytics'),
  ),
  form(
    '(?:what (?:do|are) (?:the )?agents (?:have|doing|working on|up to)|(?:show|list)(?: me)?(?: (?:the|all|our))* dispatches)',
    () => ({ tool: 'show_dispatches', args: {} }),
  ),
  form(
    `(?:assign|give|hand|pass) ${ticket}(?: over)? to (?:the |our )?([a-z]+(?:[ _-][a-z]+)?) agent`,
    ([which, agent]) => give(which!, agent!),
  ),
];

function form(pattern: string, read: Form[1]): Form {
  return [new RegExp(`${asked}${pattern}${ended}`, 'i'), read];
}

function overview(of: 'active' | 'workload' | 'analytics'): Intent {
  return { tool: 'show_overview', args: { of } };
}

/** The message is what is known of it: its first sentence the title, all of it the description. */
function incident(text: string): Intent {
  const said = text.trim();
  const [first = said] = said.split(/(?<=[.!?])\s|\n|\s[–—-]\s/);
  const title = first.replace(/[.!?\s]+$/, '').slice(0, 200);
  const more = said.length > first.length ? { description: said } : {};
  return { tool: 'raise_ticket', args: { template: 'production_incident', title, ...more } };
}

function give(which: string, words: string): Intent | null {
  const assignee = findAgent(words);
  if (!assignee) return null;
  return { tool: 'edit_ticket', args: { select: selectOf(which), set: { assignee } } };
}

function selectOf(which: string): Select {
  if (/^\d+$/.test(which)) return { ids: [Number(which)] };
  return which.includes('-') ? { keys: [which.toUpperCase()] } : { last: true };
}

/** The deed a whole message asks for in one of these ways; null for any other message. */
export function readWorkDeed(text: string): Intent | null {
  const said = text.trim().replaceAll('’', "'");
  for (const [pattern, read] of forms) {
    const match = pattern.exec(said);
    if (match) return read(match.slice(1), said);
  }
  return null;
}
