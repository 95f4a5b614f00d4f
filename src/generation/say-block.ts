/** A block in one line: its first sentence, or the first points of its list or table. */
import { splitSentences } from '../documents/speech.ts';
import type { Block } from '../domain/document.ts';

const longest = 240;
const mostPoints = 3;

/** Empty when there is nothing below the heading. */
export function sayBlock({ content }: Pick<Block, 'content'>): string {
  const lines = content.split('\n').filter((line) => line.trim() !== '' && !isFrame(line));
  const points = lines.flatMap((line, at) => {
    if (/^\s*\|/.test(line)) return at === lines.findIndex((one) => /^\s*\|/.test(one)) ? [] : [row(line)];
    return /^\s{0,3}(?:[-*+]|\d{1,3}[.)])\s/.test(line) ? [plain(line)] : [];
  });
  const prose = lines
    .filter((line) => !/^\s*(?:\||[-*+]\s|\d{1,3}[.)]\s)/.test(line))
    .map(plain)
    .join(' ');
  const sentences = splitSentences(prose).map((sentence) => sentence.text.trim());
  const sentence = sentences.find((one) => one.split(' ').length > 2) ?? '';
  if (sentence !== '' && !(/:$/.test(sentence) && points.length > 0)) return cut(sentence);
  const shown = points.slice(0, mostPoints).map((point) => point.replace(/[.;]$/, ''));
  const more = points.length - shown.length;
  return cut(`${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`);
}

/** A heading, the rule below one, the line of dashes in a table, a comment. */
function isFrame(line: string): boolean {
  return /^\s{0,3}#{1,6}\s|^\s*(?:=+|-{2,})\s*$|^\s*\|[\s:|-]+\|\s*$|^\s*<!--/.test(line);
}

function row(line: string): string {
  const [head = '', ...cells] = line.trim().slice(1, -1).split('|').map(plain);
  return [head, cells.filter(Boolean).join(' → ')].filter(Boolean).join(': ');
}

function plain(line: string): string {
  return line
    .replace(/^\s*(?:>\s*)*(?:[-*+]\s+|\d{1,3}[.)]\s+)?(?:\[[ xX]\]\s+)?/, '')
    .replace(/\*\*|__|`|~~/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim();
}

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/\s\S*$/, '')}…`;
}
