/** Cuts a message into the parts that may each ask for one deed: sentences, and clauses that begin with a verb of their own. */
import { part, type Reading } from './slots/read-slots.ts';
import type { Slot } from './slots/slot.ts';

/** `after` is true when the part before it is to be done later: "push 3 after approving it". */
export type Segment = { reading: Reading; from: number; to: number; after: boolean };

const starters = new Set(
  (
    'approve accept greenlight sign ack reject decline nack refuse push ship send publish file export put get shove yeet move ' +
    'generate create make draft write produce derive build regenerate redo rewrite refresh update delete remove drop discard ' +
    'rm kill bin trash scrap nuke show list display open print draw sketch tell give assign reassign unassign hand set mark ' +
    'change rename retitle call name tag label split break chop slice merge combine squash fold join estimate size check lint ' +
    'review find search look dedupe sync pull fetch import ingest read parse load digest summarize summarise sum run start ' +
    'kick trigger execute comment note leave link unlink export download csv json markdown dump remind nudge schedule post ' +
    'connect disconnect undo revert diff compare close reopen finish resolve bump raise lower prioritise count add turn take ' +
    'let pop standup touch keep dag graph dry report explain pop log open slice carve halve file size fold greenlight unhook unplug hook flip switch go work jot track notify ping ask set use skip hold apply bring ' +
    'report stop reject acknowledge pull release transfer wrap blast transmit forward fire submit poke peek allot club bifurcate ' +
    'raise throw toss hand chuck ditch divide consolidate unify transfer relay dispatch prepare enter record produce provide furnish ' +
    'pass fail lemme gimme crank hop swap mash smoosh pump beam load upload preview simulate rewrite reword carry ' +
    'advise inform notify brief confirm verify validate outline highlight identify pinpoint clarify describe provide supply email ' +
    'share arrange organise rephrase reformulate shorten simplify expand extend tidy polish fix correct revise amend adjust modify ' +
    'alter edit retag untag promote demote escalate deprioritise deprioritize prioritize park postpone defer archive restore flick ' +
    'chuck sling lob stick whack bung plonk route nominate appoint delegate place register lodge capture compose whip spin cook rustle ' +
    'knock bash roll restart repeat retry rerun recalculate tally compute calculate view reveal read walk talk decide answer attach ' +
    'tie detach decouple switch point propose suggest see follow keep clean clear compile derive extract itemise itemize enumerate ' +
    'greenlight authorise authorize endorse clear veto dismiss nix axe retire withdraw dispose purge wipe erase eliminate lose tweak bin ' +
    'label tag retitle reinstate revive resurrect unapprove unreject unlink gauge assess evaluate quantify plot visualise visualize map ' +
    'reply respond speak deliver hit loop message write nudge subscribe unsubscribe mute pause resume summarize condense recap boil'
  ).split(' '),
);

const soft = new Set(
  "please only still just also then maybe can could would will you we i you i want to like need let us lets let's and so first next finally now afterwards after that go ahead subsequently separately quickly if possible thereupon thereafter straight directly immediately later right away accordingly consequently".split(
    ' ',
  ),
);

const questions = /^(?:which|what|whats|what's|how|who|is|are|any|where|why|do|does)$/;
const strong = /^(?:[.!?;]|\n|then|&&|whereas|while|afterwards|→then)$/;
const weak = /^(?:,|and|>|\+|plus|&|but|before|after|once|so|or|—|–|-|:)$/;

/** In the order of the text. Whatever cannot ask for a deed on its own stays with its neighbour. */
export function segmentsOf(reading: Reading): Segment[] {
  const { tokens } = reading.line;
  const cuts: { at: number; end: number; after: boolean }[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (endsVerdict(reading, at)) cuts.push({ at, end: at, after: false });
    const end = boundary(reading, at);
    if (end === null) continue;
    const word = tokens[at]!.word;
    cuts.push({
      at,
      end,
      after:
        (word === 'after' && isBackwards(tokens[at + 1]?.word ?? '')) ||
        /^(?:, )?(?:but )?(?:first|before that)\b/.test(
          wordsFrom(tokens, at).replace(/^(?:and|then) .*/, ''),
        ),
    });
    at = end - 1;
  }
  const segments: Segment[] = [];
  let from = 0;
  let after = false;
  for (const cut of [...cuts, { at: tokens.length, end: tokens.length, after: false }]) {
    if (cut.at > from) segments.push({ reading: part(reading, from, cut.at), from, to: cut.at, after });
    from = cut.end;
    after = cut.after;
  }
  return segments;
}

const verdict = /^(?:yes|no|ok|okay|good|fine|approved?|rejected?|pass(?:es|ed)?|fail(?:s|ed)?)$/;

/** "2 yes 6 no": a number after a verdict begins the next one when it has a verdict of its own. */
function endsVerdict({ line: { tokens }, slots }: Reading, at: number): boolean {
  const slot = slots.find((one) => one.from === at && (one.kind === 'ids' || one.kind === 'query'));
  if (!slot || at < 2) return false;
  return verdict.test(tokens[at - 1]!.word) && verdict.test(tokens[slot.to]?.word ?? '');
}

/** The token after the boundary that begins here, or null when none does. */
function boundary(reading: Reading, at: number): number | null {
  const { tokens } = reading.line;
  if (inSlot(reading, at)) return null;
  const word = tokens[at]!.word;
  if (at === 0 || at === tokens.length - 1) return null;
  if (strong.test(word))
    return /^[.]$/.test(word) && /^\d/.test(tokens[at + 1]!.word) && /^\d$/.test(tokens[at - 1]!.word)
      ? null
      : skipSoft(reading, at + 1, false);
  if (!weak.test(word)) return null;
  if (purpose.test(wordsFrom(tokens, at))) return null;
  if (subordinate.test(wordsFrom(tokens, at))) return null;
  const next = skipSoft(reading, at + 1, true);
  if (word === 'before' && tokens[next]?.word === 'standup') return null;
  return startsDeed(reading, next) ? at + 1 : null;
}

/** "Before I share the list", "once we ship": when, and not what. */
const subordinate = /^(?:before|after|once) (?:i|we|they|he|she|the|our|my|it)\b(?! (?:please|want|need))/;

/** "So I can read it to a customer" says what for. */
const purpose =
  /^so (?:that |as )?(?:i|we|they|he|she|you|to|everyone|people|the team)\b(?! (?:please|want|need|should))/;

function skipSoft({ line }: Reading, from: number, deep: boolean): number {
  let at = from;
  while (
    deep
      ? soft.has(line.tokens[at]?.word ?? '') || weak.test(line.tokens[at]?.word ?? '')
      : /^[.!?;,\n]$/.test(line.tokens[at]?.word ?? '')
  )
    at++;
  return at;
}

function inSlot({ slots }: Reading, at: number): boolean {
  return slots.some((slot) => slot.from <= at && at < slot.to);
}

/** A verb of ours, a question, "nobody …", or a number with its verdict: "5-7 no". */
function startsDeed(reading: Reading, at: number): boolean {
  const { tokens } = reading.line;
  const word = tokens[at]?.word ?? '';
  const slot = reading.slots.find((one) => one.from === at);
  if (
    slot?.kind === 'status' ||
    (slot?.kind === 'pronoun' && !/^(?:->|→)$/.test(tokens[slot.to]?.word ?? '')) ||
    (slot?.kind === 'person' && slot.names[0] !== 'me')
  )
    return false;
  if (/^(?:don't|dont|not|do|never|no|nothing)$/.test(word)) {
    return (
      starters.has(gerund(tokens[at + 1]?.word ?? '')) || starters.has(gerund(tokens[at + 2]?.word ?? ''))
    );
  }
  if (questions.test(word) && at > 2)
    return /^(?:,|and|but|then|so|\+)$/.test(tokens[at - 1]?.word ?? '') && asksAnew(reading, at);
  const own = slot ? ownGoal(reading, at, slot) : null;
  if (own !== null) return own;
  return /^(?:ok|okay)$/.test(word) ? isVerdictOn(reading, at + 1) : begins(tokens, at);
}

/** True when an order of its own may begin at a token: "and push 3", "and then please send them". */
export function beginsDeed(reading: Reading, at: number): boolean {
  return startsDeed(reading, skipSoft(reading, at, true));
}

/** "After approving it" begins with a verb; "into import and mapping" names a thing. */
function begins(tokens: readonly { word: string }[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  const isDoing = word.endsWith('ing') && !/^(?:before|after|once|then|by)$/.test(tokens[at - 1]?.word ?? '');
  return starters.has(word) || (!isDoing && starters.has(gerund(word)));
}

/** "…, 4 is blocked by 5", "…, 8 is done": how a ticket stands. */
function isSaidOf({ line, slots }: Pick<Reading, 'line' | 'slots'>, at: number): boolean {
  const { tokens } = line;
  if (/^(?:now|also|then|still)$/.test(tokens[at]?.word ?? '')) return isSaidOf({ line, slots }, at + 1);
  const next = /^(?:is|are)$/.test(tokens[at]?.word ?? '') ? at + 1 : at;
  if (/^(?:depends|blocks|waits)$/.test(tokens[at]?.word ?? '')) return true;
  if (/^(?:to|->|→|for|due|by|is|at|=|:)$/.test(tokens[at]?.word ?? '') && isGapped(slots, at)) return true;
  return next > at && slots.some((slot) => slot.from === next && slot.kind === 'status');
}

/** Whether something of their own is said of the tickets named here; null for other slots. */
function ownGoal(reading: Reading, at: number, { kind, to }: Slot): boolean | null {
  const { tokens } = reading.line;
  const rest = wordsFrom(tokens, to);
  if (kind === 'rest')
    return /\b(?:approv|ok|fine|good|reject|push|delet|accept|stay|remain|wait|untouched|alone)\w*/.test(
      rest,
    );
  if (!/^(?:ids|query|ordinal)$/.test(kind)) return null;
  return judged.test(rest) || (!isCondition(tokens, at) && isSaidOf(reading, to));
}

/** "… once 2 is done" says when. */
function isCondition(tokens: readonly { word: string }[], at: number): boolean {
  return /^(?:before|after|once|until|till|when|if|while|unless|as)$/.test(tokens[at - 1]?.word ?? '');
}

const valued = /^(?:person|tracker|priority|date|effort|status)$/;

/** "1 to linear, 3 to jira and 4 to tom": each number has a place of its own. */
function isGapped(slots: Reading['slots'], at: number): boolean {
  const goal = slots.find((slot) => slot.from === at + 1 || slot.from === at);
  const before = slots.filter(({ kind, to }) => to < at && valued.test(kind));
  return (
    valued.test(goal?.kind ?? '') && before.length > 0 && before.every(({ kind }) => kind !== goal!.kind)
  );
}

/** "And are there any?" asks anew; "which are drafts and are P0" goes on with the same. */
function asksAnew({ line: { tokens }, slots }: Reading, at: number): boolean {
  if (/^(?:who|which|where)$/.test(tokens[at]!.word) && isRelative({ tokens, slots }, at)) return false;
  if (!/^(?:is|are|do|does)$/.test(tokens[at]!.word)) return true;
  const slot = slots.find((one) => one.from === at + 1);
  const next = tokens[at + 1]?.word ?? '';
  return slot
    ? /^(?:ids|query|ordinal|pronoun|doc|rest|all)$/.test(slot.kind)
    : /^(?:there|any|we|you|they|i|it|he|she|the|all|tickets?|anything|anyone|anybody|nobody)$/.test(next);
}

/** "Lena, who knows about it", "ticket 9, which waits for legal". */
function isRelative(
  { tokens, slots }: { tokens: Reading['line']['tokens']; slots: Reading['slots'] },
  at: number,
): boolean {
  const named = slots.some(
    (slot) => slot.to === at - 1 && /^(?:person|ids|query|doc|ordinal)$/.test(slot.kind),
  );
  const asked = tokens.slice(at).some(({ word }) => word === '?');
  const goesOn = tokens.slice(0, at - 1).some(({ word }) => word === tokens[at]!.word);
  return !asked && (tokens[at - 1]?.word === ',' ? named : goesOn);
}

/** "Ok 3", "ok rest": said of tickets it approves them. */
function isVerdictOn({ slots }: Reading, at: number): boolean {
  const kind = slots.find((one) => one.from === at)?.kind ?? '';
  return /^(?:ids|rest|query|ordinal|pronoun|all)$/.test(kind);
}

/** A verdict, or what is to become of the tickets named just before. */
const judged =
  /^(?:is |are )?(?:yes|no|ok|okay|approve|reject|a no|rejected|approved|fine|good|should|goes|needs(?! (?:another|more|some|work|a (?:look|rethink|bit|while|second)|discussion|changes|thought|rework))|delete|remove|drop|discard|bin|push|out)\b|^: /;

function wordsFrom(tokens: readonly { word: string }[], from: number): string {
  return tokens
    .slice(from, from + 4)
    .map((token) => token.word)
    .join(' ');
}

/** "After approving it" names what comes first; "and after send it" and "after that" what comes next. */
function isBackwards(next: string): boolean {
  return !starters.has(next) && !/^(?:that|this|which|it|the)$/.test(next);
}

/** True when the words begin with a verb that asks for a deed. */
export function isImperative(text: string): boolean {
  if (/^(?:please |now |then |ok |okay )*(?:go|jump|head|skip|hop|flip) (?:back |over )?to (?!\d)/.test(text))
    return true;
  const word = text.split(' ').find((one) => !soft.has(one) && !/^[^\p{L}]+$/u.test(one)) ?? '';
  return starters.has(word) || starters.has(gerund(word));
}

/** "approving" as "approve", "pushes" as "push". */
function gerund(word: string): string {
  const cut = word.replace(/(?:ing|es|s)$/, '');
  const undoubled = cut.replace(/([gmnpt])\1$/, '$1');
  return starters.has(cut)
    ? cut
    : starters.has(undoubled)
      ? undoubled
      : starters.has(`${cut}e`)
        ? `${cut}e`
        : word;
}
