/** A run of a workflow as it happens: a line per step, what it waits for, and what can be done about it. */
import { sayDuration } from '../domain/duration.ts';
import type { WorkflowStep } from '../domain/workflow.ts';
import { layersOf, sayLayers } from '../domain/workflow-layers.ts';
import type { StepRun, StepStatus, WorkflowRun } from '../domain/workflow-run.ts';
import type { RunView } from '../domain/workflow-view.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, Choice, ListItem, Mark, Tone } from './card.ts';
import { count, enumerate, muted } from './phrases.ts';
import { who } from './workflow-picture.ts';

export function drawRunCard(view: RunView): Card {
  const { run } = view;
  const summary = sayRun(view);
  return {
    title: view.ticket ? `${run.workflow.name}: ${view.ticket.key}` : run.workflow.name,
    tone: tones[run.status],
    blocks: [
      { kind: 'text', text: summary },
      { kind: 'text', text: muted(sayLayers(run.workflow)) },
      { kind: 'list', items: itemsOf(view) },
      ...notesOf(view),
    ],
    choices: runChoices(view),
    summary: `${view.ticket ? `${view.ticket.key}: ` : ''}${summary}`,
  };
}

const tones: Record<WorkflowRun['status'], Tone> = {
  running: 'info',
  paused: 'warning',
  completed: 'success',
  failed: 'danger',
  cancelled: 'neutral',
};

/** What is going on, what it waits for, or how it ended. */
export function sayRun({ run, steps }: RunView): string {
  const done = steps.filter(({ status }) => status === 'completed').length;
  const of = `${done} of ${count(steps.filter(({ status }) => status !== 'skipped').length, 'step')} done`;
  const named = (status: StepStatus) =>
    steps.filter((step) => step.status === status).map(({ stepId }) => stepId);
  switch (run.status) {
    case 'completed':
      return `Done: ${count(done, 'step')}${run.finishedAt ? ` in ${sayDuration(Date.parse(run.finishedAt) - Date.parse(run.createdAt))}` : ''}.`;
    case 'failed':
    case 'cancelled':
      return sayEnd(run.status === 'failed' ? 'Failed' : 'Cancelled', run.reason ?? '');
    case 'paused':
      return `${run.reason ?? 'Paused.'} ${of}.`;
    case 'running': {
      const waiting = named('waiting_human');
      const running = named('running');
      if (waiting.length > 0)
        return `${of}; ${enumerate(waiting)} ${waiting.length === 1 ? 'waits' : 'wait'} for a person.`;
      return running.length > 0 ? `${of}; working on ${enumerate(running)}.` : `${of}.`;
    }
  }
}

const marks: Record<StepStatus, Mark> = {
  pending: 'pending',
  standby: 'pending',
  running: 'running',
  waiting_human: 'question',
  completed: 'done',
  failed: 'failed',
  skipped: 'skipped',
  cancelled: 'skipped',
};

/** Steps that may run side by side stand together and share a number: 2a, 2b. */
function itemsOf({ run, steps }: RunView): ListItem[] {
  const byId = new Map(steps.map((step) => [step.stepId, step]));
  return layersOf(run.workflow).flatMap((layer, at) =>
    layer.map((plan, row): ListItem => {
      const step = byId.get(plan.id)!;
      const number = layer.length > 1 ? `${at + 1}${String.fromCharCode(97 + (row % 26))}` : `${at + 1}`;
      const body = bodyOf(step);
      const choices = stepChoices(run, plan, step);
      return {
        mark: marks[step.status],
        title: [
          { kind: 'text', text: `${number} `, muted: true },
          { kind: 'text', text: plan.id, bold: true },
          { kind: 'text', text: ` ${who(plan)}` },
        ],
        meta: metaOf(plan, step),
        ...(body ? { body } : {}),
        ...(choices.length > 0 ? { choices } : {}),
      };
    }),
  );
}

const states: Partial<Record<StepStatus, string>> = {
  standby: 'standing by',
  waiting_human: 'waiting for a person',
  skipped: 'skipped',
  cancelled: 'cancelled',
};

function metaOf({ task }: WorkflowStep, step: StepRun): string[] {
  const { startedAt, finishedAt, visit, attempt, tokens, costMicros } = step;
  const took = startedAt && finishedAt ? Date.parse(finishedAt) - Date.parse(startedAt) : null;
  return [
    ...(step.status === 'completed' ? [] : [task]),
    ...(states[step.status] ? [states[step.status]!] : []),
    ...(step.awaited ? ['handed to a program of yours'] : []),
    ...(took === null || step.status === 'skipped' ? [] : [sayDuration(took)]),
    ...(visit > 1 ? [`round ${visit}`] : []),
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(tokens > 0 ? [`${tokens.toLocaleString('en')} tokens`] : []),
    ...(costMicros > 0 ? [`$${(costMicros / 1_000_000).toFixed(2)}`] : []),
  ];
}

function bodyOf({ status, question, error, result, note }: StepRun): string | null {
  const said = {
    waiting_human: [result?.summary, question].filter(Boolean).join(' '),
    failed: error,
    completed: result?.summary ?? note,
    skipped: note,
    pending: error ? `Tried again after: ${error}` : null,
    running: note,
    standby: null,
    cancelled: null,
  }[status];
  return said ? said.slice(0, 300) : null;
}

/** A press counts only for the round and attempt it was shown for. */
export function seenOf({ visit, attempt }: StepRun): number {
  return visit * 1000 + Math.min(attempt, 999);
}

function stepChoices(run: WorkflowRun, plan: WorkflowStep, step: StepRun): Choice[] {
  const place = String(run.workflow.steps.indexOf(plan));
  const action = (verb: string) => formatAction(verb, run.id, place, seenOf(step));
  const details: Choice[] = step.result?.output ? [{ label: 'Details', action: action('step_show') }] : [];
  if (step.status === 'failed' && run.stoppedAt === step.stepId) {
    return [{ label: 'Retry step', action: action('run_retry'), style: 'primary' }, ...details];
  }
  if (step.status !== 'waiting_human') return details;
  const [yes, no] = plan.gate ? ['Approve', 'Reject'] : ['Done', 'Not done'];
  return [
    { label: yes!, action: action('step_yes'), style: 'primary' },
    { label: no!, action: action('step_no'), style: 'danger' },
    ...details,
  ];
}

function runChoices({ run }: RunView): Choice[] {
  const cancel: Choice = {
    label: 'Cancel',
    action: formatAction('run_cancel', run.id),
    style: 'danger',
    confirm: 'Call this run off? What was done stays done.',
  };
  if (run.status === 'running')
    return [{ label: 'Pause', action: formatAction('run_pause', run.id) }, cancel];
  if (run.status !== 'paused') return [];
  return run.stoppedAt === null
    ? [{ label: 'Resume', action: formatAction('run_resume', run.id), style: 'primary' }, cancel]
    : [cancel];
}

function notesOf({ ticket, tokens, costMicros, run }: RunView): CardBlock[] {
  const notes = [
    ...(tokens > 0
      ? [
          `${tokens.toLocaleString('en')} tokens${costMicros > 0 ? `, $${(costMicros / 1_000_000).toFixed(2)}` : ''} so far.`,
        ]
      : []),
    ...(ticket?.review === 'generated' && run.status !== 'cancelled'
      ? [`${ticket.key} still waits for its review, so its status stays as it is until it is approved.`]
      : []),
  ];
  return notes.map((text) => ({ kind: 'text', text: muted(text) }));
}

/** Said once when a run has ended or stopped, as a message of its own. */
export function drawRunEndCard(view: RunView): Card {
  const { run, ticket } = view;
  const text = `${run.workflow.name}${ticket ? ` on ${ticket.key} (${ticket.title})` : ''}: ${sayRun(view)}`;
  const blocks: CardBlock[] = [{ kind: 'text', text }, ...(run.status === 'paused' ? [] : [recordOf(view)])];
  const card: Card = { title: '', tone: tones[run.status], blocks, choices: [], summary: text };
  return run.status === 'paused' ? card : { ...card, feedback: { about: run.id, kind: 'run' } };
}

/** What came of each step, in the order of the workflow: nothing of it changes any more. */
function recordOf({ run, steps }: RunView): CardBlock {
  const byId = new Map(steps.map((step) => [step.stepId, step]));
  const items = run.workflow.steps.map((plan) => {
    const step = byId.get(plan.id)!;
    const detail = bodyOf(step);
    return { mark: marks[step.status], text: `${plan.id} · ${who(plan)}`, ...(detail ? { detail } : {}) };
  });
  const done = steps.filter(({ status }) => status === 'completed').length;
  return { kind: 'checklist', items, done, total: items.length, record: run.workflow.name };
}

function sayEnd(how: string, reason: string): string {
  return reason.startsWith(how) ? reason : `${how}. ${reason}`.trim();
}
