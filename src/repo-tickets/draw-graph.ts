/** Draws a graph of tickets as Mermaid, as Graphviz dot and as JSON. */
import type { GraphView, Mapping } from './format.ts';
import { type Graph, statusClass } from './graph.ts';
import { writeBasicMoment } from './moments.ts';
import type { Row } from './snapshot.ts';

export const graphFormats = ['mermaid', 'dot', 'json'] as const;
export type GraphFormat = (typeof graphFormats)[number];

export function drawGraph(graph: Graph, format: GraphFormat, of: { view: GraphView; now: Date }): string {
  if (format === 'json') return `${JSON.stringify(printGraph(graph), null, 2)}\n`;
  return `${format === 'dot' ? drawDot(graph) : drawMermaid(graph, of)}\n`;
}

/** `.tickets/graph/` holds files of this name. */
export function nameGraph(graph: Graph, format: GraphFormat, of: { view: GraphView; now: Date }): string {
  const ending = { mermaid: 'md', dot: 'dot', json: 'json' }[format];
  const root = graph.rootId === null ? '' : `_for_${graph.rootId}`;
  return `${writeBasicMoment(of.now)}_${of.view}${root}.${ending}`;
}

export function printGraph({ rootId, edges, nodes }: Graph): Mapping {
  return {
    root_id: rootId,
    edges,
    nodes: nodes.map((row) => ({
      id: row.id,
      title: row.title,
      status: row.status,
      priority: row.priority,
      owner: row.owner,
      mode: row.mode,
      node_type: row.nodeType,
      group_ids: row.groupIds,
      lane: row.lane,
      rank: row.rank,
      horizon: row.horizon,
      precedes: row.precedes,
      resolution: row.resolution,
      ready: row.ready,
      href: hrefOf(row),
    })),
  };
}

function hrefOf(row: Row): string {
  return `/.tickets/${row.place.id}/ticket.md`;
}

function labelOf(row: Row): string[] {
  const facts = [
    `status=${row.status}`,
    `type=${row.nodeType}`,
    `lane=${row.lane ?? '-'}`,
    `rank=${row.rank ?? '-'}`,
    `horizon=${row.horizon ?? '-'}`,
  ];
  if (row.resolution) facts.push(`resolution=${row.resolution}`);
  return [row.title || row.id, `(${row.id})`, ...facts];
}

const mermaidClasses = {
  todo: 'fill:#ddd,stroke:#999,color:#111',
  doing: 'fill:#d0e7ff,stroke:#3b82f6,color:#111',
  blocked: 'fill:#ffe4e6,stroke:#ef4444,color:#111',
  done: 'fill:#dcfce7,stroke:#22c55e,color:#111',
  canceled: 'fill:#f3f4f6,stroke:#111827,color:#374151',
};

/** A fenced block under a heading, as repositories show it. */
export function drawMermaid(graph: Graph, { view, now }: { view: GraphView; now: Date }): string {
  const head = [`# Ticket ${view} graph`, `_Generated at ${writeBasicMoment(now)} UTC_`, '', '```mermaid'];
  return [...head, ...mermaidLines(graph), '```'].join('\n');
}

export function mermaidLines({ nodes, edges }: Graph): string[] {
  const names = nameNodes(nodes);
  const lines = ['graph LR'];
  for (const row of nodes) {
    const name = names.get(row.id)!;
    lines.push(`  ${name}["${labelOf(row).map(escapeMermaid).join('<br/>')}"]:::status_${statusClass(row)}`);
    lines.push(`  click ${name} "${hrefOf(row)}" "_blank"`);
  }
  for (const { type, from, to } of edges) {
    const arrow = type === 'contains' ? '-.->' : type === 'related' ? '-.-' : '-->';
    lines.push(`  ${names.get(from)} ${arrow}|${type}| ${names.get(to)}`);
  }
  for (const [status, style] of Object.entries(mermaidClasses))
    lines.push(`  classDef status_${status} ${style};`);
  return lines;
}

/** A title is text: it can neither end its label nor the fenced block, nor bring mark-up with it. */
function escapeMermaid(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/["<>&#`;]/g, (sign) => `#${sign.charCodeAt(0)};`);
}

const dotColors: Record<string, string> = {
  todo: '#d1d5db',
  doing: '#60a5fa',
  blocked: '#ef4444',
  done: '#22c55e',
  canceled: '#6b7280',
};

function drawDot({ nodes, edges }: Graph): string {
  const names = nameNodes(nodes);
  const lines = ['digraph G {', '  rankdir=LR;', '  node [shape=box, style=filled, color="#cccccc"];'];
  for (const row of nodes) {
    const label = labelOf(row).map(escapeDot).join('\\n');
    const color = dotColors[statusClass(row)] ?? dotColors.todo;
    const link = `URL="${escapeDot(hrefOf(row))}", target="_blank"`;
    lines.push(`  ${names.get(row.id)} [label="${label}", fillcolor="${color}", ${link}];`);
  }
  for (const { type, from, to } of edges) {
    const style = type === 'related' || type === 'contains' ? 'dashed' : 'solid';
    lines.push(`  ${names.get(from)} -> ${names.get(to)} [style=${style}, label="${type}"];`);
  }
  return [...lines, '}'].join('\n');
}

function escapeDot(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\"]/g, '\\$&');
}

function nameNodes(nodes: readonly Row[]): Map<string, string> {
  return new Map(nodes.map((row, at) => [row.id, `n${at}`]));
}
