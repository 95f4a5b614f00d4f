/** The frame that changes tickets: which ones, what is missing, and several groups at once. */
import type { Intent, Select } from '../intent.ts';
import { type Reading, slotsOf } from '../slots/read-slots.ts';
import type { Slot, SlotKind } from '../slots/slot.ts';
import { type Changes, changesOf } from './edit-changes.ts';
import { clarify, type Frame, one, type Scene, selectOf, textOf } from './scene.ts';
import { readSelect } from './select.ts';

const edit: Frame = (scene) => {
  const batch = batches(scene);
  if (batch) return batch;
  const changes = changesOf(scene);
  const select =
    selectForEdit(beforeTitle(scene, changes), changes) ??
    (scene.situation.focus.length > 0 ? { last: true } : null);
  const missing = missingValue(scene, changes);
  const about: Intent = { tool: 'edit_ticket', args: { ...(select ? { select } : {}), ...written(changes) } };
  if (missing) return clarify(missing, about);
  const unpaired = unpairedValue(scene, changes);
  if (unpaired) return clarify(unpaired, { tool: 'edit_ticket', args: select ? { select } : {} });
  if (!select) return clarify('tickets', about);
  const verdict = verdicts[String(changes.set.status)];
  return verdict
    ? one(verdict, { select })
    : [{ tool: 'edit_ticket', args: { select, ...written(changes) } }];
};

/** "4 to tom, 6 to lena and the others to me", not understood as pairs: one value for all would be wrong. */
function unpairedValue({ reading }: Scene, { set }: Changes): string | null {
  const values = (kind: 'person' | 'priority') =>
    new Set(slotsOf(reading, kind).flatMap((slot) => ('names' in slot ? slot.names : slot.values))).size;
  if (slotsOf(reading, 'ids').length < 2) return null;
  if (set.assignee !== undefined && values('person') > 1) return 'assignee';
  return set.priority !== undefined && values('priority') > 1 ? 'priority' : null;
}

/** "Call it Safe cart": the words of a title name no tickets. */
function beforeTitle(scene: Scene, { set }: Changes): Scene {
  if (typeof set.title !== 'string') return scene;
  const { source, line, slots } = scene.reading;
  const start = source.lastIndexOf(set.title);
  const before = slots.filter((slot) => start < 0 || line.tokens[slot.from]!.start < start);
  return { ...scene, reading: { ...scene.reading, slots: before } };
}

/** A state that only a review can lead to. */
const verdicts: Record<string, string> = { approved: 'approve_tickets', rejected: 'reject_tickets' };

function written(changes: Changes): Record<string, unknown> {
  return Object.fromEntries(Object.entries(changes).filter(([, fields]) => Object.keys(fields).length > 0));
}

/** Which tickets; the value to set is no filter. */
function selectForEdit(scene: Scene, changes: Changes): Select | null {
  const ignore: SlotKind[] = ['status', 'date', 'effort', 'doc', 'block'];
  const { reading } = scene;
  const types = slotsOf(reading, 'type');
  const priorities = slotsOf(reading, 'priority');
  const people = slotsOf(reading, 'person');
  if (changes.set.type !== undefined) ignore.push('type');
  const numbered = slotsOf(reading, 'ids').length > 0;
  const levels = new Set(priorities.flatMap((slot) => slot.values));
  if (changes.set.priority !== undefined && (levels.size < 2 || numbered)) ignore.push('priority');
  if (changes.set.assignee !== undefined && !ownedBy(reading)) ignore.push('person');
  if (changes.set.epic !== undefined) ignore.push('query');
  const spared = /\b(?:except|but not|apart from|excluding|without|bar)\b/.test(reading.line.text);
  const others = reading.slots.some(
    (slot) => /^(?:ids|ordinal|pronoun)$/.test(slot.kind) || (slot.kind === 'query' && !spared),
  );
  if (others && types.length > 0) ignore.push('type');
  const select = selectOf(scene, ignore);
  if (!select) return statusSelect(scene, changes);
  if (changes.set.priority !== undefined && levels.size > 1 && !numbered)
    select.priority = priorities[0]!.values;
  if (changes.set.assignee !== undefined && select.assignee && people.length > 1)
    select.assignee = [people[0]!.names[0]!];
  if (select.assignee && select.ids) delete select.assignee;
  const labels = [changes.add.labels, changes.remove.labels].flat();
  if (changes.add.labels !== undefined) keepFilter(select, changes.add.labels as string[]);
  if (labels.includes(select.or?.query)) delete select.or;
  return Object.keys(select).length > 0 ? select : null;
}

/** "All labelled payments get the label regulated": what is added filters nothing. */
function keepFilter(select: Select, added: readonly string[]): void {
  const left = select.label?.filter((label) => !added.includes(label)) ?? [];
  if (left.length > 0 && Object.keys(select).every((key) => key === 'label' || key === 'all'))
    select.label = left;
  else delete select.label;
}

function statusSelect(scene: Scene, changes: Changes): Select | null {
  if (changes.set.status !== undefined || slotsOf(scene.reading, 'status').length === 0) return null;
  return readSelect({ ...scene.reading, slots: slotsOf(scene.reading, 'status') });
}

/** "tom's tickets", "all my tix", "everything on priya": a person as a filter. */
function ownedBy({ line }: Reading): boolean {
  if (
    /\b(?:his|hers|her|theirs|their)\b(?: (?:tickets|stuff|work|ones|things|tasks|items))? ?(?:to|->|→|over)/.test(
      line.text,
    )
  )
    return true;
  const object = line.text.split(/ to | -> | → | over /)[0]!;
  if (/\d/.test(object)) return false;
  return (
    /(?:everything|all|whatever|anything|what) (?:that )?@?\w+ (?:has|owns|had|is on|'s got)\b/.test(
      object,
    ) ||
    (/\b(?:all|everything|tickets|stuff|work|things)\b/.test(object) &&
      /\b(?:my|mine|of|on|from|assigned|with)\b|@?\w+'?s? (?:tickets|stuff|work|things|queue|plate|items)/.test(
        object,
      ))
  );
}

function missingValue(scene: Scene, changes: Changes): string | null {
  if (Object.keys(written(changes)).length > 0) return null;
  const { detail } = scene;
  if (
    detail === 'assignee' ||
    detail === 'priority' ||
    detail === 'title' ||
    detail === 'due' ||
    detail === 'effort'
  )
    return detail;
  return detail === 'status' ? 'status' : 'intent';
}

/** "… and 4 stays where it is" names one that nothing happens to. */
function withoutStaying({ line: { tokens } }: Reading, slots: Slot[]): Slot[] {
  const last = slots.at(-1);
  const next = last ? (tokens[last.to]?.word ?? '') : '';
  return last?.kind === 'ids' && /^(?:stays?|remains?|waits?)$/.test(next) ? slots.slice(0, -1) : slots;
}

/** "1,3 to tom and 2,5 to lena", "p0: 1,4; p1: 2,3", "3 due friday and 4 monday": the same deed for several groups. */
function batches(scene: Scene): Intent[] | null {
  const { slots } = scene.reading;
  const kinds = withoutStaying(
    scene.reading,
    slots.filter((slot) => /^(?:ids|ordinal|person|priority|query|date|effort)$/.test(slot.kind)),
  );
  if (kinds.length < 4 || kinds.length % 2 !== 0) return null;
  if (/\bnot\b/.test(textOf(scene))) return null;
  const pairs = Array.from({ length: kinds.length / 2 }, (_, at) => kinds.slice(at * 2, at * 2 + 2));
  const shape = (pair: typeof kinds) =>
    pair.map((slot) => (slot.kind === 'ordinal' || slot.kind === 'query' ? 'ids' : slot.kind)).join();
  const first = shape(pairs[0]!);
  if (
    !pairs.every((pair) => shape(pair) === first) ||
    !/^(?:ids,person|person,ids|ids,priority|priority,ids|priority,person|ids,date|ids,effort)$/.test(first)
  )
    return null;
  return pairs.map((pair) => {
    const [left, right] =
      first === 'person,ids' || first === 'priority,ids' ? [pair[1]!, pair[0]!] : [pair[0]!, pair[1]!];
    const select = readSelect({ ...scene.reading, slots: [left] }) ?? {};
    const set =
      right.kind === 'person'
        ? { assignee: right.names[0] }
        : right.kind === 'priority'
          ? { priority: right.values[0] }
          : right.kind === 'date'
            ? { due: right.value }
            : right.kind === 'effort'
              ? { effort: right.value }
              : {};
    return { tool: 'edit_ticket', args: { select, set } };
  });
}

export const editFrames: Record<string, Frame> = { edit_ticket: edit };
