/** Takes out guesses that the shape of the words rules out, whatever the words themselves suggest. */
import type { Guess } from './classifier.ts';
import { writes } from './intent.ts';
import { withoutCourtesies, withoutOpening } from './politeness.ts';
import type { Reading } from './slots/read-slots.ts';
import { conceptsOf } from './words/concepts.ts';

const outside: Guess = { label: 'decline.out_of_scope', probability: 0.8 };

/** The guesses that remain, likeliest first; at least one. */
export function plausible(guesses: readonly Guess[], reading: Reading): Guess[] {
  if (wantsForeignThing(reading))
    return [outside, ...guesses.map(({ label, probability }) => ({ label, probability: probability * 0.2 }))];
  const asksOnly = isQuestion(reading);
  const one = asksForOne(reading);
  const left = guesses.filter(
    ({ label }) => !(one && label.startsWith('generate_tickets')) && !(asksOnly && changes(label)),
  );
  return left.length > 0 ? left : [...guesses];
}

const inquiry =
  /^(?:(?:tell me|do you know|any idea|i wonder|wondering|remind me|can you tell me|could you tell me|do we know|not sure) )?(?:why(?! (?:not|don't|doesn't))|who(?! (?:can|could|else|wants|should|would|might))|whose|when(?= (?:is|are|was|were|will|did|does|do|can|should))|where|which|what(?! (?:about|if))|how(?! about)|did|does|has|hasn't|is(?! (?:it|there) (?:possible|okay|any (?:way|chance)|a (?:way|chance)))|are(?! you able)|was|were|should (?:i|we)|do(?= (?:i|we|they|you|any|all|these|those|both|the)\b)|am i|have(?= (?:we|they|you|i|any|all|the \w+ \w+(?:ed|en)\b)))(?!\p{L}|-)/u;

/** "Is 4 done yet", "why is 5 a P0": wants to know, and to have nothing changed. A condition ("when 5 is done, push it") is none. */
function isQuestion({ line: { text } }: Reading): boolean {
  const asked = withoutOpening(text);
  return (
    inquiry.test(asked) && !/ , (?:please |then |just )?(?:\p{L}+) (?:it|them|that|those|\d)/u.test(asked)
  );
}

/** Reads that stand under the name of a deed that writes. */
const looking =
  /^(?:push_tickets\.dry_run|schedule_report\.list|configure\.show|sync_tracker|merge_tickets|approve_tickets)/;

function changes(label: string): boolean {
  return writes.has(label.split('.')[0]!) && !looking.test(label);
}

const oneTicket =
  /\b(?:a|an|another|one(?: more)?|this as an?|it as an?|that as an?) (?:(?:new|small|quick|little|separate|proper|fresh|p ?[0-3]|high|low|urgent|medium|critical)[ -]?(?:prio(?:rity)? )?){0,3}(?:bug|ticket|task|story|issue|spike|defect|chore|epic|feature|card|todo)(?: report| ticket)?(?![\w-])(?! (?:per|for (?:each|every|all)|each|every|out of|from))/;

/** "Can you make a bug for that": one ticket, and not those of a document. */
export function asksForOne({ line, slots }: Reading): boolean {
  const named = slots.some(
    (slot) => slot.kind === 'block' || (slot.kind === 'doc' && slot.strength !== 'bare'),
  );
  return oneTicket.test(line.text) && !named;
}

const made =
  /^(?:make|create|generate|write|draft|design|draw|build|prepare|compose|give|get|find|suggest|recommend|send|order|buy|book|cook|bake|paint|sketch|sing|play|tell)(?: (?:me|us|him|her|them|everyone))? (?:an?|some|the best|a good) ((?:[\p{L}'-]+ ){0,4}?[\p{L}'-]+)(?= (?:for|to|of|about|on|in|with|that|which|from|regarding|at|by|and|so|please|today|tomorrow)(?!\p{L})| ?[.?!,]|$)/u;
const judged =
  /^(?:approve|sign|sign off|reject|decline|confirm|book|cancel|deploy|restart|merge|close|renew|extend) (?:<person> |my |our |his |her |their |the |an? )?((?:[\p{L}'-]+ ){0,2}?[\p{L}'-]+)(?= (?:for|to|of|about|on|in|with|from|at|by|and|so|please|today|tomorrow)(?!\p{L})| ?[.?!,]|$)/u;
const known =
  /^(?:do|would|can|could)? ?you (?:know|recommend|suggest|have) (?:of )?(?:an?|any|some) (?:good |nice |decent |great |better )*([\p{L}'-]+)/u;

/** "Make me a nice color palette": what is to be made is nothing of ours. */
function wantsForeignThing({ line, slots }: Reading): boolean {
  if (slots.some(({ kind }) => !/^(?:doc|date|person|pronoun)$/.test(kind))) return false;
  const text = withoutCourtesies(withoutOpening(line.text));
  const verdictOn = slots.some(({ kind }) => kind === 'pronoun' || kind === 'doc')
    ? undefined
    : judged.exec(withoutPeople(text, line, slots))?.[1];
  const words = (made.exec(text)?.[1] ?? known.exec(text)?.[1] ?? verdictOn)?.split(' ') ?? [];
  const tells = words.some((word) => word.length > 2 && !describing.test(word));
  if (!tells || !words.every(isForeign)) return false;
  const others = text.replace(words.join(' '), '').split(' ').flatMap(conceptsOf);
  return !others.some((name) => ours.test(name));
}

const ours =
  /^(?:GRAPH|TICKETS|BLOCK|WORKFLOW|TRACKER|CRITERIA|LABEL|REMIND|SCHEDULE|ESTIMATE|STATUS|COVER|DUPLICATE|QUESTION|FORMAT|SUMMARIZE|COMMENT|COMPARE)$/;

/** "Approve tom's holiday": whose it is does not say what it is. */
function withoutPeople(text: string, line: Reading['line'], slots: Reading['slots']): string {
  const names = slots.filter(({ kind }) => kind === 'person').map(({ from }) => line.tokens[from]!.word);
  return names.reduce((left, name) => left.replace(`${name} `, '<person> '), text);
}

/** Words that say how a thing is, and not what it is. */
const describing =
  /^(?:nice|good|great|new|quick|short|small|big|simple|proper|decent|better|lovely|cool|really|very|pretty|single|few|couple|of|my|our|the|fresh|catchy|funny)$/;

function isForeign(word: string): boolean {
  return describing.test(word) || conceptsOf(word).every((name) => name === 'OUTSIDE' || name === 'THANKS');
}
