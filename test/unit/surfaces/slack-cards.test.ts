/** The main cards as Slack gets them: within its limits at any size, and kept as pictures to be read. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawBoardCard } from '../../../src/cards/board-card.ts';
import { drawBugFormCard } from '../../../src/cards/bug-form-card.ts';
import type { Card } from '../../../src/cards/card.ts';
import { drawHomeCard } from '../../../src/cards/home-card.ts';
import { drawPushCard } from '../../../src/cards/push-card.ts';
import { drawPushEndCard } from '../../../src/cards/push-end-card.ts';
import type { HomeView } from '../../../src/domain/home-view.ts';
import type { IntentState } from '../../../src/domain/push.ts';
import { checkBlocks, checkView } from '../../../src/sandbox/slack/check-blocks.ts';
import { drawModal } from '../../../src/surfaces/slack/modal.ts';
import { renderMessage } from '../../../src/surfaces/slack/render.ts';
import { idOf, linear, makeBoard, makePush, makeTicket, rowOf, viewOf } from '../../support/views.ts';

const nobody = () => null;
const titles = [
  'Verify the e-mail address before a workspace is made',
  'Send the verification again, at most once a minute',
  'Sign up with Google or Microsoft',
];
const rows = titles.map((title, at) =>
  rowOf(
    viewOf(
      makeTicket(at + 1, {
        title,
        priority: (at + 1) as 1,
        description: 'New customers wait for a person of ours today, and a third of them never comes back.',
      }),
    ),
  ),
);
const many = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    rowOf(
      viewOf(makeTicket(at + 1, { title: `${titles[at % 3]} (${at + 1})`, priority: ((at % 4) + 1) as 1 })),
    ),
  );
const home: HomeView = {
  asked: [{ id: idOf(1), preview: 'Discard one ticket: FEAT-2026-003 "Sign up with Google or Microsoft"' }],
  waiting: [
    {
      boardId: idOf(2),
      title: 'Onboarding PRD',
      thread: { surface: 'slack', external: 'T0ACME/C0ONBOARD/1780000000.000100' },
      toReview: 9,
      approved: 2,
      failed: 1,
    },
  ],
  mine: [],
  pushes: [
    {
      pushId: idOf(3),
      destination: linear,
      byName: 'Ana',
      thread: { surface: 'slack', external: 'T0ACME/C0ONBOARD/1780000000.000100' },
      total: 12,
      created: 11,
      failed: 1,
      finished: true,
    },
  ],
  trackers: [{ name: 'linear', sandbox: true }],
  defaults: [
    { channel: null, values: { defaultTracker: 'linear' } },
    { channel: 'T0ACME/C0ONBOARD', values: {} },
  ],
};
const sayDefaults = (values: { defaultTracker?: string }) =>
  values.defaultTracker ? [`Default tracker: ${values.defaultTracker}`] : [];

const pictures: [name: string, card: Card][] = [
  ['board', drawBoardCard(makeBoard(rows))],
  ['overview', drawBoardCard(makeBoard(many(16), { page: 0 }))],
  ['push-under-way', drawPushCard(makePush(['confirmed', 'sending', 'planned']))],
  ['push-ended', drawPushEndCard(makePush(['confirmed', 'confirmed', 'failed']))],
  ['home', drawHomeCard(home, sayDefaults)],
];

describe('a picture of', () => {
  it.each(pictures)('%s is what Slack takes', async (name, card) => {
    const message = renderMessage(card, nobody);
    expect(checkBlocks(message.blocks, 50)).toEqual([]);
    const file = join(import.meta.dirname, `../../fixtures/slack/cards/${name}.json`);
    await expect(`${JSON.stringify(message, null, 2)}\n`).toMatchFileSnapshot(file);
  });

  it('a bug report is what Slack takes', async () => {
    const view = drawModal(
      drawBugFormCard('The total shows 0.\nIt worked yesterday.'),
      'T0ACME/C1/1.2',
      nobody,
      {
        source: 'https://acme.slack.com/archives/C1/p12',
      },
    );
    expect(checkView(view as never)).toEqual([]);
    const file = join(import.meta.dirname, '../../fixtures/slack/cards/bug-report.json');
    await expect(`${JSON.stringify(view, null, 2)}\n`).toMatchFileSnapshot(file);
  });
});

describe('a push', () => {
  it.each([1, 50, 100, 500])('of %i tickets is within the limits under way and at its end', (count) => {
    const states = Array.from(
      { length: count },
      (_, at): IntentState => (at % 9 === 8 ? 'failed' : 'confirmed'),
    );
    const under = makePush([...states.slice(1), 'sending']);
    for (const card of [
      drawPushCard(under),
      drawPushCard(makePush(states)),
      drawPushEndCard(makePush(states)),
    ]) {
      const { blocks, text } = renderMessage(card, nobody);
      expect(checkBlocks(blocks, 50)).toEqual([]);
      expect(text.length).toBeGreaterThan(20);
    }
    const end = renderMessage(drawPushEndCard(makePush(states)), nobody).blocks;
    const plan = end.find(({ type }) => type === 'plan') as { tasks: { status: string }[] };
    const failed = Math.min(states.filter((state) => state === 'failed').length, 30);
    expect(plan.tasks.slice(0, failed).every(({ status }) => status === 'error')).toBe(true);
  });
});
