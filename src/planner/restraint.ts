/** Parts of a message that hold something back: no irreversible deed of the same message may touch what they name. */
import { selectIn } from './frames/select.ts';
import { type Intent, irreversible, type Select } from './intent.ts';
import { withoutCourtesies } from './politeness.ts';
import { beginsDeed, isImperative } from './segments.ts';
import type { Situation } from './situation.ts';
import { part, type Reading } from './slots/read-slots.ts';
import { subtract } from './subtract.ts';

/** `tools` are the deeds held back, null all of them; `select` the tickets, null all of them. */
type Restraint = { tools: readonly string[] | null; select: Select | null };

/** `held` are the deeds of which nothing was left. */
type Restrained = { intents: Intent[]; held: Intent[] };

/**
 * The deeds with what the message holds back taken out: "push all, but not 5", "approve 3 and 4. Is 5 ready?", "send 2, 6 can
 * wait". Deeds that are not irreversible stay as they are.
 */
export function restrain(intents: readonly Intent[], reading: Reading, situation: Situation): Restrained {
  if (!intents.some(isRisky)) return { intents: [...intents], held: [] };
  const restraints = restraintsIn(reading);
  const left: Intent[] = [];
  const held: Intent[] = [];
  for (const intent of intents) {
    const rest = isRisky(intent) ? restraints.reduce(without(situation), intent as Intent | null) : intent;
    if (rest) left.push(rest);
    else held.push(intent);
  }
  return { intents: left, held };
}

function isRisky({ tool, args }: Intent): boolean {
  return irreversible.has(tool) && !args.dry_run;
}

function without(situation: Situation) {
  return (intent: Intent | null, { tools, select }: Restraint): Intent | null => {
    if (!intent || (select === null && tools && !tools.includes(intent.tool))) return intent;
    if (select === null) return null;
    const taken = intent.args.select as Select | undefined;
    const left = subtract(taken ?? {}, select, situation);
    return (
      left && {
        tool: intent.tool,
        args: taken || left.except ? { ...intent.args, select: left } : intent.args,
      }
    );
  };
}

const leads =
  '(?:(?:please|but|and|just|so|though|although|however|also|ok|okay|for now|for the moment|only|or|nor|then|yet|well|hey|btw|oh|while|whereas|i said|remember|mind you|meanwhile) ?,? ?)*';

/** What begins a part that forbids or puts off. */
const forbids = new RegExp(
  `^${leads}(?:do not|don't|dont|let's not|let us not|never|nobody|no one|not|no|nothing|none|neither|without|hold|hands off|leave|keep|skip|skipping|spare|sparing|sit on|park|wait (?:with|on|for)|wait before|stay off|stop|avoid|avoiding|refrain|freeze|exclude|excluding|except|minus|leaving|(?:i|we)(?:'d| would) rather not|(?:i|we|you) (?:do not|don't|shouldn't|should not|mustn't|must not|can't|cannot|won't) (?:\\w+ )?(?:want(?!.* (?:any ?more|again|any longer)$)|push|send|ship|delete|remove|approve|merge|publish|touch|have|let|go))(?!\\w)`,
);

/** "Do not forget to push 3" orders it; "no problem", "nothing against 5" and "not bad" forbid nothing. */
const forbidsNothing = new RegExp(
  `^${leads}(?:(?:do not|don't|dont|never) (?:forget|hesitate|worry|mind|bother asking|be shy|you (?:think|agree))|no (?:objections?|problems?|issues?|concerns?|complaints?|worries|rush|idea|wonder|further|more (?:objections|questions|comments|changes)|longer|changes|doubt|hurry|stress|pressure|comments?|feedback|test|time|one needs|one wants)|nothing (?:against|wrong|to add|else|more|new|missing)|not (?:bad|only|just|a problem|an issue|sure|needed|required|relevant|wanted|anymore|any more)|leave (?:a|an|the|some)? ?(?:note|comment|remark)|keep (?:it|them|me|us|in|going|up|the team|everyone)(?! (?:out|back|off|away|here|as|local|in docket))|without (?:the|a|an|any) (?:label|tag|owner|assignee|estimate|criteri)|(?:hold|wait|stop)$|no$|never mind)`,
);

/** Said behind the tickets: "5 not yet", "6 can wait", "7 must not be pushed". */
const putsOff =
  /\b(?:not (?:yet|now|today|this week|ready)|not$|(?:can|has to|have to|must|should|will|may|needs? to|let it|let them) (?:wait|stay|remain|be left|be kept)|waits?$|stays?(?: (?:out|put|here|in draft|as|where|local|put|a draft|back|behind|for now))?$|stays? (?:out|put|here|as|where|back|local)|remains? (?:out|here|as|a draft|in draft)|later$|for later|on hold|on ice|parked|(?:isn't|is not|aren't|are not|not) (?:ready|approved|final|done|signed|to be|going)|off limits|(?:shouldn't|should not|must not|mustn't|may not|cannot|can't|shall not|won't|will not|never|not to be|is not|are not|isn't|aren't) (?:be |get |go |to be |being )*(?:push\w*|sen[dt]\w*|ship\w*|delet\w*|remov\w*|approv\w*|merg\w*|publish\w*|touch\w*|chang\w*|go\w*|leave|in|out)|needs? (?:more|another|some|a second|further|rework|work|discussion|thought|legal|sign-?off)|(?:unless|until)\b(?! (?:#|t-)?\d)|only (?:if|when|once|after)|out of this|out for now|as (?:it is|is|they are)$)/;

/** "If 5 is approved, push it": whether it is cannot be seen from here, and is a person's to say. */
const depends =
  /^(?:(?:and|but|only|then|so|ok|also|please) )*(?:if|in case|provided(?: that)?|assuming|as long as|so long as|on condition)(?! (?:you|possible|that's (?:ok|okay|fine|all right)|it's (?:ok|okay|fine|not too)|not too|i may|we may|need be|necessary|so)\b)(?!\w)/;

/** What puts an order off: "push 5, but only when legal agrees". */
const endsLater =
  /\b(?:unless|until)\b(?! (?:#|t-)?\d)|\bnot (?:yet|now|today)$|\bonly (?:if|when|once|after)\b/;

/** A question that waits for its answer; "can you …?" asks for a deed. */
const asks =
  /^(?:(?:and|but|so|or|also|hey|hm+|wait|oh|then|btw|quick question|question) ?,? ?)*(?:is|are|was|were|does|do (?=we|i|they|you|the|any|all)|did|has|have|should (?:i|we|it|they|\d)|shouldn't|would (?:it|they|that)|will (?:it|they|that|there)|can (?:it|they|that)|why|when|who|which|where|what|how)(?!\w)/;
const offers =
  /^(?:why (?:don't|not)|how about|what about|is it (?:possible|ok|okay|fine) (?:to|if)|is there (?:a|any) (?:way|chance)|are you able|do you mind)/;

const verbs: [RegExp, string][] = [
  [
    /\b(?:push|sen[dt]|ship|publish|export|transmi|upload|submit|deliver|sync|forward)\w*|\bgo(?:es|ing)?\b|\bleaves\b/,
    'push_tickets',
  ],
  [/\b(?:delet|remov|drop|discard|bin|trash|kill|throw)\w*|\bget(?:ting)? rid\b/, 'delete_tickets'],
  [/\b(?:approv|accept|sign)\w*/, 'approve_tickets'],
  [/\b(?:merg|combin|join)\w*/, 'merge_tickets'],
  [/\b(?:sync|pull)\w*/, 'sync_tracker'],
];

const wide = /\b(?:touch|anything|everything|any of|changes?|change|do|act)\b/;
const bare = new RegExp(
  `^${leads}(?:not (?:yet|now|today)|hold (?:off|everything|it|fire|your horses|that)|hands off|freeze|stop (?:it|that|everything)|leave (?:it|them|that|everything) (?:be|alone|as))\\b`,
);

/** In the order of the text. A part without a verb, or one joined by "or", goes on with what the part before it holds back. */
function restraintsIn(reading: Reading): Restraint[] {
  const found: Restraint[] = [];
  const pieces = piecesOf(reading);
  let goesOn = false;
  for (const [at, piece] of pieces.entries()) {
    goesOn = holds(piece) || (goesOn && continues(piece, pieces[at - 1]!)) || leadsTo(piece, pieces[at + 1]);
    const restraint = goesOn ? restraintOf(piece.reading, piece.reading.line.text) : null;
    if (restraint) found.push(restraint);
  }
  return found;
}

/** "3 and 4 can wait". */
function leadsTo({ reading: { line, slots } }: Piece, next: Piece | undefined): boolean {
  return next?.joint === 'and' && namesOnly(line, slots) && holds(next);
}

type Piece = { reading: Reading; joint: string; asked: boolean };

/** "3 can wait" beside an order asks for nothing. */
export function isHeldBack(reading: Reading): boolean {
  return holds({ reading, joint: '', asked: false });
}

function holds({ reading: { line, slots }, joint, asked }: Piece): boolean {
  const { text } = line;
  if (depends.test(text)) return true;
  if (joint === 'but' && namesOnly(line, slots)) return true;
  if (forbids.test(text) && !forbidsNothing.test(text)) return true;
  if (asked && asks.test(text) && !offers.test(text)) return true;
  if (!slots.some(({ kind }) => naming.test(kind)) && !/\b(?:nothing|none|nobody|no one)\b/.test(text))
    return false;
  return (isImperative(withoutCourtesies(text)) ? endsLater : putsOff).test(text);
}

const naming = /^(?:ids|ordinal|query|pronoun|priority|type|rest|all)$/;
const small = /^(?:the|a|an|and|or|nor|also|number|tickets?|ones?|stories|either|too|for|now|please|[,&+])$/;

/** "… or push any of it", "…, the login one", "… and send them". */
function continues({ reading: { line, slots }, joint }: Piece, before: Piece): boolean {
  if (/^(?:or|nor)$/.test(joint) || /^(?:or|nor) /.test(line.text)) return true;
  if (namesOnly(line, slots)) return true;
  const named = slots.some(({ kind }) => /^(?:ids|ordinal|query|priority|status|type)$/.test(kind));
  return (
    joint === 'and' &&
    toolsIn(before.reading.line.text).length > 0 &&
    !named &&
    slots.every(({ kind }) => kind === 'pronoun' || kind === 'all' || kind === 'tracker')
  );
}

function namesOnly({ tokens }: Reading['line'], slots: Reading['slots']): boolean {
  const inSlot = (at: number) =>
    slots.some(({ kind, from, to }) => naming.test(kind) && from <= at && at < to);
  return slots.length > 0 && tokens.every(({ word }, at) => inSlot(at) || small.test(word));
}

function toolsIn(text: string): string[] {
  return verbs.flatMap(([words, tool]) => (words.test(text) ? [tool] : []));
}

function restraintOf(reading: Reading, text: string): Restraint | null {
  const tools = toolsIn(text);
  const kinds = asks.test(text) ? /^(?:ids|ordinal|query)$/ : /^(?:ids|ordinal|query|priority|type|status)$/;
  const named = reading.slots.filter(({ kind }) => kinds.test(kind));
  const elsewhere = reading.slots.some(({ kind }) => kind === 'rest') || /\b(?:else|others?)\b/.test(text);
  if (named.length > 0) {
    const select = selectIn({ ...reading, slots: named });
    return select && { tools: null, select };
  }
  if (depends.test(text)) return { tools: null, select: null };
  if (elsewhere) return null;
  if (tools.length > 0) return { tools, select: null };
  return bare.test(text) || (forbids.test(text) && wide.test(text)) ? { tools: null, select: null } : null;
}

/** Sentences, and what stands between commas and conjunctions, never cut within what names tickets. */
function piecesOf(reading: Reading): Piece[] {
  const { tokens } = reading.line;
  const inSlot = (at: number) => reading.slots.some((slot) => slot.from < at && at < slot.to);
  const pieces: Piece[] = [];
  let from = 0;
  let joint = '';
  for (let at = 0; at <= tokens.length; at++) {
    const word = tokens[at]?.word ?? '.';
    const isCut =
      at === tokens.length ||
      (!inSlot(at) && (cutting.test(word) || (word === 'and' && beginsAnew(reading, at + 1))));
    if (!isCut && (inSlot(at) || !spares(reading, at))) continue;
    if (at > from) pieces.push({ reading: part(reading, from, at), joint, asked: endsAsking(tokens, at) });
    joint = isCut ? word : '';
    from = isCut ? at + 1 : at;
  }
  return pieces;
}

const cutting = /^(?:[.!?;,()\n]|—|–|-|but|then|while|whereas|though|although|however|or|nor|&&|plus|->)$/;

/** An order, a question, something held back, or tickets of which something is said. */
function beginsAnew(reading: Reading, at: number): boolean {
  const { line, slots } = part(reading, at, reading.line.tokens.length);
  const named = slots.find(({ from, kind }) => from <= 1 && naming.test(kind));
  const said = named ? line.tokens.slice(named.to, named.to + 3).map(({ word }) => word) : [];
  return (
    beginsDeed(reading, at) ||
    forbids.test(line.text) ||
    asks.test(line.text) ||
    said.some((word) => saying.test(word))
  );
}

const saying =
  /^(?:is|are|isn't|aren't|can|has|have|must|should|shouldn't|stays?|waits?|not|will|needs?|looks?|seems?|sounds?|reads?|good|fine|ok|okay|great|passes)$/;

const sparing = /^(?:not|without|except|excepting|excluding|minus|skip|skipping|leaving|hold|keep|besides)$/;

/** "Approve 3 not 5", "all without the login one". */
function spares({ line: { tokens }, slots }: Reading, at: number): boolean {
  if (!sparing.test(tokens[at]?.word ?? '')) return false;
  const next = /^(?:the|for|out|number|ticket)$/.test(tokens[at + 1]?.word ?? '') ? at + 2 : at + 1;
  return slots.some((slot) => slot.from === next && /^(?:ids|query|ordinal|priority|type)$/.test(slot.kind));
}

/** The sentence of the part ends in a question mark. */
function endsAsking(tokens: Reading['line']['tokens'], from: number): boolean {
  const end = tokens.slice(from).find(({ word }) => /^(?:[.!?;\n])$/.test(word));
  return end?.word === '?';
}
