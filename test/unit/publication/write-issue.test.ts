/** What an issue says: the approved content, and where it comes from. */
import { describe, expect, it } from 'vitest';
import { newWork, type Ticket } from '../../../src/domain/ticket.ts';
import { orderForPush } from '../../../src/publication/plan-push.ts';
import { cleanReason } from '../../../src/publication/settle-intent.ts';
import { writeIssue, writeRanges } from '../../../src/publication/write-issue.ts';

function ticketOf(over: Partial<Ticket> = {}): Ticket {
  const at = '2026-05-01T12:00:00.000Z';
  return {
    id: '01970000-0000-7000-8000-000000000001',
    workspaceId: '01970000-0000-7000-8000-000000000000',
    key: 'FEAT-2026-001',
    type: 'feature',
    title: 'Show progress',
    description: '## Context\nPeople get lost.',
    criteria: [
      { text: 'The bar is visible', met: null, origin: 'document' },
      { text: 'Steps are counted', met: true, origin: 'person' },
    ],
    labels: ['ux'],
    priority: 2,
    effort: 'medium',
    parentId: null,
    review: { status: 'reviewed', by: 'ana', at, pushError: null, stale: false },
    work: newWork(),
    planning: { nodeType: 'work', effortRange: null, estimatedHours: null, suggestedAfter: [] },
    origin: {
      kind: 'generated',
      madeBy: 'rules',
      documentId: '01970000-0000-7000-8000-000000000002',
      documentVersion: 2,
      primaryBlockId: null,
      sourceLines: [12, 13, 14, 20],
      sourceQuote: null,
      sourceKey: null,
    },
    version: 1,
    createdBy: { kind: 'user', id: 'ana', name: 'Ana' },
    createdAt: at,
    updatedAt: at,
    archivedAt: null,
    deletedAt: null,
    ...over,
  };
}

const context = {
  dependsOn: ['BUG-2026-001', 'BUG-2026-002'],
  documentTitle: 'Onboarding',
  approvedBy: 'Ana',
};

describe('an issue', () => {
  it('carries context, criteria, effort, dependencies, source and approver, in that order', () => {
    expect(writeIssue(ticketOf(), context).body).toBe(
      [
        '## Context\nPeople get lost.',
        '## Acceptance Criteria\n- [ ] The bar is visible\n- [x] Steps are counted',
        '**Effort:** medium',
        '**Depends on:** BUG-2026-001, BUG-2026-002',
        '---',
        'Source: Onboarding v2, lines 12–14, 20',
        'Approved by Ana in Docket',
      ].join('\n\n'),
    );
  });

  it('does not repeat criteria that the description already has', () => {
    const description = '## Acceptance criteria\n- [ ] The bar is visible';
    const { body } = writeIssue(ticketOf({ description }), context);
    expect(body.match(/acceptance criteria/gi)).toHaveLength(1);
  });

  it('says nothing about what is not there', () => {
    const bare = ticketOf({ description: 'Do it.', criteria: [], effort: null });
    const nothing = { dependsOn: [], documentTitle: null, approvedBy: null };
    expect(writeIssue(bare, nothing).body).toBe('Do it.');
  });

  it.each([
    [0, 3],
    [1, 1],
    [4, 4],
  ] as const)('with priority %i is pushed with priority %i', (priority, pushed) => {
    expect(writeIssue(ticketOf({ priority }), context).priority).toBe(pushed);
  });

  it.each([
    ['5', 5],
    ['2.5 points', 2.5],
    ['medium', null],
    ['2-3 days', null],
    [null, null],
  ])('estimates %s as %s', (effort, estimate) => {
    expect(writeIssue(ticketOf({ effort }), context).estimate).toBe(estimate);
  });
});

describe('line ranges', () => {
  it.each([
    [[5], '5'],
    [[1, 2, 3], '1–3'],
    [[1, 3, 4, 9], '1, 3–4, 9'],
  ])('of %j read "%s"', (lines, text) => {
    expect(writeRanges(lines)).toBe(text);
  });
});

describe('the order of a push', () => {
  const line = (id: string, parentId: string | null) => ticketOf({ id, parentId });

  it('puts parents before children and leaves everything else where it was', () => {
    const tickets = [
      line('c', 'b'),
      line('x', null),
      line('b', 'a'),
      line('a', null),
      line('y', 'elsewhere'),
    ];
    expect(orderForPush(tickets).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'x', 'y']);
  });

  it('ends also where parents form a circle', () => {
    expect(orderForPush([line('a', 'b'), line('b', 'a')])).toHaveLength(2);
  });
});

describe('a reason', () => {
  it('is one line without anything that looks like a key', () => {
    const key = 'lin_api_ABCdef0123456789';
    expect(cleanReason(`Refused\n  ${key} github_pat_11AAA_bbb xoxb-12-ab`)).toBe(
      'Refused [removed] [removed] [removed]',
    );
  });
});
