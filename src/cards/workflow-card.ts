/** Workflows to choose from, and one of them drawn before it is run. */
import { sayDuration } from '../domain/duration.ts';
import type { Workflow } from '../domain/workflow.ts';
import { sayLayers } from '../domain/workflow-layers.ts';
import type { RunView, WorkflowEntry } from '../domain/workflow-view.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, Choice, ListItem } from './card.ts';
import { count, muted } from './phrases.ts';
import { sayRun } from './run-card.ts';
import type { OutFile } from './shown.ts';
import { drawMermaid, drawSvg, type Statuses, who } from './workflow-picture.ts';

export function drawWorkflowsCard(entries: readonly WorkflowEntry[]): Card {
  const items = entries.map(({ id, from, workflow, problem }): ListItem => {
    if (!workflow) return { mark: 'failed', title: id, meta: [from], body: problem ?? 'It cannot be read.' };
    const types = workflow.types.length > 0 ? [`for ${workflow.types.join(', ')}`] : [];
    const own = from === 'this workspace' ? [`made here, version ${workflow.version}`] : [];
    return {
      mark: 'none',
      title: [{ kind: 'text', text: id, bold: true }],
      meta: [sayLayers(workflow), ...types, ...own],
      body: workflow.description || workflow.name,
    };
  });
  const summary = `${count(entries.length, 'workflow')}. Run one with: run bug-fix on 3.`;
  return {
    title: 'Workflows',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: summary },
      { kind: 'list', items },
    ],
    choices: [],
    summary,
  };
}

/** `ticket` is the key of the ticket a press of Run would run it on. */
export function drawWorkflowCard(workflow: Workflow, offer: { ticket: string | null } | null): Card {
  const summary = `${workflow.name}: ${sayLayers(workflow)}.`;
  const choices: Choice[] = offer
    ? [
        {
          label: offer.ticket ? `Run on ${offer.ticket}` : 'Run',
          action: formatAction('run_flow', workflow.id.slice(0, 36), offer.ticket ?? '', workflow.version),
          style: 'primary',
        },
      ]
    : [];
  return {
    title: workflow.name,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: [{ kind: 'text', text: sayLayers(workflow), bold: true }] },
      ...(workflow.description ? [{ kind: 'text' as const, text: workflow.description }] : []),
      { kind: 'list', items: workflow.steps.map(itemOf) },
      ...factsOf(workflow),
      { kind: 'code', text: drawMermaid(workflow), language: 'mermaid' },
    ],
    choices,
    summary,
  };
}

function itemOf({
  id,
  agent,
  task,
  needs,
  branch,
  when,
  onFailure,
  retry,
  gate,
}: Workflow['steps'][number]): ListItem {
  const meta = [
    ...(needs.length > 0 ? [`after ${needs.join(', ')}`] : ['at once']),
    ...(branch ? [branch.flag ? `if ${branch.flag.replaceAll('_', ' ')}` : 'if nothing else holds'] : []),
    ...(when ? [`when ${when}`] : []),
    ...(retry.max > 0 ? [`tried again ${retry.max} times, after ${sayDuration(retry.backoffMs)}`] : []),
    ...(typeof onFailure === 'object'
      ? [`goes back to ${onFailure.goto} when it fails`]
      : onFailure === 'block'
        ? []
        : [`on failure: ${onFailure}`]),
    ...(gate && gate.approvers.length > 0
      ? [`decided by ${gate.approvers.map((role) => role.replaceAll('_', ' ')).join(' or ')}`]
      : []),
  ];
  return {
    mark: 'none',
    title: [
      { kind: 'text', text: id, bold: true },
      { kind: 'text', text: ` ${who({ agent })}` },
    ],
    meta,
    body: task,
  };
}

function factsOf({ types, slaMs, maxParallel, budget, version }: Workflow): CardBlock[] {
  const facts = [
    `Version ${version}`,
    ...(types.length > 0 ? [`for ${types.join(', ')}`] : []),
    ...(slaMs ? [`to be done within ${sayDuration(slaMs)}`] : []),
    `at most ${count(maxParallel, 'step')} at once`,
    ...(budget.tokens ? [`${budget.tokens.toLocaleString('en')} tokens`] : []),
    ...(budget.dollars ? [`$${budget.dollars}`] : []),
  ];
  return [{ kind: 'text', text: muted(`${facts.join(' · ')}.`) }];
}

/** The picture as chats show it. */
export function pictureFile(workflow: Workflow, statuses?: Statuses): OutFile {
  return { name: `${workflow.id}.svg`, mediaType: 'image/svg+xml', text: drawSvg(workflow, statuses) };
}

/** `only` names the agent that was asked about. */
export function drawRunsCard(views: readonly RunView[], only: string | null): Card {
  const summary =
    views.length === 0
      ? only
        ? `${only} is not at work.`
        : 'No workflow has been run yet.'
      : `${count(views.length, 'run')}${only ? ` with ${only}` : ''}.`;
  const items = views.map((view): ListItem => {
    const { run, ticket } = view;
    const mark = (
      {
        running: 'running',
        paused: 'question',
        completed: 'done',
        failed: 'failed',
        cancelled: 'skipped',
      } as const
    )[run.status];
    const show: Choice = { label: 'Show', action: formatAction('run_show', run.id) };
    return {
      mark,
      title: `${run.workflow.name}${ticket ? ` on ${ticket.key}` : ''}`,
      meta: [sayRun(view)],
      ...(ticket ? { body: ticket.title } : {}),
      choices: [show],
    };
  });
  return {
    title: 'Runs',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: summary },
      ...(items.length > 0 ? [{ kind: 'list' as const, items }] : []),
    ],
    choices: [],
    summary,
  };
}
