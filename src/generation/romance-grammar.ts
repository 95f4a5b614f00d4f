/** What the titles of a Romance language need to know of its grammar. */

export type RomanceGrammar = {
  /** Must, shall, is to. */
  obliged: string;
  /** Can, may. */
  able: string;
  /** "to be able to" and the adverbs that may stand before the real verb. */
  filler: RegExp;
  /** Before the verb, and after it where the language splits it. */
  negation: { before: string; after: string; write: (order: string) => string };
  /** Being done: what stands between the subject and a participle. */
  be: { infinitive: string; finite: string };
  software: string;
  /** Parts of the product that show or hold something. */
  place: string;
  person: string;
  article: string;
  /** Openings of a condition that may stand before the statement. */
  condition: string;
  /** Purpose and reasons that a title can do without. */
  benefit: RegExp;
  /** Impersonal openings: the deed is the first group; `permit` when they speak of a possibility. */
  impersonal: { pattern: RegExp; permits: boolean }[];
  /** A verb done to its own subject: its infinitive and the rest. */
  reflexive: RegExp;
  /** "… and a message is shown": another statement behind the first. */
  nextClause: RegExp;
  /** What makes a bare negation mean "only". */
  onlyBut: RegExp;
  toBeAble: RegExp;
  /** "We want": what is wanted is the first group. */
  wanted: RegExp;
  agent: RegExp;
  story: RegExp;
  pronouns: readonly (readonly [RegExp, string])[];
  /** "me" as an object, which a wish told by others does not need. */
  toMe: RegExp;
  user: string;
  infinitive: RegExp;
  infinitiveOfParticiple: (word: string) => string | null;
  infinitiveOfFinite: (word: string) => string | null;
  permit: (who: string | null, deed: string) => string;
  forbid: (who: string, deed: string) => string;
  make: (what: string, quality: string) => string;
  inPlace: (place: string) => string;
  provide: (thing: string) => string;
  /** Before a clause that begins with "that". */
  see: (clause: string) => string;
  /** A clause without "that", as something to be ensured. */
  ensure: (clause: string) => string;
  /** The verb of such a clause; null for a verb whose form is not known. */
  holds?: (infinitive: string, many: boolean) => string | null;
  /** A verb denied, by the second word of the denial where the language has one. */
  deny: (verb: string, word: string) => string;
  /** What things do by themselves, as it stands in a statement and as it stands in such a clause. */
  states: ReadonlyMap<string, string>;
  /** "that people can do it": the people, what they do. */
  mayDo?: RegExp;
  send: (who: string, what: string) => string;
};

/** `"mis:mettre lu:lire"` as a lookup. */
export function readPairs(pairs: string): ReadonlyMap<string, string> {
  return new Map(pairs.split(' ').map((pair) => pair.split(':') as [string, string]));
}
