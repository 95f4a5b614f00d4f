/** Edits that only change the order: two requirements trade places, a section goes behind the next one. */
import type { Edit, EditSetting } from './edit.ts';
import { type EditedPassage, endOfSection, findFenced, headingPattern, itemPattern } from './passages.ts';

/** Neighbours in one list or table. */
export function swapPassages({ lines }: EditSetting, passages: readonly EditedPassage[]): Edit[] {
  return passages.slice(1).flatMap((second, at) => {
    const first = passages[at]!;
    const near = second.first === first.last + 1 && second.kind === first.kind;
    if (!near || !(first.kind === 'row' || first.kind === 'item')) return [];
    if (/\d/.test(itemPattern.exec(lines[first.first - 1]!)?.[2] ?? '')) return [];
    return trade(lines, first, second, `lines ${first.first} and ${second.first}`);
  });
}

/** Two sections side by side, at least one of which states requirements. */
export function moveSection({ lines }: EditSetting, passages: readonly EditedPassage[]): Edit[] {
  const fenced = findFenced(lines);
  const sections = lines.flatMap((text, at) => {
    const depth = fenced.has(at + 1) ? 0 : (headingPattern.exec(text)?.[1]?.length ?? 0);
    return depth >= 2 ? [{ depth, first: at + 1, last: endOfSection(lines, at + 1) }] : [];
  });
  return sections.flatMap((section) => {
    const next = sections.find((one) => one.first === section.last + 1 && one.depth === section.depth);
    const counts = passages.some(({ first }) => first >= section.first && first <= (next?.last ?? 0));
    return next && counts
      ? trade(lines, section, next, `sections at ${section.first} and ${next.first}`)
      : [];
  });
}

type Span = { first: number; last: number };

function trade(lines: readonly string[], one: Span, next: Span, what: string): Edit[] {
  const cut = ({ first, last }: Span) => lines.slice(first - 1, last);
  // A section that ended the text may lack the blank line that others end in.
  const moved = [...cut(next), ...(next.last === lines.length ? [''] : []), ...cut(one)];
  const content = [...lines.slice(0, one.first - 1), ...moved, ...lines.slice(next.last)].join('\n');
  return [{ kind: 'move', what, content, added: 0, ticket: null }];
}
