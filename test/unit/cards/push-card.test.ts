/** The push card: progress per ticket, the good part first, and what can still be done. */
import { describe, expect, it } from 'vitest';
import { parseAction } from '../../../src/cards/action-token.ts';
import type { Card } from '../../../src/cards/card.ts';
import { drawPushCard } from '../../../src/cards/push-card.ts';
import { idOf, makePush } from '../../support/views.ts';

function checklistOf(card: Card) {
  const [block] = card.blocks;
  if (block?.kind !== 'checklist') throw new Error('no checklist');
  return block;
}

describe('the push card', () => {
  it('ends with one sentence that counts and names the issues', () => {
    const card = drawPushCard(makePush(Array.from({ length: 12 }, () => 'confirmed' as const)));
    expect(card.summary).toBe('12 tickets created in Linear › Engineering (sandbox): ENG-1 … ENG-12.');
    expect(card.tone).toBe('success');
    expect(card.title).toBe('Pushed to Linear › Engineering (sandbox)');
  });

  it('marks each ticket by what became of it', () => {
    const states = ['confirmed', 'sending', 'planned', 'unknown', 'failed', 'cancelled'] as const;
    const { items, done, total } = checklistOf(drawPushCard(makePush([...states])));
    expect(items.map((item) => item.mark)).toEqual([
      'done',
      'running',
      'pending',
      'question',
      'failed',
      'skipped',
    ]);
    expect([done, total]).toEqual([1, 6]);
    expect(items[0]!.text).toContainEqual(expect.objectContaining({ kind: 'link', text: 'ENG-1' }));
    expect(items[4]!.detail).toBe('Linear refused it: the label “api” is archived.');
  });

  it('can be cancelled while it runs and retried where it failed', () => {
    const running = drawPushCard(makePush(['confirmed', 'planned']));
    expect(running.choices.map((choice) => parseAction(choice.action))).toEqual([
      { verb: 'stop', ref: idOf(3), item: '', rev: 0 },
    ]);
    const ended = drawPushCard(makePush(['confirmed', 'failed', 'failed']));
    expect(ended.choices.map((choice) => choice.label)).toEqual(['Retry 2 failed', 'Check status']);
    expect(ended.summary).toBe(
      '1 of 3 tickets created in Linear › Engineering (sandbox): ENG-1. 2 failed; nothing was duplicated.',
    );
    expect(ended.tone).toBe('warning');
  });

  it('is red only when nothing at all was created', () => {
    expect(drawPushCard(makePush(['failed', 'failed'])).tone).toBe('danger');
    expect(drawPushCard(makePush(['cancelled'])).tone).toBe('warning');
  });

  it('says why a ticket was skipped', () => {
    const skipped = [
      { ticketId: null, key: 'FEAT-2026-009', status: null, reason: 'TICKET_NOT_REVIEWED' as const },
    ];
    const card = drawPushCard(makePush(['confirmed'], { skipped }));
    expect(JSON.stringify(card.blocks)).toContain('Skipped FEAT-2026-009: not approved yet.');
  });
});
