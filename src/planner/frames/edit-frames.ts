/** Frames of deeds that change tickets: fields, state, people, labels, and links between tickets. */
import type { Intent, Select } from '../intent.ts';
import { type Reading, slotsOf } from '../slots/read-slots.ts';
import type { SlotKind } from '../slots/slot.ts';
import { dictated } from './document-frames.ts';
import { clarify, type Frame, one, type Scene, selectOf, textOf } from './scene.ts';
import { readSelect } from './select.ts';

type Changes = {
  set: Record<string, unknown>;
  add: Record<string, unknown>;
  remove: Record<string, unknown>;
  change: Record<string, unknown>;
};

const edit: Frame = (scene) => {
  const batch = batches(scene);
  if (batch) return batch;
  const changes = changesOf(scene);
  const select = selectForEdit(scene, changes);
  const missing = missingValue(scene, changes);
  const about: Intent = { tool: 'edit_ticket', args: { ...(select ? { select } : {}), ...written(changes) } };
  if (missing) return clarify(missing, about);
  if (!select) return clarify('tickets', about);
  const verdict = verdicts[String(changes.set.status)];
  return verdict ? one(verdict, { select }) : [{ tool: 'edit_ticket', args: { select, ...written(changes) } }];
};

/** A state that only a review can lead to. */
const verdicts: Record<string, string> = { approved: 'approve_tickets', rejected: 'reject_tickets' };

function written(changes: Changes): Record<string, unknown> {
  return Object.fromEntries(Object.entries(changes).filter(([, fields]) => Object.keys(fields).length > 0));
}

function changesOf(scene: Scene): Changes {
  const changes: Changes = { set: {}, add: {}, remove: {}, change: {} };
  for (const read of [
    readTitle,
    readLabels,
    readAcceptance,
    readPriority,
    readPerson,
    readType,
    readEffort,
    readDue,
    readStatus,
    readEpic,
    readDescription,
  ]) {
    read(scene, changes);
    if (
      changes.set.title !== undefined ||
      changes.add.acceptance !== undefined ||
      changes.set.description !== undefined
    )
      break;
  }
  return changes;
}

function readTitle(scene: Scene, { set }: Changes): void {
  if (scene.detail !== 'title') return;
  const source = scene.reading.line.written(0, scene.reading.line.tokens.length);
  const patterns = [
    /(?:#|T-)?\b(?:\d+|it|that|this|ticket|one|story|bug)\b.{0,12}?\b(?:to|as|into|called|named|read|be)\s+(?!ticket\b|be\b)([^\n]+?)[.!]?\s*$/i,
    /(?:rename|retitle|call|name|title)\s+(?:ticket\s+)?(?:#|T-)?(?:\d+|it|that|this)\s+(?:to |as )?(.+)$/i,
    /\b(?:to|as|into|=|->|→|called|named|title)\s+([^\n]+?)[.!]?\s*$/i,
  ];
  const title = dictated(scene) ?? patterns.map((pattern) => source.match(pattern)?.[1]).find((found) => found !== undefined);
  if (title) set.title = title.replace(/^["'“]|["'”]$/g, '').replace(/,?\s+(?:please|pls|instead)\s*[.!?]*$/i, '').trim();
}

function readDescription(scene: Scene, { set }: Changes): void {
  if (scene.detail !== 'description') return;
  const said = dictated(scene);
  if (said) set.description = said;
}

function readLabels(scene: Scene, { add, remove }: Changes): void {
  const text = textOf(scene);
  if (!/\b(?:label|labels|tag|tags|tagged|labell?ed|untag|unlabel)\b/.test(text)) return;
  if (scene.detail !== 'labels' && /\b(?:labell?ed|tagged)\b/.test(text)) return;
  const named = text.match(
    /(?:untag|unlabel|remove|drop|take off|strip|delete|rm) (?:the )?(?:label|tag)? ?(?:from )?(?:the )?([\w-]+)(?: label| tag| from|$)/,
  );
  const word = String.raw`[a-z][\w-]*`;
  if (named && !/^(?:label|tag|from|the)$/.test(named[1]!)) {
    remove.labels = [named[1]!];
    return;
  }
  const list =
    text.match(
      new RegExp(
        String.raw`(?:tag|label|mark) .*?(?:as|with|:|->|=) (?:the )?(${word}(?:(?: ?, ?| and )${word})*)`,
      ),
    ) ??
    text.match(
      new RegExp(
        String.raw`(?:label|labels|tag|tags|labell?ed|tagged)(?: as| with| it| them| these| those| :| \+| =| both)* (?:the )?(${word}(?:(?: ?, ?| and )${word})*)`,
      ),
    ) ??
    text.match(
      new RegExp(String.raw`(?:add|put|slap|give|stick) (?:a |an |the |it |them )*(${word}) (?:label|tag)`),
    ) ??
    text.match(new RegExp(String.raw`(?:the |an? )(${word}) (?:label|tag)\b`));
  const said = dictated(scene);
  const values = list
    ? list[1]!
        .split(/ ?, ?| and /)
        .filter((one) => !/^(?:to|on|for|please|them|it|this|that|from|tickets?|push|assign)$/.test(one))
    : [];
  if (values.length > 0 && !values.includes('payload')) add.labels = values;
  else if (said) add.labels = [said.toLowerCase()];
}

function readAcceptance(scene: Scene, { add }: Changes): void {
  if (scene.detail !== 'acceptance') return;
  const said = dictated(scene);
  const source = scene.reading.line.written(0, scene.reading.line.tokens.length);
  const text =
    said ??
    source.match(/\b(?:that|saying|namely)\s+([^\n.!?]+)/i)?.[1] ??
    source.match(/(?:criteri\w+|\bacs?\b)[^:]*?(?:\d+|it|them)[,:]?\s+(.+)$/i)?.[1];
  if (text) add.acceptance = [text.trim()];
}

const steps: [RegExp, string][] = [
  [/\b(?:raise|increase|up|higher|bump|escalate|promote)\b/, '+1'],
  [
    /\b(?:lower|decrease|reduce|deprioriti[sz]e|demote|downgrade|drop|dial down|less important|down a notch|not that important|not urgent)\b/,
    '-1',
  ],
];

function readPriority(scene: Scene, { set, change }: Changes): void {
  const slots = slotsOf(scene.reading, 'priority');
  const target = slots.at(-1);
  if (target && slots.length === 1 && filtersByPriority(scene)) return;
  if (target && (slots.length > 1 || hasOtherReference(scene, 'priority'))) {
    set.priority = target.values[0];
    return;
  }
  if (target && scene.detail === 'priority' && !hasOtherReference(scene, 'priority'))
    set.priority = target.values[0];
  const step = steps.find(([words]) => words.test(textOf(scene)))?.[1];
  if (!target && step && scene.detail === 'priority') change.priority = step;
}

/** "Everything P0 is due friday": the priority says which tickets, and something else is set. */
function filtersByPriority({ reading, detail }: Scene): boolean {
  const named = reading.slots.some((slot) => /^(?:ids|ordinal|query|pronoun)$/.test(slot.kind));
  return !named && /^(?:due|assignee|labels|status|effort|type|epic)$/.test(detail ?? '');
}

const pointers: readonly SlotKind[] = ['ids', 'ordinal', 'query', 'pronoun', 'all', 'rest', 'type', 'status'];

function hasOtherReference({ reading, earlier }: Scene, _besides: SlotKind): boolean {
  return (
    earlier.length > 0 ||
    /\blabell?ed|tagged\b/.test(reading.line.text) ||
    reading.slots.some(
      (slot) => pointers.includes(slot.kind) || (slot.kind === 'person' && /of |'s/.test(slot.kind)),
    )
  );
}

function readPerson(scene: Scene, { set }: Changes): void {
  const text = textOf(scene);
  const people = slotsOf(scene.reading, 'person');
  if (
    /\b(?:unassign|un-assign|deassign|nobody should be on|take .{1,20} off|remove .{0,12}assignee|clear (?:the )?(?:assignee|owner)|free up|off (?:of )?(?:#?\d|it|that|this))\b/.test(
      text,
    ) &&
    people.length <= 1
  ) {
    set.assignee = null;
    return;
  }
  if (/^(?:title|labels|acceptance|description|effort|due)$/.test(scene.detail ?? '') && !people.length)
    return;
  const receiver = receiverOf(scene.reading);
  if (receiver) set.assignee = receiver;
}

/** Of several people the one named last is meant, unless the words say "not" before them. */
function receiverOf(reading: Reading): string | null {
  const people = slotsOf(reading, 'person').filter((slot) => {
    const before = reading.line.tokens
      .slice(Math.max(0, slot.from - 2), slot.from)
      .map((token) => token.word)
      .join(' ');
    return !/\b(?:not|off|from|instead of|rather than|unlike|doesn't|isn't)(?: the)?$/.test(before);
  });
  const name = people.at(-1)?.names[0];
  return name === undefined || name.startsWith('?') ? null : name;
}

function readType(scene: Scene, { set }: Changes): void {
  if (scene.detail !== 'type') return;
  const types = slotsOf(scene.reading, 'type').filter((slot) => {
    const before = scene.reading.line.tokens
      .slice(Math.max(0, slot.from - 3), slot.from)
      .map((token) => token.word)
      .join(' ');
    return !/\bnot(?: really)?(?: an?)?$|\brather than(?: an?)?$|n't(?: an?)?$|instead of(?: an?)?$/.test(
      before,
    );
  });
  const value = types.at(-1)?.values.at(-1);
  if (value) set.type = value;
}

function readEffort(scene: Scene, { set }: Changes): void {
  const slot = slotsOf(scene.reading, 'effort').at(-1);
  if (slot) set.effort = slot.value;
  else if (scene.detail === 'effort') {
    const bare = textOf(scene)
      .match(
        /(?:to|at|as|is|=|:|about|around|->|→) (?:an? )?(\d{1,2}|trivial|tiny|small|medium|large|huge)(?!\w)(?! ?(?:to|and) \d)/g,
      )
      ?.at(-1)
      ?.match(/(\w+)$/)?.[1];
    if (bare) set.effort = /^\d+$/.test(bare) ? Number(bare) : bare;
  }
}

function readDue(scene: Scene, { set }: Changes): void {
  const slot = slotsOf(scene.reading, 'date').at(-1);
  if (slot && (scene.detail === 'due' || /\bdue|deadline|by\b/.test(textOf(scene))))
    set.due = slot.value.replace(/^the /, '');
}

function readStatus(scene: Scene, { set }: Changes): void {
  const text = textOf(scene);
  if (scene.detail !== 'status') return;
  if (
    /\b(?:reopen|re-open|unapprove|un-approve|unreject|un-reject|un-nack|unnack|shouldn't be rejected|back to draft|revive|resurrect|bring back|back into draft|reinstate|wasn't meant to be rejected|unack|un-ack|not rejected)\b/.test(
      text,
    ) ||
    /shouldn't be (?:rejected|approved)/.test(text)
  ) {
    set.status = 'draft';
    return;
  }
  const named = slotsOf(scene.reading, 'status').at(-1)?.values.at(-1);
  if (named) {
    set.status =
      named === 'approved' || named === 'rejected'
        ? /\bnot (?:be |been )?(?:approved|rejected)|\bback (?:to|into)\b|\bno longer\b|\bpull\b/.test(text)
          ? 'draft'
          : named
        : named;
  } else if (/\b(?:close|done|finish(?:ed)?|complete|resolve|wrap up|ship(?:ped)?)\b/.test(text))
    set.status = 'done';
  else if (/\b(?:start(?:ed|ing)?|begin|progress|working|kick off|picked up)\b/.test(text))
    set.status = 'in_progress';
  else if (/\bdraft\b/.test(text)) set.status = 'draft';
  else if (/\bblock/.test(text)) set.status = 'blocked';
}

function readEpic(scene: Scene, { set }: Changes): void {
  if (scene.detail !== 'epic') return;
  const named =
    textOf(scene).match(/(?:the )?([\w-]+(?: [\w-]+)?) epic/)?.[1] ??
    textOf(scene).match(/epic (?:called |named |: ?)?([\w-]+)/)?.[1];
  if (named) set.epic = named.replace(/^(?:under|to|the|in|into|on)\s+(?:the )?/, '');
}

/** Which tickets; the value to set is no filter. */
function selectForEdit(scene: Scene, changes: Changes): Select | null {
  const ignore: SlotKind[] = ['status', 'date', 'effort', 'doc', 'block'];
  const { reading } = scene;
  const types = slotsOf(reading, 'type');
  const priorities = slotsOf(reading, 'priority');
  const people = slotsOf(reading, 'person');
  if (changes.set.type !== undefined) ignore.push('type');
  if (changes.set.priority !== undefined && priorities.length < 2) ignore.push('priority');
  if (changes.set.assignee !== undefined && !ownedBy(reading)) ignore.push('person');
  if (changes.set.epic !== undefined) ignore.push('query');
  const others = reading.slots.some((slot) => /^(?:ids|ordinal|query|pronoun)$/.test(slot.kind));
  if (others && types.length > 0) ignore.push('type');
  const select = selectOf(scene, ignore);
  if (!select) return statusSelect(scene, changes);
  if (changes.set.priority !== undefined && priorities.length > 1) select.priority = priorities[0]!.values;
  if (changes.set.assignee !== undefined && select.assignee && people.length > 1)
    select.assignee = [people[0]!.names[0]!];
  if (select.assignee && select.ids) delete select.assignee;
  if (changes.add.labels !== undefined) delete select.label;
  return Object.keys(select).length > 0 ? select : null;
}

function statusSelect(scene: Scene, changes: Changes): Select | null {
  if (changes.set.status !== undefined || slotsOf(scene.reading, 'status').length === 0) return null;
  return readSelect({ ...scene.reading, slots: slotsOf(scene.reading, 'status') });
}

/** "tom's tickets", "all my tix", "everything on priya": a person as a filter. */
function ownedBy({ line }: Reading): boolean {
  const object = line.text.split(/ to | -> | → | over /)[0]!;
  if (/\d/.test(object)) return false;
  return (
    /(?:everything|all|whatever|anything|what) (?:that )?@?\w+ (?:has|owns|had|is on|'s got)\b/.test(object) ||
    (/\b(?:all|everything|tickets|stuff|work|things)\b/.test(object) &&
      /\b(?:my|mine|of|on|from|assigned|with)\b|@?\w+'?s? (?:tickets|stuff|work|things|queue|plate|items)/.test(object))
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

/** "1,3 to tom and 2,5 to lena", "p0: 1,4; p1: 2,3": the same deed for several groups. */
function batches(scene: Scene): Intent[] | null {
  const { slots } = scene.reading;
  const kinds = slots.filter((slot) => /^(?:ids|ordinal|person|priority|query)$/.test(slot.kind));
  if (kinds.length < 4 || kinds.length % 2 !== 0) return null;
  if (/\bnot\b/.test(textOf(scene))) return null;
  const pairs = Array.from({ length: kinds.length / 2 }, (_, at) => kinds.slice(at * 2, at * 2 + 2));
  const shape = (pair: typeof kinds) =>
    pair.map((slot) => (slot.kind === 'ordinal' || slot.kind === 'query' ? 'ids' : slot.kind)).join();
  const first = shape(pairs[0]!);
  if (
    !pairs.every((pair) => shape(pair) === first) ||
    !/^(?:ids,person|person,ids|ids,priority|priority,ids|priority,person)$/.test(first)
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
          : {};
    return { tool: 'edit_ticket', args: { select, set } };
  });
}

/** Who waits for whom: "10 depends on 3", "3 blocks 10 and 11". */
function linkEnds(scene: Scene): { from: number[]; on: number[] } | null {
  const groups = scene.reading.slots.flatMap((slot) =>
    slot.kind === 'ids' || slot.kind === 'ordinal' || slot.kind === 'query'
      ? [slot.ids]
      : slot.kind === 'pronoun'
        ? [scene.situation.focus]
        : [],
  );
  const filled = groups.filter((group) => group.length > 0);
  const [first, second] =
    filled.length === 1 && filled[0]!.length === 2 ? [[filled[0]![0]!], [filled[0]![1]!]] : filled;
  if (!first || !second) return null;
  const reversed =
    /\b(?:blocks|blocking|block|before|prerequisite|precedes|holds? up|unblocks|gates?|must be done before|comes first|goes first|ahead of|is needed (?:for|by)|required (?:for|by)|blocker (?:for|of))\b/.test(
      textOf(scene),
    ) && !/\b(?:blocked by|depends|waits?|after|until|can't start|needs)\b/.test(textOf(scene));
  return reversed ? { from: second, on: first } : { from: first, on: second };
}

const link: Frame = (scene) => {
  const ends = linkEnds(scene);
  return ends ? one('link_tickets', { ...ends, kind: 'blocked_by' }) : clarify('target');
};

const unlink: Frame = (scene) => {
  const ends = linkEnds(scene);
  return ends ? one('unlink_tickets', ends) : clarify('target');
};

export const editFrames: Record<string, Frame> = {
  edit_ticket: edit,
  link_tickets: link,
  unlink_tickets: unlink,
};
