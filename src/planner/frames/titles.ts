/** Reads the title a person gives a ticket, from after a colon, from quotes, or from the middle of a sentence. */
import { type Reading, slotsOf } from '../slots/read-slots.ts';

const lead =
  /\b(?:bug|ticket|task|story|spike|feature|todo|chore|issue|tkt|epic|defect|item)s?\b(?: report)?\s*(?:to be (?:added|raised|created|made|logged) (?:for |about |on )?|needed[:,]? (?:for |on )?|(?:for (?:us |me )?(?:to )?|to (?=\w)|about |on |because |where |that (?:says )?|titled |called |named |so (?:that )?|:|,|-|—|–))\s*(?:the |a |an )?/i;

/** "Bug!! tooltip overlaps the button": the kind of ticket, then what it is about. */
const leading =
  /^\W*(?:(?:new|another|one more|p[0-3])\s+)*(?:bug|defect|task|story|spike|todo|chore)\b[\s!?:,.–—-]+(?:needed:? )?(\S+ \S+ .+)$/i;

/** Null when the message names none. */
export function readTitle(reading: Reading): string | null {
  const dictated = slotsOf(reading, 'payload').find((slot) => slot.form !== 'code');
  if (dictated) return dictated.form === 'quote' ? dictated.value : tidy(dictated.value);
  const source = reading.line.written(0, reading.line.tokens.length);
  const complaint = source.match(
    /\b(?:keep telling us|keep saying|report(?:ed|s|ing)?|complain(?:ed|s|ing)?|says?|saying|noticed|found|seeing|seems|turns out)\s+(?:that\s+)?(?:the |a )?([^.!?]+?)(?:[.!?]\s+|,\s+)(?:can|could|please|pls|kindly|would|file|log|open|raise|make|hence|so please)\b/i,
  );
  if (complaint) return tidy(complaint[1]!);
  const found = source.match(
    /\b(?:found|noticed|regression|defect|problem|seen|spotted|heads[- ]up)\b[^:.!?]{0,20}:\s*([^.!?]+)[.!?]/i,
  );
  if (found) return tidy(found[1]!);
  const named = titleAfterNoun(source);
  if (named && !/^(?:that|this|it|those|them|(?:the )?same)$/i.test(named)) return named;
  const led = source.match(leading)?.[1];
  if (led) return tidy(led);
  const told = source.match(
    /^(.+?)[,.;!]\s*(?:(?:please|pls|kindly|can you|could you|would you)\s+)*(?:put|file|log|raise|make|add|open|create|write|report)\b/i,
  );
  return told ? tidy(told[1]!) : null;
}

function titleAfterNoun(source: string): string | null {
  const after = source.match(new RegExp(`${lead.source}(.+)$`, 'i'))?.[1];
  return after ? tidy(after) : null;
}

/** Cuts off what is no title: a priority, a person, politeness, the next request. */
function tidy(text: string): string | null {
  const cut = text
    .split(/[.!?](?:\s|$)|\n/)[0]!
    .replace(/,?\s+(?:and|n|then)\s+(?:push|send|assign|give|shove|put|ship|get|file)\b.*$/i, '')
    .replace(/,\s*(?:p[0-4]|high|low|medium|urgent|critical|top)(?:\s+prio(?:rity)?)?\b.*$/i, '')
    .replace(/,\s*(?:assign|give|for)\b.*$/i, '')
    .replace(/,?\s+(?:please|pls|plz|thanks|thx|for me)$/i, '')
    .replace(/(?:\s|\p{Extended_Pictographic}|[\u200d\uFE0F♀♂])+$/u, '')
    .replace(/^(?:me|us),\s*/i, '')
    .replace(/^[\s"'“]+|[\s"'”,;]+$/g, '');
  return cut.length > 2 && !/^p[0-4]$/i.test(cut) ? cut : null;
}
