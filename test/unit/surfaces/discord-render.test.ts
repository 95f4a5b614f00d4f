/** Cards as messages of Discord: within its limits at any size, and with nothing in them that a document could make live. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawBoardCard } from '../../../src/cards/board-card.ts';
import { drawBugFormCard } from '../../../src/cards/bug-form-card.ts';
import type { Card } from '../../../src/cards/card.ts';
import { drawEditFormCard } from '../../../src/cards/edit-form-card.ts';
import { drawPushCard } from '../../../src/cards/push-card.ts';
import { drawPushEndCard } from '../../../src/cards/push-end-card.ts';
import type { IntentState } from '../../../src/domain/push.ts';
import { checkComponents } from '../../../src/sandbox/discord/check-components.ts';
import { checkModal } from '../../../src/sandbox/discord/check-modal.ts';
import type { Json } from '../../../src/sandbox/discord/world.ts';
import {
  countComponents,
  type DiscordMessage,
  measureText,
} from '../../../src/surfaces/discord/components.ts';
import { formatId, readId } from '../../../src/surfaces/discord/custom-id.ts';
import { drawModal, formOf, pagesOf } from '../../../src/surfaces/discord/form.ts';
import { renderMessage } from '../../../src/surfaces/discord/render.ts';
import { hostileCard, hostileText } from '../../support/hostile.ts';
import { makeBoard, makePush, makeTicket, rowOf, viewOf } from '../../support/views.ts';

const faultsOf = ({ components }: DiscordMessage) =>
  checkComponents(components as unknown as Json[], { isV2: true, attached: [] });

function boardOf(count: number, page: number): Card {
  const rows = Array.from({ length: count }, (_, at) =>
    rowOf(
      viewOf(
        makeTicket(at + 1, {
          title: `Verify *the* address ${'long '.repeat(at % 40)}${at}`,
          priority: ((at % 4) + 1) as 1,
        }),
      ),
    ),
  );
  return drawBoardCard(makeBoard(rows, { page }));
}

const textsOf = (message: DiscordMessage): string =>
  JSON.stringify(message.components, (key, value) =>
    key === 'custom_id' || key === 'value' || key === 'url' ? undefined : value,
  );

/** What Discord parses: not what buttons and menus say. */
const parsedOf = (message: DiscordMessage): string =>
  JSON.stringify(message.components, (key, value) =>
    /^(?:custom_id|value|url|label|placeholder)$/.test(key) ? undefined : value,
  );

/** What Discord would bring to life. */
const live = /(?<!\\)<(?:@|#|:|a:|t:|\/)|@(?:everyone|here)/;

describe('a message', () => {
  it.each([1, 2, 5, 9, 10, 11, 15, 16, 40, 100, 200, 500])(
    'of a board of %i tickets is what Discord takes on any page',
    (count) => {
      for (const page of [0, 1, 2, Math.ceil(count / 10)]) {
        if (page > Math.ceil(count / 10)) continue;
        const message = renderMessage(boardOf(count, page));
        expect(faultsOf(message)).toEqual([]);
        expect(countComponents(message.components)).toBeLessThanOrEqual(40);
        expect(measureText(message.components)).toBeLessThanOrEqual(4000);
        const turning = page > 0 && page < Math.ceil(count / 10);
        if (turning) expect(textsOf(message)).toContain('"Next page"');
      }
    },
  );

  it.each([1, 50, 500])(
    'of a push of %i tickets is what Discord takes, under way and at its end',
    (count) => {
      const states = Array.from(
        { length: count },
        (_, at): IntentState => (at % 9 === 8 ? 'failed' : 'confirmed'),
      );
      for (const card of [
        drawPushCard(makePush([...states.slice(1), 'sending'])),
        drawPushEndCard(makePush(states)),
      ])
        expect(faultsOf(renderMessage(card))).toEqual([]);
    },
  );

  it('is taken by Discord whatever the card holds, and mentions nobody', () => {
    fc.assert(
      fc.property(hostileCard, (card) => {
        const message = renderMessage(card);
        expect(faultsOf(message)).toEqual([]);
        expect(message.allowed_mentions).toEqual({ parse: [], users: [] });
        expect(parsedOf(message)).not.toMatch(live);
      }),
      { numRuns: 60 },
    );
  });

  it('makes no mention, link, style or layout of what a document says', () => {
    const text =
      '@everyone <@1400> [x](https://evil.example) **bold** ||spoiler||\n# Title\n> quote\n-# small\n1. one ```js';
    const card: Card = {
      title: text,
      tone: 'info',
      blocks: [{ kind: 'text', text }],
      choices: [],
      summary: text,
    };
    const said = textsOf(renderMessage(card));
    expect(said).not.toMatch(live);
    expect(said).toContain('\\\\*\\\\*bold');
    expect(said).toContain('\\\\[x\\\\](https://evil.example)');
    expect(said).toMatch(/\\n\\\\# Title\\n\\\\> quote\\n\\\\-# small\\n1\\\\\. one/);
  });

  it('tells one person, where our own card means to', () => {
    const mention = (notify: boolean) => ({ kind: 'mention' as const, memberId: 'm1', name: 'Ana', notify });
    const drawn = (notify: boolean) =>
      renderMessage(
        {
          title: '',
          tone: 'info',
          blocks: [{ kind: 'text', text: [mention(notify)] }],
          choices: [],
          summary: '',
        },
        { userOf: () => '1400000000000000001' },
      );
    expect(drawn(true).allowed_mentions).toEqual({ parse: [], users: ['1400000000000000001'] });
    expect(drawn(false).allowed_mentions).toEqual({ parse: [], users: [] });
    expect(textsOf(drawn(true))).toContain('<@1400000000000000001>');
  });
});

describe('a form', () => {
  it('is a modal on as many pages as it needs, each what Discord takes', () => {
    const long = viewOf(makeTicket(1, { description: 'x'.repeat(5000) }));
    for (const card of [
      drawBugFormCard('It broke.\nBadly.'),
      drawEditFormCard(viewOf(makeTicket(1))),
      drawEditFormCard(long),
    ]) {
      const form = formOf(card)!;
      const pages = pagesOf(form);
      const modals = pages.map((_, page) => drawModal(card, form, { draft: 'd', page, values: {} }));
      for (const modal of modals) expect(checkModal(modal as unknown as Json)).toEqual([]);
      expect(pages.flat().length).toBe(
        form.fields.filter(({ value }) => (value ?? '').length <= 4000).length,
      );
    }
    const bug = drawBugFormCard('x');
    expect(pagesOf(formOf(bug)!)).toHaveLength(1);
    expect(
      JSON.stringify(
        drawModal(drawEditFormCard(long), formOf(drawEditFormCard(long))!, {
          draft: 'd',
          page: 0,
          values: {},
        }),
      ),
    ).not.toContain('xxxxx');
  });

  it('takes any text as its value', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const card = drawBugFormCard(text);
        const modal = drawModal(card, formOf(card)!, { draft: 'd', page: 0, values: {} });
        expect(checkModal(modal as unknown as Json)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

it('a custom id says what it was made of, also of twins', () => {
  for (const kind of ['do', 'ask', 'row', 'next'] as const) {
    const token = 'dk1:merge:018f0000-0000-7000-8000-000000000002:FEAT-2026-001:1';
    expect(readId(formatId({ kind, token }, 3))).toEqual({ kind, token });
  }
  expect(readId('')).toBeNull();
});
