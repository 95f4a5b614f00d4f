/** Frames of deeds that decide about tickets: approve, reject, delete, merge, split, push, sync, look for duplicates. */
import type { Intent, Select } from '../intent.ts';
import { noPipeline } from '../situation.ts';
import { part, slotsOf } from '../slots/read-slots.ts';
import type { SlotKind } from '../slots/slot.ts';
import { numberOf } from '../words/number-words.ts';
import { clarify, type Frame, one, type Scene, selectOf, textOf } from './scene.ts';

/** Kinds that are no filter here; a person is one only as an owner: "tom's tickets", "what tom owns". */
function notFilters({ reading }: Scene): SlotKind[] {
  const words = reading.line.tokens.map((token) => token.word);
  const owns = slotsOf(reading, 'person').some(
    (slot) =>
      /^(?:tickets|stuff|work|ones|has|owns|bugs|stories|drafts)$/.test(words[slot.to] ?? '') ||
      /^(?:assigned to|owned by|belonging to)$/.test(
        words.slice(Math.max(0, slot.from - 2), slot.from).join(' '),
      ),
  );
  return ['tracker', 'doc', 'date', 'block', ...(owns ? [] : (['person'] as const))];
}

/** A deed on tickets that has to know which; asks when nothing says so. */
function onTickets(tool: string, more: (scene: Scene) => Record<string, unknown> = () => ({})): Frame {
  return (scene) => {
    const select =
      settled(scene, tool, withBlocksAsTypes(scene, selectOf(scene, notFilters(scene)))) ?? focused(scene);
    if (!select) return clarify('tickets', { tool, args: more(scene) });
    return one(tool, { select, ...more(scene) });
  };
}

/** "They are approved" approves them: the state a verdict leads to filters nothing, and "the batch" is what was shown. */
function settled(scene: Scene, tool: string, select: Select | null): Select | null {
  if (!select) return null;
  const { status, not_status: _not, ...others } = select;
  if (select.ids && /^(?:approve|reject|delete)_/.test(tool)) {
    const { missing: _missing, type: _type, ...named } = others;
    return named;
  }
  const goal = tool === 'approve_tickets' ? 'approved' : tool === 'reject_tickets' ? 'rejected' : '';
  const from = status?.filter((one) => one !== goal) ?? [];
  const own = status !== undefined && from.length < status.length;
  const kept = own ? withSomething(from.length > 0 ? { ...others, status: from } : others) : select;
  const shown = scene.situation.focus.length > 0 && kept.all && !kept.except;
  if (shown && /\b(?:batch|lot|bunch|both|set|them|those|these)\b/.test(textOf(scene))) return { last: true };
  const isSaid = scene.reading.slots.some((slot) => slot.kind === 'all');
  if (kept.all && kept.except && !isSaid && scene.situation.focus.length > 0)
    return { last: true, except: kept.except };
  return Object.keys(kept).length > 0 ? kept : null;
}

/** "I have approved all of them except 10": an exception needs what it is taken from. */
function withSomething(select: Select): Select {
  return Object.keys(select).join() === 'except' ? { all: true, ...select } : select;
}

function focused({ situation }: Scene): Select | null {
  return situation.focus.length > 0 ? { last: true } : null;
}

/** "the nfrs", "the metrics one": a block's word that names tickets here. */
function withBlocksAsTypes(scene: Scene, select: Select | null): Select | null {
  const slot = slotsOf(scene.reading, 'block')[0];
  if (!slot) return select;
  const next = scene.reading.line.tokens[slot.to]?.word ?? '';
  const before = scene.reading.line.text;
  const filter: Select = /^(?:one|ticket)$/.test(next)
    ? {
        query: scene.reading.line.tokens
          .slice(slot.from, slot.to)
          .map((token) => token.word)
          .join(' '),
      }
    : { type: slot.values };
  if (/except|but not|apart from|excluding|without/.test(before) && select)
    return { ...select, except: { ...select.except, ...filter } };
  return select && !select.all && !select.last ? { ...select, ...filter } : filter;
}

function reason({ reading }: Scene): Record<string, unknown> {
  const source = reading.line.written(0, reading.line.tokens.length);
  const match =
    source.match(
      /\b(?:because|since|cuz|cos|bc|as|weil|reason:|reason being|on (?:the )?(?:grounds?|basis) (?:that|of)|by reason of|for reasons of|given that|due to|owing to)\s+(?!well|per\b)(.+)$/i,
    ) ??
    source.match(
      /\d\s*[,–—-]\s*((?:that|it|this|they|those|these)(?:['’]s|['’]re| is| are| was)? [^.!?]+)[.!?]/i,
    ) ??
    source.match(/\d\s*[,–—-]+\s*(?![-\d]|and\b|please|pls|thanks)(\S+ .+)$/i) ??
    source.match(/\d\s+((?:way too|too|not|never|nobody|already|no one)\s\S.*)$/i) ??
    source.match(/\b(?:is|are|it's) (not (?:required|needed|necessary|relevant|wanted|in scope)[^,;.]*)/i) ??
    source.match(
      /\D,\s*(?!\s|and\b|but\b|so\b|please|pls|kindly|thanks|sorry|could|can|would|let's|then|reject|decline|i'm)([^,\d]+\s[^,\d]+)$/i,
    ) ??
    source.match(/\d\s+(\w+ (?:does|is|has|already|owns|was|handles|did|will|wants?|isn't|doesn't)\b.*)$/i) ??
    source.match(/[:(]\s*([^)]+)\)?\s*$/);
  const text = match?.[1]?.replace(/[.!]+$/, '').trim();
  return text && /\p{L}{2}/u.test(text) && !/^(?:#|T-)?\d+$/.test(text) ? { reason: text } : {};
}

const reject = onTickets('reject_tickets', reason);

const merge: Frame = (scene) => {
  const select = selectOf(scene, notFilters(scene));
  if (select?.ids) delete select.type;
  const count = (select?.ids?.length ?? 0) + (select?.query ? 1 : 0) + (select?.or ? 1 : 0);
  const enough =
    select !== null &&
    (count >= 2 ||
      select.last ||
      select.type ||
      select.status ||
      select.label ||
      select.priority ||
      select.query);
  const about: Intent = { tool: 'merge_tickets', args: select ? { select } : {} };
  return enough && !(count === 1 && select.ids)
    ? one('merge_tickets', { select })
    : clarify('tickets', about);
};

const split: Frame = (scene) => {
  const select = selectOf(scene, [...notFilters(scene), 'type']) ?? focused(scene);
  if (!select) return clarify('tickets', { tool: 'split_ticket', args: {} });
  const text = textOf(scene);
  const amount =
    text.match(/(?<!\w)x ?(\d)(?!\w)/)?.[1] ??
    text.match(
      /(?:into|in|to|make (?:it|that|them|of it)) (\d|two|three|four|five|six|drei|zwei|deux|trois|dos|tres|dois|três)(?!\w)/,
    )?.[1] ??
    (/\b(?:in half|halve|halves)\b/.test(text)
      ? 'two'
      : text.match(/(two|three|four) (?:parts|pieces|tickets|ways|chunks)/)?.[1]);
  const by =
    text.match(
      /\b(?:into|along) (?:an? |the )?(?!two|three|four|half|parts|smaller|\d)([a-z][\w-]+)(?: (?:part|piece|side|ticket|half))?(?: ?, ?| and (?:an? |the )?| ?\/ ?| vs )([a-z][\w-]+)/,
    ) ??
    text.match(
      /(?:by|into|along|for|in|on|between|:) (?:an? |the )?(?!two|three|four|half|parts|\d)([a-z][\w-]+)(?: (?:part|piece|side|ticket|half))?(?: ?, ?| and (?:an? |the )?| ?\/ ?| vs )([a-z][\w-]+)/,
    ) ??
    text.match(/(?<!\w)([a-z]{2,})\/([a-z]{2,})(?!\w)/);
  const parts =
    by && !['two', 'three', 'four', 'estimate', 'assign', 'give'].includes(by[2]!)
      ? [by[1]!, `${by[2]!}${wordsAfter(text, by)}`]
      : null;
  if (select.query && parts?.includes(select.query))
    return clarify('tickets', { tool: 'split_ticket', args: { by: parts } });
  const clean = select.ids && select.query ? { ids: select.ids } : select.or ? { ids: select.ids } : select;
  return one('split_ticket', {
    select: clean,
    ...(parts ? { by: parts } : amount ? { into: numberOf(amount) } : {}),
  });
};

/** The last part may have up to three words: "into checklist and hide button". */
function wordsAfter(text: string, match: RegExpMatchArray): string {
  const rest = text.slice((match.index ?? 0) + match[0].length);
  return /^(?: (?!parts?\b|tickets?\b|pieces?\b|please\b|instead\b)[a-z][\w-]+){1,2}$/.exec(rest)?.[0] ?? '';
}

const push: Frame = (scene) => {
  const gaps = perTracker(scene);
  if (gaps) return gaps;
  const tracker = trackerOf(scene);
  const project = slotsOf(scene.reading, 'project')[0]?.value;
  const text = textOf(scene);
  const dry =
    dryWords.test(text) ||
    (scene.detail === 'dry_run' &&
      /\b(?:what|show|see|look|without|real|test|try|mock|if)\b/.test(text) &&
      !/would you mind/.test(text));
  const select = pushSelect(scene);
  const args: Record<string, unknown> = {
    select: select.status && select.all ? { status: select.status } : select,
  };
  const there = /\bthere\b/.test(text)
    ? (scene.earlier.at(-1)?.args.tracker as string | undefined)
    : undefined;
  const named = tracker ?? there ?? (project?.includes('/') ? 'github' : null);
  if (!named && scene.situation.preferredTracker === null)
    return clarify('tracker', { tool: 'push_tickets', args });
  if (named) args.tracker = named;
  if (project) args.project = project;
  if (/\b(?:current|our|this|the) sprint\b/.test(text)) args.sprint = 'current';
  if (dry) args.dry_run = true;
  return one('push_tickets', args);
};

const dryWords =
  /\b(?:dry[- ]?(?:run|push)|rehears\w+|simulat\w+|preview|would happen|would land|would (?:be|get) (?:pushed|created|sent)|without actually|pretend|trial run|dummy|what'd|test push|no real push)\b/;

/** What is pushed when nothing is named: what was approved. "The pushed ones" of a question are no filter. */
function pushSelect(scene: Scene): Select {
  const approved = { status: ['approved'] };
  const { status, ...others }: Select =
    withBlocksAsTypes(scene, selectOf(scene, notFilters(scene))) ?? approved;
  const select =
    status && !status.includes('pushed') && !status.includes('done') ? { ...others, status } : others;
  const approvedBefore = scene.earlier.some(
    (intent) => intent.tool === 'approve_tickets' && (intent.args.select as Select).all,
  );
  return Object.keys(select).length === 0 || (approvedBefore && select.all) ? approved : select;
}

/** The tracker named last, unless "not" or "instead of" stands before it. */
function trackerOf({ reading }: Scene): string | null {
  const wanted = slotsOf(reading, 'tracker').filter((slot) => {
    const before = reading.line.tokens
      .slice(Math.max(0, slot.from - 2), slot.from)
      .map((token) => token.word)
      .join(' ');
    return !/(?:not|instead of|rather than|than)$/.test(before);
  });
  return wanted.at(-1)?.name ?? null;
}

/** "1 to linear and 3 to jira". */
function perTracker({ reading }: Scene): Intent[] | null {
  const refs = reading.slots.filter((slot) =>
    /^(?:ids|ordinal|query|priority|status|type|tracker)$/.test(slot.kind),
  );
  const trackers = slotsOf(reading, 'tracker');
  if (trackers.length < 2 || refs.length !== trackers.length * 2) return null;
  const pairs = trackers.map((_, at) => refs.slice(at * 2, at * 2 + 2));
  if (!pairs.every(([left, right]) => left!.kind !== 'tracker' && right!.kind === 'tracker')) return null;
  return pairs.map(([left, right]) => {
    const from = left!.from;
    const { tool, args } = {
      tool: 'push_tickets',
      args: {
        select: selectOf(
          { reading: part(reading, from, right!.to), situation: emptyFocus, detail: null, earlier: [] },
          ['tracker', 'doc', 'person', 'date', 'block'],
        ),
      },
    };
    return { tool, args: { ...args, tracker: (right as { name: string }).name } };
  });
}

const emptyFocus = {
  user: '',
  documents: [],
  activeDocument: null,
  trackers: [],
  preferredTracker: null,
  people: [],
  workflows: [],
  agents: [],
  tickets: [],
  others: [],
  focus: [],
  attachments: [],
  hasBoard: false,
  inThread: false,
  pipeline: noPipeline,
  history: [],
  pending: null,
  asked: false,
};

const sync: Frame = (scene) => {
  const tracker = trackerOf(scene);
  const direction = scene.detail === 'pull' || scene.detail === 'push' ? scene.detail : null;
  const named = slotsOf(scene.reading, 'ids').length > 0 ? selectOf(scene, notFilters(scene)) : null;
  return one('sync_tracker', {
    ...(named ? { select: named } : {}),
    ...(tracker ? { tracker } : {}),
    ...(direction ? { direction } : {}),
  });
};

const duplicates: Frame = (scene) => {
  const tracker = trackerOf(scene);
  const select = selectOf(scene, [...notFilters(scene), 'status', 'type']);
  const narrow = select && !select.all ? { select } : {};
  return one('find_duplicates', { ...narrow, ...(tracker ? { tracker } : {}) });
};

/** Shows tickets for a person to decide on; all that was last shown when none is named. */
const review: Frame = (scene) => {
  const select = selectOf(scene, notFilters(scene));
  return one('request_review', select ? { select } : {});
};

export const reviewFrames: Record<string, Frame> = {
  request_review: review,
  approve_tickets: onTickets('approve_tickets'),
  reject_tickets: reject,
  delete_tickets: onTickets('delete_tickets'),
  merge_tickets: merge,
  split_ticket: split,
  push_tickets: push,
  sync_tracker: sync,
  find_duplicates: duplicates,
};
