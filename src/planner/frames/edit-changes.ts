/** Reads from a part of a message what is to change in tickets: title, labels, criteria, priority, person, state, date. */
import { type Reading, slotsOf } from '../slots/read-slots.ts';
import type { SlotKind } from '../slots/slot.ts';
import { dictated } from './document-frames.ts';
import { readStatus } from './edit-status.ts';
import { type Scene, textOf } from './scene.ts';

export type Changes = {
  set: Record<string, unknown>;
  add: Record<string, unknown>;
  remove: Record<string, unknown>;
  change: Record<string, unknown>;
};

export function changesOf(scene: Scene): Changes {
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
    /\b(?:should|shall|must|is to|ought to) (?:be|read|say)(?: called| named)?\s+([^\n]+?)[.!]?\s*$/i,
    /(?:#|T-)?\b(?:\d+|it|that|this|ticket|one|story|bug)\b.{0,12}?\b(?:to|as|into|called|named|read|be)\s+(?!ticket\b|be\b)([^\n]+?)[.!]?\s*$/i,
    /(?:rename|retitle|call|name|title)\s+(?:ticket\s+)?(?:#|T-)?(?:\d+|it|that|this)\s+(?:to |as )?(.+)$/i,
    /(?:rename|retitle|call|name|title)\s+(?:the\s+)?(?:first|second|third|last|new|other|latter|former)(?:\s+(?:one|ticket|part|half))?\s+(?:to |as )?(.+)$/i,
    /\b(?:to|as|into|=|->|→|called|named|title)\s+([^\n]+?)[.!]?\s*$/i,
  ];
  const title =
    dictated(scene) ??
    patterns.map((pattern) => source.match(pattern)?.[1]).find((found) => found !== undefined);
  if (title)
    set.title = title
      .replace(/^["'“]|["'”]$/g, '')
      .replace(/,?\s+(?:please|pls|instead)\s*[.!?]*$/i, '')
      .trim();
}

function readDescription(scene: Scene, { set }: Changes): void {
  if (scene.detail !== 'description') return;
  const said = dictated(scene);
  if (said) set.description = said;
}

function readLabels(scene: Scene, { set, add, remove }: Changes): void {
  const text = textOf(scene)
    .replace(/\b(?:as well|also|too|please)\b/g, '')
    .replace(/ +/g, ' ')
    .trim();
  const whole = text.match(
    /\bset (?:the )?labels? .*?\bto ([a-z][\w-]*(?:(?: ?, ?| and )[a-z][\w-]*)*)/,
  )?.[1];
  if (whole) {
    set.labels = whole.split(/ ?, ?| and /);
    return;
  }
  if (!/\b(?:label|labels|tag|tags|tagged|labell?ed|untag|unlabel)\b/.test(text)) return;
  if (scene.detail !== 'labels' && /\b(?:labell?ed|tagged)\b/.test(text)) return;
  const named = text.match(
    /(?:untag|unlabel|remove|drop|take off|strip|delete|rm) (?:the )?(?:label|tag)? ?(?:from )?(?:the )?([\w-]+)(?: label| tag| from|$)/,
  );
  const word = String.raw`[a-z][\w-]*`;
  const gone = text.match(
    /(?:label|tag) ([a-z][\w-]*) .*\b(?:away|off|out|gone)\b|(?:lose|loses|away with|off with) (?:the )?([a-z][\w-]*) (?:label|tag)/,
  );
  const removed = named && !/^(?:label|tag|from|the)$/.test(named[1]!) ? named[1] : (gone?.[1] ?? gone?.[2]);
  if (removed) {
    remove.labels = [removed];
    return;
  }
  const patterns = [
    `(?:given|get|gets|receive|receives|carry|have|has|bear|need|needs|want|wants|be given|apply|attach)(?: the| an?| another| additional| extra| further| same| new)* (?:label|tag) (?!to\\b|on\\b|for\\b)(${word})`,
    `(?:add|put|slap|give|stick) (?:a |an |the |it |them )*(?!(?:a|an|the|it|them) )(${word}) (?:label|tag)`,
    `(?:tag|label) (?:t-|#|\\d|,|-|and| )+ (?:as |with )?(${word})$`,
    `(?:tag|label|mark) .*?(?:as|with|:|->|=) (?:the )?(${word}(?:(?: ?, ?| and )${word})*)`,
    `(?:label|labels|tag|tags|labell?ed|tagged)(?: as| with| it| them| these| those| :| \\+| =| both)* (?:the )?(${word}(?:(?: ?, ?| and )${word})*)`,
    `(?:the |an? |^)(${word}) (?:label|tag)\\b`,
  ];
  const said = dictated(scene);
  const values = patterns.map((pattern) => labelsIn(text, pattern)).find((found) => found.length > 0) ?? [];
  if (values.length > 0 && !values.includes('payload')) add.labels = values;
  else if (said) add.labels = [said.toLowerCase()];
}

function labelsIn(text: string, pattern: string): string[] {
  const listed = text.match(new RegExp(pattern))?.[1]?.split(/ ?, ?| and /) ?? [];
  return listed.filter(
    (one) => !/^(?:to|on|for|please|them|it|this|that|from|tickets?|push|assign)$/.test(one),
  );
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
  [/\b(?:raise|increase|up|higher|bump|escalate|promote|more (?:important|urgent)|matters more)\b/, '+1'],
  [
    /\b(?:lower|decrease|reduce|deprioriti[sz]e|demote|downgrade|drop|dial down|less important|down a notch|not that important|not urgent)\b/,
    '-1',
  ],
];

function readPriority(scene: Scene, { set, change }: Changes): void {
  const slots = slotsOf(scene.reading, 'priority');
  const target = slots.at(-1);
  if (target && slots.length === 1 && filtersByPriority(scene)) return;
  if (target && (slots.length > 1 || hasOtherReference(scene))) {
    set.priority = target.values[0];
    return;
  }
  if (target && scene.detail === 'priority' && !hasOtherReference(scene)) set.priority = target.values[0];
  const step = steps.find(([words]) => words.test(textOf(scene)))?.[1];
  if (!target && step && scene.detail === 'priority') change.priority = step;
}

/** "Everything P0 is due friday": the priority says which tickets, and something else is set. */
function filtersByPriority({ reading, detail }: Scene): boolean {
  const named = reading.slots.some((slot) => /^(?:ids|ordinal|query|pronoun)$/.test(slot.kind));
  const [level] = slotsOf(reading, 'priority');
  const [before, after] = [reading.line.tokens[level!.from - 1], reading.line.tokens[level!.to]];
  const isWhich =
    /^(?:tickets|ones|bugs|stories|tasks|issues|items)$/.test(after?.word ?? '') &&
    !/^(?:to|as|=|a|an)$/.test(before?.word ?? '');
  return (
    !named &&
    ((isWhich && detail !== 'priority') ||
      /^(?:due|assignee|labels|status|effort|type|epic)$/.test(detail ?? ''))
  );
}

const pointers: readonly SlotKind[] = ['ids', 'ordinal', 'query', 'pronoun', 'all', 'rest', 'type', 'status'];

function hasOtherReference({ reading, earlier }: Scene): boolean {
  return (
    earlier.length > 0 ||
    /\blabell?ed|tagged\b/.test(reading.line.text) ||
    reading.slots.some((slot) => pointers.includes(slot.kind))
  );
}

function readPerson(scene: Scene, { set }: Changes): void {
  const text = textOf(scene);
  const people = slotsOf(scene.reading, 'person');
  if (
    /\b(?:unassign|un-assign|deassign|nobody(?: should be|'s)? on|no one(?: should be)? on|take .{1,20} off|remove .{0,12}assignee|clear (?:the )?(?:assignee|owner)|free up|off (?:of )?(?:#?\d|it|that|this))\b/.test(
      text,
    ) &&
    people.length <= 1
  ) {
    set.assignee = null;
    return;
  }
  if (/^(?:title|labels|acceptance|description|effort|due)$/.test(scene.detail ?? '') && !people.length)
    return;
  if (scene.detail === 'status' && !/\b(?:to|for|assign\w*|give)\b/.test(text)) return;
  const receiver = receiverOf(scene.reading) ?? (taking.test(text) ? 'me' : null);
  if (receiver) set.assignee = receiver;
}

/** "2 and 6 I take", "I had better look after 9 myself". */
const taking =
  /\bi(?: will|'ll| had better|'d better| can| shall)? (?:take|grab|do|handle|look after|deal with|own|pick up)\b|\bmyself\b/;

/** "Tom has too much to do" is why somebody else gets it. */
const busy =
  /^(?:has|have|is|had|was) (?:having )?(?:too much|so much|a lot|busy|off|(?:on|in) (?:leave|holidays?|vacations?|meetings|parental)|away|sick|out|full|overloaded|swamped|ill)\b/;

/** Of several people the one named last is meant, unless the words say "not" before them. */
function receiverOf(reading: Reading): string | null {
  const people = slotsOf(reading, 'person').filter((slot) => {
    const before = reading.line.tokens
      .slice(Math.max(0, slot.from - 2), slot.from)
      .map((token) => token.word)
      .join(' ');
    return (
      !/\b(?:not|off|from|instead of|rather than|unlike|doesn't|isn't)(?: the)?$/.test(before) &&
      !busy.test(
        reading.line.text
          .split(' ')
          .slice(slot.to, slot.to + 5)
          .join(' '),
      )
    );
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
    return !/\bnot(?: really| as)?(?: an?)?$|\brather than(?: an?)?$|n't(?: an?)?$|instead of(?: an?)?$/.test(
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
  if (scene.detail === 'due' && undated.test(textOf(scene))) {
    set.due = null;
    return;
  }
  const slot = slotsOf(scene.reading, 'date').at(-1);
  if (slot && (scene.detail === 'due' || /\bdue|deadline|by\b/.test(textOf(scene))))
    set.due = slot.value.replace(/^the /, '');
}

const undated =
  /\b(?:no|remove|clear|drop|delete|without|unset|cancel|take (?:off|away))\b.*\b(?:due|deadline|date)\b|\b(?:due|deadline|date)\b.*\b(?:away|off|removed|any ?more)\b/;

function readEpic(scene: Scene, { set }: Changes): void {
  if (scene.detail !== 'epic') return;
  const named =
    textOf(scene).match(/(?:the )?([\w-]+(?: [\w-]+)?) epic/)?.[1] ??
    textOf(scene).match(/epic (?:called |named |: ?)?([\w-]+)/)?.[1];
  if (named) set.epic = named.replace(/^(?:under|to|the|in|into|on)\s+(?:the )?/, '');
}
