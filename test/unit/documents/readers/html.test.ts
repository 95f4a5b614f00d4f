/** Web pages and HTML exports become the Markdown a person would have written. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readHtml } from '../../../../src/documents/readers/read-html.ts';

const fixture = (name: string) => readFileSync(`test/fixtures/intake/${name}`, 'utf8');
const textOf = (html: string) => readHtml(html, 'a.html').text;
const refused = (code: string) => expect.objectContaining({ code, remedy: expect.stringMatching(/\.$/) });

describe("a word processor's HTML", () => {
  it('keeps headings, bold words, nested items, strikes and tables, and counts what is left out', () => {
    const { text, warnings } = readHtml(fixture('word-processor-export.html'), 'a.html');
    expect(text.split('\n')).toEqual([
      '# Checkout rework',
      '',
      '# Requirements',
      '',
      '- **Guest checkout:** Shoppers must be able to pay without an account.',
      '  - Order is confirmed by e-mail within 1 minute',
      '- ~~Gift cards can be bought~~',
      '- The store must show **delivery dates** in the basket (P1). See [the sketch](https://example.com/a_b).',
      '',
      '| **ID** | Requirement | Acceptance criteria |',
      '| - | - | - |',
      '| R-1 | Export orders as CSV | Has a header row<br>UTF-8 with BOM |',
      '',
    ]);
    expect(warnings).toEqual([
      'One picture was left out.',
      'One comment was left out.',
      'One hidden passage was left out.',
    ]);
  });
});

describe("a wiki's HTML", () => {
  it('is its page without crumbs, author and footer, with ticks as check boxes', () => {
    expect(textOf(fixture('wiki-export.html'))).toBe(
      [
        '# Checkout PRD',
        '',
        '## Requirements',
        '',
        '| # | Title | User Story | Importance |',
        '| - | - | - | - |',
        '| 1 | Guest checkout | As a shopper, I want to pay without an account so that I am done sooner | HIGH |',
        '| 2 | Save card | As a member, I want to store a card<br>so that I need not type it again | LOW |',
        '',
        '## Tasks',
        '',
        '- [x] Pick a provider',
        '- [ ] Write the runbook for refunds',
        '',
      ].join('\n'),
    );
  });
});

describe('a web page', () => {
  it('is what its article says, below the title of its tab', () => {
    const page = `<title>Plan for May | Acme Wiki</title><body><nav>Home</nav><article><p>${'We must ship. '.repeat(9)}</p></article><aside role="complementary">Ads</aside><footer>Imprint</footer><script>alert(1)</script>`;
    expect(textOf(page)).toBe(`# Plan for May\n\n${'We must ship. '.repeat(9).trim()}\n`);
  });

  it('keeps links to the web and to mail, and only the words of others', () => {
    const links =
      '<a href="https://a.example/x">one</a> <a href="mailto:a@b.example">two</a> <a href="javascript:alert(1)">three</a> <a href="data:text/html,x">four</a> <a href="#top">five</a>';
    expect(textOf(`<p>${links}`)).toBe(
      '[one](https://a.example/x) [two](mailto:a@b.example) three four five\n',
    );
  });

  it('leaves addresses and names in the text as they are written', () => {
    expect(textOf('<p>Ask ann_lee@example.com or see https://example.com/a_b about user_id.')).toBe(
      'Ask ann_lee@example.com or see https://example.com/a_b about user_id.\n',
    );
  });

  it('turns a table that frames text into that text', () => {
    expect(textOf('<table><tr><td><h2>Scope</h2><p>All of it</p></td></tr></table>')).toBe(
      '## Scope\n\nAll of it\n',
    );
  });

  it('does not swell up by spans that nobody drew', () => {
    const table = '<table><tr><th colspan="100000">a<th>b<tr><td rowspan="65534">c<td>d</table>';
    expect(textOf(table).length).toBeLessThan(1000);
  });

  it('without text, or nested beyond all reason, is refused', () => {
    expect(() => textOf('<html><body><script>x()</script></body></html>')).toThrow(refused('UNREADABLE'));
    expect(() => textOf('<div>'.repeat(20_000))).toThrow(refused('UNREADABLE'));
  });
});
