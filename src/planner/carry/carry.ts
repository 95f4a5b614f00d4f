/** What carriers share: how a deed of the taxonomy becomes calls of tools, on documents, on many tickets, or on each. */
import type { Select } from '../intent.ts';
import { describeUnable } from '../phrases.ts';
import type { Call } from '../plan.ts';
import type { Situation } from '../situation.ts';
import { toSelector, toTickets } from '../to-selector.ts';

export type Args = Record<string, unknown>;

/** The calls, perhaps with a sentence said after them; or the sentence that says why there are none. */
export type Carry = (args: Args, situation: Situation) => Call[] | string | { calls: Call[]; note: string };

type More = (args: Args, situation: Situation) => Args | string;

export function one(tool: string, args: Args = {}): Call[] {
  return [{ tool, args: present(args) }];
}

/** Without what is not said. */
export function present(args: Args): Args {
  return Object.fromEntries(
    Object.entries(args).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** The document by its title; nothing for the current one. */
export function document(doc: unknown, situation: Situation): { document?: string } {
  if (typeof doc === 'string') {
    if (doc === 'active' || doc === 'thread') return {};
    const known = situation.documents.find((candidate) => candidate.id === doc);
    return { document: known ? known.title : doc };
  }
  if (!doc || typeof doc !== 'object') return {};
  const { path, url, words } = doc as { path?: string; url?: string; words?: string };
  const named = path ?? url ?? words;
  return named ? { document: named.replace(/^(?:the|our|my|this|that)\s+/i, '') } : {};
}

/** A tool about a document, with more arguments when there are some. */
export function onDocument(tool: string, more: More = () => ({})): Carry {
  return (args, situation) => {
    const rest = more(args, situation);
    return typeof rest === 'string' ? rest : one(tool, { ...document(args.doc, situation), ...rest });
  };
}

/** A tool that takes a selector, with more arguments when there are some. */
export function selecting(tool: string, more: More = () => ({})): Carry {
  return (args, situation) => {
    const selector = args.select ? toSelector(args.select as Select, situation) : undefined;
    const rest = more(args, situation);
    if (typeof selector === 'string') return selector;
    return typeof rest === 'string' ? rest : one(tool, { select: selector, ...rest });
  };
}

/** More cards than this in one answer are no answer. */
export const most = 5;

/** A tool for one ticket, called once for each that is meant. */
export function each(tool: string, more: (args: Args) => Args = () => ({})): Carry {
  return (args, situation) => {
    const tickets = toTickets(args.select as Select | undefined, situation);
    if (typeof tickets === 'string') return tickets;
    if (tickets.length > most && /^trace_/.test(tool)) return describeUnable('too_many');
    return tickets.flatMap((ticket) => one(tool, { ticket, ...more(args) }));
  };
}
