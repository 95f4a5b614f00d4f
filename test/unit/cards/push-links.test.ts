/** Links as people see them: named before a push, and told of with their ticket when it is over. */
import { describe, expect, it } from 'vitest';
import { drawBoardCard } from '../../../src/cards/board-card.ts';
import { drawPushCard } from '../../../src/cards/push-card.ts';
import type { PushForecast, PushLink } from '../../../src/domain/publication-view.ts';
import { makeBoard, makePush } from '../../support/views.ts';

const linkTo = (to: string, over: Partial<PushLink> = {}): PushLink => ({
  type: 'blocks',
  to,
  state: 'confirmed',
  reason: null,
  ...over,
});

describe('a push', () => {
  const detailsOf = (links: PushLink[], over: Parameters<typeof makePush>[1] = {}) => {
    const view = makePush(['confirmed'], over);
    view.rows[0]!.links = links;
    const card = drawPushCard(view);
    const checklist = card.blocks.find((block) => block.kind === 'checklist')!;
    return { card, details: checklist.items.map(({ detail }) => detail) };
  };

  it('names each link by its kind when it is over, and what was not made with the reason', () => {
    const { details } = detailsOf([
      linkTo('ENG-2'),
      linkTo('ENG-5'),
      linkTo('ENG-7', { type: 'relatesTo' }),
      linkTo('The plan', { type: 'source' }),
      linkTo('ENG-9', { state: 'failed', reason: 'It is gone' }),
      linkTo('ENG-8', { state: 'cancelled', reason: 'It was taken away.' }),
    ]);
    expect(details).toEqual(['Blocks ENG-2 and ENG-5. Relates to ENG-7. Not linked to ENG-9: It is gone.']);
    expect(detailsOf([linkTo('ENG-2')], { finished: false }).details).toEqual([undefined]);
  });

  it('is a warning with a retry, and no failure, when a link was not made', () => {
    const counts = { ...makePush(['confirmed']).counts, linked: 1, unlinked: 2 };
    const { card } = detailsOf([], { counts });
    expect(card.tone).toBe('warning');
    expect(card.title).toBe('Pushed to Linear › Engineering (sandbox)');
    expect(card.summary).toMatch(/ENG-1, with 1 link\. 2 links were not made\.$/);
    expect(card.choices.map(({ label }) => label)).toContain('Retry 2 links');
  });

  it('asks for attention when nobody can tell for long what became of an attempt', () => {
    const view = makePush(['unknown']);
    view.rows[0]!.attention = true;
    expect(JSON.stringify(drawPushCard(view))).toContain('Needs attention: no answer for over 15 minutes.');
  });
});

describe('a board', () => {
  const boardWith = (over: Partial<PushForecast>) => {
    const all = { issues: 16, links: [], pages: 0, leastMs: 0, ...over };
    return drawBoardCard({ ...makeBoard([]), forecast: { all, approved: all } });
  };
  const textsOf = (card: ReturnType<typeof drawBoardCard>) =>
    card.blocks.flatMap((block) =>
      block.kind === 'text' && typeof block.text === 'string' ? block.text : [],
    );

  it('names the links that pushing it makes, the first of many, because approving tickets approves them', () => {
    const links = Array.from({ length: 14 }, (_, at) => ({
      type: 'blocks' as const,
      from: at < 10 ? 'A-1' : 'A-2',
      to: `B-${at}`,
    }));
    expect(textsOf(boardWith({ links }))).toContain(
      'With the issues come 14 links: A-1 blocks B-0, B-1, B-2, B-3, B-4, B-5, B-6, B-7, B-8 and B-9; A-2 blocks B-10 and B-11; 2 more.',
    );
    expect(textsOf(boardWith({ links: links.slice(0, 1), pages: 1 }))).toContain(
      'With the issues comes 1 link: A-1 blocks B-0. 1 issue will point to the page it was read from.',
    );
  });

  it('says how long it takes at best, where that is worth saying', () => {
    const sayTime = (leastMs: number) => textsOf(boardWith({ issues: 500, leastMs })).at(0) ?? '';
    expect(sayTime(499_000)).toBe('500 issues take at best 9 min: that is all the tracker allows.');
    expect(sayTime(12_000)).toContain('at best 12 s');
    expect(sayTime(2 * 3_600_000 + 1)).toContain('at best 2 h 1 min');
    expect(sayTime(5_000)).not.toContain('at best');
  });
});
