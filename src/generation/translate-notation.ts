/** Writes a document's own marks of priority as P0 to P3, so that all reading below knows one notation. */

import { isLevel, type Mark, stateSign } from './mark-places.ts';
import { translateGroups } from './notation-groups.ts';
import { type Explained, findExplained, findPlaces, type Places } from './notation-legend.ts';
import { findSlots, type Slot } from './notation-marks.ts';
import { rankValues } from './notation-order.ts';
import { translateTables } from './notation-tables.ts';
import { translateStates } from './state-marks.ts';
import { applyEdits, type Edit } from './text-edit.ts';

/** "(FR-1)" names a requirement. */
const reference = /^\p{L}{2,}[-_. ]?\d|^\p{L}[-_.]\d|^#\d/u;

/** More kinds of marks than any document uses; hostile text has any number. */
const mostSlots = 120;
/** People tell no more levels apart. */
const mostValues = 6;

/** The same lines, as many; legends are blanked. A document whose marks are told by nothing comes back as it was. */
export function translateNotation(original: readonly string[]): string[] {
  const told = applyEdits(original, translateStates(original));
  const lines = applyEdits(told, [...translateGroups(told), ...translateTables(told)]);
  const edits: Edit[] = [];
  const places = findPlaces(lines);
  const slots = findSlots(lines).toSorted((one, other) => other.marks.length - one.marks.length);
  for (const found of slots.slice(0, mostSlots)) {
    const values = new Set(found.marks.map(({ value }) => value));
    if (values.size > mostValues || [...values].some((value) => reference.test(value) && !isLevel(value)))
      continue;
    const { slot, explained } = explain(found, lines, places);
    const ranks = rankValues(slot, explained);
    if (ranks === null) continue;
    for (const span of explained?.spans ?? []) edits.push({ ...span, text: '' });
    const explaining = new Set(explained?.spans.map(({ line }) => line));
    for (const mark of slot.marks) {
      const rank = ranks.get(mark.value);
      if (rank !== undefined && !explaining.has(mark.line)) edits.push(write(slot, mark, rank - 1));
    }
    if (slot.header) edits.push({ ...slot.header, text: ' Priority ' });
  }
  return applyEdits(lines, edits);
}

/** A sign that tells a state elsewhere is a mark of rank only where the document explains it as one. */
function explain(
  slot: Slot,
  lines: readonly string[],
  places: Places,
): { slot: Slot; explained: Explained | null } {
  const explained = findExplained(slot, lines, places);
  const ranks = ({ value }: Mark) => explained?.ranks?.has(value) || !stateSign.test(value);
  if (slot.kind !== 'sign' || slot.marks.every(ranks)) return { slot, explained };
  const left = { ...slot, marks: slot.marks.filter(ranks) };
  return { slot: left, explained: findExplained(left, lines, places) };
}

function write(slot: Slot, { line, from, to }: Mark, level: number) {
  const text = { field: `Priority: P${level}`, column: ` P${level} ` }[slot.kind as string] ?? `(P${level})`;
  return { line, from, to, text };
}
