/** Reads a pasted conversation: requests become candidates, answers accept, refuse, refine, date or assign them. */
import { fold } from '../documents/language.ts';
import type { Message, Passage, Section } from '../documents/outline.ts';
import { isDemand, readSpeech } from '../documents/speech.ts';
import { isSuspicious } from '../documents/suspicious.ts';
import type { Candidate, Excerpt } from './candidate.ts';
import { makeCandidate } from './make-candidate.ts';
import { readSize } from './marks.ts';
import { takeNeeds } from './needs.ts';
import { readPriority } from './priority-cues.ts';
import type { Reading } from './reading.ts';
import { contentWords } from './similarity.ts';

/** A request put as a question, waiting for somebody's yes or no. */
type Pending = Excerpt & { request: string; speaker: string };

type Talk = { section: Section; last: Candidate | null; pending: Pending | null; started: boolean };

export function gatherChat(reading: Reading, section: Section): void {
  const talk: Talk = { section, last: null, pending: null, started: false };
  for (const node of section.nodes) if (node.kind === 'message') hear(reading, talk, node);
  leaveOpen(reading, talk);
}

function hear(reading: Reading, talk: Talk, message: Message): void {
  message.parts.forEach((part, at) => {
    if (isSuspicious(part.text)) {
      reading.out.parked.push({ reason: 'suspicious', text: part.text, lines: [part.first] });
      return;
    }
    const answered = at === 0 && answer(reading, talk, message, part);
    if (!answered) say(reading, talk, message, part);
  });
  talk.started = true;
}

const yes =
  /^(?:yes|yep|yeah|yup|ok|okay|sure|deal|agree\w*|\+1\d*|👍|i want that|love it|let's do (?:it|that)|good idea|do it|sounds good|ja|genau|klar|passt|oui|d'accord|ok pour|vale|de acuerdo|claro|si\b|sim\b|combinado|pode ser)/;
const no =
  /^(?:pls no|please no|no\b(?! one)|nope|nah|not now|let's not|i'd rather not|better not|nein|lieber nicht|non\b|plutot pas|mejor no|nao\b|melhor nao)/;
const scrap =
  /\b(?:scrap|drop|forget|skip) (?:that|it|this)\b|\bnever ?mind\b|\bvergiss (?:es|das)\b|\blaisse tomber\b|\bolvidalo\b|\besquece\b/;

/** The first line of a message may answer what was asked before. True when it says nothing else. */
function answer(reading: Reading, talk: Talk, message: Message, part: Passage): boolean {
  const plain = fold(part.text).trim();
  if (scrap.test(plain) && talk.pending) {
    refuse(reading, talk, part);
    return true;
  }
  if (!talk.pending || talk.pending.speaker === message.speaker) return false;
  if (no.test(plain)) {
    refuse(reading, talk, part);
    return true;
  }
  if (!yes.test(plain)) return false;
  const { pending } = talk;
  add(reading, talk, pending.request, pending.lines);
  talk.pending = null;
  detail(reading, talk.last!, { text: part.text, lines: [part.first] });
  return true;
}

function refuse(reading: Reading, talk: Talk, part: Passage): void {
  const { pending } = talk;
  reading.out.parked.push({
    reason: 'out_of_scope',
    text: pending!.text,
    lines: [...pending!.lines, part.first],
  });
  talk.pending = null;
}

const asking =
  /^(?:so |and |ok |hey |also )*(?:can|could|should|shall) (?:we|you|i|the|store|it|there|\w+) |^(?:so |and )*(?:what about|how about|wouldn't it be|any chance (?:of|we))\b|^(?:konnen|konnten|sollen|sollten) wir\b|^(?:peut-on|pourrait-on|on pourrait)\b|^(?:podemos|podriamos|poderiamos)\b/;
const answering = /^(?:asked|checked|confirmed|already asked)\b/;

function say(reading: Reading, talk: Talk, message: Message, part: Passage): void {
  const plain = fold(part.text).trim();
  const excerpt = { text: part.text.trim(), lines: [part.first] };
  const numbered = /^\(?(\d{1,2})[.)]\s+(.+)$/.exec(part.text.trim());
  const counted = /^(first|second|third|fourth|fifth)(?:ly)?\s*[:,–-]\s+(.{8,})$/i.exec(part.text.trim());
  if (numbered || counted) {
    const number = numbered ? Number(numbered[1]) : ordinals.indexOf(counted![1]!.toLowerCase()) + 1;
    add(reading, talk, (numbered ?? counted)![2]!, excerpt.lines, number);
    return;
  }
  const speech = readSpeech(part.text, reading.language);
  if (speech.future && !speech.must) reading.out.parked.push({ reason: 'future', ...excerpt });
  else if (speech.done) reading.out.parked.push({ reason: 'done', ...excerpt });
  else if (speech.dropped && !speech.must && !speech.question && reading.language !== 'en')
    reading.out.parked.push({ reason: 'out_of_scope', ...excerpt });
  else if (assign(reading, talk, excerpt) || volunteer(reading, talk, message, excerpt)) return;
  else if (/\?/.test(part.text) && asking.test(plain)) propose(reading, talk, message, excerpt);
  else if (speech.question) ask(reading, excerpt, talk);
  else if (answering.test(plain)) closeQuestion(reading);
  else if (/^(?:from the floor|fyi|data person)/.test(plain) && !isDemand(speech)) return;
  else request(reading, talk, part, excerpt);
}

const offers =
  /^(?:(?:ok|oui|ja|sí|sim|d'accord|vale|gut),?\s+)?(?:je (?:m['’]occupe|me charge) (?:aussi )?d(?:e |['’])|ich (?:kümmere mich (?:auch )?um|übernehme(?: auch)?)\s|(?:yo )?(?:también )?me (?:encargo|ocupo) (?:también )?de\s|(?:eu )?(?:também )?(?:me encarrego|fico|cuido) (?:também )?de\s)(.{8,})$/iu;

/** "je m'occupe d'ajouter l'allemand": whoever says so does it. */
function volunteer(reading: Reading, talk: Talk, message: Message, excerpt: Excerpt): boolean {
  const deed = offers.exec(excerpt.text)?.[1];
  if (!deed) return false;
  add(reading, talk, deed, excerpt.lines);
  talk.last!.owner = message.speaker;
  return true;
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'];

/** "could we also let the picker call?": kept until somebody answers. The thread's first question is its topic. */
function propose(reading: Reading, talk: Talk, message: Message, excerpt: Excerpt): void {
  leaveOpen(reading, talk);
  if (!talk.started) return;
  const request = excerpt.text
    .replace(/^(?:so|and|ok|hey|also)\s+/i, '')
    .replace(/^(?:can|could|should|shall) (?:we|you|i)\s+(?:also\s+|please\s+|maybe\s+)*/i, '')
    .replace(/^(?:can|could|should) (.{2,40}?) (be|have|get|do|show)\b/i, 'let $1 $2')
    .replace(/^(?:what|how) about\s+/i, '')
    .replace(/\?.*$/s, '');
  talk.pending = { ...excerpt, request, speaker: message.speaker };
}

function leaveOpen(reading: Reading, talk: Talk): void {
  if (talk.pending)
    reading.out.questions.push({ text: talk.pending.text, lines: talk.pending.lines, answered: false });
  talk.pending = null;
}

function ask(reading: Reading, excerpt: Excerpt, talk: Talk): void {
  if (talk.started && excerpt.text.split(' ').length > 4)
    reading.out.questions.push({ ...excerpt, answered: false });
}

function closeQuestion(reading: Reading): void {
  const open = reading.out.questions.findLast((question) => !question.answered);
  if (open) open.answered = true;
}

/** A demand is a new candidate unless it carries on about one; remarks on size, order and priority go to the one meant. */
function request(reading: Reading, talk: Talk, part: Passage, excerpt: Excerpt): void {
  const demand = part.text.split(/(?<=[.!?])\s+/).find((sentence) => wants(reading, sentence));
  const meant = findMeant(reading, excerpt.text) ?? talk.last;
  if (demand && !isAside(excerpt.text) && !refines(excerpt.text)) {
    const said = excerpt.text.slice(Math.max(0, excerpt.text.indexOf(demand)));
    add(
      reading,
      talk,
      said.replace(
        /^(?:(?:and|also|so|but|plus|I mean:?)\s+|(?:one|two) more(?: things?)?(?: from (?:me|us))?:\s+)/i,
        '',
      ),
      excerpt.lines,
    );
  } else if (meant && isDetail(reading, excerpt.text)) detail(reading, meant, excerpt);
}

function wants(reading: Reading, sentence: string): boolean {
  const speech = readSpeech(sentence, reading.language);
  return (speech.must || speech.should) && !speech.past && !speech.question && sentence.split(' ').length > 5;
}

function isAside(text: string): boolean {
  return /\b(?:i think|i guess|doable|no idea|who writes|is fine|no problem|(?:wants?|needs?|asks? for) (?:two|three|four|five|some|a few|a couple of|\d) (?:\w+ )?things)\b/i.test(
    text,
  );
}

/** Carries on from the message before: "so red = …", "use a color bar", "agree on both, …". */
function refines(text: string): boolean {
  return /^(?:so |use |then |needs |it can |agree|from the floor|with |on it|deal|for \d)/i.test(text.trim());
}

function isDetail(reading: Reading, text: string): boolean {
  const speech = readSpeech(text, reading.language);
  return (
    readPriority(text, reading.legend) !== 0 ||
    readSize(text).word !== null ||
    /\ba (?:day|week|month)\b/i.test(text) ||
    takeNeeds(text).needs.length > 0 ||
    stepAfter.test(text) ||
    rankedAfter.test(text) ||
    refines(text) ||
    (isDemand(speech) && text.split(' ').length > 5)
  );
}

function detail(reading: Reading, candidate: Candidate, excerpt: Excerpt): void {
  const { needs } = takeNeeds(excerpt.text);
  const after = stepAfter.exec(excerpt.text)?.[1];
  candidate.needs.push(...needs, ...(after ? [after] : []));
  candidate.priority ||= readPriority(excerpt.text, new Map());
  rank(reading, candidate, excerpt.text);
  const size = readSize(excerpt.text.replace(/\babout a week\b/i, '1 week'));
  if (size.word && candidate.effort.word === null) candidate.effort = size;
  candidate.notes.push({ text: excerpt.text, lines: excerpt.lines });
}

const stepAfter = /\b(?:second |next )?step after #?(\d+)\b/i;
const rankedAfter =
  /\bprio(?:rity|rität|rité|ridade?)?\s+(?:is |comes )?(?:after|nach|après|después de|depois d[eo])\s+((?:#?\d+(?:\s*(?:,|&|and|und|et|y|e)\s*)*)+)/iu;

/** "prio after 1, 2 and 3" puts those first and this one in the second rank; "second step after 1" says as much. */
function rank(reading: Reading, candidate: Candidate, text: string): void {
  const first = (rankedAfter.exec(text)?.[1]?.match(/\d+/g) ?? []).map(Number);
  for (const other of reading.out.candidates)
    if (other !== candidate && first.includes(other.ordinal?.number ?? -1)) other.priority ||= 2;
  if (first.length > 0 || stepAfter.test(text)) candidate.priority ||= 3;
}

/** "Ayumi can you take the allergen one with Tomasz?" */
function assign(reading: Reading, talk: Talk, excerpt: Excerpt): boolean {
  const match =
    /^@?(\p{Lu}[\p{L}'-]+),? (?:can|could|would) you (?:please )?(?:take|do|own|handle|look (?:at|into)|drive)\s+(.+?)(?:\?|$)/u.exec(
      excerpt.text,
    );
  if (!match) return false;
  const candidate = findMeant(reading, match[2]!) ?? talk.last;
  if (!candidate) return false;
  const second = /\bwith (\p{Lu}[\p{L}'-]+)/u.exec(match[2]!)?.[1];
  candidate.owner = second ? `${match[1]}, ${second}` : match[1]!;
  candidate.notes.push(excerpt);
  return true;
}

/** The candidate that shares a telling word with a remark. */
function findMeant(reading: Reading, text: string): Candidate | null {
  const words = new Set(contentWords(text));
  const scored = reading.out.candidates.map((candidate) => ({
    candidate,
    hits: new Set(
      contentWords(`${candidate.name ?? ''} ${candidate.text}`).filter(
        (word) => word.length > 4 && words.has(word),
      ),
    ).size,
  }));
  const best = scored.toSorted((a, b) => b.hits - a.hits)[0];
  return best && best.hits > 0 && scored.filter((one) => one.hits === best.hits).length === 1
    ? best.candidate
    : null;
}

function add(reading: Reading, talk: Talk, text: string, lines: number[], number?: number): void {
  const candidate = makeCandidate(reading, {
    kind: 'requirement',
    text,
    lines,
    path: talk.section.path,
    ordinal: number === undefined ? null : { list: 0, number },
  });
  reading.out.candidates.push(candidate);
  talk.last = candidate;
}
