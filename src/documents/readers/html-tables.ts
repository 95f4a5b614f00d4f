/** Makes tables of a page such that Markdown can hold them: a row of headings, and one line in each cell. */
import { type Element, element, isElement, plainText, type TreeNode } from './html-tree.ts';

const widestSpan = 20;
const blocks = [
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'dl',
  'dt',
  'dd',
  'blockquote',
  'pre',
  'section',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
];

/** A table with a single row or column is a frame around text and becomes that text. Cells must be clean already. */
export function tidyTable(table: Element): Element {
  const rows = rowsOf(table);
  const widest = Math.max(0, ...rows.map((row) => cellsOf(row).length));
  if (rows.length < 2 || widest < 2) {
    return element(
      'div',
      rows.flatMap(cellsOf).map((cell) => element('div', cell.children)),
    );
  }
  rows.forEach((row, at) => {
    for (const cell of cellsOf(row)) tidyCell(cell, at === 0);
  });
  repeatTall(rows);
  return element('table', rows);
}

/** Longer than a priority, a status or a name, a cell over several rows is said once. */
const longestRepeated = 30;

/** A cell that spans rows holds for each of them: "Alta" beside two requirements is said of both. */
function repeatTall(rows: readonly Element[]): void {
  rows.forEach((row, at) => {
    const cells = cellsOf(row);
    cells.forEach((cell, column) => {
      const tall = Number(cell.properties.rowSpan) || 1;
      cell.properties.rowSpan = 1;
      const told = plainText(cell).trim().length <= longestRepeated ? cell.children : [];
      for (const below of rows.slice(at + 1, at + tall)) {
        const copy = element('td', structuredClone(told));
        const place = cellsOf(below)[column];
        const index = place ? below.children.indexOf(place) : below.children.length;
        below.children.splice(index, 0, copy);
      }
    });
  });
}

/** Rows of this table, not of tables inside its cells. */
function rowsOf(node: Element): Element[] {
  return node.children.flatMap((child) => {
    if (!isElement(child)) return [];
    if (child.tagName === 'tr') return [child];
    return isElement(child, 'thead', 'tbody', 'tfoot') ? rowsOf(child) : [];
  });
}

function cellsOf(row: Element): Element[] {
  return row.children.filter((child): child is Element => isElement(child, 'td', 'th'));
}

function tidyCell(cell: Element, inHeader: boolean): void {
  cell.tagName = inHeader ? 'th' : 'td';
  const span = (name: string) => Math.min(widestSpan, Number(cell.properties[name]) || 1);
  cell.properties = { colSpan: span('colSpan'), rowSpan: span('rowSpan') };
  cell.children = joinLines(linesOf(cell));
}

/** What stands in a cell, line by line: each paragraph and each item is one. */
function linesOf(node: Element): Element['children'][] {
  const lines: Element['children'][] = [[]];
  for (const child of node.children) {
    if (isElement(child, 'br')) lines.push([]);
    else if (isElement(child, ...blocks)) lines.push(...linesOf(child), []);
    else lines.at(-1)!.push(child);
  }
  return lines.filter((line) => line.some((part) => part.type !== 'comment' && hasContent(part)));
}

function hasContent(node: TreeNode): boolean {
  return isElement(node, 'input') || plainText(node).trim() !== '';
}

function joinLines(lines: Element['children'][]): Element['children'] {
  return lines.flatMap((line, at) => (at === 0 ? line : [element('br', []), ...line]));
}
