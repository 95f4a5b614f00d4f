/** What the classifier sees of a message: words, what they mean, the slots around them, and the state of the talk. */
import { marks } from './abstract.ts';
import { withoutCourtesies } from './politeness.ts';
import type { Situation } from './situation.ts';
import type { Reading } from './slots/read-slots.ts';
import type { Slot } from './slots/slot.ts';
import { bare, conceptsOf } from './words/concepts.ts';

const fillers = new Set(
  'the a an of so very really quite some any bit just please , . ! … ) ( " * - — –'.split(' '),
);

/** True for a feature that does not depend on which words were chosen. */
export function isOfMeaning(feature: string): boolean {
  return !/^(?:w|b|p|first|start|last|tail):/.test(feature);
}

/** Names of the features that are present; each counts once. */
export function featuresOf(reading: Reading, situation: Situation): string[] {
  const all = marks(reading);
  const words = withoutCourtesies(all.join(' '))
    .split(' ')
    .filter((mark) => !fillers.has(mark));
  const found = new Set<string>();
  const meanings = words.map((word) => (word.startsWith('<') ? [word] : conceptsOf(word)));
  addWords(found, words);
  addMeanings(found, meanings);
  addShape(found, all, words, reading);
  addValues(found, reading, situation);
  addState(found, situation);
  return [...found];
}

function addWords(found: Set<string>, words: string[]): void {
  for (const [at, word] of words.entries()) {
    const stem = word.startsWith('<') ? word : bare(word);
    found.add(`w:${stem}`);
    if (stem.length > 5 && !stem.startsWith('<')) found.add(`p:${stem.slice(0, 4)}`);
    const next = words[at + 1];
    if (next !== undefined) found.add(`b:${stem} ${next.startsWith('<') ? next : bare(next)}`);
  }
  const [first, second] = words;
  if (first) found.add(`first:${first}`);
  if (first && second) found.add(`start:${first} ${second}`);
  const last = words.at(-1);
  if (last) found.add(`last:${last}`);
}

function addMeanings(found: Set<string>, meanings: (readonly string[])[]): void {
  const named = meanings.flat();
  for (const name of named) found.add(`c:${name}`);
  const deeds = [...new Set(named.filter((name) => !name.startsWith('<')))];
  const slots = [...new Set(named.filter((name) => name.startsWith('<')))];
  for (const deed of deeds) for (const slot of slots) found.add(`cs:${deed} ${slot}`);
  for (const [at, classes] of meanings.entries()) {
    const following = [...(meanings[at + 1] ?? []), ...(meanings[at + 2] ?? [])];
    for (const one of classes) for (const next of following) found.add(`cc:${one} ${next}`);
  }
  const first = meanings.find((classes) => classes.some((name) => !name.startsWith('<')));
  for (const name of first ?? []) found.add(`c1:${name}`);
  for (let a = 0; a < deeds.length; a++)
    for (let b = a + 1; b < deeds.length; b++) found.add(`cp:${[deeds[a], deeds[b]].sort().join(' ')}`);
}

function addShape(found: Set<string>, all: string[], words: string[], { slots, line }: Reading): void {
  found.add(`sig:${slots.map((slot) => slot.kind).join(' ')}`);
  if (slots.length > 0) found.add(`tail:${words.slice(-2).join(' ')}`);
  if (all.includes('?')) found.add('asks');
  if (/^(?:what|which|who|why|where|when|how|is|are|do|does|did|any|have|has)\b/.test(words.join(' ')))
    found.add(`wh:${words[0]}`);
  const size = words.length;
  found.add(size <= 1 ? 'size:1' : size <= 3 ? 'size:3' : size <= 7 ? 'size:7' : 'size:more');
  if (words.every((word) => word.startsWith('<'))) found.add(`only:${words.join(' ')}`);
  if (/->|→|=|>/.test(line.text)) found.add('arrow');
  if (line.text.startsWith('/')) found.add('slash');
}

/** What the slots say besides their kind, where that tells deeds apart. */
function addValues(found: Set<string>, { slots }: Reading, { tickets }: Situation): void {
  for (const slot of slots) {
    if (slot.kind === 'status' || slot.kind === 'block' || slot.kind === 'type')
      found.add(`v:${slot.kind} ${slot.values[0]}`);
    if (pointsAtQuestion(slot, tickets)) found.add('v:question');
    if (slot.kind === 'person') found.add(`v:person ${slot.names[0] === 'me' ? 'me' : 'other'}`);
    if (slot.kind === 'doc') found.add(`v:doc ${slot.strength}`);
    if (slot.kind === 'payload') found.add(`v:payload ${slot.form}`);
    if (slot.kind === 'effort') found.add(`v:effort ${typeof slot.value}`);
  }
}

/** A ticket that asks something wants an answer rather than a verdict. */
function pointsAtQuestion(slot: Slot, tickets: Situation['tickets']): boolean {
  if (slot.kind !== 'ids' && slot.kind !== 'query') return false;
  return tickets.some((ticket) => ticket.type === 'question' && slot.ids.includes(ticket.n));
}

function addState(found: Set<string>, situation: Situation): void {
  if (situation.attachments.length > 0) found.add('has:file');
  if (situation.inThread) found.add('has:thread');
  if (situation.focus.length > 0) found.add('has:focus');
  if (situation.pending?.kind === 'confirm') found.add('has:pending');
  if (situation.history.length > 0) found.add('has:history');
}
