/** Edits of a document, what each should do to its tickets, and that the measure sees when it does something else. */
import { describe, expect, it } from 'vitest';
import { splitLines, structureText } from '../../../src/documents/structure-text.ts';
import { editKinds } from '../../../src/evaluation/edit.ts';
import { proposeEdits } from '../../../src/evaluation/edits.ts';
import { scoreStability } from '../../../src/evaluation/score-stability.ts';
import { toRate } from '../../../src/evaluation/share.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';

const text = `# Berth booking

Skippers book berths in forty harbours.

## Must have

- Show free berths on a harbour map
- Take card payments at the dock and print a receipt for the skipper
- Warn skippers of storms by text message

## Harbour office requirements

| ID | Requirement | Priority |
|---|---|---|
| R-1 | Export the harbour log as CSV for the port authority | P1 |
| R-2 | Let harbour masters block a berth for 14 days of repairs | P2 |
`;
const { blocks } = structureText(text);
const proposal = proposeByRules({ name: 'berths.md', content: text, blocks });
const edits = proposeEdits(text, proposal, undefined);

describe('the edits of a document', () => {
  it('are of every kind, the same each time, and each changes something', () => {
    expect(new Set(edits.map(({ kind }) => kind))).toEqual(new Set(editKinds));
    expect(proposeEdits(text, proposal, undefined)).toEqual(edits);
    expect(edits.filter(({ content }) => content === text)).toEqual([]);
  });

  it('add one line for a new requirement, in the form of its neighbour', () => {
    const inserted = edits.filter(({ kind }) => kind === 'insert').map(({ content }) => newLines(content));
    expect(inserted.flat()).toContain(
      '- Administrators must be able to archive records older than ninety days.',
    );
    expect(inserted.flat().some((line) => /^\| R-9\d \| .+ \| P\d \|$/.test(line))).toBe(true);
  });

  it('take out a requirement with all that belongs to it', () => {
    for (const { content } of edits.filter(({ kind }) => kind === 'delete')) {
      expect(splitLines(content)).toHaveLength(splitLines(text).length - 1);
      expect(newLines(content)).toEqual([]);
    }
  });

  it('leave requirements alone that no line states by itself', () => {
    const prose = '# Memo\n\nWe must warn skippers of storms. Harbour masters must see free berths.\n';
    const memo = proposeByRules({ name: 'memo.md', content: prose, blocks: structureText(prose).blocks });
    const kinds = proposeEdits(prose, memo, undefined).map(({ kind }) => kind);
    expect(kinds).not.toContain('delete');
    expect(kinds).toContain('renameTitle');
  });
});

describe('the measure of stability', () => {
  it('finds every edit of this document as expected', async () => {
    const stability = await scoreStability('berths.md', text, undefined);
    for (const kind of editKinds) {
      expect(stability[kind]?.misses, kind).toEqual([]);
      expect(toRate(stability[kind]!.share), kind).toBe(1);
    }
  });
});

function newLines(content: string): string[] {
  const before = new Set(splitLines(text));
  return splitLines(content).filter((line) => line !== '' && !before.has(line));
}
