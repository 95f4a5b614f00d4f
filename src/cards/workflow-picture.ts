/** A workflow as a picture: Mermaid text that Markdown readers draw, and an SVG file that chats show. */
import { agentName } from '../domain/agent-role.ts';
import type { Workflow, WorkflowStep } from '../domain/workflow.ts';
import { backEdges, layersOf } from '../domain/workflow-layers.ts';
import type { StepRun, StepStatus } from '../domain/workflow-run.ts';

/** Statuses by step id; empty for a workflow that does not run. */
export type Statuses = ReadonlyMap<string, StepStatus>;

export function statusesOf(steps: readonly StepRun[]): Statuses {
  return new Map(steps.map(({ stepId, status }) => [stepId, status]));
}

/** `flowchart LR` with a node per step; what goes back is dotted. */
export function drawMermaid(workflow: Workflow, statuses: Statuses = new Map()): string {
  const names = new Map(workflow.steps.map(({ id }, at) => [id, `s${at + 1}`]));
  const nodes = workflow.steps.map((step) => {
    const label = `"${escapeMermaid(step.id)}<br/><i>${escapeMermaid(who(step))}</i>"`;
    const box = step.agent === null ? `{{${label}}}` : `[${label}]`;
    const status = statuses.get(step.id);
    return `  ${names.get(step.id)}${box}${status ? `:::${status}` : ''}`;
  });
  const edges = workflow.steps.flatMap(({ id, needs, branch, when }) =>
    needs.map((need) => {
      const said = branch ? (branch.flag ?? 'else') : when;
      return `  ${names.get(need)} -->${said ? `|"${escapeMermaid(said)}"|` : ''} ${names.get(id)}`;
    }),
  );
  const back = backEdges(workflow).map(({ from, to }) => `  ${names.get(from)} -.-> ${names.get(to)}`);
  const used = [...new Set(statuses.values())];
  const classes = used.map(
    (status) => `  classDef ${status} fill:${colours[status].fill},stroke:${colours[status].line}`,
  );
  return ['flowchart LR', ...nodes, ...edges, ...back, ...classes].join('\n');
}

/** Nothing from outside may end the label or begin another line. */
function escapeMermaid(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[&<>"#`]/g, (sign) => `#${sign.codePointAt(0)};`)
    .slice(0, 60);
}

const colours: Record<StepStatus, { fill: string; line: string }> = {
  pending: { fill: '#f5f6f8', line: '#aab2bd' },
  standby: { fill: '#f5f6f8', line: '#aab2bd' },
  running: { fill: '#e0efff', line: '#1a73e8' },
  waiting_human: { fill: '#fff4d6', line: '#c98a00' },
  completed: { fill: '#e2f6e5', line: '#2e9e44' },
  failed: { fill: '#fde4e2', line: '#d0372d' },
  skipped: { fill: '#ffffff', line: '#d5dae1' },
  cancelled: { fill: '#ffffff', line: '#d5dae1' },
};

const box = { width: 176, height: 54, across: 64, down: 22, margin: 20 };

type Spot = { x: number; y: number };

/** Left to right, one column per layer; drawn here, with no browser and no font but the viewer's own. */
export function drawSvg(workflow: Workflow, statuses: Statuses = new Map()): string {
  const layers = layersOf(workflow);
  const most = Math.max(...layers.map((layer) => layer.length));
  const spots = new Map<string, Spot>();
  layers.forEach((layer, column) => {
    const top = ((most - layer.length) * (box.height + box.down)) / 2;
    layer.forEach(({ id }, row) => {
      const x = box.margin + column * (box.width + box.across);
      spots.set(id, { x, y: box.margin + 24 + top + row * (box.height + box.down) });
    });
  });
  const back = backEdges(workflow);
  const width = box.margin * 2 + layers.length * (box.width + box.across) - box.across;
  const height = box.margin * 2 + 24 + most * (box.height + box.down) - box.down + (back.length > 0 ? 28 : 0);
  const title = escapeXml(workflow.name);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}" font-family="system-ui, sans-serif">`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" fill="#7b8594"/></marker></defs>',
    `<rect width="100%" height="100%" fill="#ffffff"/><text x="${box.margin}" y="${box.margin + 6}" font-size="15" font-weight="600" fill="#1f2733">${title}</text>`,
    ...workflow.steps.flatMap((step) =>
      step.needs.map((need) => drawEdge(spots.get(need)!, spots.get(step.id)!, labelOf(step))),
    ),
    ...back.map(({ from, to }) => drawBack(spots.get(from)!, spots.get(to)!, height - box.margin)),
    ...workflow.steps.map((step) => drawBox(step, spots.get(step.id)!, statuses.get(step.id))),
    '</svg>',
  ].join('\n');
}

function labelOf({ branch, when }: WorkflowStep): string {
  return branch ? (branch.flag?.replaceAll('_', ' ') ?? 'else') : when ? 'if' : '';
}

function drawEdge(from: Spot, to: Spot, label: string): string {
  const [x1, y1] = [from.x + box.width, from.y + box.height / 2];
  const [x2, y2] = [to.x, to.y + box.height / 2];
  const middle = (x1 + x2) / 2;
  const line = `<path d="M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}" fill="none" stroke="#7b8594" stroke-width="1.5" marker-end="url(#tip)"/>`;
  return label
    ? `${line}<text x="${middle}" y="${(y1 + y2) / 2 - 5}" font-size="10" text-anchor="middle" fill="#5b6472">${escapeXml(cut(label, 14))}</text>`
    : line;
}

function drawBack(from: Spot, to: Spot, floor: number): string {
  const [x1, x2] = [from.x + box.width / 2, to.x + box.width / 2];
  const [y1, y2] = [from.y + box.height, to.y + box.height];
  return `<path d="M${x1} ${y1}C${x1} ${floor} ${x2} ${floor} ${x2} ${y2}" fill="none" stroke="#c98a00" stroke-width="1.2" stroke-dasharray="4 3" marker-end="url(#tip)"/>`;
}

function drawBox(step: WorkflowStep, { x, y }: Spot, status: StepStatus = 'pending'): string {
  const { fill, line } = colours[status];
  const radius = step.agent === null ? 27 : 8;
  const left = x + box.width / 2;
  return [
    `<g><title>${escapeXml(`${step.task}${status === 'pending' ? '' : ` (${status.replaceAll('_', ' ')})`}`)}</title>`,
    `<rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="${radius}" fill="${fill}" stroke="${line}" stroke-width="1.5"${status === 'skipped' ? ' stroke-dasharray="3 3"' : ''}/>`,
    `<text x="${left}" y="${y + 23}" font-size="13" font-weight="600" text-anchor="middle" fill="#1f2733">${escapeXml(cut(step.id, 22))}</text>`,
    `<text x="${left}" y="${y + 40}" font-size="11" text-anchor="middle" fill="#5b6472">${escapeXml(cut(who(step), 26))}</text></g>`,
  ].join('');
}

export function who({ agent }: Pick<WorkflowStep, 'agent'>): string {
  return agent === null ? 'a person decides' : agentName(agent);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function escapeXml(text: string): string {
  // Signs that XML cannot hold at all are left out.
  const held = text.toWellFormed().replace(/[^\P{Cc}\t\n]/gu, '');
  return held.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
