/** Whether the words themselves speak for a deed that is hard to take back: a guess alone is never enough for one. */
import { negated, rewriting, startingOver, stopping, verbs, withheld } from './evidence-words.ts';
import type { Intent, Select } from './intent.ts';
import { type Reading, slotsOf } from './slots/read-slots.ts';

/** The first deed that no word of its own speaks for; null when there is none. `words` are those of the parts that ask for something. */
export function lacksEvidence(intents: readonly Intent[], words: string, reading: Reading): Intent | null {
  const text = `${words} ${reading.source.toLowerCase()}`;
  return intents.find((intent) => !speaksFor(intent, reading, { words, text })) ?? null;
}

function speaksFor({ tool, args }: Intent, reading: Reading, texts: Texts): boolean {
  if (changing.test(tool) && isMereQuestion(reading)) return false;
  return rules[tool]?.(args, texts, reading) ?? verbs[tool]?.test(texts.text) ?? true;
}

const changing =
  /^(?:(?:re)?generate|create|edit|delete|reject|split|link|unlink|regenerate)_tickets?$|^(?:configure|connect_tracker|undo|edit_block|schedule_report)$/;

/** "Which tickets would the new version break?" changes nothing; "can you …?" and "why don't we …?" ask for a deed. */
function isMereQuestion({ line: { text } }: Reading): boolean {
  return (
    mereQuestion.test(text) &&
    !/^(?:why don't|why not|what about|how about|is it possible|are you able|is there (?:any |a )?(?:way|chance))/.test(
      text,
    )
  );
}

const mereQuestion =
  /^(?:(?:and|so|ok|okay|hey|hi|if [^?]*?|,) )*(?:which|what|how (?:many|much|far|long)|who|whose|did|does|is|are|was|were|where|when|why)\b[^.!]*\?\s*$/;

/** Null leaves it to the verbs. */
type Rule = (args: Record<string, unknown>, texts: Texts, reading: Reading) => boolean | null;

const rules: Record<string, Rule> = {
  configure: ({ key, value }, { words, text }) => {
    if (value === null || (Array.isArray(value) && value.length === 0)) return false;
    if (key === 'push.exclude_priority') return sparing.test(text);
    return verbs.configure!.test(text) && !/^(?:hold|wait|hands off|stay (?:away|out|off))\b/.test(words);
  },
  regenerate_tickets: ({ mode, select }, { text }) =>
    mode === 'full' ? startingOver.test(text) : select ? rewriting.test(text) : null,
  approve_tickets: (args, { words, text }) =>
    isRefused(args, words) || likened.test(text) || finishing.test(text) ? false : null,
  push_tickets: ({ dry_run }, { text }, reading) => {
    if (!dry_run && /\b(?:reconcil|re-?sync|sync)\w*\b/.test(text))
      return /\b(?:push|send|over to)\b/.test(text);
    return isDestined(reading) ? true : null;
  },
  schedule_report: ({ op, kind, cadence }, { text }, reading) => {
    if (op === 'stop') return stopping.test(text);
    if (kind === 'reminder' && cadence === undefined) return reminding.test(text);
    return hasTime(reading) || verbs.schedule_report!.test(text);
  },
  reject_tickets: (args, { text }, reading) =>
    isWide(args) ? strongRefusal.test(text) : strongRefusal.test(text) || isPlainNo(reading),
  delete_tickets: (_args, { text }, reading) =>
    isLowering(reading) ||
    onlyAttribute.test(text) ||
    takenFrom.test(text) ||
    handedOver.test(text) ||
    asFile.test(text)
      ? false
      : null,
  merge_tickets: ({ select }, { text }) =>
    lookingFor.test(text) && !(select as Select | undefined)?.ids ? joining.test(text) : null,
  sync_tracker: (_args, { text }, reading) =>
    slotsOf(reading, 'doc').length > 0 && !isNamed(reading)
      ? /\bsync/.test(text)
      : /\b(?:these|those|them|it|approved|all|\d+) over to\b/.test(text)
        ? false
        : null,
  edit_block: ({ op, block }) => (op === 'add' ? isSaid(block) : null),
  create_ticket: ({ title, source }, { text }) => {
    if (source !== undefined) return ticketish.test(text);
    return !/^(?:each|every|all)\b/i.test(String(title)) && !known.test(text);
  },
  undo: (_args, { text }, reading) =>
    slotsOf(reading, 'ids').length + slotsOf(reading, 'tracker').length > 0 ? takingBack.test(text) : null,
  edit_ticket: ({ set }, { text }, reading) => {
    const { type, due } = (set ?? {}) as Record<string, unknown>;
    return (type === undefined || isRetyped(reading)) && (due === undefined || dating.test(text));
  },
};

const reminding =
  /\b(?:remind\w*|reminder\w*|nudg\w*|ping\w*|poke\w*|prod|forget\w*|alert\w*|notif\w*|wake|remember\w*|buzz|shout|tickle|tap|tell me|let me know|erinner\w*|rappell?e\w*|recu[eé]rda\w*|lembr\w*|ricorda\w*|herinner\w*|chase\w*|jog my memory)\b/;

/** "Reads like a robot wrote it" is no liking. */
const likened =
  /^(?!.*\b(?:approv|accept|ok|okay|fine|good|sign))(?!.*\bi (?:\w+ )?like\b).*\b(?:\w+s|look|feel|sound|seem|more|is|was) like\b/;

/** "Remove the label", "drop the link between": something of a ticket goes, not the ticket. */
const onlyAttribute =
  /\b(?:remov\w*|drop\w*|delet\w*|clear\w*|cut\w*|kill\w*|strip\w*|take|lose|scrap\w*) (?:(?:it|them|those|these|#?\d+) (?=a |an |one |two |by )|by )?(?:a |an |one |two |the |that |this |its |their |all |any )*(?:\w+ )?(?:labels?|tags?|dependenc(?:y|ies)|links?|edges?|relations?|blockers?|assignees?|owners?|deadlines?|due dates?|dates?|estimates?|criteri\w+|priorit(?:y|ies)|levels?|notch|comments?|block|section|heading|chapter|document|prd|spec)\b/;

/** "Tag it on 8, remove it from 12": something is taken from a ticket, which stays. */
const takenFrom =
  /\b(?:remove|take|drop|delete|strip|clear) (?:it|that|them|those|this) (?:from|off|out of) (?:the |number |ticket )?(?:#|t-)?\d/;

/** "Chuck us the full list" asks to see it. */
const handedOver = /\b(?:chuck|throw|toss|kick|drop|bin) (?:us|me|over|up)\b/;

/** "Dump 1-6 as json" is an export. */
const asFile =
  /\b(?:dump|drop|throw|chuck|toss|kick|bin|cut)\b[^.;]*\b(?:as|in|into|to) (?:an? )?(?:csv|json|markdown|excel|xlsx|spreadsheet|pdf)\b/;

/** "It's shipped, mark it done" says how far the work is. */
const finishing =
  /\b(?:mark|set|move|put)\w* (?:\S+ )?(?:as |to |in |into )?(?:done|finished|complete\w*|closed|in progress|blocked|wip)\b/;

/** Somebody who asks whether two are alike has not asked to make them one. */
const lookingFor =
  /\?|\b(?:check|look|see|find|search|whether|any|anything|tell me|are there|verify|list|show)\b/;
const joining =
  /\b(?:merg\w*|combin\w*|join\w*|fold\w*|unif\w*|consolidat\w*|squash\w*|bundl\w*|into one|as one|one ticket|put \w+ together|make (?:them |it |just )?one|unite|single)\b/;

/** A kind of ticket counts as a change when it is said to be one: "make 4 a bug", "is really a story"; "the same story" is none. */
function isRetyped(reading: Reading): boolean {
  return slotsOf(reading, 'type').some((slot) => leadingToType.test(wordBefore(reading, slot.from)));
}

const leadingToType =
  /^(?:to|into|as|is|are|was|be|become|becomes|an?|=|:|->|→|type|kind|really|rather|actually|more|of|by|it|them|this|that|eine?|ein|une?|uma?|\D?\d+)$/;

const ticketish =
  /\b(?:tickets?|bugs?|faults?|tasks?|stor(?:y|ies)|issues?|jobs?|defects?|log|raise|file|todo)\b/;

/** "Open the ticket about receipts" speaks of one that is there. */
const known =
  /\b(?:open|pull|bring|read|show)(?: up)? (?:me )?(?:the|that) (?:\w+ )?(?:ticket|one|bug|story|task)\b/;

const takingBack = /\b(?:undo\w*|undid|revert\w*|roll\w* back|take (?:that|it) back|reverse)\b/;

/** "That's all for today" sets no date. */
const dating =
  /\b(?:due|deadlines?|by|until|till|before|done|finish\w*|ready|need\w*|complet\w*|deliver\w*|eta|dates?|latest|target|promis\w*|out|want|must|has to|have to|should|wait\w*|fällig|bis)\b|\d (?:for |is for |on |is on )?(?:the )?\w/;

function isSaid(block: unknown): boolean {
  const { types, query, ids } = (block ?? {}) as { types?: unknown[]; query?: string; ids?: unknown[] };
  return (types?.length ?? 0) > 0 || (ids?.length ?? 0) > 0 || Boolean(query);
}

/** A day to come; "since last monday" is none. */
function hasTime(reading: Reading): boolean {
  const dates = slotsOf(reading, 'date').filter(
    (slot) =>
      !/^(?:since|from)$/.test(wordBefore(reading, slot.from)) && !/^(?:last|yesterday)/.test(slot.value),
  );
  return slotsOf(reading, 'cadence').length > 0 || dates.length > 0;
}

const sparing = /\b(?:push|send|ship|publish|export|exclud|leave|skip|keep|tracker)\w*\b/;

/** A mere "no" throws nothing away that it does not name. */
const strongRefusal =
  /\b(?:reject\w*|declin\w*|refus\w*|den(?:y|ied)|veto\w*|nack\w*|nix|wontfix|dismiss\w*|kill\w*|drop\w*|axe|throw|discard\w*|none of|no to|nope to|hard no|pass on|against|turn\w* down|thumbs down)(?!\w)|[👎❌🚫⛔🙅]|:(?:x|thumbsdown|-1):/u;

function isWide({ select }: Record<string, unknown>): boolean {
  const { last, all } = (select ?? {}) as Select;
  return last === true || all === true;
}

/** "Put 4 in jira", "to linear": where to go is said, so a weak verb or none will do. */
function isNamed(reading: Reading): boolean {
  return slotsOf(reading, 'tracker').length > 0 || slotsOf(reading, 'project').length > 0;
}

/** "Get us square with linear" names a tracker, and sends nothing to it. */
function isDestined(reading: Reading): boolean {
  return (
    slotsOf(reading, 'project').length > 0 ||
    slotsOf(reading, 'tracker').some(
      (slot) => isNamed(reading) && !beside.test(wordBefore(reading, slot.from)),
    )
  );
}

const beside = /^(?:with|from|is|does|did|by|of|has)$/;

function wordBefore({ line }: Reading, at: number): string {
  return line.tokens[at - 1]?.word ?? '';
}

/** "No to 6", "not the second": the no stands by the tickets, or the message is no longer than that. */
function isPlainNo({ line }: Reading): boolean {
  return line.tokens.length <= 8 || unwanted.test(line.text);
}

const unwanted =
  /\b(?:no|nope|nah|not|never|negative) (?:to|on|for|from|the|number|ticket|#)?\s?\d|\d[:,]? (?:is |are |was |gets |got )?(?:an? )?(?:big |hard |firm |clear )?(?:no|nope|not|fail\w*)\b|\b(?:a|an|it's|big|hard|firm) no\b|\bno from\b|\bfail\w*|\bis not something\b|\b(?:not|n't|never|cannot|can't|won't|don't) (?:be |want |need |do |accept |approve |agree |support |like |have |go |build |happen |take |see |think )/;

/** "Drop 8 to a P3" moves it down and throws nothing away. */
function isLowering(reading: Reading): boolean {
  const named = slotsOf(reading, 'ids').length > 0 && slotsOf(reading, 'priority').length > 0;
  return named && /\b(?:to|as|down)\b/.test(reading.line.text);
}

type Texts = { words: string; text: string };

/** "I didn't like the second" approves nothing; "all but 9" and "not approved yet" say which ones. */
function isRefused(args: Record<string, unknown>, words: string): boolean {
  const { except, not_status } = (args.select ?? {}) as Select;
  if (except || not_status || /\bno (?:objections?|problems?)\b|\bnot bad\b|\bwhy not\b/.test(words))
    return false;
  if (withheld.test(words)) return true;
  if (/\bno (?:on|to|for|way|thanks)\b/.test(words) && !/\bapprov\w*|\baccept\w*|\bsign/.test(words))
    return true;
  const verdicts = words.split(' . ').filter((part) => verbs.approve_tickets!.test(part));
  return verdicts.length > 0 && verdicts.every(isNegated);
}

const spares =
  /\bnot (?:the |number )*(?:t-|#)?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\d not\b/;

/** "Ok 3, not 5" leaves 5 out and negates nothing. */
function isNegated(words: string): boolean {
  return negated.test(words) && !spares.test(words);
}
