/** Reads running text: sentences that demand something become candidates, those that follow explain them. */
import { fold } from '../documents/language.ts';
import { flatten, lineRange, type Passage, type Section } from '../documents/outline.ts';
import { isDemand, readSpeech, type Speech } from '../documents/speech.ts';
import type { State } from '../documents/state-words.ts';
import type { Priority } from '../domain/priority.ts';
import type { Candidate, CandidateKind } from './candidate.ts';
import { startsWithVerb } from './english-verbs.ts';
import { setAside, stateOfText } from './gather-items.ts';
import { tellsDate } from './idle-items.ts';
import { makeCandidate } from './make-candidate.ts';
import { goesOnBelow, isLineByLine, statesByParagraph } from './paragraph-layout.ts';
import { isRanked, readPriority } from './priority-cues.ts';
import { childrenOf, type Reading } from './reading.ts';
import { rankOfAll } from './section-statement.ts';
import { type Sentence, sentencesOf } from './sentences.ts';
import { opensWithSubject, readStatement } from './statements.ts';

/** "P0 blocks the launch, P1 ships…", "Legend: …", "Muss = …": explains marks and asks for nothing. */
export function isLegend(text: string): boolean {
  const explained = text.replace(/(?:[([]P[0-4][)\]]|(?<=[.!?]\s)P[0-4])\.?(?=\s*$|\s+\p{Lu})/gu, '');
  const marks =
    explained.match(
      /\bP[0-4]\b|\b(?:Must|Should|Could|Muss|Soll|Kann)\b\s*=|\[[A-Z]\]|\p{Extended_Pictographic}/gu,
    ) ?? [];
  return (
    new Set(marks).size >= 2 ||
    (text.match(/(?<![\p{L}\d])[A-Z]{1,2}\s*=\s*\p{L}/gu) ?? []).length > 1 ||
    /^\p{L}[\p{L} ]{2,20} = .*\b(?:how many|means|stands)\b/u.test(text) ||
    /^(?:\p{Lu}[\p{L}-]*(?: [\p{L}-]+){0,2}) means (?:that|the|a)\b/u.test(text) ||
    /^\**(?:legend[ea]?|légende|leyenda|key|priority|priorities|status|priorität(?:en)?|priorités?|prioridad(?:es)?|prioridades?|estado|statuts?)\**\s*:/i.test(
      text,
    )
  );
}

/** Adds the demands of a paragraph. Sentences that only report are left out, or explain the demand before them. */
export function gatherSentences(
  reading: Reading,
  section: Section,
  passage: Passage,
  kind: CandidateKind,
): void {
  const flat = flatten(passage.text);
  if (section.kind === 'milestone' && tellsDate(reading, flat)) return;
  if (isLegend(flat) || setAside(reading, flat, lineRange(passage.first, passage.last))) return;
  const sentences = sentencesOf(passage);
  const whole = stateOfAll(reading, sentences);
  if (whole) {
    reading.out.parked.push({ reason: whole, text: flat, lines: lineRange(passage.first, passage.last) });
    return;
  }
  const urgency = urgencyOf(reading, sentences[0]);
  let last: Candidate | null = null;
  const lines = isLineByLine(passage);
  sentences.forEach((sentence, at) => {
    const before = sentences[at - 1];
    const apart = lines && sentence.lines[0] !== before?.lines.at(-1) && !continues(sentence.text);
    last = gatherSentence(reading, section, { sentence, before, last, kind, apart });
    if (last) last.priority ||= urgency;
  });
}

/** "The rounds come first: without them nothing else is worth having." ranks what its paragraph goes on to ask for. */
function urgencyOf(reading: Reading, opening: Sentence | undefined): Priority {
  if (!opening || isDemand(readSpeech(opening.text, reading.language))) return 0;
  return readPriority(opening.text, reading.legend);
}

/** "Neither belongs in the first year." speaks for the whole paragraph. */
function stateOfAll(reading: Reading, sentences: readonly Sentence[]) {
  const verdict = sentences
    .slice(1)
    .find((sentence) =>
      /^(?:neither|both|none of|all of (?:this|these|that)|these|this|beides|keines|all das|tout cela|nada de|todo es[ot]o|nenhum)\b/i.test(
        sentence.text,
      ),
    );
  return verdict ? stateOfText(reading, verdict.text) : null;
}

type Turn = {
  sentence: Sentence;
  before: Sentence | undefined;
  last: Candidate | null;
  kind: CandidateKind;
  /** It stands on a line of its own among lines that each say one thing. */
  apart: boolean;
};

/** Reads one sentence and returns the candidate that the next one may go on about. */
function gatherSentence(reading: Reading, section: Section, turn: Turn): Candidate | null {
  const { sentence, before, last, kind } = turn;
  if (saysOfOthers(reading, sentence.text)) return last;
  const speech = readSpeech(sentence.text, reading.language);
  const state = stateOfText(reading, sentence.text) ?? goesOnAbout(reading, sentence, before, speech);
  if (state) {
    reading.out.parked.push({ reason: state, ...sentence });
    return last;
  }
  if (speech.question || speech.unknown) {
    reading.out.questions.push({ ...sentence, answered: false });
    return last;
  }
  if (last && ranksLast(reading, last, sentence)) return last;
  const leans = continues(sentence.text);
  const need =
    /^(?:the|this|it|they)\b.{0,30}?\b(?:needs?|requires?|depends? on) (the .+?|.*\d.*?)(?: and .*)?[.]?$/i.exec(
      sentence.text,
    )?.[1];
  if (last && need) {
    last.needs.push(need);
    last.criteria.push(sentence);
    return last;
  }
  if (!(leans && last) && opensDemand(reading, section, turn, speech)) {
    const stated = leans && before ? withSubject(sentence, before) : sentence;
    const candidate = makeCandidate(reading, {
      kind,
      text: stated.text,
      lines: stated.lines,
      path: section.path,
      priority: sentence.rank ?? 0,
    });
    reading.out.candidates.push(candidate);
    return candidate;
  }
  if (last && (isDemand(speech) || leans || !(speech.past || speech.musing || speech.now)))
    last.criteria.push(sentence);
  return last;
}

/** True for a sentence that asks for something by itself, and does not only go on about the demand before it. */
function opensDemand(
  reading: Reading,
  section: Section,
  { sentence, last, apart }: Turn,
  speech: Speech,
): boolean {
  const { text } = sentence;
  if ((sentence.rank || isRanked(text, reading.legend)) && !speech.past) return true;
  const obliges = speech.must || speech.should || section.depth === 0 || section.kind === 'title';
  if (last !== null && !obliges && goesOnBelow(section, text)) return false;
  if (last !== null && !apart && !obliges && !opensAnother(text)) return false;
  if (isDemand(speech) || tellsProduct(reading, section, text) || isOrder(reading, section, text))
    return true;
  return (last === null || apart) && namesWanted(reading, section, text, speech);
}

/** "Two of our farms would love that." behind a sentence that was set aside speaks of the same. */
function goesOnAbout(reading: Reading, sentence: Sentence, before: Sentence | undefined, speech: Speech) {
  const set = reading.out.parked.at(-1);
  if (!before || !set || set.text !== before.text || set.lines[0] !== before.lines[0] || speech.must)
    return null;
  return pointsBack.test(fold(sentence.text)) && set.reason !== 'suspicious' && set.reason !== 'context'
    ? (set.reason as State)
    : null;
}

/** "Everything in this stage is P1", "What I want instead:" and a headline in capitals speak of what stands below them. */
function saysOfOthers(reading: Reading, text: string): boolean {
  if (rankOfAll(text, reading.legend) !== 0) return true;
  if (leadsOn.test(fold(text))) return true;
  const isHeadline = /^[^\p{Ll}]{12,}(?<![.!?])$/u.test(text) && /\p{Lu}/u.test(text);
  return isHeadline && !isDemand(readSpeech(text, reading.language));
}

const leadsOn = /^(?:what|was|ce qu[ei']|lo que|o que)\b[^.!?]{3,80}:$/;

const pointsBack =
  /\b(?:that|it|them|these|those|this|das|dies|davon|dafur|cela|ca|les deux|esto|eso|ello|isto|isso|disso)\W*$|^(?:that|it|they|these|those|this|das|dies|cela|ca|esto|eso|isto|isso|not|nicht|pas|no|nao)\b/;

const verdict =
  /^(?:this|that|these|both|all of this|it|we (?:regard|consider|see)|isto|isso|esto|eso|cela|ceci|c'est|das|dies|tambem|tambien|aussi|auch) /;

function isNear({ own }: Candidate, sentence: Sentence): boolean {
  return own.some((line) => sentence.lines.includes(line));
}

/** "…, so this one is a must." ranks the demand before it. */
function ranksLast(reading: Reading, last: Candidate, sentence: Sentence): boolean {
  const { text } = sentence;
  const isMust: Priority = /\bthis one is a must\b/i.test(text) ? 1 : 0;
  const rank = readPriority(text, reading.legend) || isMust;
  const speaks =
    /\b(?:this|that) one (?:is|has|comes)\b/i.test(text) || (rank !== 0 && verdict.test(fold(text)));
  if (!speaks) return false;
  // What ranks the last demand of a paragraph ranks those told before it in the same breath.
  const lines = reading.out.candidates.filter(
    (one) => one === last || (one.priority === 0 && isNear(one, sentence)),
  );
  for (const one of lines) one.priority ||= rank;
  last.notes.push(sentence);
  return true;
}

/** Below "Was es können muss", a proposed solution or a name of its own, plain statements say what the product will do. */
function tellsProduct(reading: Reading, section: Section, text: string): boolean {
  if (!isPlaceOfWork(reading, section)) return false;
  const speech = readSpeech(text, reading.language);
  const reports =
    speech.past ||
    speech.now ||
    speech.goal ||
    speech.musing ||
    speech.question ||
    (speech.figures && !speech.limit);
  if (reports || /:$/.test(text) || text.split(' ').length < 5) return false;
  if (section.named && opensWithSubject(text) && reading.language !== 'en') return true;
  return standsForItself(reading, section) && readStatement(text, reading.language) === 'tells';
}

/** Below "Observability" or "What we expect", text without a list asks for what it names: "Dashboard: errors, queue depth." */
function namesWanted(reading: Reading, section: Section, text: string, speech: Speech): boolean {
  if (!section.named || !(section.kind === 'requirement' || section.kind === 'nfr') || reading.isMeeting)
    return false;
  if (!standsForItself(reading, section) || text.split(' ').length < 5 || /:$/.test(text)) return false;
  if (speech.past || speech.musing || speech.goal || speech.now) return false;
  const said = readStatement(text, reading.language);
  return said === 'names' || said === 'measures';
}

const places: ReadonlySet<Section['kind']> = new Set(['requirement', 'group', 'nfr', 'user_story', 'phase']);
const describing: ReadonlySet<Section['kind']> = new Set(['solution', 'technical', 'design']);

function isPlaceOfWork(reading: Reading, section: Section): boolean {
  if (reading.isMeeting || section.depth === 0) return false;
  return places.has(section.kind) || (describing.has(section.kind) && !reading.listsWork);
}

/** Text above a list, a table or further sections introduces those. */
function standsForItself(reading: Reading, section: Section): boolean {
  if (statesByParagraph(section, reading.language)) return true;
  const lists = section.nodes.some((node) => node.kind === 'item' || node.kind === 'table');
  return !lists && childrenOf(reading, section).length === 0;
}

const working: ReadonlySet<Section['kind']> = new Set([
  'requirement',
  'group',
  'action',
  'phase',
  'nfr',
  'instance',
]);

/** "Handle files that cannot be read." in a section of work; a reader who is told to look somewhere is not asked to build. */
function isOrder(reading: Reading, section: Section, text: string): boolean {
  return (
    reading.language === 'en' &&
    working.has(section.kind) &&
    section.depth > 0 &&
    standsForItself(reading, section) &&
    startsWithVerb(text) &&
    text.split(' ').length > 3 &&
    !/^(?:see|read|visit|check|note|keep in mind|remember|refer|contact|let(?:.s| us)|assume|take|think|use|run|click|choose|go|be|do|look|start|consider|ask|find|get|have|make sure you)\b/i.test(
      text,
    )
  );
}

/** A job, a page or a person of its own: this sentence is about another piece of work than the one before. */
function opensAnother(text: string): boolean {
  return (
    /^(?:an?|each|every|for the other|(?:the )?(?:users?|customers?|admins?|managers?|developers?|operators?|engineers?|staff|support|dashboard|libraries|cli|report|page))\b/i.test(
      text,
    ) && !/^(?:an?|the) (?:retry|request|record|key|row|file|value)\b/i.test(text)
  );
}

/** "They may see…" after "Volunteers are not employees." is about volunteers. */
function withSubject(sentence: Sentence, before: Sentence): Sentence {
  const subject =
    /^((?:\p{L}+[ -]){0,4}?\p{L}+)\s+(?:is|are|was|were|has|have|must|should|will|can|may|ist|sind|sont|est|son|es|são|é)\b/u.exec(
      before.text,
    )?.[1];
  if (!subject || !/^(?:they|it|he|she|sie|er|es|ils?|elles?)\s/i.test(sentence.text)) return sentence;
  const text = sentence.text.replace(/^\p{L}+/u, subject);
  return { text, lines: [...new Set([...before.lines, ...sentence.lines])] };
}

const leaning =
  /^(?:it|they|otherwise|he|she|then|also|if not|in that case|sonst|andernfalls|dabei|dazu|il|elle|ils|elles|cela|sinon|ceci|esto|eso|si no|de lo contrario|ello|isto|isso|caso contr[aá]rio|ele|ela)\b/i;
const pointing =
  /^(?:this|that|these|those|dies|das|es|er|sie|diese) (?:is|are|must|should|will|can|has|have|also|ist|sind|muss|müssen|soll|sollen|wird|werden|kann|können|gilt|darf|hat)\b/i;

/** A sentence that leans on the one before it and says little alone. */
function continues(text: string): boolean {
  return leaning.test(text) || pointing.test(text);
}
