/** Recognises English statements of what a product does: "Colleagues see open offers", "Keys are stored encrypted", "Cancels a job". */
import { actsAlone, baseForm, isSureVerb, thirdPerson } from './english-verbs.ts';

/** "If an offer is still open after a day, …", "On approval, …": what the statement itself says comes after it. */
const setting =
  /^(?:if|when|whenever|once|as soon as|after|before|while|where|unless|until|for|in|on|at|from|with|within|during|by|upon|each time|every time)\b[^,;:]{2,140},\s+/i;
const adverbs =
  /^(?:not|never|always|also|only|then|still|automatically|immediately|now|both|all|each|either|by|itself|themselves|already|instantly|permanently|optionally|securely|usually|clearly)$/;
const follows =
  /^(?:an?|the|all|any|each|every|this|that|these|those|their|its|his|her|our|my|your|no|one|two|three|four|up|out|off|to|at|on|in|by|for|from|with|within|without|as|them|it|him|only|both|through|into|over|per|until|after|before|when|if|how|what|which|who|whether|between|under|below|above|automatically|once|again|together|back|down|about|against|\d.*)$/;
const quality =
  /^(?:visible|available|shown|limited|required|mandatory|optional|possible|free|open|closed|public|private|read-only|readable|unique|valid|greyed|locked|empty|enabled|disabled|on|off|blocked|encrypted|anonymous|[a-z]{3,}(?:able|ible))$/;
const determiner =
  /^(?:an?|the|each|every|all|any|no|this|that|these|those|its|their|his|her|our|my|your|of|to|and|or|for|in|on|with|by|from)$/;

/** True for a statement in the present tense; whether it speaks of the product or of its world is for the place to tell. */
export function statesInPresent(text: string): boolean {
  return states(mainClause(text)) || (timed.test(text) && states(text));
}

/** "After 30 days a nightly job purges the rows, oldest first": no comma parts the time from the statement. */
const timed = /^(?:after|within|in|for|at|before|until|every) (?:\d|one|two|three|ten)/i;

function states(text: string): boolean {
  const words = text
    .split(/\s+/)
    .map((word) => word.toLowerCase().replace(/^["'“„«(`*]+|["'”»)`*,.;:!]+$/g, ''));
  if (words.length < 3) return false;
  if (thirdPerson(words[0]!) !== null && follows.test(words[1]!)) return true;
  return words.slice(1, 24).some((word, before) => isPredicate(words, before + 1, word));
}

/** What a statement says behind the condition or the circumstance it opens with. */
export function mainClause(text: string): string {
  const plain = text.replace(/^(?:(?:yes|no|also|and|so),?\s+)+/i, '');
  return plain.replace(setting, '');
}

function isPredicate(words: readonly string[], at: number, word: string): boolean {
  const [before, next = ''] = [words[at - 1]!, words[at + 1] ?? ''];
  if (/^gets?$/.test(word) && /^(?:an?|the|one|no|their|his|her|its|\d.*)$/.test(next)) return true;
  if (/^(?:is|are|gets?)$/.test(word)) return isDeed(words, at);
  if (/^(?:has|have|carr(?:y|ies)|comes?|stays?|remains?|needs?|can|may|must|cannot)$/.test(word))
    return !determiner.test(before);
  if (determiner.test(before)) return false;
  if (/^(?:become|remain)$/.test(word)) return words.slice(0, at).some((one) => /[^s]s$/.test(one));
  const base = thirdPerson(word);
  if (base !== null) return isSureVerb(base) ? next !== '' : follows.test(next) && at > 1;
  return (
    /[^s]s$|^(?:they|you|we|people|staff)$/.test(before) &&
    (actsAlone(word, next) || (isSureVerb(word) && follows.test(next)))
  );
}

/** "is kept", "are never shown", "is visible to". */
function isDeed(words: readonly string[], at: number): boolean {
  const rest = words.slice(at + 1, at + 4).filter((word) => !adverbs.test(word));
  const [first = ''] = rest;
  return (
    quality.test(first) || (/(?:ed|en|wn|pt|nt|ld|id|de|ut|et)$/.test(first) && baseForm(first) !== null)
  );
}
