/** Scores tickets by themselves, without labels: their titles and criteria, their words, and how they hang together. */
import { fold } from '../documents/language.ts';
import type { TicketDraft } from '../domain/draft.ts';
import type { Criterion } from '../domain/ticket.ts';
import { startsWithVerb } from '../generation/english-verbs.ts';
import { vagueWordIn } from '../generation/readiness.ts';
import { contentWords, cosine, createVectors } from '../generation/similarity.ts';
import { titleFaults } from '../generation/title-lint.ts';
import { type Share, shareOf } from './share.ts';

type TicketScores = Record<
  | 'priorityUnset'
  | 'cycles'
  | 'sourced'
  | 'grounded'
  | 'redundant'
  | 'titles'
  | 'atomic'
  | 'criteriaPerTicket'
  | 'criteriaExplicit'
  | 'criteriaTestable',
  Share
>;

export function scoreTickets(tickets: readonly TicketDraft[], language: string): TicketScores {
  const criteria = tickets.flatMap((ticket) => ticket.criteria);
  return {
    priorityUnset: shareOf(tickets, (ticket) => ticket.priority === 0),
    cycles: shareOf(tickets, (ticket) => waitsForItself(ticket, tickets)),
    sourced: shareOf(tickets, (ticket) => ticket.sourceLines.length > 0 && ticket.sourceQuote !== ''),
    grounded: scoreGrounded(tickets),
    redundant: scoreRedundant(tickets),
    titles: shareOf(tickets, ({ title }) => titleFaults(title, language).length === 0),
    atomic: language === 'en' ? shareOf(tickets, isAtomic) : { hit: 0, of: 0 },
    criteriaPerTicket: { hit: criteria.length, of: tickets.length },
    criteriaExplicit: shareOf(tickets, (ticket) => ticket.criteria.some((one) => one.origin === 'document')),
    criteriaTestable: shareOf(criteria, isTestable),
  };
}

/** A ticket as one text. */
export function renderDraft(ticket: TicketDraft): string {
  return [ticket.title, ticket.description, ...ticket.criteria.map((one) => one.text)].join('\n');
}

function headOf(ticket: TicketDraft): string {
  return `${ticket.title} ${ticket.criteria.map((one) => one.text).join(' ')}`;
}

function waitsForItself(start: TicketDraft, tickets: readonly TicketDraft[]): boolean {
  const byRef = new Map(tickets.map((ticket) => [ticket.ref, ticket]));
  const seen = new Set<string>();
  const stack = [...start.dependsOn];
  for (let ref = stack.pop(); ref !== undefined; ref = stack.pop()) {
    if (ref === start.ref) return true;
    if (!seen.has(ref)) stack.push(...(byRef.get(ref)?.dependsOn ?? []));
    seen.add(ref);
  }
  return false;
}

/** Tickets that repeat an earlier one: the same words by weight, or half of the same runs of three words. */
function scoreRedundant(tickets: readonly TicketDraft[]): Share {
  const vectorOf = createVectors(tickets.map(headOf));
  const seen = tickets.map((ticket) => ({ vector: vectorOf(headOf(ticket)), runs: runsOf(headOf(ticket)) }));
  return shareOf(seen, (one) =>
    seen
      .slice(0, seen.indexOf(one))
      .some((earlier) => cosine(earlier.vector, one.vector) >= 0.8 || jaccard(earlier.runs, one.runs) >= 0.5),
  );
}

function runsOf(text: string): Set<string> {
  const words = contentWords(text);
  return new Set(words.slice(2).map((_word, at) => words.slice(at, at + 3).join(' ')));
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((run) => other.has(run)).length;
  return shared === 0 ? 0 : shared / (one.size + other.size - shared);
}

/** Content words of titles and criteria that stand on the lines they claim to come from. */
function scoreGrounded(tickets: readonly TicketDraft[]): Share {
  const words = tickets.flatMap((ticket) => {
    const source = new Set(contentWords(ticket.sourceQuote));
    const used = contentWords(headOf(ticket)).filter((word) => !templateWords.has(word));
    return used.map((word) => source.has(word));
  });
  return shareOf(words, Boolean);
}

const templateWords = new Set(
  contentWords(
    'add let ensure show give send tell meet target people them their they support permettre permitir',
  ),
);

/** One deed: no second order after an "and". */
function isAtomic({ title }: TicketDraft): boolean {
  return !title
    .split(/\s(?:and|&|then)\s|;\s/)
    .slice(1)
    .some(startsWithVerb);
}

const observable =
  /^(?:given|when|then|angenommen|wenn|dann|etant donne|quand|alors|dado|cuando|quando|entonces|entao)\b|\b(?:must|shall|should|will|can|cannot|is|are|stays?|shows?|lists?|sees?|gets?|receives?|sends?|appears?|works?|opens?|returns?|muss|mussen|soll|sollen|kann|konnen|wird|werden|ist|sind|zeigt|erhalt|erscheint|bleibt|doit|doivent|peut|peuvent|est|sont|recoit|affiche|reste|debe|deben|puede|pueden|es|son|recibe|muestra|queda|deve|devem|pode|podem|sao|recebe|mostra|fica)\b/;

/** Says something that can be seen to hold: a number, a literal, a step or a deed; not vague, and not too long. */
function isTestable({ text }: Criterion): boolean {
  const measured = /\d|`[^`]+`|"[^"]+"|„[^“]+“|«[^»]+»/.test(text);
  if (text.split(/\s+/).length > 45 || (vagueWordIn(text) !== null && !measured)) return false;
  return measured || startsWithVerb(text) || observable.test(fold(text));
}
