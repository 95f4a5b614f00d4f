/** Tables of requirements as CSV and JSON become the tables that documents have. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/documents/readers/decode-text.ts';
import { readCsv } from '../../../../src/documents/readers/read-csv.ts';
import { readJson } from '../../../../src/documents/readers/read-json.ts';
import { nameColumns } from '../../../../src/documents/readers/table-headings.ts';
import { writeTable } from '../../../../src/documents/readers/write-table.ts';
import { structureText } from '../../../../src/documents/structure-text.ts';

const fixture = (name: string) => decodeText(readFileSync(`test/fixtures/intake/${name}`), name);
const refused = (code: string) => expect.objectContaining({ code, remedy: expect.stringMatching(/\.$/) });

describe('a CSV table', () => {
  it('exported by a tracker keeps its rows, with the headings that documents use', () => {
    const { text, warnings } = readCsv(fixture('tracker-export.csv'), 'sprint-12_checkout.csv');
    expect(text.split('\n')).toEqual([
      '# Sprint 12 checkout',
      '',
      '## Requirements',
      '',
      '| ID | Title | Description | Priority | Status | Owner | Estimate | Acceptance criteria | Depends on |',
      '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
      '| CHK-1 | Guest checkout | As a shopper I want to pay without an account so that I am done sooner.<br>Keeps the e-mail; nothing else. | Must | To Do | Mina | 5 | Order confirmed by e-mail<br>No account is created |  |',
      '| CHK-2 | Save card | Shoppers can store a card "for next time" | Should | To Do | Ravi | 3 | Card is tokenised | CHK-1 |',
      '| CHK-3 | Gift cards | Old idea | Could | Done |  |  |  |  |',
      '',
    ]);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['commas', 'ID,Title\n1,"Pay, then go"\n'],
    ['semicolons', 'ID;Title\n1;Pay, then go\n'],
    ['tabs', 'ID\tTitle\n1\tPay, then go\n'],
  ])('may be separated by %s', (_what, text) => {
    expect(readCsv(text, 'a.csv').text).toContain('| 1 | Pay, then go |');
  });

  it("keeps a report's own title above the headings", () => {
    const { text } = readCsv('Scope for May\n\nID,Title,Priority\n7,Pay later,P1\n', 'a.csv');
    expect(text).toBe(
      '# A\n\nScope for May\n\n## Requirements\n\n| ID | Title | Priority |\n| --- | --- | --- |\n| 7 | Pay later | P1 |\n',
    );
  });

  it('leaves out the columns of a whole record that say nothing about the work, and says so', () => {
    const header = ['ID', 'Title', ...Array.from({ length: 20 }, (_, at) => `Watcher ${at}`)];
    const row = ['1', 'Pay', ...Array.from({ length: 20 }, () => 'Ann')];
    const { text, warnings } = readCsv(`${header.join(',')}\n${row.join(',')}\n`, 'a.csv');
    expect(text).toContain('| ID | Title |\n');
    expect(warnings).toEqual([expect.stringMatching(/Watcher 0/)]);
  });

  it('of other things is no list of requirements', () => {
    expect(readCsv('City,Inhabitants\nOslo,700000\n', 'cities.csv').text).not.toContain('Requirements');
  });

  it.each(['', 'ID,Title\n', ',,\n,,\n'])('without rows is refused: %j', (text) => {
    expect(() => readCsv(text, 'a.csv')).toThrow(refused('UNREADABLE'));
  });
});

describe('JSON', () => {
  it('with requirements, criteria and what is out of scope becomes a document', () => {
    const data = {
      project: 'Checkout',
      description: 'Rework of the checkout.',
      requirements: [
        {
          id: 'R1',
          title: 'Guest checkout',
          acceptanceCriteria: ['Mail is sent', 'No account'],
          priority: 'P0',
        },
        { id: 'R2', title: 'Save card', depends_on: ['R1'] },
      ],
      outOfScope: ['Gift cards'],
    };
    expect(readJson(JSON.stringify(data), 'a.json').text.split('\n')).toEqual([
      '# Checkout',
      '',
      'Rework of the checkout.',
      '',
      '## Requirements',
      '',
      '| ID | Title | Acceptance criteria | Priority | Depends on |',
      '| --- | --- | --- | --- | --- |',
      '| R1 | Guest checkout | Mail is sent<br>No account | P0 |  |',
      '| R2 | Save card |  |  | R1 |',
      '',
      '## Out of scope',
      '',
      '- Gift cards',
      '',
    ]);
  });

  it('with tasks and their own tasks keeps both, without the wrapping around them', () => {
    const { text } = readJson(fixture('task-list.json'), 'task-list.json');
    expect(text).toMatch(/^# Task list\n\n## Tasks\n\n\| ID \| Title \|/);
    expect(text).toContain(
      '### Set up payment provider: subtasks\n\n| ID | Title | Description | Status | Depends on |',
    );
    expect(text).not.toContain('Metadata');
  });

  it('as a bare array is a list of requirements named after its file', () => {
    const { text } = readJson('[{"title":"Pay later"},{"title":"Pay now"}]', 'ideas for may.json');
    expect(text).toBe(
      '# ideas for may\n\n## Requirements\n\n| Title |\n| --- |\n| Pay later |\n| Pay now |\n',
    );
  });

  it('keeps what stands between objects, and names the columns it has no room for', () => {
    const wide = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`key ${at}`, at]));
    const { text, warnings } = readJson(
      JSON.stringify([{ id: 1, title: 'Pay', ...wide }, 'And soon']),
      'a.json',
    );
    expect(text).toBe('# A\n\n## Requirements\n\n| ID | Title |\n| --- | --- |\n| 1 | Pay |\n\n- And soon\n');
    expect(warnings).toEqual([expect.stringMatching(/key 0, .* and 2992 more\.$/)]);
  });

  it.each([
    ['no JSON', '{"a": '],
    ['a number', '42'],
    ['nothing in it', '{"a": [], "b": {}}'],
    ['100,000 brackets', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['51 levels', `${'{"a":'.repeat(51)}1${'}'.repeat(51)}`],
  ])('with %s is refused', (_what, text) => {
    expect(() => readJson(text, 'a.json')).toThrow(refused('UNREADABLE'));
  });

  it('of any shape is read or refused in a sentence', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        try {
          expect(readJson(text, 'a.json').text.trim()).not.toBe('');
        } catch (error) {
          expect(error).toEqual(refused('UNREADABLE'));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a written table', () => {
  it('gives each row one line and each cell its place, whatever stands in it', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '|', '\\', '\n', '\r', '-', '*', ' ', '`', '<', 'é'),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
        const { lines } = writeTable(['ID', 'Title'], [['first', 'row'], ...rows]);
        for (const line of lines) expect(line).toMatch(/^\| .* \|$/);
        const filled = rows.filter((row) => row.some((one) => one.trim() !== ''));
        expect(lines).toHaveLength(filled.length + 3);
      }),
      { numRuns: 200 },
    );
  });

  it('is read again as rows with the same number of cells', () => {
    const { lines } = writeTable(
      ['ID', 'Title'],
      [
        ['a|b', 'c\\|d'],
        ['e', '- f\n- g'],
      ],
    );
    expect(structureText(lines.join('\n')).blocks.map((block) => block.lines)).toEqual([[1, 4]]);
  });
});

describe('headings', () => {
  it('of trackers and programs are translated once each', () => {
    const titles = (...header: string[]) => nameColumns(header).map((one) => one.title);
    expect(titles('Issue key', 'Summary', 'Custom field (Story Points)', 'Assignee')).toEqual([
      'ID',
      'Title',
      'Estimate',
      'Owner',
    ]);
    expect(titles('story_id', 'asA', 'iWant', 'soThat')).toEqual(['ID', 'As a', 'I want', 'So that']);
    expect(titles('Title', 'Summary', 'reviewBoard')).toEqual(['Title', 'Summary', 'Review board']);
  });
});
