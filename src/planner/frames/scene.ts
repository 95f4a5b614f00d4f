/** What a frame sees: the part of the message it fills, the situation, and the deeds planned before it. */
import type { Intent, Select } from '../intent.ts';
import type { Situation } from '../situation.ts';
import { type Reading, slotsOf } from '../slots/read-slots.ts';
import type { SlotKind } from '../slots/slot.ts';
import { readSelect } from './select.ts';

export type Scene = {
  reading: Reading;
  situation: Situation;
  /** What the classifier said beyond the tool: the field to edit, the kind of report. */
  detail: string | null;
  /** Deeds planned by earlier parts of the same message. */
  earlier: readonly Intent[];
};

/** Fills the arguments of one tool. More than one intent for "1 to linear and 3 to jira". */
export type Frame = (scene: Scene) => Intent[];

export function clarify(slot: string, about: Intent | null = null): Intent[] {
  return [{ tool: 'clarify', args: { slot, ...(about ? { about } : {}) } }];
}

export function one(tool: string, args: Record<string, unknown> = {}): Intent[] {
  return [{ tool, args }];
}

/** The plain words of the part, for looking up a word that carries an argument. */
export function textOf(scene: Scene): string {
  return scene.reading.line.text;
}

/** "The checkout PRD, no, the onboarding spec" means the second, "not the checkout one" another. */
function meantOf({ line, slots }: Reading) {
  const words = (from: number, to: number) =>
    line.tokens
      .slice(Math.max(0, from), to)
      .map(({ word }) => word)
      .join(' ');
  const named = slots
    .filter((slot) => slot.kind === 'doc')
    .filter(
      (slot) => slot.strength !== 'generic' && !/\bnot(?: the)?$/.test(words(slot.from - 2, slot.from)),
    );
  const [first, second] = named;
  const isTakenBack =
    first &&
    second &&
    /\b(?:no|sorry|or rather|actually|i mean|make that)\b/.test(words(first.to, second.from));
  return isTakenBack ? second : first;
}

/** The document meant: its id, the thread, an address, a path, or the active one. */
export function documentOf(scene: Scene): string | { url: string } | { path: string } | { words: string } {
  const url = slotsOf(scene.reading, 'url')[0];
  if (url) return { url: url.value };
  const path = slotsOf(scene.reading, 'path')[0];
  if (path && !scene.situation.attachments.includes(path.value)) return { path: path.value };
  const named = meantOf(scene.reading);
  if (named?.id) return named.id;
  if (named && scene.situation.attachments.length === 0) return { words: named.words };
  const before = scene.earlier.at(-1)?.args.doc;
  const same = typeof before === 'string' && scene.situation.documents.some((one) => one.id === before);
  return same ? before : 'active';
}

const references: ReadonlySet<SlotKind> = new Set(['ids', 'ordinal', 'query', 'rest', 'all']);

/**
 * The tickets of a deed. Without any in the words: those of the deed before, when a pronoun points there, else what was
 * last shown when there is one.
 */
export function selectOf(scene: Scene, ignore: readonly SlotKind[] = []): Select | null {
  const select = readSelect(scene.reading, { ignore });
  const before = pointsBack(scene, select) ? (allBefore(scene) ?? selectBefore(scene.earlier)) : null;
  if (before) return select?.except ? { ...before, except: select.except } : before;
  if (!select) return null;
  if (select.focus_rest && scene.situation.focus.length === 0) return restAfter(scene.earlier) ?? select;
  return select.last && scene.situation.focus.length === 0 && scene.earlier.length === 0 ? null : select;
}

/** "Reject 6 and approve the rest": all but those of the deed before. */
function restAfter(earlier: readonly Intent[]): Select | null {
  const before = earlier.at(-1)?.args.select as Select | undefined;
  return before?.ids ? { all: true, except: { ids: before.ids } } : null;
}

/** The tickets named in the words; a deed that only shows something does not go on with those of the deed before. */
export function ownSelect(scene: Scene, ignore: readonly SlotKind[] = []): Select | null {
  const points = scene.reading.slots.some((slot) => slot.kind === 'pronoun' || slot.kind === 'rest');
  return points ? selectOf(scene, ignore) : readSelect(scene.reading, { ignore });
}

function pointsBack(scene: Scene, select: Select | null): boolean {
  const spared = select?.last === true && select.except !== undefined;
  const named = !spared && scene.reading.slots.some((slot) => references.has(slot.kind));
  return !named && (select === null || select.last === true);
}

/** "Close 9, reopen 7 and give both to lena": the tickets of all deeds before, when these words count them. */
function allBefore({ reading, earlier }: Scene): Select | null {
  if (
    earlier.length < 2 ||
    !/\b(?:both|all (?:two|three|four|of them)|all three|the (?:two|three))\b/.test(reading.line.text)
  )
    return null;
  const ids = earlier.flatMap(({ args }) => (args.select as Select | undefined)?.ids ?? []);
  return ids.length >= 2 ? { ids: [...new Set(ids)] } : null;
}

/** What "it" and "them" mean after a deed of the same message. */
function selectBefore(earlier: readonly Intent[]): Select | null {
  const before = earlier.at(-1);
  if (!before) return null;
  if (
    /^(?:generate_tickets|regenerate_tickets|create_ticket|split_ticket|merge_tickets)$/.test(before.tool)
  ) {
    return { last: true };
  }
  return (before.args.select as Select | undefined) ?? null;
}
