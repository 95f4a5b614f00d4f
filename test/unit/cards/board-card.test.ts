/** The review board's card: what it says and what it lets a person press. */
import { describe, expect, it } from 'vitest';
import { parseAction } from '../../../src/cards/action-token.ts';
import { drawBoardCard } from '../../../src/cards/board-card.ts';
import type { Card, ListItem } from '../../../src/cards/card.ts';
import type { BoardRow } from '../../../src/domain/publication-view.ts';
import type { ReviewStatus, Ticket } from '../../../src/domain/ticket.ts';
import { idOf, linear, makeBoard, makeRef, makeTicket, rowOf, viewOf } from '../../support/views.ts';

function waiting(number: number, over: Partial<Ticket> = {}): BoardRow {
  return rowOf(viewOf(makeTicket(number, over)));
}

function reviewed(number: number, status: ReviewStatus, pushError: string | null = null): BoardRow {
  const ticket = makeTicket(number);
  const review = { ...ticket.review, status, pushError };
  const refs = status === 'pushed' ? [makeRef(ticket, number)] : [];
  return rowOf(viewOf({ ...ticket, review }, { refs }), { approvedBy: 'Ana' });
}

function itemsOf(card: Card): ListItem[] {
  return card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
}

function labelsOf(card: Card): string[] {
  return card.choices.map((choice) => choice.label);
}

function words(card: Card): string {
  return JSON.stringify(card);
}

describe('the review board', () => {
  it('offers to approve and push in one press when a push was asked for', () => {
    const card = drawBoardCard(makeBoard([waiting(1), waiting(2)]));
    const [first, second] = card.choices;
    expect(first).toMatchObject({
      label: 'Approve all 2 and push to Linear › Engineering (sandbox)',
      style: 'primary',
      confirm: 'Approve all 2 and push to Linear › Engineering (sandbox)? This creates 2 issues there.',
    });
    expect(parseAction(first!.action)).toEqual({ verb: 'push', ref: idOf(2), item: 'all', rev: 1 });
    expect(second).toMatchObject({
      label: 'Approve all 2',
      confirm: 'Approve all 2? Nothing is pushed yet.',
    });
  });

  it('names how many more it approves and how many it pushes once some are approved', () => {
    const card = drawBoardCard(makeBoard([reviewed(1, 'reviewed'), waiting(2), waiting(3)]));
    expect(labelsOf(card)).toEqual([
      'Approve 2 more and push all 3 to Linear › Engineering (sandbox)',
      'Approve all 2',
      'Push 1 approved to Linear › Engineering (sandbox)',
    ]);
  });

  it('offers no push without a destination and says how to name one', () => {
    const card = drawBoardCard(makeBoard([waiting(1)], { destination: null }));
    expect(labelsOf(card)).toEqual(['Approve 1 ticket']);
    expect(words(card)).toContain('No destination yet');
  });

  it('says sandbox once, also when the label already does', () => {
    const destination = { ...linear, label: 'Linear › Engineering (sandbox)' };
    const card = drawBoardCard(makeBoard([waiting(1)], { destination }));
    expect(card.choices[0]!.label).toBe('Approve 1 ticket and push to Linear › Engineering (sandbox)');
  });

  it('shows the rows of its page and leads to the neighbours', () => {
    const rows = Array.from({ length: 5 }, (_, index) => waiting(index + 1));
    const card = drawBoardCard(makeBoard(rows, { page: 2 }, 2));
    expect(itemsOf(card).map((item) => item.number)).toEqual([3, 4]);
    expect(labelsOf(card)).toContain('Approve the 2 on this page');
    expect(labelsOf(card).slice(-2)).toEqual(['Next page', 'Previous page']);
    expect(parseAction(card.choices.at(-2)!.action)).toMatchObject({ verb: 'page', item: '3' });
  });

  it('lets a waiting row be approved, edited, discarded and shown, each bound to what was drawn', () => {
    const card = drawBoardCard(makeBoard([waiting(1, { version: 4 })], { rev: 7 }));
    const tokens = itemsOf(card)[0]!.choices!.map((choice) => parseAction(choice.action));
    const item = 'FEAT-2026-001';
    expect(tokens).toEqual([
      { verb: 'approve', ref: idOf(2), item, rev: 7 },
      { verb: 'edit', ref: idOf(2), item, rev: 4 },
      { verb: 'drop', ref: idOf(2), item, rev: 4 },
      { verb: 'show', ref: '', item, rev: 0 },
    ]);
  });

  it('says who approved a row and no longer offers to approve it', () => {
    const [item] = itemsOf(drawBoardCard(makeBoard([reviewed(1, 'reviewed')])));
    expect(item!.meta).toContain('approved by Ana');
    expect(item!.mark).toBe('done');
    expect(item!.choices!.map((choice) => choice.label)).toEqual(['Edit', 'Discard', 'Show']);
  });

  it('is read-only with links once everything is pushed', () => {
    const card = drawBoardCard(makeBoard([reviewed(1, 'pushed'), reviewed(2, 'pushed')]));
    expect(card.tone).toBe('success');
    expect(card.title).toBe('2 tickets · Onboarding PRD');
    expect(card.choices).toEqual([]);
    expect(itemsOf(card).flatMap((item) => item.choices)).toEqual([]);
    expect(itemsOf(card)[0]!.title).toContainEqual(expect.objectContaining({ kind: 'link', text: 'ENG-1' }));
  });

  it('tells why a row failed and offers to try again', () => {
    const rows = [reviewed(1, 'pushed'), reviewed(2, 'push_failed', 'The label “api” is archived.')];
    const card = drawBoardCard(makeBoard(rows, { pushId: idOf(3) }));
    expect(itemsOf(card)[1]).toMatchObject({ mark: 'failed', body: 'The label “api” is archived.' });
    expect(card.tone).toBe('warning');
    expect(parseAction(card.choices[0]!.action)).toMatchObject({ verb: 'retry', ref: idOf(3) });
  });

  it('says what the destination would refuse before anyone approves', () => {
    const row = rowOf(viewOf(makeTicket(1)), { problem: 'Linear has no team “ENG”.' });
    expect(itemsOf(drawBoardCard(makeBoard([row])))[0]).toMatchObject({
      mark: 'question',
      body: 'Linear has no team “ENG”.',
    });
  });

  it('names what a row comes after by the number it has on the board', () => {
    const rows = [
      waiting(1),
      rowOf(viewOf(makeTicket(2), { dependsOn: ['FEAT-2026-001', 'TASK-2026-009'] })),
      rowOf(viewOf(makeTicket(3, { priority: 0 }), { suggestedAfter: ['FEAT-2026-002'] })),
    ];
    const metas = itemsOf(drawBoardCard(makeBoard(rows))).map((item) => item.meta);
    expect(metas[1]).toContain('after #1, TASK-2026-009');
    expect(metas[2]).toEqual(['FEAT-2026-003', 'story', 'priority unset', 'line 13', 'better after #2']);
  });

  it('quotes the document under a title only where it says more than that', () => {
    const { origin } = makeTicket(1);
    const bodyOf = (title: string, sourceQuote: string) =>
      itemsOf(drawBoardCard(makeBoard([waiting(1, { title, origin: { ...origin, sourceQuote } })])))[0]!.body;
    expect(bodyOf('Let the host pick a lot', '- [ ] The host picks a lot.')).toBeUndefined();
    expect(bodyOf('Open within 3 seconds', '1. It opens within 3 seconds, in snow too.')).toMatchObject([
      { text: 'It opens within 3 seconds, in snow too.' },
    ]);
  });

  it('says who drafted the tickets', () => {
    expect(words(drawBoardCard(makeBoard([waiting(1)])))).toContain('Drafted by rules, no model.');
    const byModel = waiting(2, { origin: { ...makeTicket(2).origin, madeBy: 'model' } });
    expect(words(drawBoardCard(makeBoard([waiting(1), byModel])))).toContain(
      'Drafted: 1 ticket by rules, no model; 1 ticket by a model.',
    );
  });
});
