/** A table as Slack draws it: sorted and turned by the reader, and never parsed. */
import type {
  DataTableBlock,
  KnownBlock,
  RawNumberElement,
  RawTextElement,
  RichTextBlock,
} from '@slack/types';
import type { CardBlock, Text } from '../../cards/card.ts';
import { cutPlain, cutText } from '../../cards/cut-text.ts';
import { makeSafeLine } from '../../messenger/safe-text.ts';
import { sectionOf, toElements, type UserOf } from './rich-text.ts';
import { mostTableColumns, mostTableRows } from './settings.ts';

type Cell = RawTextElement | RawNumberElement | RichTextBlock;

const longestCell = 400;
const longestName = 150;
/** Lines shown before the reader turns the table's page. */
const linesAtOnce = 20;
const nothing = '–';

/** Empty for a table without rows, which Slack refuses. */
export function drawTable(
  { columns, rows, caption }: Extract<CardBlock, { kind: 'table' }>,
  userOf: UserOf,
): KnownBlock[] {
  if (rows.length === 0) return [];
  const names = columns.slice(0, mostTableColumns);
  const head = names.map((name) => raw(cutPlain(name, longestName)));
  const lines = rows
    .slice(0, mostTableRows - 1)
    .map((row) => names.map((_, at) => drawCell(row[at] ?? '', userOf)));
  const table: DataTableBlock = {
    type: 'data_table',
    rows: [head, ...lines],
    caption: makeSafeLine(cutPlain(caption ?? names.join(', '), longestName)) || nothing,
    page_size: Math.min(lines.length, linesAtOnce),
  };
  return [table];
}

function drawCell(text: Text, userOf: UserOf): Cell {
  const cut = cutText(text, longestCell);
  if (typeof cut === 'string')
    return isNumber(cut) ? { type: 'raw_number', value: Number(cut), text: cut } : raw(cut);
  const section = sectionOf([toElements(cut, userOf)]);
  return section ? { type: 'rich_text', elements: [section] } : raw('');
}

function raw(text: string): RawTextElement {
  return { type: 'raw_text', text: makeSafeLine(text).trim() || nothing };
}

/** Sorted as a number. */
function isNumber(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}
