/** Messages that mean one thing whatever surrounds them: files alone, an order not to, a redo, thanks. */
import type { Guess } from './classifier.ts';
import { fillFrame, heldDeed } from './frames/fill-frame.ts';
import type { Intent } from './intent.ts';
import { segmentsOf } from './segments.ts';
import type { Situation } from './situation.ts';
import type { Reading } from './slots/read-slots.ts';

/** "Do not approve 3" is an order not to, and says nothing against 3. */
export function isForbidding(reading: Reading): boolean {
  const text = reading.line.text.replace(/^(?:(?:please|kindly|just|and|but|,) )*/, '');
  const isOne = segmentsOf(reading).length < 2;
  return (
    (isOne && passive.test(text) && heldDeed(text) !== null) ||
    (isOne && /^(?:do not|don't|never|nobody|no one)(?! forget)\b/.test(text) && heldDeed(text) !== null)
  );
}

const passive =
  /\b(?:no (?:\w+ )?(?:tickets?|stor(?:y|ies)|bugs?|items?|issues?|one|drafts?|changes?|p ?\ds?)|none of (?:the|them|these)) (?:[\w-]+ ){0,3}(?:may|can|should|must|shall|is to|are to) (?:be )?\w+|\bnothing (?:else )?(?:may|can|should|must|shall|is to|gets?|goes|leaves) (?:be )?\w+|\b(?:is|are) not to be \w+|\b(?:must|shall|should|may|can) not be (?:push|sen[dt]|ship|delet|remov|approv|chang|edit|touch|clos|regenerat|sync)\w*/;

/** "Redo": a change that was taken back is to come again. "Redo 4" wants other words for a ticket. */
export function wantsRedo({ line }: Reading, { history }: Situation): boolean {
  if (
    /^(?:please )?(?:redo|undo (?:the|that|my last|last) undo|redo (?:the|my) (?:last )?(?:change|edit|undo)|re-do|(?:bring|put) (?:it|that|them|this) back again|do (?:it|that) again after all)[ .!?]*$/.test(
      line.text,
    )
  )
    return true;
  const again =
    /^(?:please |no ,? ?)*(?:(?:redo|restore|bring back|put back) (?:it|that|them|this)|(?:bring|put) (?:it|that|them|this) back)(?: again| after all)?[ .!?]*$/;
  return again.test(line.text) && /^\W*(?:undo|revert|take (?:it|that) back)\b/i.test(history.at(-1) ?? '');
}

/** Rather than to ask, thanks are taken as thanks and what is none of our business as such, when they are nearly as likely. */
export function harmless(guesses: readonly Guess[]): string | null {
  const best = guesses[0]?.probability ?? 0;
  const quiet = guesses.find(({ label }) => /^(?:smalltalk|decline\.out_of_scope)$/.test(label));
  return quiet && quiet.probability >= best * nearly ? quiet.label : null;
}

const nearly = 0.4;

/** A file that comes without an order is handed in. */
export function saysNothing([intent, ...others]: Intent[]): boolean {
  return (
    others.length === 0 &&
    /^(?:acknowledge|smalltalk|select_document|clarify)$/.test(intent?.tool ?? 'smalltalk')
  );
}

/** A file that comes with an order about "the document" is that document, and has to be read first. */
export function handedIn(intents: Intent[], reading: Reading, situation: Situation): Intent[] {
  const [first] = intents;
  const waits =
    first &&
    /^(?:generate_tickets|lint_document|summarize_document|list_open_questions|diff_document)$/.test(
      first.tool,
    );
  if (first?.tool === 'generate_tickets' && isElsewhere(first.args.doc))
    return [
      { tool: 'ingest_document', args: { doc: first.args.doc } },
      { tool: 'generate_tickets', args: { ...first.args, doc: 'active' } },
      ...intents.slice(1),
    ];
  const isSpokenOf = /\b(?:attach|enclos)\w*/.test(reading.line.text);
  if (situation.attachments.length === 0 || !waits || !(first.args.doc === 'active' || isSpokenOf))
    return intents;
  const others = intents.map(({ tool, args }) => ({
    tool,
    args: args.doc ? { ...args, doc: 'active' } : args,
  }));
  return [...fillFrame('ingest_document', { reading, situation, earlier: [] }), ...others];
}

/** "The second one", "#4": says which tickets, and not what is to become of them. */
export function pointsOnly({ line: { tokens }, slots }: Reading): boolean {
  const inSlot = (at: number) => slots.some((slot) => slot.from <= at && at < slot.to);
  const points = slots.length > 0 && slots.every(({ kind }) => /^(?:ids|ordinal|pronoun)$/.test(kind));
  return (
    points &&
    tokens.every(
      ({ word }, at) => inSlot(at) || /^(?:hm+|uh+m*|er+m?|um+|well|so|the|and|[.,!?…])$/.test(word),
    )
  );
}

/** A document at an address has to be read before tickets can be made of it. */
function isElsewhere(doc: unknown): boolean {
  return typeof doc === 'object' && doc !== null && 'url' in doc;
}

/** A message of files alone hands them in. */
export function withoutWords({ attachments }: Situation): Intent {
  return attachments.length > 0
    ? { tool: 'ingest_document', args: { doc: 'attachment' } }
    : { tool: 'help', args: {} };
}

/** The message without what it dictates, so that a quoted threat is no threat. */
export function maskedText({ source, slots, line }: Reading): string {
  return slots.reduceRight((text, slot) => {
    if (slot.kind !== 'payload') return text;
    const token = line.tokens[slot.from]!;
    return `${text.slice(0, token.start)} … ${text.slice(token.end)}`;
  }, source);
}
