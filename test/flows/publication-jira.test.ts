/** From approval to issues in Jira, through the real client and the real store, with faults on the wire and a late index. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/ports/log.ts';
import type { FaultKind } from '../../src/sandbox/faults.ts';
import { type JiraSandbox, startJiraSandbox } from '../../src/sandbox/jira/jira.ts';
import { isAdf } from '../../src/sandbox/jira/schema.ts';
import { createJiraTracker } from '../../src/trackers/jira/jira.ts';
import { jiraSettingsFor } from '../support/jira.ts';
import {
  approveAll,
  type ClockedStorage,
  link,
  openClockedStorage,
  openPublishing,
  type Publishing,
} from '../support/publishing.ts';
import { connect } from '../support/scripted-tracker.ts';

/** Long enough for a busy machine, short enough to wait for. */
const requestTimeoutMs = 1500;

let storage: ClockedStorage;
let sandbox: JiraSandbox;
let house: Publishing;
beforeAll(async () => {
  isAdf(null);
  storage = await openClockedStorage();
});
beforeEach(async () => {
  const now = () => storage.clock.now();
  sandbox = await startJiraSandbox({ now, indexLagMs: 20_000, burst: 10_000 });
  const deps = { log: silentLog, clock: { now }, requestTimeoutMs, strict: true };
  house = await openPublishing(storage, connect(createJiraTracker(jiraSettingsFor(sandbox), deps)));
});
afterEach(() => sandbox.close());
afterAll(() => storage.close());

const creates = () => sandbox.operations().filter((name) => name === 'createIssues').length;

async function pushAll(names: readonly string[]) {
  const tickets = await house.add(names);
  const { push } = await approveAll(house, tickets);
  await house.work();
  return house.publication.pushView(house.ana, push.id);
}

describe('a push to Jira', () => {
  it('makes parents before their children, at the levels Jira has, and links what blocks what', async () => {
    const [epic] = await house.add(['Onboarding'], { type: 'epic' });
    const children = await house.add(['Progress bar', 'Import'], { parentId: epic!.id, priority: 2 });
    await link(house, 'blocks', children[0]!, children[1]!);
    await link(house, 'blocks', epic!, children[1]!);
    const { push } = await approveAll(house, [...children, epic!]);
    await house.work();
    expect(sandbox.issues().map(({ key, type, parent, links }) => [key, type, parent, links])).toEqual([
      ['PROD-1', 'Epic', null, ['blocks PROD-3']],
      ['PROD-2', 'Task', 'PROD-1', ['blocks PROD-3']],
      ['PROD-3', 'Task', 'PROD-1', expect.arrayContaining(['is blocked by PROD-1', 'is blocked by PROD-2'])],
    ]);
    // Each link goes with the later of its two issues, so linked ones are made after each other.
    expect(creates()).toBe(3);
    expect(sandbox.operations()).not.toContain('linkIssues');
    const { counts } = await house.publication.pushView(house.ana, push.id);
    expect(counts).toMatchObject({ confirmed: 3, linked: 2 });
  });

  it.each<[FaultKind, boolean]>([
    ['lost_answer', true],
    ['truncated', true],
    ['lost_request', false],
  ])('that is struck by %s ends with one issue per ticket', async (kind, wasMade) => {
    sandbox.faults.add({ kind, operation: 'createIssues' });
    const view = await pushAll(['One', 'Two', 'Three']);
    expect(view).toMatchObject({ finished: true, counts: { confirmed: 3 } });
    expect(
      sandbox
        .issues()
        .map(({ summary }) => summary)
        .toSorted(),
    ).toEqual(['One', 'Three', 'Two']);
    expect(creates()).toBe(wasMade ? 1 : 2);
  });

  it('sends only those again that Jira failed at', async () => {
    sandbox.faults.add({ kind: 'partial', operation: 'createIssues' });
    const view = await pushAll(['One', 'Two', 'Three']);
    expect(view).toMatchObject({ finished: true, counts: { confirmed: 3 } });
    expect(sandbox.issues().map(({ summary }) => summary)).toEqual(['One', 'Three', 'Two']);
    expect(creates()).toBe(2);
  });

  it('creates the others when Jira refuses one, and says why', async () => {
    const view = await pushAll(['One', ' ', 'Three']);
    expect(view.counts).toMatchObject({ confirmed: 2, failed: 1 });
    expect(view.rows[1]!.intent.reason).toBe('Jira refused: summary');
  });
});
