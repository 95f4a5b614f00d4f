/** Markdown as an Atlassian document: valid whatever the Markdown, complete, harmless, and made in bounded time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAdf } from '../../../src/sandbox/jira/schema.ts';
import type { AdfNode } from '../../../src/trackers/jira/adf.ts';
import { adfToMarkdown } from '../../../src/trackers/jira/adf-to-markdown.ts';
import { markdownToAdf } from '../../../src/trackers/jira/markdown-to-adf.ts';

function nodesIn(node: AdfNode): AdfNode[] {
  return [node, ...(node.content ?? []).flatMap(nodesIn)];
}

function wordsIn(markdown: string): string {
  return nodesIn(markdownToAdf(markdown))
    .map(({ text, type }) => text ?? (type === 'hardBreak' ? '\n' : ''))
    .join('');
}

function typesIn(markdown: string): string[] {
  return [...new Set(nodesIn(markdownToAdf(markdown)).map(({ type }) => type))];
}

const corpus: Record<string, string> = {
  nothing: '',
  blank: ' \n\n\t\n',
  paragraphs: 'One\ntwo.\n\nThree.',
  headings: '# One\n## Two\n###### Six\n\nSetext\n===',
  'an empty heading': '#\n\n##',
  marks: '**bold _both ~~all~~_** `code` **`bold code`** ***x***',
  'a link in bold code': '[**`x`**](https://example.com)',
  links:
    '[a](https://example.com "t") <https://example.com> www.example.com a@example.com [r][d]\n\n[d]: https://example.com/d',
  'an empty link': '[](https://example.com) []()',
  'links that run':
    '[a](javascript:alert(1)) [b](data:text/html,x) [c](vbscript:x) ![d](javascript:x) [e](/relative)',
  images: '![alt](https://example.com/a.png) ![](https://example.com/b.png)',
  'nested lists': '- a\n  - b\n    1. c\n       - d\n- e\n\n  second\n\n  ```js\n  code\n  ```',
  'a list of lists': '- - - a\n- 1. b',
  'an empty item': '-\n- a\n-\n',
  'ordered lists': '7. a\n8. b\n\n0) c',
  tasks: '- [ ] a\n- [x] b\n  - [ ] c',
  'tasks and plain items': '- [ ] a\n- b\n  - [x] c',
  'tasks with more': '- [x] a\n\n  more\n- [ ]\n',
  'a quote of everything':
    '> # h\n> > q\n>\n> - a\n>   - [ ] b\n>\n> | a |\n> |---|\n> | b |\n>\n> ```\n> c\n> ```\n> ---',
  'an empty quote': '>',
  'a list of everything': '- # h\n- > q\n- | a |\n  |---|\n  | b |\n- ---\n- <b>x</b>',
  code: '```ts\nconst a = 1;\n```\n\n```\n```\n\n    indented',
  tables: '| a | b |\n|---|:-:|\n| 1 | **2** |\n| only one |\n\n| a |\n|---|',
  html: '<details>\n<summary>x</summary>\n</details>\n\ninline <b>b</b><br>next <!-- gone -->\n\n<!-- gone too -->',
  breaks: 'a  \nb\\\nc',
  rules: '---\n\n***',
  footnotes: 'See[^1] and[^x].\n\n[^1]: One.\n[^x]: - list',
  mentions: '@robin @[Robin](user:1) [~accountid:1] <@U1> @everyone PROD-1 #1',
  entities: '&lt;script&gt; &amp; &#x41; \\* \\`',
  'characters that are none': 'a\u0000b \ud800 c\u202ed',
  'many lines': Array.from({ length: 900 }, (_, at) => `Line ${at} of it.\n`).join('\n'),
  'a reference far away': `[a][far]\n\n${'word '.repeat(3000).replace(/(.{80}) /g, '$1\n\n')}\n\n[far]: https://example.com/far`,
};

describe('Markdown as an Atlassian document', () => {
  it.each(Object.entries(corpus))('is valid for %s', (_, markdown) => {
    expect(isAdf(markdownToAdf(markdown))).toBe(true);
  });

  it('is valid for any Markdown', () => {
    const piece = fc.constantFrom(
      ...Object.values(corpus).filter((text) => text.length < 400),
      '\n\n',
      '\n',
      '  ',
      '    ',
      '> ',
      '- ',
      '1. ',
      '- [x] ',
      '# ',
      '|',
      '|---|',
      '```',
      '~~~',
      '`',
      '**',
      '_',
      '~~',
      '[',
      '](',
      ')',
      '![',
      '<',
      '<!--',
      '-->',
      '&',
      '\\',
      '\t',
      '[^1]',
      '[^1]: ',
      ': ',
      '---',
      'word',
      'é',
      '🙂',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 25 }), (pieces) => {
        expect(isAdf(markdownToAdf(pieces.join('')))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('loses no word, wherever it stands', () => {
    const word = fc.stringMatching(/^[a-z]{4,9}$/);
    const around = fc.constantFrom(
      (text: string) => text,
      (text: string) => `# ${text}`,
      (text: string) => `- ${text}\n  - ${text}x`,
      (text: string) => `> > ${text}`,
      (text: string) => `> # ${text}`,
      (text: string) => `- > ${text}`,
      (text: string) => `| ${text} |\n|---|\n| ${text}y |`,
      (text: string) => `- [ ] **${text}**`,
      (text: string) => `\`\`\`\n${text}\n\`\`\``,
      (text: string) => `[${text}](javascript:x)`,
      (text: string) => `<p>${text}</p>`,
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(word, around), { minLength: 1, maxLength: 8 }), (parts) => {
        const said = wordsIn(parts.map(([text, wrap]) => wrap(text)).join('\n\n'));
        for (const [text] of parts) expect(said).toContain(text);
      }),
      { numRuns: 60 },
    );
  });

  it('links to the web and to mail, and to nothing else', () => {
    const marks = nodesIn(markdownToAdf(`${corpus['links that run']}\n\n${corpus.links}`)).flatMap(
      ({ marks }) => marks ?? [],
    );
    const hrefs = marks.filter(({ type }) => type === 'link').map(({ attrs }) => String(attrs?.href));
    expect(hrefs.length).toBeGreaterThan(4);
    expect(hrefs.filter((href) => !/^(https?:|mailto:)/.test(href))).toEqual([]);
    expect(wordsIn('[a](javascript:alert(1))')).toBe('a');
  });

  it('holds nothing that is no character, also in lines beyond all measure', () => {
    expect(wordsIn(`a\u0000b\u0007c${'x'.repeat(3000)}\u001b`)).toBe(`abc${'x'.repeat(3000)}`);
  });

  it('never mentions anyone', () => {
    expect(typesIn(corpus.mentions!)).toEqual(['doc', 'paragraph', 'text']);
    expect(wordsIn('@robin')).toBe('@robin');
  });

  it('keeps boxes: as tasks where all items are, and as signs where they are mixed', () => {
    expect(typesIn(corpus.tasks!)).toContain('taskItem');
    expect(typesIn(corpus['tasks and plain items']!)).not.toContain('taskItem');
    expect(wordsIn(corpus['tasks and plain items']!)).toBe('☐ ab☑ c');
  });

  it('makes the same document of the same Markdown', () => {
    const all = Object.values(corpus).join('\n\n').slice(0, 8000);
    expect(markdownToAdf(all)).toEqual(markdownToAdf(all));
  });

  it('says that a text was cut where Jira takes no more', () => {
    const said = wordsIn('word '.repeat(10_000));
    expect(said.length).toBeLessThan(32_767);
    expect(said).toMatch(/… \(cut here\)$/);
  });

  const bombs: [string, string][] = [
    ['stars', '*a **a '.repeat(7000)],
    ['open links', '[a](b'.repeat(10_000)],
    ['emphasis in lines', `${'a**bc* c* '.repeat(10)}\n`.repeat(500)],
    ['quotes', '>'.repeat(50_000)],
    ['quotes in lines', `${'> '.repeat(9)}a\n`.repeat(2500)],
    ['growing backticks', Array.from({ length: 316 }, (_, at) => `${'`'.repeat(at + 1)}a`).join(' ')],
    ['lists in lists', `${'- '.repeat(25_000)}a`],
    ['lists in lists by lines', Array.from({ length: 220 }, (_, at) => `${'  '.repeat(at)}- a`).join('\n')],
    ['numbers', `${'1. '.repeat(16_000)}a`],
    ['a wide table', `|${'a|'.repeat(900)}\n|${'-|'.repeat(900)}\n${`|${'x|'.repeat(900)}\n`.repeat(25)}`],
    ['brackets', `${'['.repeat(100)}\n`.repeat(500)],
  ];
  it.each(bombs)('takes no more than 2 s of work for %s', (_, bomb) => {
    const before = process.cpuUsage();
    expect(isAdf(markdownToAdf(bomb.slice(0, 50_000)))).toBe(true);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2);
  });
});

describe('an Atlassian document as Markdown', () => {
  it('reads as it was written', () => {
    const markdown = [
      '# Title',
      'People **close** the _tab_ because `nothing` moves: [why](https://example.com/).',
      '- one\n  - two\n- three',
      '1. first\n2. second',
      '- [ ] open\n- [x] done',
      '> quoted',
      '```js\nlet a;\n```',
      '| a | b |\n| --- | --- |\n| 1 | 2 |',
      '---',
    ].join('\n\n');
    expect(adfToMarkdown(markdownToAdf(markdown))).toBe(markdown.replace('_tab_', '*tab*'));
  });

  it('keeps every sign a sign when it is written again, and escapes none that means nothing', () => {
    const sign = fc.constantFrom(
      ...'*_~`[]()<>#-+.!&\\|1 ab=:',
      'word ',
      '&amp;',
      '- ',
      '1. ',
      '# ',
      '> ',
      '](',
      '[x] ',
    );
    fc.assert(
      fc.property(fc.array(sign, { minLength: 1, maxLength: 10 }), (signs) => {
        const text = signs.join('').trim();
        const content = [{ type: 'paragraph', content: [{ type: 'text', text }] }];
        const said = wordsIn(adfToMarkdown({ type: 'doc', version: 1, content }));
        expect(said.replace(/\s+/g, ' ')).toBe(text.replace(/\s+/g, ' '));
      }),
      { numRuns: 300 },
    );
    for (const text of [
      '5*3 < 16 & more',
      'snake_case_name',
      'a - b, C# and [x]',
      'https://a.example/~me/~x',
    ]) {
      expect(
        adfToMarkdown({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }),
      ).toBe(text);
    }
  });

  it('reads what only people in Jira can write, and what is no document at all', () => {
    const mention = { type: 'mention', attrs: { id: '1', text: '@Robin' } };
    const panel = {
      type: 'panel',
      attrs: { panelType: 'info' },
      content: [{ type: 'paragraph', content: [mention] }],
    };
    expect(adfToMarkdown({ type: 'doc', version: 1, content: [panel, { type: 'mediaSingle' }] })).toBe(
      '> @Robin',
    );
    expect([null, undefined, 7, 'plain', {}].map(adfToMarkdown)).toEqual(['', '', '', 'plain', '']);
  });
});
