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
  const pointed = pointing.test(source) ? saidBefore(source) : null;
  if (pointed) return pointed;
  const told = source.match(
    /^(.+?)[,.;!]\s*(?:(?:please|pls|kindly|can you|could you|would you)\s+)*(?:put|file|log|raise|make|add|open|create|write|report)\b/i,
  );
  return told ? tidy(told[1]!) : null;
}

const pointing =
  /\b(?:bug|ticket|task|story|spike|issue|defect|item|card|report)\b[^.!?]{0,12}\b(?:for|of|about|from|out of|on) (?:that|this|it)\b|\b(?:log|file|record|raise|report|track|note|ticket|capture|make|turn)\b (?:that|this|it)\b/i;
const asking =
  /(?:^|[.!?,;:–—-]+\s+|\s+)(?:so |and |then |now |maybe |please |pls |kindly )*(?:can|could|would|will|please|pls|kindly|let's|make|create|log|file|record|raise|open|report|track|add|put|write|ticket|turn|capture|note)\b[^.!?]*\b(?:that|this|it)\b[^.!?]*[.!?]*\s*$/i;

/** "The pay button is invisible, can you make a bug for that": the statement the request points back to. */
function saidBefore(source: string): string | null {
  const before = source.replace(asking, '').trim();
  if (before === source.trim()) return null;
  const statement = before
    .split(/(?<=[.!?])\s+/)
    .map((one) =>
      one.replace(
        /^(?:(?:so|ok|okay|hey|hi|fyi|btw|heads up|oh|ugh|hm+|well|just noticed|i (?:just )?(?:found|noticed|saw)(?: that)?)[,:!]?\s+)+/i,
        '',
      ),
    )
    .findLast((one) => one.split(/\s+/).length >= 3);
  return statement ? tidy(statement.replace(reporter, '')) : null;
}

/** "Two donors told us", "we discovered that": who says it is no part of the title. */
const reporter =
  /^(?:[\w'’]+ ){0,5}?(?:told (?:us|me)|keeps? (?:telling us|saying)|says?|said|report(?:s|ed)?(?: to (?:us|me))?|complain(?:s|ed|ing)?(?: to us)?|discovered|noticed|found(?: out)?|saw|reali[sz]ed|mention(?:s|ed)?|spotted|(?:has|have) (?:been )?reported)(?: that| how)?\s+/i;

function titleAfterNoun(source: string): string | null {
  const after = source.match(new RegExp(`${lead.source}(.+)$`, 'i'))?.[1];
  return after ? tidy(after) : null;
}

/** Cuts off what is no title: a priority, a person, politeness, the next request. */
function tidy(text: string): string | null {
  const cut = text
    .split(/[.!?](?:\s|$)|\n/)[0]!
    .replace(/,?\s+(?:and|n|then)\s+(?:push|send|assign|give|shove|put|ship|get|file)\b.*$/i, '')
    .replace(
      /,\s*(?:p[0-4]|high|low|medium|urgent|critical|top|prio(?:rity)?|severity)(?:\s+prio(?:rity)?)?\b.*$/i,
      '',
    )
    .replace(/,\s*(?:assign|give|for|due)\b.*$/i, '')
    .replace(/,?\s+(?:please|pls|plz|thanks|thx|for me)$/i, '')
    .replace(/(?:\s|\p{Extended_Pictographic}|[\u200d\uFE0F♀♂])+$/u, '')
    .replace(/^(?:me|us|that|this|it)[,:]\s*/i, '')
    .replace(/^[\s"'“]+|[\s"'”,;]+$/g, '');
  return cut.length > 2 && !/^p[0-4]$/i.test(cut) ? cut : null;
}
