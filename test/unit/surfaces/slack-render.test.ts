/** Cards as messages of Slack: within its limits at any size, and with nothing in them that a document could make live. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawBoardCard } from '../../../src/cards/board-card.ts';
import type { Card, Inline } from '../../../src/cards/card.ts';
import { drawEditFormCard } from '../../../src/cards/edit-form-card.ts';
import { checkBlocks, checkView } from '../../../src/sandbox/slack/check-blocks.ts';
import { drawModal } from '../../../src/surfaces/slack/modal.ts';
import { renderMessage } from '../../../src/surfaces/slack/render.ts';
import { makeBoard, makeTicket, rowOf, viewOf } from '../../support/views.ts';

const nobody = () => null;

function sayings(text: string): Card {
  return {
    title: text,
    tone: 'warning',
    blocks: [
      { kind: 'text', text },
      { kind: 'text', text: [{ kind: 'text', text, muted: true }] },
      {
        kind: 'text',
        text: [
          { kind: 'link', text, url: text },
          { kind: 'code', text },
        ],
      },
      { kind: 'quote', text, source: text },
      { kind: 'fields', items: [{ label: text, value: text }] },
      {
        kind: 'list',
        items: [
          {
            mark: 'pending',
            number: 1,
            title: text,
            meta: [text],
            body: text,
            choices: [{ label: text, action: 'dk1:show:::0' }],
          },
        ],
      },
      { kind: 'checklist', items: [{ mark: 'done', text, detail: text }], done: 1, total: 2 },
      { kind: 'table', columns: [text, 'B'], rows: [[text, text]], caption: text },
      { kind: 'code', text },
      { kind: 'divider' },
    ],
    choices: [{ label: text, action: 'dk1:approve::all:1', style: 'danger', confirm: text }],
    link: { label: text, url: 'https://linear.app/x' },
    summary: text,
  };
}

const attacks = [
  '<!channel> <!here> <!everyone>',
  '<@U0ANA> <@W123> <#C0GENERAL|general> <!subteam^S1>',
  '@channel @here @everyone @ana',
  '*bold* _italic_ ~strike~ `code` ```block```',
  '✅ *Approved by Ana*',
  '<https://evil.example|https://linear.app/ENG-1>',
  'javascript:alert(1)',
  'https://user:password@evil.example/',
  '&lt;!channel&gt; &amp;lt;',
  '\u202Egnp.exe\u202C \u2066hidden\u2069 \u200Bzero\u2060width\u00AD',
  `Z${'\u0301'.repeat(200)}algo`,
  ':fire: :slack: :tada:',
  '\u0000\u0007\u001b[31mred',
  '\ud800 lone surrogate',
  '',
  ' \n\n ',
  'x'.repeat(40_000),
];

/** Elements that Slack brings to life, wherever they stand. */
function live(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { type } = value as { type?: string };
  const isLive = /^(?:user|usergroup|channel|broadcast|team|emoji|mrkdwn|markdown|image)$/.test(type ?? '');
  return [...(isLive ? [type!] : []), ...Object.values(value).flatMap(live)];
}

describe('a message', () => {
  it.each(attacks.map((text) => [JSON.stringify(text).slice(0, 60), text]))(
    'lets nothing of %s come alive',
    (_name, text) => {
      const message = renderMessage(sayings(text), nobody);
      expect(checkBlocks(message.blocks, 50)).toEqual([]);
      expect(live(message.blocks)).toEqual([]);
      expect(message.text).not.toMatch(/[<>]/);
      const said = JSON.stringify(message);
      expect(said).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u2060]/u);
      const addresses = [...said.matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url!);
      for (const url of addresses) expect(url).toMatch(/^https?:\/\/(?![^/]*@)/);
    },
  );

  it.each([1, 16, 50, 100, 500])(
    'holds a board of %i tickets, its overview and each of its pages',
    (count) => {
      const rows = Array.from({ length: count }, (_, at) => {
        const title = `Ticket ${at + 1} ${'with a long name '.repeat(12)}`;
        const priority = (at % 5) as 0;
        return rowOf(
          viewOf(makeTicket(at + 1, { title, priority, description: 'What it is about. '.repeat(60) })),
        );
      });
      const pages = makeBoard(rows).pages;
      for (const page of [0, 1, Math.ceil(pages / 2), pages]) {
        const message = renderMessage(drawBoardCard(makeBoard(rows, { page })), nobody);
        expect(checkBlocks(message.blocks, 50)).toEqual([]);
        const said = JSON.stringify(message.blocks);
        const first = (page - 1) * 10 + 1;
        const onPage =
          page === 0 ? [] : rows.slice(first - 1, first + 9).map((_, at) => `Ticket ${first + at} `);
        expect(onPage.filter((title) => !said.includes(title))).toEqual([]);
        if (page === 0) expect(said.includes(count <= 100 ? `Ticket ${count} ` : '"100"')).toBe(true);
      }
    },
  );

  it('is taken by Slack whatever the card holds', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(...attacks.slice(0, 16)),
    );
    const inline: fc.Arbitrary<Inline> = fc.oneof(
      fc.record({ kind: fc.constant('text' as const), text, bold: fc.boolean(), muted: fc.boolean() }),
      fc.record({ kind: fc.constant('link' as const), text, url: text }),
      fc.record({ kind: fc.constant('mention' as const), memberId: text, name: text }),
    );
    fc.assert(
      fc.property(text, fc.array(inline, { maxLength: 4 }), (said, inlines) => {
        const card = sayings(said);
        card.blocks.push({ kind: 'text', text: inlines });
        expect(checkBlocks(renderMessage(card, nobody).blocks, 50)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('mentions a person only where our own code says so', () => {
    const card = sayings('hello');
    card.blocks.push({ kind: 'text', text: [{ kind: 'mention', memberId: 'm1', name: 'Ana' }] });
    const known = renderMessage(card, (id) => (id === 'm1' ? 'U0ANA' : null));
    expect(live(known.blocks)).toEqual(['user']);
  });
});

describe('a dialogue', () => {
  it.each([
    ['short', 'A title'],
    ['long', 'x'.repeat(5000)],
  ])('is taken by Slack with a %s text', (_name, description) => {
    const view = drawModal(drawEditFormCard(viewOf(makeTicket(1, { description }))), 'T/C/1', nobody);
    expect(checkView(view as never)).toEqual([]);
    const inputs = view!.blocks
      .filter(({ type }) => type === 'input')
      .map((block) => (block as { block_id?: string }).block_id);
    expect(inputs.includes('description')).toBe(description.length <= 3000);
  });
});
