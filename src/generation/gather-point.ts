/** Reads one point of a list: a requirement, or what fills in the requirement above it although it stands at the same margin. */
import { fold } from '../documents/language.ts';
import { flatten, type Item, lineRange, type Section } from '../documents/outline.ts';
import type { CandidateKind } from './candidate.ts';
import { type Field, readField } from './fields.ts';
import { attach, gatherItem } from './gather-items.ts';
import type { Reading } from './reading.ts';

/** How far below a requirement its criteria may stand. */
const nearBy = 3;
const telling: ReadonlySet<Field> = new Set(['why', 'priority', 'effort', 'needs']);
const ofAcceptance =
  /^\W*(?:ac\b|acceptance|akzeptanz|abnahme|criteres d|criterios de|done when|definition of done)/;

export function gatherPoint(reading: Reading, section: Section, item: Item, kind: CandidateKind): void {
  const lines = lineRange(item.passage.first, item.passage.last);
  if (item.children.length === 0 && tellsOfNamed(reading, flatten(item.passage.text), lines)) return;
  if (!tellsOfLast(reading, section, item)) gatherItem(reading, section, item, kind);
}

const ofNamed =
  /^(?:\d+(?:\.\d+)*\s+)?(?:with (?:reference|regard|respect) to|regarding|concerning|re|clarification (?:of|on|to)|(?:a )?note (?:on|to|about)|zu|betrifft|hinweis zu|ergänzung zu|pr[ée]cision (?:sur|concernant)|concernant|note sur|en cuanto a|respecto a|nota sobre|quanto a|sobre)\s+([A-Z]{1,5}-?\d{1,4}(?:[.-]\d+)*)\s*[:,–—-]\s+(\S.*)$/isu;

/** "With reference to BK-04: a third move requires approval." is a detail of that one. True when it is there. */
export function tellsOfNamed(reading: Reading, text: string, lines: number[]): boolean {
  const [, id, said] = ofNamed.exec(text) ?? [];
  const named = reading.out.candidates.find((one) => one.id !== null && one.id === id);
  if (!named || !said) return false;
  named.criteria.push({ text: `${said.charAt(0).toUpperCase()}${said.slice(1)}`, lines });
  return true;
}

/** "- Acceptance criteria: …" right below "1. The system shall …", at the same margin, tells of that one. True when it did. */
function tellsOfLast(reading: Reading, section: Section, item: Item): boolean {
  const text = flatten(item.passage.text);
  const field = readField(text)?.field;
  const last = reading.out.candidates.at(-1);
  if (!last || !field || !/:\s*\S/.test(text)) return false;
  if (!telling.has(field) && !(field === 'criteria' && ofAcceptance.test(fold(text)))) return false;
  const parts = [...last.criteria, ...last.notes].flatMap(({ lines }) => lines);
  const below = item.passage.first - Math.max(...last.own, ...parts);
  if (last.own[0]! < section.first || below < 1 || below > nearBy) return false;
  attach(reading, last, item);
  return true;
}
