/** Draws a graph of tickets as Mermaid, as Graphviz dot and as JSON. */
import type { GraphView, Mapping } from './format.ts';
import { type Graph, statusClass } from './graph.ts';
import { writeBasicMoment } from './moments.ts';
import { printJsonList } from './print-json.ts';
import type { Row } from './snapshot.ts';

export const graphFormats = ['mermaid', 'dot', 'json'] as const;
export type GraphFormat = (typeof graphFormats)[number];

/** Part by part: a drawing of ten thousand tickets is never whole in memory. */
export function* drawGraph(
  graph: Graph,
  format: GraphFormat,
  of: { view: GraphView; now: Date },
): Generator<string> {
  if (format === 'json') return yield* printGraph(graph);
  for (const line of format === 'dot' ? dotLines(graph) : drawMermaid(graph, of)) yield `${line}\n`;
}

/** `.tickets/graph/` holds files of this name. */
export function nameGraph(graph: Graph, format: GraphFormat, of: { view: GraphView; now: Date }): string {
  const ending = { mermaid: 'md', dot: 'dot', json: 'json' }[format];
  const root = graph.rootId === null ? '' : `_for_${graph.rootId}`;
  return `${writeBasicMoment(of.now)}_${of.view}${root}.${ending}`;
}

function* printGraph({ rootId, edges, nodes }: Graph): Generator<string> {
  yield `{\n  "root_id": ${JSON.stringify(rootId)},\n  "edges": `;
  yield* printJsonList(edges, (edge) => edge, '  ');
  yield ',\n  "nodes": ';
  yield* printJsonList(nodes, printNode, '  ');
  yield '\n}\n';
}

function printNode(row: Row): Mapping {
  return {
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
function* drawMermaid(graph: Graph, { view, now }: { view: GraphView; now: Date }): Generator<string> {
  yield `# Ticket ${view} graph\n_Generated at ${writeBasicMoment(now)} UTC_\n\n\`\`\`mermaid`;
  yield* mermaidLines(graph);
  yield '```';
}

/** The picture alone, for whatever shows Mermaid. */
export function* mermaidLines({ nodes, edges }: Graph): Generator<string> {
  const names = nameNodes(nodes);
  yield 'graph LR';
  for (const row of nodes) {
    const name = names.get(row.id)!;
    yield `  ${name}["${labelOf(row).map(escapeMermaid).join('<br/>')}"]:::status_${statusClass(row)}`;
    yield `  click ${name} "${hrefOf(row)}" "_blank"`;
  }
  for (const { type, from, to } of edges) {
    const arrow = type === 'contains' ? '-.->' : type === 'related' ? '-.-' : '-->';
    yield `  ${names.get(from)} ${arrow}|${type}| ${names.get(to)}`;
  }
  for (const [status, style] of Object.entries(mermaidClasses)) yield `  classDef status_${status} ${style};`;
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

function* dotLines({ nodes, edges }: Graph): Generator<string> {
  const names = nameNodes(nodes);
  yield 'digraph G {\n  rankdir=LR;\n  node [shape=box, style=filled, color="#cccccc"];';
  for (const row of nodes) {
    const label = labelOf(row).map(escapeDot).join('\\n');
    const color = dotColors[statusClass(row)] ?? dotColors.todo;
    const link = `URL="${escapeDot(hrefOf(row))}", target="_blank"`;
    yield `  ${names.get(row.id)} [label="${label}", fillcolor="${color}", ${link}];`;
  }
  for (const { type, from, to } of edges) {
    const style = type === 'related' || type === 'contains' ? 'dashed' : 'solid';
    yield `  ${names.get(from)} -> ${names.get(to)} [style=${style}, label="${type}"];`;
  }
  yield '}';
}

function escapeDot(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\"]/g, '\\$&');
}

function nameNodes(nodes: readonly Row[]): Map<string, string> {
  return new Map(nodes.map((row, at) => [row.id, `n${at}`]));
}
