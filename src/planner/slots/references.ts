/** Recognises which tickets are meant: numbers, ranges, keys, ordinals, pronouns, everything, the rest. */
import type { Situation } from '../situation.ts';
import { numberOf, numberWords } from '../words/number-words.ts';
import type { Recogniser } from './recogniser.ts';

const unit = String.raw`(?:#|t-)?(?!(?:19|20)\d\d(?!\d))\d{1,4}(?!\d)(?: ?(?:-|–|\.\.|…|to|through|thru|till|until|bis|à) ?(?:#|t-)?\d{1,4}(?!\d))?`;
const joint = String.raw` ?(?:,|and|or|y|e|\+|/|;|\n|&&?|plus|as well as)* ?(?:also |the |number |ticket |tickets )?`;
const measured = String.raw`(?! ?(?:%|points?|pts?|sp|times|days?|hours?|hrs?|h|min|mins|minutes?|weeks?|months?|bullets?|punkten?|sätzen?|zeilen?|phrases?|puntos?|frases?|linhas?|am|pm|o'clock|sentences?|paragraphs?|lines?|words?|tickets|stories|items|issues|tasks|pieces|parts|halves|smaller|chunks|bugs|epics|fine[- ]grained|percent|people|things|x|rps|bullet|coarse|nfrs|requirements|of (?:them|those|these)|p ?[0-3]s\b|: ?\d\d)(?!\w))`;
const notAfter = String.raw`(?<![\w#.:+$€£-])(?<!\b(?:(?:call|meeting|standup|demo|review|back|starts?|starting|on|leaving|off|due|sync|offline) in|ios|safari|chrome|android|firefox|node|python|v|version|phase|max|maximum|most|than|~|(?<!(?:what|how|(?:remind|nudge|ping|poke|tell)\b[^.!?]{0,30}) )about|around|roughly|(?<!look(?:ing|ed)? )(?<!peek(?:ing|ed)? )(?<!back )at|rev|revision|line|step|order|invoice|parcel|milestone|sprint|level|top|release|last|next|to about|old|up to|pr|pull request|rfc|error|http|oauth|round|wave|week|day|sdk|api|(?<!the )first|postgres|java|windows|every) )`;

/** "Push 1, 4 isn't ready": of the number behind the comma something else is said. */
const anew = String.raw`(?! ?(?:[,;\n]|and)(?: and)? ?(?:the |ticket |number )?${unit} (?:(?:now|also|then|still|only) )?(?:waits|depends|blocks|is|isn't|was|has|hasn't|needs|looks|stays|waits|goes|gets|can wait|not (?!#?\d|the)|must|should|shouldn't)(?!\w))`;

export const ids: Recogniser = {
  pattern: new RegExp(`${notAfter}${unit}(?:${anew}${joint}${unit})*(?![\\w/])${measured}`, 'g'),
  read: ({ match, before, after }) => {
    if (isCount(match[0], before, after) || isTo(match[0], before, after) || isOne(match[0], before))
      return null;
    const found = expand(match[0]);
    return found.length > 0 ? { kind: 'ids', ids: found, keys: [] } : null;
  },
};

/** "chop it in 2", "split 10 in 3": a number of pieces, never a ticket. */
function isCount(text: string, before: string, after: string): boolean {
  if (!/^\d+$/.test(text)) return false;
  if (/(?:^| )(?:in|into) $/.test(before) && /split|chop|slice|break|cut|carve|divide|halve/.test(before))
    return true;
  if (/(?:^| )for $/.test(before) && /^ ?(?:days?|weeks?|hours?)/.test(after)) return true;
  return /(?:tix|tickets) $/.test(before) && /^ (?:nfrs?|reqs|risks)/.test(after);
}

/** "good 2 push": a way to write "to". */
function isTo(text: string, before: string, after: string): boolean {
  return (
    text === '2' &&
    before !== '' &&
    /^ (?:push|ship|approve|merge|go|generate|delete|do|be|send|jira|linear|github|gh)\b/.test(after)
  );
}

/** "The 2nd 1": a way to write "one". */
function isOne(text: string, before: string): boolean {
  return text === '1' && /(?:\d(?:st|nd|rd|th)|first|second|third|last|other|which|this|that) $/.test(before);
}

/** Every number in a list of numbers and ranges, in the order given. */
function expand(text: string): number[] {
  const found: number[] = [];
  for (const match of text.matchAll(new RegExp(unit, 'g'))) {
    const [first, last] = [...match[0].matchAll(/\d+/g)].map((digits) => Number(digits[0]));
    if (first === undefined) continue;
    const end = last ?? first;
    if (end - first > 200) continue;
    // "From 10 to 3" names two tickets and no range.
    if (end < first) found.push(...[first, end].filter((id) => !found.includes(id)));
    else for (let id = first; id <= end; id++) if (!found.includes(id)) found.push(id);
  }
  return found;
}

const word = `(?:${numberWords(1, 12)})`;

export const spelledIds: Recogniser[] = [
  {
    pattern: new RegExp(
      String.raw`(?<=(?<!\w)(?:tickets?|number|numbers|no|item|story|issue|question) )(${word}(?: ?(?:,|and|or)? ?(?:and )?(?:(?:ticket )?number )?${word})*)(?![\w-])(?! (?:of|with|about))`,
      'g',
    ),
    read: ({ match }) => spelled(match[1]!),
  },
  {
    pattern: new RegExp(
      String.raw`(?<=(?:approve|reject|push|delete|drop|show|open|close|assign|merge|split|estimate|ack|remove|reopen|kill|good with|fine with|happy with|okay with|like) )${word}(?: ?(?:,|and)? ?(?:and )?${word})*(?![\w-])(?! (?:of|more|tickets|stories|bugs|at|by|item|issue|thing))`,
      'g',
    ),
    read: ({ match }) => (match[0] === 'one' ? null : spelled(match[0])),
  },
];

function spelled(text: string) {
  const found = text.split(/[^a-z]+/).flatMap((part) => numberOf(part) ?? []);
  return found.length > 0 ? { kind: 'ids' as const, ids: found, keys: [] as string[] } : null;
}

const key = String.raw`(?:[a-z]{2,10}-\d{4}-\d{3,}|(?!t-|p-|v-|q-|rfc-|ios-)[a-z][a-z0-9]{1,9}-\d{1,6})`;

/** Docket's own keys and those of trackers. */
export const keys: Recogniser = {
  pattern: new RegExp(String.raw`(?<![\w/-])${key}(?:${joint}${key})*(?![\w-])`, 'g'),
  read: ({ match, written, before }) =>
    /\b(?:tag\w*|label\w*|as|called|named) $/.test(before)
      ? null
      : {
          kind: 'ids',
          ids: [],
          keys: [...written.matchAll(new RegExp(key, 'gi'))]
            .map((one) => one[0].toUpperCase())
            .filter((one) => one.length <= match[0].length),
        },
};

const positions: Record<string, number> = {
  first: 1,
  '1st': 1,
  erste: 1,
  ersten: 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  fifth: 5,
  '5th': 5,
  sixth: 6,
  former: 1,
  top: 1,
  latter: -1,
  last: -1,
  final: -1,
  bottom: -1,
  letzte: -1,
  letzten: -1,
  último: -1,
  última: -1,
  dernier: -1,
  dernière: -1,
};
const position = `(?:${Object.keys(positions).join('|')}|middle|second to last|second-to-last|penultimate)`;

export const ordinals: Recogniser[] = [
  {
    pattern:
      /(?<!\w)(?:the )?(two|three|four|five|six|\d) (first|last)(?: (?:of (?:those|them|these)|tickets?|ones|stories))?(?!\w)/g,
    read: ({ match, situation }) => {
      const order = inOrder(situation);
      const size = numberOf(match[1]!)!;
      const picked = match[2] === 'last' ? order.slice(-size) : order.slice(0, size);
      return picked.length > 0 ? { kind: 'ordinal', ids: picked } : null;
    },
  },
  {
    pattern:
      /(?<!\w)(?:the )?(first|last|top|next|other) (two|three|four|five|six|\d{1,2}|couple)(?: (?:of (?:those|them|these)|tickets?|ones|stories|items))?(?![\w:])(?! ?(?:weeks?|days?|months?|hours?|minutes?|sprints?|versions?))/g,
    read: ({ match, situation }) => {
      const size = match[2] === 'couple' ? 2 : numberOf(match[2]!)!;
      const order = inOrder(situation);
      const picked = /last|other/.test(match[1]!) ? order.slice(-size) : order.slice(0, size);
      return picked.length > 0 ? { kind: 'ordinal', ids: picked } : null;
    },
  },
  {
    pattern: new RegExp(
      String.raw`(?<!\w)(?:the |number )?(${position}(?:(?: one)? ?(?:,|and) ?(?:the )?${position})*)(?: (?:one|ones|1|ticket|tickets|item|of (?:those|them|these|the (?:lot|bunch|list))))*(?!\w)(?! (?:change|time|week|month|day|sprint|version|friday|monday|tuesday|wednesday|thursday|thing|action|off|tell|draft|push|weekend|quarter|night|edit|year|let|show|of all|[a-z]+day|call|update|pass|and foremost|again|release|command|step|generation|run|(?:please|kindly|approve|generate|show|do|make|we|i|you)\b))`,
      'g',
    ),
    read: ({ match, situation, before }) => {
      const order = inOrder(situation);
      const alone = !/^the|one|ticket|item|those|them/.test(match[0]);
      if (
        alone &&
        /^(?:first|last|final|top|second)$/.test(match[1]!) &&
        !/(?:^|(?:approve|reject|show|and) )$/.test(before)
      )
        return null;
      const picked = match[1]!
        .split(/ ?(?:,|and) ?(?:the )?/)
        .flatMap((name) => at(order, name.replace(/ one$/, '').trim()) ?? []);
      return picked.length > 0 ? { kind: 'ordinal', ids: picked } : null;
    },
  },
];

/** Positions count over what was last shown; over all tickets when that was nothing or a single one. */
function inOrder(situation: Situation): number[] {
  return situation.focus.length > 1 ? situation.focus : situation.tickets.map((ticket) => ticket.n);
}

function at(order: number[], name: string): number | undefined {
  if (name === 'middle') return order[Math.floor((order.length - 1) / 2)];
  if (/second.to.last|penultimate/.test(name)) return order.at(-2);
  const place = positions[name];
  return place === undefined ? undefined : order.at(place > 0 ? place - 1 : place);
}

export const rest: Recogniser = {
  pattern:
    /(?<!\w)(?:(?:all )?(?:the|all|of) (?:rest|remainder|others|remaining(?: ones| tickets| all)?|other ones)(?: of (?:them|those|these|it|the (?:tickets|list|batch|lot)))?|(?<=(?:okay|approve|reject|push|delete) )rest(?! of)|(?<=[,;] )rest(?= (?:to|goes|go|is|are|can|stays?)(?!\w))|remaining (?:ones|tickets|all)|all remaining|what(?: is|'s) left|what remains|everything else|all others|übrigen|restlichen|los demás|les autres|o resto)(?!\w)/g,
  read: () => ({ kind: 'rest' }),
};

export const everything: Recogniser = {
  pattern:
    /(?<!\w)(?:all (?:of )?(?:the )?(?:tickets|them|of them|it|of it|the tickets|my tickets|our tickets|issues)|(?:them|it) all|(?:the )?(?:whole|entire|full) (?:list|lot|batch|set|board|bunch|backlog|thing|shebang|stack|pile)|everything|the lot|every (?:single )?(?:ticket|one)(?: of them)?|all|the backlog|whole lot|each (?:ticket|one)|\*)(?!\w)(?! (?:good|right|set|done here|yours|hands|day|the way|over|about|clear|in all|week|month|night|morning|year|along|afternoon|sorts|kinds))/g,
  read: ({ match, before, after }) => {
    if (
      match[0] === 'all' &&
      /(?:at|after|of|for|that|hi|hello|hey|morning|thanks|first of|you|we) $/.test(before)
    )
      return null;
    if (match[0] === 'the backlog' && /in $|into $/.test(before)) return null;
    if (match[0] === 'all' && /^ (?:this|that|i |you|we )/.test(after)) return null;
    return { kind: 'all' };
  },
};

export const pronouns: Recogniser = {
  pattern:
    /(?<!\w)(?:(?<!(?:are|is|be|look|looks|means?|do|does|says?|tells?|about|exactly|not|much|really|pretty|all|almost|of|\w+ly) )the same(?= ?(?:$|[.,!?;]|(?:and|for|in|to|from|with|by|on|now|please|as well|also|into|so)(?!\w)))|these (?:ones|tickets|two|three|guys)|those (?:ones|tickets|two|three|guys)|both(?: of (?:them|those|these))?|them both|this (?:one|ticket|story|bug|guy)|that (?:one|ticket|story|bug|guy)|them|those|these|it|that|this|both|there|same ones|ihn|sie|lo|los|eles)(?!\w)/g,
  read: ({ match, before, after }) => {
    const word = match[0];
    if (word === 'there' && !/(?:comment|cmt|note|add|put|leave|drop)\b/.test(before)) return null;
    if (
      /^(?:this|that|these|those|lo|los|sie)$/.test(word) &&
      /^ (?!(?:to|into|in|on|as|and|over|for|,|\.|!|\?|please|now|is|are|too|at|with|off|but|except|without|minus|though|until|when|because|then|before|after|if|should|instead|isn't|aren't|needs?|from|goes|go|went|already|exist|exists|come|look|looks|mean|depend|depends|take|takes|cost|will|would|can|could|have|has|was|were|be|been|get|gets|got|still|all|by|belong|match|\n)\b|[^\w ])\w/.test(
        after,
      )
    )
      return null;
    return { kind: 'pronoun', plural: /^(?:these|those|them|both|sie|eles|same ones)/.test(word) };
  },
};
