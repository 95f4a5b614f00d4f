/** Possible duplicates on cards: what the board and the answer to a question say, and what they let a person decide. */
import { describe, expect, it } from 'vitest';
import { parseAction } from '../../../src/cards/action-token.ts';
import { drawBoardCard } from '../../../src/cards/board-card.ts';
import type { Card, ListItem, Text } from '../../../src/cards/card.ts';
import { drawDuplicatesCard } from '../../../src/cards/duplicates-card.ts';
import { drawPushCard } from '../../../src/cards/push-card.ts';
import {
  candidateRef,
  type DuplicateCandidate,
  type DuplicateChoice,
  type DuplicateFinding,
} from '../../../src/domain/duplicate.ts';
import type { BoardRow } from '../../../src/domain/publication-view.ts';
import { at, idOf, linear, makeBoard, makePush, makeTicket, rowOf, viewOf } from '../../support/views.ts';

const sso: DuplicateCandidate = {
  kind: 'issue',
  id: 'issue-88',
  key: 'ENG-88',
  title: 'Add SSO login',
  url: 'https://linear.test/ENG-88',
  status: 'In Progress',
  open: true,
  score: 0.8,
  strong: true,
  words: ['sso', 'login', 'okta'],
};

function findingOf(number: number, over: Partial<DuplicateFinding> = {}): DuplicateFinding {
  const base = { ticketId: idOf(100 + number), workspaceId: idOf(0), destination: linear.id };
  return { ...base, contentHash: 'h', candidates: [sso], foundAt: at, decision: null, ...over };
}

function decidedOn(number: number, choice: DuplicateChoice): DuplicateFinding {
  const candidate = choice === 'create' ? null : sso;
  const decision = { choice, candidate, seen: [candidateRef(sso)], by: idOf(900), byName: 'Dana', at };
  return findingOf(number, { decision });
}

const row = (number: number, duplicates: DuplicateFinding | null = null): BoardRow =>
  rowOf(viewOf(makeTicket(number)), { duplicates });

const itemsOf = (card: Card): ListItem[] =>
  card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));

const wordsOf = (text: Text | undefined): string =>
  typeof text === 'string'
    ? text
    : (text ?? []).map((part) => ('text' in part ? part.text : part.name)).join('');

const labels = (item: ListItem | undefined) => item?.choices?.map(({ label }) => label);

describe('a row that may be a duplicate', () => {
  it('says of what, whether that is open, and which words both say', () => {
    const [item] = itemsOf(drawBoardCard(makeBoard([row(1, findingOf(1))])));
    expect(item?.mark).toBe('question');
    expect(wordsOf(item?.body)).toBe('may duplicate ENG-88 “Add SSO login” (In Progress): sso, login, okta');
    expect(item?.body).toContainEqual({ kind: 'link', text: 'ENG-88', url: sso.url });
  });

  it('offers a decision instead of an approval, bound to the ticket as drawn', () => {
    const [item] = itemsOf(drawBoardCard(makeBoard([row(1, findingOf(1))])));
    expect(labels(item)?.slice(0, 4)).toEqual(['Create anyway', 'Link to ENG-88', 'Update ENG-88', 'Skip']);
    expect(labels(item)).not.toContain('Approve');
    expect(parseAction(item!.choices![1]!.action)).toEqual({
      verb: 'dup_link',
      ref: idOf(101),
      item: candidateRef(sso),
      rev: 1,
    });
    expect(item!.choices![2]!.confirm).toContain('its title, status and labels stay');
  });

  it('offers no update of another ticket of ours', () => {
    const ticket = { ...sso, kind: 'ticket' as const, key: 'FEAT-2026-009', url: '' };
    const [item] = itemsOf(drawBoardCard(makeBoard([row(1, findingOf(1, { candidates: [ticket] }))])));
    expect(labels(item)?.slice(0, 3)).toEqual(['Create anyway', 'Link to FEAT-2026-009', 'Skip']);
  });

  it.each([
    ['link', 'Will be linked, as related, to ENG-88 “Add SSO login”. Decided by Dana.', true],
    ['update', 'Will be written into ENG-88 “Add SSO login”. Decided by Dana.', true],
    ['skip', 'Not pushed: duplicate of ENG-88 “Add SSO login”. Decided by Dana.', false],
    ['create', 'Not a duplicate. Decided by Dana.', true],
  ] as const)('once decided to %s says so, and lets people decide again', (choice, said, approvable) => {
    const [item] = itemsOf(drawBoardCard(makeBoard([row(1, decidedOn(1, choice))])));
    expect(wordsOf(item?.body)).toBe(said);
    expect(labels(item)).toContain('Decide again');
    expect(labels(item)?.includes('Approve')).toBe(approvable);
  });
});

describe('the buttons of a board', () => {
  it('name what stays out, and what a press creates, links and updates', () => {
    const rows = [row(1), row(2, findingOf(2)), row(3, decidedOn(3, 'link')), row(4, decidedOn(4, 'update'))];
    const card = drawBoardCard(makeBoard([...rows, row(5, decidedOn(5, 'skip'))]));
    const where = 'Linear › Engineering (sandbox)';
    expect(card.choices[0]).toMatchObject({
      label: `Approve 3 and push to ${where} (1 may be a duplicate)`,
      confirm: `Approve 3 and push to ${where}? This creates 2 issues there, links to ENG-88 and updates ENG-88. 1 may be a duplicate and stays out until you decide.`,
    });
    expect(card.choices[1]?.label).toBe('Approve 3');
    expect(card.summary).toContain('1 may be a duplicate, 1 not pushed as a duplicate');
    expect(card.tone).toBe('warning');
  });

  it('offer nothing to approve when all of it waits for a decision', () => {
    const { choices } = drawBoardCard(makeBoard([row(1, findingOf(1))]));
    expect(choices.map(({ label }) => label)).toEqual([]);
  });
});

describe('a push', () => {
  it('says what was linked, what was updated, and what was left out', () => {
    const view = makePush(['confirmed', 'confirmed']);
    view.rows[0]!.links = [{ type: 'issue', to: 'ENG-88', state: 'confirmed', reason: null }];
    view.rows[1]!.intent.existing = { choice: 'update', externalId: 'issue-2', externalKey: 'ENG-2' };
    view.skipped = [{ ticketId: null, key: 'FEAT-2026-009', status: null, reason: 'MAY_BE_DUPLICATE' }];
    const card = drawPushCard({ ...view, finished: true });
    const checklist = card.blocks.find((block) => block.kind === 'checklist');
    expect(checklist?.items.map(({ detail }) => detail)).toEqual([
      'Linked to ENG-88.',
      'Updated ENG-2; no new issue.',
    ]);
    expect(card.summary).toBe(
      '1 ticket created in Linear › Engineering (sandbox): ENG-1, 1 ticket written into ENG-2.',
    );
    expect(JSON.stringify(card)).toContain(
      'Skipped FEAT-2026-009: it may be a duplicate; decide on the board.',
    );
  });
});

describe('the answer to "is that there already?"', () => {
  const draw = (findings: DuplicateFinding[], problem: string | null = null) =>
    drawDuplicatesCard({
      destination: linear,
      rows: findings.map((finding, at) => ({ view: viewOf(makeTicket(at + 1)), finding })),
      problem,
      compared: { issues: 12, tickets: 5 },
    });

  it('says with how much was compared, and what was found', () => {
    const weak = { ...sso, id: 'issue-90', key: 'ENG-90', score: 0.44, strong: false };
    const card = draw([findingOf(1, { candidates: [sso, weak] }), findingOf(2, { candidates: [] })]);
    expect(card.summary).toBe(
      'Compared 2 tickets with 12 issues in Linear › Engineering (sandbox) and 4 other tickets in Docket: 1 may be a duplicate.',
    );
    expect(
      itemsOf(card).map(({ mark, meta, body }) => [mark, meta?.[1], wordsOf(body).slice(0, 20)]),
    ).toEqual([
      ['question', '80 % alike', 'may duplicate ENG-88'],
      ['none', '44 % alike', 'is similar to ENG-90'],
    ]);
  });

  it('is glad where there is nothing, and says when the tracker could not be searched', () => {
    expect(draw([findingOf(1, { candidates: [] })])).toMatchObject({ tone: 'success' });
    const blind = draw([findingOf(1, { candidates: [] })], 'Could not look for duplicates in Linear.');
    expect(blind.tone).toBe('warning');
    expect(blind.blocks[0]).toEqual({ kind: 'text', text: 'Could not look for duplicates in Linear.' });
    expect(draw([]).summary).toBe('None of these tickets is still to be pushed, so nothing was compared.');
  });
});
