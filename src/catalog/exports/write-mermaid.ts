/** Graphs as Mermaid flowcharts. */
import { cutPlain } from '../../cards/cut-text.ts';
import type { GraphEdge, GraphNode, TicketGraph } from '../../domain/trace-graph.ts';

const longest = 80;

/** Labels are data: whatever they hold, they end nothing and draw nothing. */
export function writeMermaid({ nodes, edges }: TicketGraph): string {
  const names = new Map(nodes.map((node, at) => [node.id, `n${at + 1}`]));
  const lines = [
    'flowchart LR',
    ...nodes.map((node) => `  ${names.get(node.id)}${drawNode(node)}:::${node.type}`),
    ...edges.map((edge) => `  ${names.get(edge.from)} ${drawArrow(edge)} ${names.get(edge.to)}`),
    ...[...new Set(nodes.map((node) => node.type))].map((type) => `  classDef ${type} ${styles[type]}`),
  ];
  return `${lines.join('\n')}\n`;
}

const shapes: Record<GraphNode['type'], [open: string, close: string]> = {
  research: ['[(', ')]'],
  insight: ['(', ')'],
  recommendation: ['{{', '}}'],
  document: ['[[', ']]'],
  block: ['[', ']'],
  ticket: ['[', ']'],
  issue: ['([', '])'],
};

const styles: Record<GraphNode['type'], string> = {
  research: 'fill:#eef2ff,stroke:#6366f1,color:#1e1b4b',
  insight: 'fill:#ecfeff,stroke:#06b6d4,color:#083344',
  recommendation: 'fill:#f0fdf4,stroke:#22c55e,color:#052e16',
  document: 'fill:#fefce8,stroke:#ca8a04,color:#422006',
  block: 'fill:#ffffff,stroke:#94a3b8,color:#0f172a',
  ticket: 'fill:#eff6ff,stroke:#3b82f6,color:#172554',
  issue: 'fill:#faf5ff,stroke:#a855f7,color:#3b0764',
};

function drawNode({ type, label }: GraphNode): string {
  const [open, close] = shapes[type];
  return `${open}"${escapeLabel(label)}"${close}`;
}

/** What means something to Mermaid, to HTML or, at the beginning, to Markdown: a list is refused as a label. */
const signs = /["#&<>`\\|{}[\]()*_~;%$]|^[-+]|(?<=^\d+)\./g;

/** Mermaid knows no backslash: each such sign is written as a numbered character. */
function escapeLabel(label: string): string {
  const plain = cutPlain(label.replace(/\s+/g, ' ').trim(), longest);
  const escaped = plain.replace(signs, (sign) => `#${sign.codePointAt(0)};`);
  return escaped === '' ? ' ' : escaped;
}

function drawArrow({ type }: GraphEdge): string {
  return type === 'suggests' ? '-.->|better before|' : `-->|${type.replace('_', ' ')}|`;
}
