/** Tells which items of a list in a section of work describe, date or report, and ask for nothing by themselves. */
import { fold } from '../documents/language.ts';
import { flatten, type Item, type Section } from '../documents/outline.ts';
import type { SectionKind } from '../documents/section-kind.ts';
import { isDemand, readSpeech, stateOf } from '../documents/speech.ts';
import { opensStory } from '../documents/story.ts';
import { personOf, takeOwner } from './people.ts';
import type { Reading } from './reading.ts';
import { sentencesOf } from './sentences.ts';
import { orders, readStatement } from './statements.ts';
import { isOrderInLanguage } from './title-other.ts';

export function asksNothing(reading: Reading, section: Section, item: Item): boolean {
  if (opensStory(item.passage.text) || item.checked !== null) return false;
  return (
    isDescription(reading, section, item) ||
    isMilestone(reading, section, item) ||
    isJourneyStep(reading, section, item) ||
    isDocumentFact(section, item) ||
    isMadeWith(reading, section, item) ||
    isTalk(reading, section, item)
  );
}

const describing: ReadonlySet<SectionKind> = new Set(['technical', 'solution']);

/** "Data models: User, Item" below an architecture heading describes; "Add an index" there is work. */
function isDescription(reading: Reading, section: Section, item: Item): boolean {
  if (!reading.listsWork || !describing.has(section.kind)) return false;
  const text = flatten(item.passage.text);
  const speech = readSpeech(text.replace(/^[^:]{2,40}:\s+/, ''), reading.language);
  return !(speech.must || speech.should) && !isOrder(reading, text);
}

/** A date or a stage of a plan, unless it says what is to be done. */
function isMilestone(reading: Reading, section: Section, item: Item): boolean {
  return section.kind === 'milestone' && tellsDate(reading, flatten(item.passage.text));
}

/** A stage of a plan and its date. */
export function tellsDate(reading: Reading, text: string): boolean {
  if (/^\d{1,2}:\d{2}\b/.test(text)) return true;
  if (/^[^:]{3,40}:\s*~?\d+(?:\s*[-–]\s*\d+)?\s*(?:days?|weeks?|months?)\b/i.test(text)) return true;
  const most = dates.test(fold(text)) ? 16 : 7;
  const isList = (text.match(/[,;]/g) ?? []).length > 1 && most > 7;
  return (
    (text.split(' ').length < most || isList) &&
    !isDemand(readSpeech(text, reading.language)) &&
    (isList || !isOrder(reading, text))
  );
}

const dates =
  /\b(?:20\d\d|q[1-4]|(?:week|woche|semaine|semana|sprint|kw) ?\d+|(?:end|mid|start|beginning) of|ende|anfang|mitte|fin|debut|finales|principios|jan\w*|feb\w*|fevr\w*|marz|mars|march|marzo|marco|apr\w*|avril|abril|may|mai|mayo|maio|jun\w*|jul\w*|juin|juillet|aug\w*|aout|agosto|sep\w*|set\w*bro|okt\w*|oct\w*|out\w*bro|nov\w*|dez\w*|dec\w*|dic\w*)\b/;

/** "Stack: Kotlin on the handhelds" says what something is made with. */
function isMadeWith(reading: Reading, section: Section, item: Item): boolean {
  const text = flatten(item.passage.text);
  return (
    (section.kind === 'group' || section.kind === 'nfr' || section.kind === 'constraint') &&
    /^(?:(?:tech )?stack|tech(?:nolog(?:y|ie|ia))?|hosting|(?:programming )?languages?|frameworks?|databases?|tools?|tooling|back-?end|front-?end|libraries)\s*:\s/i.test(
      text,
    ) &&
    !isDemand(readSpeech(text, reading.language))
  );
}

/** Steps of a walk through the product that the requirements state already. */
function isJourneyStep(reading: Reading, section: Section, item: Item): boolean {
  return (
    reading.listsWork &&
    item.ordinal !== null &&
    item.children.length === 0 &&
    /\b(?:user (?:journey|flow)s?|(?:process|user|end-to-end) workflow|walkthrough)\b/i.test(
      section.title ?? '',
    )
  );
}

const factNames =
  /^(?:authors?|prepared (?:by|for)|owners?|contact|(?:document )?version|date|status|last (?:updated|reviewed|modified)|created(?: by)?|updated|reviewers?|approvers?|maintainers?|classification|branch|project(?: name)?|client|company|document(?: title| id)?)$/i;

/** "Prepared by: …", "Version: 1.0" in a list of such facts. */
function isDocumentFact(section: Section, item: Item): boolean {
  const states = (one: Section['nodes'][number]) =>
    one.kind === 'item' && factNames.test(/^([^:]{3,24}):/.exec(flatten(one.passage.text))?.[1] ?? '');
  return states(item) && section.nodes.filter(states).length > 1;
}

/** In notes of a meeting only what somebody or the product is to do is work; the rest was said. */
function isTalk(reading: Reading, section: Section, item: Item): boolean {
  if (!reading.isMeeting || section.kind !== 'group' || personOf(reading, section)) return false;
  const text = flatten(item.passage.text);
  if (takeOwner(text, reading.attendees, true).owner !== null)
    return readSpeech(text, reading.language).question;
  if (sentencesOf(item.passage).some((sentence) => isAgreed(reading, sentence.text))) return false;
  return !goesAlong(reading, section, item);
}

/** A point of a list most of whose points are agreed, and which only tells or names something. */
function goesAlong(reading: Reading, section: Section, { list, passage }: Item): boolean {
  const said = readStatement(flatten(passage.text), reading.language);
  if (said !== 'tells' && said !== 'names') return false;
  const points = section.nodes.filter((node): node is Item => node.kind === 'item' && node.list === list);
  const agreed = points.filter((one) => sentencesOf(one.passage).some(({ text }) => isAgreed(reading, text)));
  return points.length > 2 && agreed.length * 2 >= points.length;
}

/** One sentence of a point may ask, whatever the others tell. */
function isAgreed(reading: Reading, text: string): boolean {
  const speech = readSpeech(text, reading.language);
  if (speech.question || speech.past || stateOf(speech) !== null) return false;
  if (speech.must || speech.should || isOrder(reading, text)) return true;
  const said = readStatement(text, reading.language);
  return speech.limit && !speech.musing && (said === 'tells' || said === 'names');
}

function isOrder(reading: Reading, text: string): boolean {
  return reading.language === 'en' ? orders(text) : isOrderInLanguage(text, reading.language);
}
