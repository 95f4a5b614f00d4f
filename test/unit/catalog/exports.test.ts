/** Exported files hold their data and nothing else: no formula, no broken row, no drawing that a title ends. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../../src/catalog/exports/write-csv.ts';
import { writeMermaid } from '../../../src/catalog/exports/write-mermaid.ts';
import { readNamedWords } from '../../../src/catalog/named-words.ts';
import type { TicketGraph } from '../../../src/domain/trace-graph.ts';

describe('CSV', () => {
  it.each(['=1+1', '+49 30', '-2', '@SUM(A1)', ' =1', '\t=1', '＝1', '\r=1'])('shows %j as text', (text) => {
    expect(parse(writeCsv(['a'], [[text]]))[1]).toEqual([`'${text}`]);
  });

  it('gives every cell back, apart from that apostrophe', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('a,b', '"', 'two\r\nlines', 'Grüße 🚲', ''));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell)), (rows) => {
        const read = parse(writeCsv(['one', 'two'], rows)) as string[][];
        const plain = (text: string) => text.replace(/^'(?=[\s\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])/u, '');
        expect(read.slice(1).map((row) => row.map(plain))).toEqual(rows.map((row) => row.map(plain)));
      }),
    );
  });
});

describe('Mermaid', () => {
  const graph = (label: string): TicketGraph => ({
    nodes: [
      { id: 'a', type: 'block', label, facts: {} },
      { id: 'b', type: 'ticket', label: 'TASK-2026-001', facts: {} },
    ],
    edges: [{ from: 'a', to: 'b', type: 'suggests', facts: {} }],
  });

  it('lets no label end its node, begin a line or open markup', () => {
    fc.assert(
      fc.property(fc.string(), (label) => {
        const [, first, second, ...rest] = writeMermaid(graph(label)).split('\n');
        expect(first).toMatch(/^ {2}n1\["(?:[^"#&<>`\\|{}[\]()*_~;%$]|#\d+;)+"\]:::block$/u);
        expect(second).toBe('  n2["TASK-2026-001"]:::ticket');
        expect(rest).toHaveLength(4);
      }),
    );
  });

  it('lets no label begin a list, which Mermaid would refuse to draw', () => {
    expect(writeMermaid(graph('12. Payment'))).toContain('n1["12#46; Payment"]');
    expect(writeMermaid(graph('- Payment by 1.5'))).toContain('n1["#45; Payment by 1.5"]');
  });

  it('draws an order that is only suggested as a dashed arrow', () => {
    expect(writeMermaid(graph('One'))).toContain('n1 -.->|better before| n2');
  });
});

describe('named words', () => {
  it('end where the next name begins, and keep addresses whole', () => {
    const words = 'Slow start url:https://example.com/a:b from: May talks; June talks'.split(' ');
    expect(readNamedWords(words, ['url', 'from'])).toEqual({
      rest: 'Slow start',
      url: 'https://example.com/a:b',
      from: 'May talks; June talks',
    });
  });
});
