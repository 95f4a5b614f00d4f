/** Whole messages that can only mean the attached repository: its forms are few, and they name it or what only it has. */
import type { Call } from './plan.ts';

const repo = '(?: in| of| from)? (?:the |our )?repo(?:sitory)?';
const ref = '#?(?<ticket>(?=[a-z-]*\\d)[0-9a-f][0-9a-f-]{3,35})';
const because = '(?:,? because (?<reason>.+))?';

type Words = Readonly<Record<string, string | undefined>>;
type Form = [form: RegExp, tool: string, input: (said: Words) => Record<string, unknown>];

const of = (form: string) => new RegExp(`^(?:please )?${form}(?:,? please)?[ .?!]*$`, 'i');

function minutesIn(amount: string | undefined, unit = ''): { minutes?: number } {
  return amount ? { minutes: Number(amount) * (/^h/i.test(unit) ? 60 : 1) } : {};
}

const forms: readonly Form[] = [
  [
    of(
      `(?:what(?:'s| is)|which tickets are|show(?: me)? what(?:'s| is)) ready(?: to (?:start|take|begin|pick up))?(?:${repo})?`,
    ),
    'show_repo',
    () => ({ list: 'ready' }),
  ],
  [
    of(
      `(?:what(?:'s| is)|which tickets are|show(?: me)? what(?:'s| is)) (?<list>doing|waiting|open|claimed)${repo}`,
    ),
    'show_repo',
    ({ list }) => ({ list: list?.toLowerCase() }),
  ],
  [
    of(`(?:what(?:'s| is)|which tickets are|who has) claimed(?: what)?`),
    'show_repo',
    () => ({ list: 'claimed' }),
  ],
  [of(`(?:validate|check)${repo}|is the repo(?:sitory)? valid`), 'show_repo', () => ({ list: 'problems' })],
  [
    of(`claim ${ref}(?: for (?<amount>\\d+) ?(?<unit>m|min|minutes?|h|hours?))?${because}`),
    'claim_repo_ticket',
    ({ ticket, amount, unit, reason }) => ({
      ticket,
      ...minutesIn(amount, unit),
      ...(reason ? { reason } : {}),
    }),
  ],
  [
    of(
      `(?:claim|take|give me) (?:the )?next(?: (?:ticket|one))?${repo}(?: for (?<amount>\\d+) ?(?<unit>m|min|minutes?|h|hours?))?`,
    ),
    'claim_repo_ticket',
    ({ amount, unit }) => ({ ticket: 'next', ...minutesIn(amount, unit) }),
  ],
  [of(`(?:repair|mend|fix)(?: the tickets)?${repo}`), 'repair_repo', () => ({})],
  [of(`(?:search|find in)${repo} for "?(?<text>[^"]+?)"?`), 'show_repo', ({ text }) => ({ text })],
  [
    of(
      `(?:add|create|write) (?:a |an )?(?:new )?(?:ticket )?(?:to|in|into)(?: the| our) repo(?:sitory)?: (?<title>.+?)`,
    ),
    'create_repo_ticket',
    ({ title }) => ({ title }),
  ],
  [
    of(`(?:release|unclaim|give back) (?:(?:my|the) claim on )?${ref}${because}`),
    'claim_repo_ticket',
    ({ ticket, reason }) => ({ ticket, release: true, ...(reason ? { reason } : {}) }),
  ],
  [
    of(
      `(?:show|draw|give)(?: me)? (?:the |a )?(?<view>portfolio|sequence) graph(?:${repo})?(?: as (?<format>mermaid|dot|json))?`,
    ),
    'draw_repo_graph',
    ({ view, format }) => ({
      view: view?.toLowerCase(),
      ...(format ? { format: format.toLowerCase() } : {}),
    }),
  ],
  [
    of(`(?:show|draw|give)(?: me)? (?:the |a )?(?:(?<view>dependency) )?graph${repo}`),
    'draw_repo_graph',
    ({ view }) => ({ view: view ? 'dependency' : 'all' }),
  ],
  [
    of(`(?:import|take over) (?:the |all )?(?:repo(?:sitory)? tickets|tickets${repo})`),
    'import_from_repo',
    () => ({}),
  ],
  [
    of(`(?:set|mark|move) ${ref} (?:as |to )?(?<status>todo|doing|blocked|done|canceled)${repo}${because}`),
    'update_repo_ticket',
    ({ ticket, status, reason }) => ({
      ticket,
      status: status?.toLowerCase(),
      ...(reason ? { text: reason } : {}),
    }),
  ],
];

/** The call a message asks for, or null where it is anything else. */
export function readRepoWords(text: string, bound: ReadonlySet<string>): Call | null {
  const line = text.trim().replace(/[’`]/g, "'").replace(/\s+/g, ' ');
  if (line.length > 300) return null;
  for (const [form, name, input] of forms) {
    const said = bound.has(name) ? form.exec(line) : null;
    if (said) return { tool: name, args: input(said.groups ?? {}) };
  }
  return null;
}
