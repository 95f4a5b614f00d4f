/** What was exported; the file comes with the card. */
import type { Card } from './card.ts';
import { count, muted } from './phrases.ts';

const kinds = {
  tickets: 'Exported',
  trace: 'Exported the trace of',
  graph: 'Exported the dependencies of',
} as const;
const formats = {
  json: 'JSON',
  markdown: 'Markdown',
  csv: 'CSV',
  mermaid: 'Mermaid',
  'pm-json': 'plain JSON records',
} as const;

export type ExportShown = {
  kind: keyof typeof kinds;
  format: keyof typeof formats;
  tickets: number;
  title: string;
};

export function drawExportCard({ kind, format, tickets, title }: ExportShown): Card {
  const said = `${kinds[kind]} ${count(tickets, 'ticket')} of “${title}” as ${formats[format]}.`;
  const hint = 'GitHub, GitLab and Notion draw it from a code block marked "mermaid".';
  return {
    title: '',
    tone: 'success',
    blocks: [
      { kind: 'text', text: said },
      ...(format === 'mermaid' ? [{ kind: 'text' as const, text: muted(hint) }] : []),
    ],
    choices: [],
    summary: said,
  };
}
