/** Reads the words of a `/docket` command that say which tickets: "bug P0 blocked", "BUG", "login redirect". */
import { findWorkStatus } from '../domain/lifecycle.ts';
import { parsePriority } from '../domain/priority.ts';
import { MissingField, type TicketFilter } from '../domain/selector.ts';
import { keyPrefix, ReviewStatus, TicketType } from '../domain/ticket.ts';

const reviewWords: Record<string, ReviewStatus[]> = {
  draft: ['generated'],
  drafts: ['generated'],
  approved: ['reviewed'],
  pushed: ['pushed', 'synced'],
};

/** Words for a status, type or priority, and `label:…`, `assignee:…`, `missing:…` and `due:this-week`; all others must occur in the ticket. */
export function readFilter(words: readonly string[]): TicketFilter {
  const filter: Lists = {
    review: [],
    status: [],
    type: [],
    priority: [],
    label: [],
    assignee: [],
    missing: [],
  };
  const due = words
    .find((word) => /^due:/i.test(word))
    ?.slice('due:'.length)
    .replaceAll('-', ' ');
  const rest = words.filter((word) => !/^due:/i.test(word) && !take(word.toLowerCase(), filter));
  const query = rest.filter((word) => word.toLowerCase() !== 'all').join(' ');
  const said = Object.entries(filter).filter(([, values]) => values.length > 0);
  return {
    all: true,
    ...Object.fromEntries(said),
    ...(due ? { due } : {}),
    ...(query ? { query } : {}),
  };
}

type Lists = Required<
  Pick<TicketFilter, 'review' | 'status' | 'type' | 'priority' | 'label' | 'assignee' | 'missing'>
>;

function personIn(word: string): string | null {
  return /^(?:nobody|none|no-one)$/.test(word) ? null : word;
}

/** False for a word that is no filter. */
function take(word: string, filter: Lists): boolean {
  const review = reviewWords[word] ?? ReviewStatus.safeParse(word).data;
  const status = findWorkStatus(word);
  const type = TicketType.safeParse(word).data ?? TicketType.safeParse(word.replace(/s$/, '')).data;
  if (word.startsWith('label:')) filter.label.push(word.slice('label:'.length));
  else if (word.startsWith('assignee:')) filter.assignee.push(personIn(word.slice('assignee:'.length)));
  else if (word.startsWith('missing:') && MissingField.safeParse(word.slice('missing:'.length)).success)
    filter.missing.push(word.slice('missing:'.length) as MissingField);
  else if (parsePriority(word) !== null) filter.priority.push(word);
  else if (review) filter.review.push(...[review].flat());
  else if (status) filter.status.push(status);
  else if (type) filter.type.push(type);
  else return false;
  return true;
}

/** A key, the letters all keys of a type begin with, or words that must all occur. */
export function readName(words: readonly string[]): TicketFilter {
  const [first = '', ...others] = words;
  const types = TicketType.options.filter(
    (type) => keyPrefix(type) === first.toUpperCase().replace(/-$/, ''),
  );
  if (types.length > 0)
    return { all: true, type: types, ...(others.length > 0 ? { query: others.join(' ') } : {}) };
  const isKey = others.length === 0 && /^[A-Za-z]{2,10}-\d[\d-]*$/.test(first);
  return isKey ? { ids: [first] } : { all: true, query: words.join(' ') };
}
