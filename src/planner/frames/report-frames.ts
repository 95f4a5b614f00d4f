/** Frames of deeds that report, remind, comment, run workflows, export and help. */
import type { Select } from '../intent.ts';
import { slotsOf } from '../slots/read-slots.ts';
import { dictated } from './document-frames.ts';
import { helpTopicOf } from './help-topics.ts';
import { clarify, type Frame, one, ownSelect, type Scene, selectOf, textOf } from './scene.ts';

const report: Frame = (scene) => {
  const text = textOf(scene);
  const kind = scene.detail ?? 'summary';
  if (/\bblock(?:ed|ers?)\b.*\b(?:overdue|late)\b|\boverdue\b.*\bblock(?:ed|ers?)\b/.test(text)) {
    return [...one('report_status', { kind: 'blocked' }), ...one('report_status', { kind: 'overdue' })];
  }
  const period = slotsOf(scene.reading, 'date')[0]?.value;
  const select = reportSelect(scene, kind);
  return one('report_status', {
    kind,
    ...(select ? { select } : {}),
    ...(period && /^(?:done|activity)$/.test(kind) ? { period } : {}),
    ...(/\bwho\b.*\b(?:owns?|has|responsible|on|doing|works?|working|handl\w+)\b|\bowners\b/.test(text)
      ? { fields: ['assignee'] }
      : {}),
  });
};

function reportSelect(scene: Scene, kind: string): Select | null {
  if (/^(?:standup|activity|next|readiness|done|overdue)$/.test(kind)) return null;
  const select = ownSelect(scene, ['status', 'date', 'doc']);
  if (select && !select.all && !select.last) return select;
  const document = slotsOf(scene.reading, 'doc').find((slot) => slot.strength === 'bare');
  return document && kind === 'summary' ? { query: document.words.split(' ').at(-1)! } : null;
}

const graph: Frame = (scene) => {
  if (scene.detail === 'critical_path') return one('show_graph', { view: 'critical_path' });
  const epic = textOf(scene).match(/(?:the )?([\w-]+) epic/)?.[1];
  if (epic) return one('show_graph', { select: { epic: [epic] } });
  const select = selectOf(scene, ['status', 'block']);
  const narrow = select && !select.all && !(select.last && scene.situation.focus.length === 0);
  const points = slotsOf(scene.reading, 'pronoun').length > 0 && select?.ids !== undefined;
  return one('show_graph', narrow && (points || !scene.earlier.length) ? { select } : {});
};

/** "When will the P0s be done" asks about no state. */
function finished(scene: Scene): ('status' | 'doc')[] {
  return /\b(?:be|get|got|are|have)\b.{0,12} done\b|finish/.test(textOf(scene)) ? ['status'] : [];
}

const estimate: Frame = (scene) => {
  const select =
    selectOf(scene, ['doc', 'effort', 'block', ...finished(scene)]) ??
    (scene.situation.focus.length > 0 ? { last: true } : { all: true });
  const scale = /t-?shirt/.test(textOf(scene))
    ? { scale: 'tshirt' }
    : /fibonacci/.test(textOf(scene))
      ? { scale: 'fibonacci' }
      : /\b(?:in|as|with|using) (?:story )?points\b/.test(textOf(scene))
        ? { scale: 'points' }
        : {};
  return one('estimate', { select, ...scale });
};

const comment: Frame = (scene) => {
  const source = scene.reading.line.written(0, scene.reading.line.tokens.length);
  const said =
    dictated(scene) ??
    source.match(
      /\b(?:saying|says|that reads|to say|to the effect|noting|mentioning|that)\s+(?:that\s+)?(.+?)[.!]?\s*$/i,
    )?.[1] ??
    source.match(/\b((?:whether|if|when|why|how)\s+.+?)[.!?]?\s*$/i)?.[1] ??
    source.match(
      /\b(?:write|say|put)\b.*?\b(?:on|under|to|at|in)\s+(?:ticket\s+|#|T-)?\d+[,:]?\s+(\S+ \S+ .+)$/i,
    )?.[1] ??
    source.match(/^\W*\w+ \w+ (?:#|T-)?\d+\s*:\s*(.+)$/i)?.[1];
  const named = slotsOf(scene.reading, 'ids').length > 0 ? (['priority'] as const) : [];
  const select =
    selectOf(scene, ['person', 'date', 'doc', 'status', 'type', 'block', ...named]) ??
    (scene.situation.focus.length > 0 ? { last: true } : null);
  const mention = addressed.test(textOf(scene)) ? slotsOf(scene.reading, 'person')[0]?.names[0] : undefined;
  if (!select) return clarify('tickets', { tool: 'comment_ticket', args: said ? { text: said } : {} });
  if (!said) return clarify('text', { tool: 'comment_ticket', args: { select } });
  const target = select.or && select.ids ? { ids: select.ids } : select;
  return one('comment_ticket', {
    select: target,
    text: said.replace(/[\s?.!]+$/, '').trim(),
    ...(mention && mention !== 'me' ? { mention } : {}),
  });
};

/** Words that lead to the person a comment is for. */
const addressed =
  /\b(?:tell|ask|ping|let|notify|mention|cc|tag|inform|remind|alert)\b|\b(?:comment|note|remark|message|line|word|heads-up)\b.* (?:for|to) @? ?\p{L}+(?= ?(?:[?.:,!]|payload|that|saying|$))/u;

const schedule: Frame = (scene) => {
  const { reading, detail } = scene;
  const cadence = withTime(cadenceOf(scene), textOf(scene));
  if (detail === 'list') return one('schedule_report', { op: 'list' });
  if (detail === 'stop') {
    const day = cadence ?? slotsOf(reading, 'date')[0]?.value;
    return one('schedule_report', { op: 'stop', ...(day ? { cadence: day } : {}) });
  }
  if (detail === 'reminder') {
    const when = slotsOf(reading, 'date')[0]?.value ?? cadence;
    const source = reading.line.written(0, reading.line.tokens.length);
    const text = source.match(
      /(?:\b(?:to|about|that|of)|:)\s+((?!(?:me|us|nudge|remind)\b).+?)(?:\s+(?:tomorrow|on \w+day|next \w+|please))?[.!?]?\s*$/i,
    )?.[1];
    if (!when && !text) return clarify('when');
    return one('schedule_report', { kind: 'reminder', ...(when ? { when } : {}), ...(text ? { text } : {}) });
  }
  const channel = slotsOf(reading, 'channel')[0]?.value;
  return one('schedule_report', {
    kind: reportKind(textOf(scene), detail),
    ...(cadence ? { cadence } : {}),
    ...(channel ? { channel } : {}),
  });
};

/** "Weekly, on monday" is every monday. */
function cadenceOf({ reading }: Scene): string | undefined {
  const often = slotsOf(reading, 'cadence')[0]?.value;
  const day = slotsOf(reading, 'date')[0]
    ?.value.toLowerCase()
    .match(/^(?:next )?(mon|tue|wed|thu|fri|sat|sun)/)?.[1];
  return often === 'weekly' && day ? weekdays.find((one) => one.startsWith(day)) : often;
}

const weekdays = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

/** A time of day may stand apart from its cadence: "daily blockers at 10". */
function withTime(cadence: string | undefined, text: string): string | undefined {
  if (cadence === undefined || /\d/.test(cadence)) return cadence;
  const time =
    spelledTime(text) ??
    text.match(/(?:(?:at|around|about|@) )?(\d{1,2})(?::(\d{2}))? ?(am|pm|h|uhr|o'clock)(?!\w)/) ??
    text.match(/(?:at|around|about|@) (\d{1,2})(?::(\d{2}))?(?!\w)/);
  if (!time) return cadence;
  const hour =
    (Number(time[1]) % 12) + (time[3] === 'pm' || (time[3] !== 'am' && Number(time[1]) >= 12) ? 12 : 0);
  return `${cadence} ${hour}:${time[2] ?? '00'}`;
}

const hours = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** "At nine in the morning": the same as a match of digits would give. */
function spelledTime(text: string): string[] | null {
  const said = text.match(
    /\b(?:at|around|about) (\w+)(?: o'clock)?(?: in the (morning|afternoon|evening))?\b/,
  );
  const hour = hours.indexOf(said?.[1] ?? '') + 1;
  if (hour === 0) return null;
  return ['', String(hour), '00', said?.[2] && said[2] !== 'morning' ? 'pm' : 'am'];
}

function reportKind(text: string, detail: string | null): string {
  if (/\bblock|\bstuck\b/.test(text)) return 'blocked';
  if (/\boverdue\b|\blate\b/.test(text)) return 'overdue';
  if (/\bstandup\b/.test(text)) return 'standup';
  if (/\bprogress\b/.test(text)) return 'progress';
  return detail === 'reminder' || detail === null
    ? 'summary'
    : detail.replace(/overdue|blocked|standup|progress/, 'summary');
}

const calledWorkflow =
  /\b(?:run|start|launch|trigger|execute|kick off) (?:the )?([a-z][\w -]{1,40}?) (?:workflow|flow|playbook)\b/;

const runWorkflow: Frame = (scene) => {
  const known =
    slotsOf(scene.reading, 'workflow')[0]?.name ?? slotsOf(scene.reading, 'agent')[0]?.name ?? null;
  const name = known ?? calledWorkflow.exec(textOf(scene))?.[1];
  if (!name) return clarify('workflow');
  // In "the bug workflow" the type says which workflow, and not which tickets.
  const ofName = known === null ? (['type'] as const) : [];
  const shipped = /\bshipped\b/.test(textOf(scene)) ? (['status'] as const) : [];
  const select = selectOf(scene, ['doc', 'date', 'person', 'block', ...ofName, ...shipped]);
  const vague = select?.last && scene.situation.focus.length === 0;
  return one('run_workflow', { name, ...(select && !select.all && !vague ? { select } : {}) });
};

/** What the agent that was named is at. */
function agentIn(scene: Scene): { agent?: string } {
  const name = slotsOf(scene.reading, 'agent')[0]?.name;
  return name ? { agent: name } : {};
}

/** The plan in the person's own words, from after the word that asks for one. */
const planWorkflow: Frame = ({ reading }) => {
  const plan = reading.source.replace(/^.*?\bworkflow\b\s*(?:of|with|for|where|that|:|-)*\s*/is, '').trim();
  return plan === '' ? clarify('workflow') : one('plan_workflow', { plan });
};

const exportTickets: Frame = (scene) => {
  const text = textOf(scene);
  const format = formats.find(([words]) => words.test(text))?.[1] ?? 'csv';
  const select = ownSelect(scene, ['doc', 'person', 'tracker', 'date', 'block']);
  const narrow =
    select &&
    !select.all &&
    !(select.last && scene.situation.focus.length === 0) &&
    !(scene.earlier.length > 0 && !select.ids);
  return one('export', { format, ...(narrow ? { select } : {}) });
};

const formats: [RegExp, string][] = [
  [/\bcsv\b|spreadsheet|comma/, 'csv'],
  [/\bmarkdown\b|\bmd\b/, 'markdown'],
  [/\bjson\b/, 'json'],
  [/\bxlsx?\b|excel/, 'xlsx'],
  [/\bpdf\b/, 'pdf'],
  [/\bhtml\b/, 'html'],
  [/\byaml\b/, 'yaml'],
];

const help: Frame = (scene) => {
  const quoted = slotsOf(scene.reading, 'payload').map((slot) => slot.value.toLowerCase());
  const text = [textOf(scene), ...quoted].join(' ');
  const topic = scene.detail === 'topic' ? helpTopicOf(text) : null;
  return one('help', topic ? { topic } : {});
};

export const reportFrames: Record<string, Frame> = {
  report_status: report,
  show_graph: graph,
  estimate,
  comment_ticket: comment,
  schedule_report: schedule,
  run_workflow: runWorkflow,
  list_workflows: () => one('list_workflows'),
  list_runs: (scene) => one('list_runs', agentIn(scene)),
  steer_run: ({ detail }) => one('steer_run', { deed: detail }),
  plan_workflow: planWorkflow,
  export: exportTickets,
  undo: () => one('undo'),
  confirm: () => one('confirm'),
  cancel: () => one('cancel'),
  help,
  smalltalk: () => one('smalltalk'),
};
