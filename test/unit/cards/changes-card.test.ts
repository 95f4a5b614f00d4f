/** The card of a changed document: what it counts, what it asks, and what it says of each ticket. */
import { expect, it } from 'vitest';
import { parseAction } from '../../../src/cards/action-token.ts';
import type { ListItem } from '../../../src/cards/card.ts';
import { drawChangesCard } from '../../../src/cards/changes-card.ts';
import { drawGeneratedCard } from '../../../src/cards/generated-card.ts';
import { drawSettledCard } from '../../../src/cards/settled-card.ts';
import type { DocumentChange, TicketProposal } from '../../../src/domain/document-changes.ts';
import type { Generated } from '../../../src/domain/ticket-view.ts';
import { at, makeDocument, makeTicket, viewOf } from '../../support/views.ts';

const views = [1, 2, 3, 4].map((number) => viewOf(makeTicket(number, { version: number })));
const keyOf = (number: number) => views[number - 1]!.ticket.key;

function generated(proposals: TicketProposal[], changes: Partial<Generated['changes']> = {}): Generated {
  return {
    ...{ document: makeDocument(), blocks: [], tickets: views, parked: [], readiness: [], questions: [] },
    ...{ created: 0, reused: 4, superseded: 0, markedStale: 0, warnings: [] },
    coverage: { required: 0, covered: 0, uncovered: [] },
    changes: { added: [], changed: [], moved: [], removed: [], ...changes },
    proposals,
  };
}

function change(number: number, over: Partial<DocumentChange> = {}): DocumentChange {
  return {
    key: keyOf(number),
    title: `Ticket ${number}`,
    lines: [number],
    old: 'was so',
    new: 'is thus',
    ...over,
  };
}

function proposal(number: number, over: Partial<TicketProposal>): TicketProposal {
  const why = 'The document changed.';
  const choices: TicketProposal['choices'] = over.applied === false ? ['take', 'keep'] : [];
  const about = { key: keyOf(number), title: `Ticket ${number}`, version: number };
  return { ...about, kind: 'update', why, applied: true, choices, ...over };
}

function itemsOf(given: Generated): ListItem[] {
  return drawChangesCard(given)!.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
}

it('counts what changed and what did not, and asks first what waits for a person', () => {
  const given = generated(
    [
      proposal(1, { kind: 'create' }),
      proposal(2, { kind: 'conflict', applied: false }),
      proposal(3, { kind: 'obsolete', applied: false }),
    ],
    {
      added: [change(1, { old: null })],
      changed: [change(2)],
      removed: [change(3, { key: 'FEAT-2026-009' })],
    },
  );
  const card = drawChangesCard(given)!;
  expect(card.title).toBe('1 changed, 1 new, 1 gone, 2 untouched · Onboarding PRD');
  expect(card.summary).toMatch(/2 of them wait for you\.$/);
  const items = itemsOf(given);
  expect(items.map(({ mark }) => mark)).toEqual(['question', 'question', 'pending']);
  expect(items.map(({ choices = [] }) => choices.map(({ label }) => label))).toEqual([
    ['Take the document’s', 'Keep it as it is'],
    ['Discard', 'Keep it as it is'],
    [],
  ]);
  expect(parseAction(items[0]!.choices![0]!.action)).toEqual({
    verb: 'take',
    ref: '',
    item: keyOf(2),
    rev: 2,
  });
});

it('shows each field with what a person made of it, and the line that went and the one that came', () => {
  const fields: TicketProposal['fields'] = [
    { field: 'priority', base: 2, ours: 4, theirs: 1, conflict: false },
    { field: 'effort', base: null, ours: null, theirs: 'large', conflict: false },
    { field: 'criteria', base: ['a'], ours: ['a'], theirs: ['a', 'b'], conflict: false },
    { field: 'description', base: 'x', ours: 'x', theirs: 'y', conflict: false },
  ];
  const [item] = itemsOf(
    generated([proposal(1, { kind: 'conflict', applied: false, fields })], {
      changed: [change(1, { old: 'same\nwas so', new: 'same\nis thus' })],
    }),
  );
  expect(item!.body).toMatchObject([
    {
      text: [
        'priority: P1 → P0 (on the ticket: P3)',
        'effort: none → large',
        'criteria: a → a; b',
        '− was so',
        '+ is thus',
        'The document changed.',
      ].join('\n'),
    },
  ]);
});

it('tells once that tickets follow the document, and says nothing twice', () => {
  const fields: TicketProposal['fields'] = [
    {
      field: 'criteria',
      base: ['Opens in 3 s'],
      ours: ['Opens in 3 s'],
      theirs: ['Opens in 2 s'],
      conflict: false,
    },
  ];
  const given = generated([proposal(1, { fields }), proposal(2, {})], {
    changed: [change(1, { old: '### Gate\n- Opens in 3 s', new: '### The gate\n- Opens in 2 s' }), change(2)],
  });
  expect(itemsOf(given).map(({ body }) => body)).toMatchObject([
    [{ text: '− Opens in 3 s\n+ Opens in 2 s' }],
    [{ text: '− was so\n+ is thus' }],
  ]);
  expect(JSON.stringify(drawChangesCard(given))).toContain('follow the document by themselves');
});

it('names in one line what stands elsewhere and asks for the same', () => {
  const given = generated([1, 2].map((number) => proposal(number, { kind: 'leave' })));
  expect(itemsOf(given)).toEqual([]);
  expect(JSON.stringify(drawChangesCard(given))).toContain(
    `asking for the same: ${keyOf(1)} and ${keyOf(2)}.`,
  );
});

it('is not drawn for a new document, nor where nothing changed and nothing waits', () => {
  expect(drawChangesCard(generated([]))).toBeNull();
  const { changes: _changes, proposals: _proposals, ...fresh } = generated([]);
  expect(drawChangesCard(fresh)).toBeNull();
});

it('keeps the card of the run from saying that nothing changed', () => {
  expect(drawGeneratedCard(generated([])).summary).toMatch(/Nothing in it changed/);
  expect(drawGeneratedCard(generated([proposal(1, {})])).summary).not.toMatch(/Nothing in it changed/);
});

it('says what was decided', () => {
  const [view] = views;
  const gone = viewOf({ ...view!.ticket, deletedAt: at });
  expect(drawSettledCard({ tickets: [view!], choice: 'keep' }).summary).toBe('FEAT-2026-001 stays as it is.');
  expect(drawSettledCard({ tickets: [view!], choice: 'take' }).summary).toMatch(/waits for review/);
  expect(drawSettledCard({ tickets: [gone], choice: 'take' }).summary).toMatch(/was discarded/);
});
