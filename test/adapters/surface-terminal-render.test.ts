/** How cards look in a terminal: golden drawings, and that no text from outside can break them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawBlocksCard } from '../../src/cards/blocks-card.ts';
import { drawBoardCard } from '../../src/cards/board-card.ts';
import type { Card } from '../../src/cards/card.ts';
import { drawErrorCard } from '../../src/cards/error-card.ts';
import { drawPushCard } from '../../src/cards/push-card.ts';
import { drawTraceCard } from '../../src/cards/trace-card.ts';
import { DocketError } from '../../src/domain/errors.ts';
import { createKeypad } from '../../src/surfaces/terminal/keypad.ts';
import { widthOf } from '../../src/surfaces/terminal/layout.ts';
import { createPaint } from '../../src/surfaces/terminal/paint.ts';
import { renderCard } from '../../src/surfaces/terminal/render.ts';
import { makeSafe } from '../../src/surfaces/terminal/safe-text.ts';
import { hostileCard, hostileText } from '../support/hostile.ts';
import { makeBoard, makeDocument, makePush, makeTicket, rowOf, viewOf } from '../support/views.ts';

function draw(card: Card, width = 80, color = false): string[] {
  const keypad = createKeypad();
  keypad.take('message', card);
  const parts = renderCard(card, { width, paint: createPaint(color), numberOf: keypad.numberOf });
  return parts.flatMap((part) => part.lines);
}

function golden(card: Card, width = 80): string {
  return `\n${draw(card, width).join('\n')}\n`;
}

const board = drawBoardCard(
  makeBoard(
    [
      rowOf(
        viewOf(
          makeTicket(1, {
            title: 'Verify the address before a workspace is created',
            description: '## Context\n> Whoever signs up must own the address, or others read their mail.',
            criteria: [{ text: 'The link expires after 24 h', met: null, origin: 'document' }],
            effort: 'medium',
          }),
        ),
        { approvedBy: 'Ana' },
      ),
      rowOf(
        viewOf(makeTicket(2, { title: 'メールを再送する 🚀', priority: 0 }), {
          dependsOn: ['FEAT-2026-001'],
        }),
      ),
    ],
    {},
  ),
);

describe('drawings', () => {
  it('shows a board with numbered choices at 80 columns', () => {
    expect(golden(board)).toMatchInlineSnapshot(`
      "
      ● 2 draft tickets · Onboarding PRD
        1 to review · 1 approved
        Destination Linear › Engineering (sandbox)

        ✔ #1 Verify the address before a workspace is created
             FEAT-2026-001 · story · P1 high · medium · line 11 · 1 criterion
             approved by Ana
             [4] Edit  [5] Discard  [6] Show
        ○ #2 メールを再送する 🚀
             FEAT-2026-002 · story · priority unset · line 12 · after #1
             [7] Approve  [8] Edit  [9] Discard  [10] Show

        Drafted by rules, no model.

        [1] Approve 1 more and push all 2 to Linear › Engineering (sandbox)
        [2] Approve 1 ticket   [3] Push 1 approved to Linear › Engineering (sandbox)
      "
    `);
  });

  it('shows the same board at 40 columns', () => {
    expect(golden(board, 40)).toMatchInlineSnapshot(`
      "
      ● 2 draft tickets · Onboarding PRD
        1 to review · 1 approved
        Destination Linear › Engineering
        (sandbox)

        ✔ #1 Verify the address before a
             workspace is created
             FEAT-2026-001 · story · P1 high
             medium · line 11 · 1 criterion
             approved by Ana
             [4] Edit  [5] Discard  [6] Show
        ○ #2 メールを再送する 🚀
             FEAT-2026-002 · story
             priority unset · line 12
             after #1
             [7] Approve  [8] Edit
             [9] Discard  [10] Show

        Drafted by rules, no model.

        [1] Approve 1 more and push all 2
            to Linear › Engineering (sandbox)
        [2] Approve 1 ticket
        [3] Push 1 approved to Linear ›
            Engineering (sandbox)
      "
    `);
  });

  it('shows a push with what was created, what is under way and what failed', () => {
    expect(
      golden(drawPushCard(makePush(['confirmed', 'sending', 'failed', 'planned']))),
    ).toMatchInlineSnapshot(`
      "
      ● Pushing 4 tickets to Linear › Engineering (sandbox)
        ━━━━━━────────────────── 1 of 4
        ✔ ENG-1 Ticket 1  http://127.0.0.1:4010/docket/issue/ENG-1
        ◐ Ticket 2
        ✖ Ticket 3
          Linear refused it: the label “api” is archived.
        ○ Ticket 4

        [1] Cancel
      "
    `);
  });

  it('shows a quote as it stands in the document', () => {
    const ticket = viewOf(makeTicket(1, { title: 'Verify the address' }));
    const card = drawTraceCard({
      ticket,
      document: makeDocument(),
      sources: [
        {
          ...{ block: null, upstream: { recommendationId: null, insightIds: [] }, lines: [12, 13] },
          ...{ quote: '- The link is valid\n    for **24 h**.', documentVersion: 0 },
          ...{ documentId: ticket.ticket.id, documentTitle: makeDocument().title },
        },
      ],
      recommendation: null,
      insights: [],
      researchSources: [],
      history: [],
      comments: [],
    });
    expect(golden(card)).toMatchInlineSnapshot(`
      "
      ● Why FEAT-2026-001 exists
        Verify the address
        │ - The link is valid
        │     for **24 h**.
        ╰ Onboarding PRD · version 0 · lines 12–13
        Document    Onboarding PRD (onboarding-prd.md, version 0)
        Drafted by  rules, no model
      "
    `);
  });

  it('shows a table in columns, and below each other where columns do not fit', () => {
    const block = {
      type: 'user_story',
      title: 'As a new user I verify my address',
      content: '',
      lines: [3, 9],
    };
    const card = drawBlocksCard(makeDocument(), [block as never]);
    expect(golden(card, 44)).toMatchInlineSnapshot(`
      "
      ● 1 block · Onboarding PRD
        #  Lines  Type        What it says
        1  3–9    user story  As a new user I
                              verify my address
        onboarding-prd.md, version 0
      "
    `);
    const wide: Card = {
      ...card,
      title: 'Wide',
      blocks: [{ kind: 'table', columns: ['One', 'Two', 'Three', 'Four'], rows: [['1', '2', '3', '4']] }],
    };
    expect(draw(wide, 22).slice(1)).toEqual(['  One: 1', '  Two: 2', '  Three: 3', '  Four: 4']);
  });

  it('shows an error as a sentence and a remedy', () => {
    const said = {
      message: 'There is no document "roadmap".',
      remedy: 'Say "documents" to see what was read.',
    };
    expect(golden(drawErrorCard(new DocketError('NOT_FOUND', said)))).toMatchInlineSnapshot(`
      "
      ✖ There is no document "roadmap".
        Say "documents" to see what was read.
      "
    `);
  });

  it('shows no choices where nothing can be pressed', () => {
    const parts = renderCard(board, { width: 80, paint: createPaint(false), numberOf: null });
    expect(parts.flatMap((part) => part.lines).join('\n')).not.toContain('[1]');
  });

  it('makes a link clickable where colours are shown, and prints no address then', () => {
    const push = draw(drawPushCard(makePush(['confirmed'])), 80, true).join('\n');
    expect(push).toContain(']8;;http://127.0.0.1:4010/docket/issue/ENG-1\u0007ENG-1');
    expect(push.match(/http/g)).toHaveLength(1);
  });

  it('prints only web addresses', () => {
    const link = (url: string): Card => ({
      ...board,
      blocks: [{ kind: 'text', text: [{ kind: 'link', text: 'ENG-1', url }] }],
      choices: [],
    });
    expect(draw(link('https://linear.app/x')).join()).toContain('https://linear.app/x');
    expect(draw(link('file:///etc/passwd')).join()).not.toContain('passwd');
    expect(draw(link('https://x.example/\u001b[2J')).join()).toContain('https://x.example/%1B[2J');
  });
});

const unsafe = /[[\p{Cc}--\n]\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/v;
const esc = String.fromCharCode(27);
const bell = String.fromCharCode(7);
/** Colours, and the two halves of a hyperlink. */
const ours = new RegExp(`${esc}(?:\\[\\d+m|\\]8;;[!-~]*${bell})`, 'g');
/** Alone on its line, or behind its row's mark. */
const address = /^\s*(?:\S{1,4} +){0,2}https?:\/\/\S+$/;

describe('text from outside', () => {
  it('is never wider than the screen, but for an address, which stays whole', () => {
    fc.assert(
      fc.property(hostileCard, fc.constantFrom(20, 40, 80, 100), (card, width) => {
        for (const line of draw(card, width)) {
          if (!address.test(line)) expect(widthOf(line)).toBeLessThanOrEqual(width);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('brings no control characters, with colour and without', () => {
    fc.assert(
      fc.property(hostileCard, fc.boolean(), (card, color) => {
        for (const line of draw(card, 60, color)) expect(line.replace(ours, '')).not.toMatch(unsafe);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps its words: only controls, line ends and direction signs change', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(makeSafe(makeSafe(text))).toBe(makeSafe(text));
      }),
    );
    expect(makeSafe('plain – ünïcode 漢字 👩‍👩‍👧')).toBe('plain – ünïcode 漢字 👩‍👩‍👧');
    expect(makeSafe('\u001b[31mred')).toBe('␛[31mred');
    expect(makeSafe('invoice\u202efdp.exe')).toBe('invoice\ufffdfdp.exe');
  });
});
