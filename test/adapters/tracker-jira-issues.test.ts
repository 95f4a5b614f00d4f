/** What becomes of tickets in Jira: fields, links, parents and statuses, and what is said where something does not fit. */
import { afterEach, describe, expect, it } from 'vitest';
import type { IssueOrder } from '../../src/domain/push.ts';
import { adfToMarkdown } from '../../src/trackers/jira/adf-to-markdown.ts';
import { createOne, draftOf, freshKey } from '../contracts/tracker.ts';
import { closeJira, openJira } from '../support/jira.ts';

afterEach(closeJira);

function ordersOf(...titles: string[]): IssueOrder[] {
  return titles.map((title) => ({ draft: draftOf({ title }), key: freshKey() }));
}

describe('a ticket in Jira', () => {
  it('carries everything Jira has a field for, and its key where nobody sees it', async () => {
    const { sandbox, tracker } = await openJira();
    const key = freshKey();
    const draft = draftOf({ labels: ['on boarding'], priority: 1, estimate: 5 });
    expect(await createOne(tracker, draft, key)).toMatchObject({
      kind: 'created',
      warnings: [expect.stringContaining('"on boarding" becomes "on-boarding"')],
    });
    const [issue] = sandbox.issues();
    expect(issue).toMatchObject({
      key: 'PROD-1',
      summary: draft.title,
      priority: 'Highest',
      labels: ['on-boarding', 'type:feature'],
      type: 'Story',
      storyPoints: 5,
      properties: { 'docket.key': { k: key.marker, h: expect.stringMatching(/^[0-9a-f]{8}$/) } },
    });
    expect(adfToMarkdown(issue!.description)).toBe(draft.body.replace('Criteria\n-', 'Criteria\n\n-'));
    expect(sandbox.operations().filter((name) => name === 'createIssue')).toEqual([]);
  });

  it.each(['open', 'in_progress', 'blocked', 'done', 'failed', 'cancelled'] as const)(
    'that is %s when it is pushed reads as that, however many steps the workflow takes',
    async (workStatus) => {
      const { sandbox, tracker } = await openJira();
      const outcome = await createOne(tracker, draftOf({ workStatus }), freshKey());
      expect(outcome).toMatchObject({ kind: 'created', warnings: [], issue: { workStatus } });
      const resolutions = { done: 'Done', cancelled: "Won't Do" } as Record<string, string>;
      expect(sandbox.issues()[0]?.resolution).toBe(resolutions[workStatus] ?? null);
    },
  );

  it('stands below its parent at the level that Jira wants, or says that it cannot', async () => {
    const { sandbox, tracker } = await openJira();
    let parentExternalId: string | null = null;
    const warnings: string[][] = [];
    for (const [at, type] of (['epic', 'bug', 'task', 'task'] as const).entries()) {
      const outcome = await createOne(
        tracker,
        draftOf({ title: `Level ${at}`, type, parentExternalId }),
        freshKey(),
      );
      if (outcome.kind !== 'created') throw new Error(outcome.kind);
      parentExternalId = outcome.issue.externalId;
      warnings.push(outcome.warnings);
    }
    expect(sandbox.issues().map(({ type, parent }) => [type, parent])).toEqual([
      ['Epic', null],
      ['Bug', 'PROD-1'],
      ['Subtask', 'PROD-2'],
      ['Task', null],
    ]);
    expect(warnings[3]?.join()).toMatch(/stands by itself/);
    const orphan = await createOne(tracker, draftOf({ parentExternalId: '99999' }), freshKey());
    expect(orphan).toMatchObject({ kind: 'refused', reason: expect.stringContaining('parent') });
  });

  it('gets the type that was set for all, except epics', async () => {
    const { sandbox, tracker } = await openJira({}, { issueType: 'task' });
    for (const type of ['bug', 'epic'] as const)
      await createOne(tracker, draftOf({ type, labels: [] }), freshKey());
    expect(sandbox.issues().map(({ type, labels }) => [type, labels])).toEqual([
      ['Task', ['type:bug']],
      ['Epic', []],
    ]);
  });

  it('is linked to issues that exist in the request that makes it, from either end', async () => {
    const { sandbox, tracker } = await openJira();
    const { id } = sandbox.write({ summary: 'There before' });
    const links = [
      { type: 'blocks', role: 'source', externalId: id },
      { type: 'relatesTo', role: 'target', externalId: id },
    ] as const;
    const outcome = await createOne(tracker, draftOf({ links: [...links] }), freshKey());
    expect(outcome).toMatchObject({ kind: 'created', linked: [id, id] });
    expect(sandbox.issues().at(-1)?.links).toEqual(['blocks PROD-1', 'relates to PROD-1']);
    expect(sandbox.operations()).not.toContain('linkIssues');
  });

  it('is not linked where the create screen has no links, and nobody is told that it was', async () => {
    const { sandbox, tracker } = await openJira({ withoutFields: ['issuelinks'] });
    const { id } = sandbox.write({ summary: 'There before' });
    const links = [{ type: 'blocks' as const, role: 'source' as const, externalId: id }];
    expect(await createOne(tracker, draftOf({ links }), freshKey())).toMatchObject({
      kind: 'created',
      linked: [],
    });
  });
});

describe('many tickets in one request', () => {
  it('are told apart by the key each carries, when Jira takes some and refuses others', async () => {
    const { sandbox, tracker } = await openJira();
    const orders = ordersOf('First', 'Second', ' ', 'Fourth');
    const outcomes = await tracker.create(orders);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['created', 'created', 'refused', 'created']);
    expect(outcomes.map((one) => (one.kind === 'created' ? one.issue.title : null))).toEqual([
      'First',
      'Second',
      null,
      'Fourth',
    ]);
    expect(outcomes[2]).toMatchObject({ reason: 'Jira refused: summary', retryable: false });
    expect(sandbox.operations().filter((name) => name === 'createIssues')).toHaveLength(1);
  });

  it('are each refused by itself when Jira takes none', async () => {
    const { tracker } = await openJira();
    const outcomes = await tracker.create(ordersOf(' ', '  '));
    expect(outcomes).toMatchObject([{ kind: 'refused' }, { kind: 'refused' }]);
  });

  it('stay apart when Jira fails at a part of them, and only that part is sent again', async () => {
    const { sandbox, tracker } = await openJira();
    const orders = ordersOf('One', 'Two', 'Three', 'Four');
    sandbox.faults.add({ kind: 'partial', operation: 'createIssues' });
    const first = await tracker.create(orders);
    expect(first.map(({ kind }) => kind)).toEqual(['created', 'unknown', 'created', 'unknown']);
    const again = await tracker.create(orders);
    expect(again.map(({ kind }) => kind)).toEqual(['existed', 'created', 'existed', 'created']);
    expect(sandbox.issues().map(({ summary }) => summary)).toEqual(['One', 'Three', 'Two', 'Four']);
  });

  it('are in doubt, every one, when what was made cannot be read back', async () => {
    const { sandbox, tracker } = await openJira();
    await tracker.check();
    sandbox.faults.add({ kind: 'server_error', operation: 'bulkFetchIssues' });
    const orders = ordersOf('One', 'Two');
    expect((await tracker.create(orders)).map(({ kind }) => kind)).toEqual(['unknown', 'unknown']);
    expect((await tracker.find(orders.map(({ key }) => key))).size).toBe(2);
    expect(sandbox.issues()).toHaveLength(2);
  });

  it('are fifty at most in two requests, once the project is known', async () => {
    const { sandbox, tracker } = await openJira();
    await createOne(tracker, draftOf(), freshKey());
    const before = sandbox.requests();
    const titles = Array.from({ length: 50 }, (_, at) => `Ticket ${at}`);
    expect(new Set((await tracker.create(ordersOf(...titles))).map(({ kind }) => kind))).toEqual(
      new Set(['created']),
    );
    expect(sandbox.requests() - before).toBe(2);
  });
});

describe('a project that is set up in another way', () => {
  it('that hides whose comment it is gets it once all the same, also when the answer was lost', async () => {
    const { sandbox, tracker } = await openJira({ hidesCommentProperties: true });
    const { id } = sandbox.write({ summary: 'Discussed' });
    const key = freshKey();
    const attempt = () => tracker.comment({ externalId: id, text: 'Please **look**.' }, key);
    sandbox.faults.add({ kind: 'lost_answer', operation: 'addComment' });
    expect([(await attempt()).kind, (await attempt()).kind]).toEqual(['unknown', 'done']);
    expect(sandbox.issues()[0]?.comments).toEqual(['Please look.']);
  });

  it('without a priority field takes the ticket without it, and says so', async () => {
    const { sandbox, tracker } = await openJira({ withoutFields: ['priority'] });
    const outcome = await createOne(tracker, draftOf(), freshKey());
    expect(outcome).toMatchObject({
      kind: 'created',
      warnings: [expect.stringMatching(/no priority field/)],
    });
    expect(sandbox.issues()[0]?.priority).toBeNull();
    expect(await tracker.preflight([draftOf()])).toEqual([
      { index: 0, problem: expect.stringMatching(/no priority field/), fatal: false },
    ]);
  });

  it('that refuses a field it showed is asked again without it, and the ticket says so', async () => {
    const { sandbox, tracker } = await openJira();
    const key = freshKey();
    const { id, key: gone } = sandbox.write({ summary: 'Soon gone' });
    sandbox.edit(gone, { deleted: true });
    const links = [{ type: 'blocks' as const, role: 'source' as const, externalId: id }];
    expect(await createOne(tracker, draftOf({ links }), key)).toMatchObject({
      kind: 'refused',
      reason: 'Jira did not take issuelinks',
      retryable: true,
    });
    expect(await createOne(tracker, draftOf({ links }), key)).toMatchObject({ kind: 'created', linked: [] });
  });

  it('without story points or labels leaves them out and says so', async () => {
    const { tracker } = await openJira({ withoutFields: ['customfield_10016', 'labels'] });
    const { warnings } = (await createOne(tracker, draftOf({ estimate: 3 }), freshKey())) as {
      warnings: string[];
    };
    expect(warnings).toEqual([expect.stringMatching(/no story points/), expect.stringMatching(/no labels/)]);
  });

  it('with required fields of its own is refused before approval, by their names', async () => {
    const { tracker } = await openJira({ requiredFields: ['Team', 'Cost centre'] });
    const [problem] = await tracker.preflight([draftOf({ type: 'bug' })]);
    expect(problem).toMatchObject({ index: 0, fatal: true });
    expect(problem?.problem).toMatch(/"Team", "Cost centre" for every Bug/);
    expect(await createOne(tracker, draftOf(), freshKey())).toMatchObject({
      kind: 'refused',
      retryable: false,
    });
  });

  it('with priorities of its own gets ours by their rank', async () => {
    const { sandbox, tracker } = await openJira({ priorities: ['Blocker', 'Critical', 'Major', 'Minor'] });
    for (const priority of [1, 2, 3, 4] as const) await createOne(tracker, draftOf({ priority }), freshKey());
    expect(sandbox.issues().map(({ priority }) => priority)).toEqual([
      'Blocker',
      'Critical',
      'Major',
      'Minor',
    ]);
    expect(
      [...(await tracker.read(sandbox.issues().map(({ id }) => id))).values()].map((one) => one?.priority),
    ).toEqual([1, 2, 3, 4]);
  });

  it('is said before approval to refuse a title that is missing or too long', async () => {
    const { tracker } = await openJira();
    const problems = await tracker.preflight([draftOf({ title: ' ' }), draftOf({ title: 'x'.repeat(256) })]);
    expect(problems.map(({ index, fatal }) => [index, fatal])).toEqual([
      [0, true],
      [1, true],
    ]);
  });
});
