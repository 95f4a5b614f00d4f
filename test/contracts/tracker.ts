/** What every tracker promises, run over each real adapter. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IssueKey } from '../../src/domain/ids.ts';
import { issueKey, newId } from '../../src/domain/ids.ts';
import type { CreateOutcome, IssueDraft } from '../../src/domain/push.ts';
import type { Tracker } from '../../src/ports/tracker.ts';

/** Faults by what they do to the request that creates an issue; see `src/sandbox/faults.ts`. */
export type CreateFault =
  | 'lost_request'
  | 'server_error'
  | 'slow'
  | 'server_error_after'
  | 'lost_answer'
  | 'truncated'
  | 'rate_limited'
  | 'unauthorized'
  | 'forbidden';

export type TrackerHarness = {
  tracker: Tracker;
  /** A second one at the same place, as after a restart. */
  reopen(): Promise<Tracker>;
  close(): Promise<void>;
  /** What is there to be broken; null for a tracker that has no other side. */
  otherSide: {
    /** Issues that exist there, however they came to be. */
    issueCount(): number;
    /** Requests so far that asked to create an issue. */
    createRequests(): number;
    relationCount(): number;
    /** Requests so far that asked to change an issue's text. */
    amendRequests(): number;
    textOf(externalId: string): string;
    /** Somebody there writes an issue and, if wanted, closes it. */
    write(issue: { title: string; text: string; closed?: boolean }): { externalId: string };
    /** The next request of this kind suffers this. */
    strike(fault: CreateFault, on?: 'create' | 'read' | 'relate' | 'amend'): void;
    /** Resolves when requests that the tracker gave up have been worked off. */
    settle(): Promise<void>;
    withWrongKey(): Promise<Tracker>;
    stop(): Promise<void>;
  } | null;
};

export function freshKey(): IssueKey {
  return issueKey('secret', { workspaceId: newId(), ticketId: newId(), destination: 'here', generation: 0 });
}

export function draftOf(change: Partial<IssueDraft> = {}): IssueDraft {
  return {
    title: 'Show progress while importing',
    body: 'People close the tab because nothing moves.\n\n## Acceptance Criteria\n- [ ] A bar moves',
    type: 'feature',
    priority: 2,
    labels: ['onboarding'],
    estimate: 3,
    parentExternalId: null,
    ...change,
  };
}

function issueIn(outcome: CreateOutcome) {
  if (outcome.kind !== 'created' && outcome.kind !== 'existed') throw new Error(`no issue: ${outcome.kind}`);
  return outcome.issue;
}

export function trackerContract(name: string, open: () => Promise<TrackerHarness>): void {
  let harness: TrackerHarness;
  beforeEach(async () => {
    harness = await open();
  });
  afterEach(() => harness.close());

  const addIssue = async () => issueIn(await harness.tracker.create(draftOf(), freshKey()));

  describe(`${name} as a tracker`, () => {
    it('says where issues will go, the same each time it is asked', async () => {
      const first = await harness.tracker.destination();
      expect(first.tracker).toBe(harness.tracker.name);
      expect(first.label).not.toBe('');
      expect(await (await harness.reopen()).destination()).toEqual(first);
    });

    it('is healthy and names the account', async () => {
      const health = await harness.tracker.check();
      expect(health).toMatchObject({ ok: true, problem: null, remedy: null });
      expect(health.account).toBeTruthy();
    });

    it('finds nothing wrong with an ordinary draft', async () => {
      expect(await harness.tracker.preflight([draftOf(), draftOf({ labels: [] })])).toEqual([]);
    });

    it('creates an issue and answers how it is called there', async () => {
      const outcome = await harness.tracker.create(draftOf(), freshKey());
      expect(outcome).toMatchObject({ kind: 'created', warnings: [], issue: { title: draftOf().title } });
      expect(issueIn(outcome).externalId).not.toBe('');
      expect(issueIn(outcome).externalKey).not.toBe('');
      expect(issueIn(outcome).workStatus).toBe('open');
    });

    it('makes one issue of one key, however often it is sent and by whom', async () => {
      const key = freshKey();
      const first = await harness.tracker.create(draftOf(), key);
      const again = await harness.tracker.create(draftOf({ title: 'Changed meanwhile' }), key);
      const afterRestart = await (await harness.reopen()).create(draftOf(), key);
      expect(issueIn(again).externalId).toBe(issueIn(first).externalId);
      expect(issueIn(afterRestart).externalId).toBe(issueIn(first).externalId);
      expect(harness.otherSide?.issueCount() ?? 1).toBe(1);
    });

    it('makes one issue of one key that is sent several times at once', async () => {
      const key = freshKey();
      const outcomes = await Promise.all([1, 2, 3, 4].map(() => harness.tracker.create(draftOf(), key)));
      expect(new Set(outcomes.map((outcome) => issueIn(outcome).externalId)).size).toBe(1);
      expect(harness.otherSide?.issueCount() ?? 1).toBe(1);
    });

    it('makes two issues of two keys, also when the content is the same', async () => {
      const one = await harness.tracker.create(draftOf(), freshKey());
      const other = await harness.tracker.create(draftOf(), freshKey());
      expect(issueIn(one).externalId).not.toBe(issueIn(other).externalId);
    });

    it('finds an issue by its key after a restart', async () => {
      const key = freshKey();
      const created = issueIn(await harness.tracker.create(draftOf(), key));
      const found = await (await harness.reopen()).find([key]);
      expect(found.get(key.marker)?.externalId).toBe(created.externalId);
    });

    it('reads an issue by its id as it was created', async () => {
      const created = issueIn(await harness.tracker.create(draftOf(), freshKey()));
      const read = (await harness.tracker.read([created.externalId])).get(created.externalId);
      const { externalId, externalKey, url, rawStatus, workStatus } = created;
      expect(read).toMatchObject({ externalId, externalKey, url, rawStatus, workStatus });
    });

    it('relates two issues once under one key, however often it is tried', async () => {
      const [one, other] = [await addIssue(), await addIssue()];
      const pair = { externalId: one.externalId, relatedId: other.externalId };
      const key = freshKey();
      const first = await harness.tracker.relate(pair, key);
      const again = await (await harness.reopen()).relate(pair, key);
      expect([first.kind, again.kind]).toEqual(['done', 'done']);
      expect(again.kind === 'done' && again.issue.externalKey).toBe(one.externalKey);
      expect(harness.otherSide?.relationCount() ?? 1).toBe(1);
    });

    it('lists in pages that end, each issue once', async () => {
      for (let number = 0; number < 3; number++) await addIssue();
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = await harness.tracker.list({ closedSince: '2026-01-01T00:00:00.000Z', after });
        seen.push(...page.issues.map(({ externalId }) => externalId));
        after = page.next;
      } while (after !== null);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toHaveLength(harness.otherSide?.issueCount() ?? 0);
    });

    it('answers nothing when nothing is asked', async () => {
      expect((await harness.tracker.find([])).size).toBe(0);
      expect((await harness.tracker.read([])).size).toBe(0);
      expect(await harness.tracker.preflight([])).toEqual([]);
    });
  });
}

/** The part for trackers with a service behind them, which can be down, slow, or lose an answer. */
export function remoteTrackerContract(name: string, open: () => Promise<TrackerHarness>): void {
  let harness: TrackerHarness;
  let other: NonNullable<TrackerHarness['otherSide']>;
  beforeEach(async () => {
    harness = await open();
    other = harness.otherSide!;
  });
  afterEach(() => harness.close());

  describe(`${name} in trouble`, () => {
    it('says of a key it never saw that there is no issue', async () => {
      const [used, unused] = [freshKey(), freshKey()];
      await harness.tracker.create(draftOf(), used);
      expect([...(await harness.tracker.find([used, unused])).keys()]).toEqual([used.marker]);
    });

    it('answers null for an issue that does not exist, and still reads the others', async () => {
      const { externalId } = issueIn(await harness.tracker.create(draftOf(), freshKey()));
      const missing = freshKey().uuid;
      const read = await harness.tracker.read([missing, externalId, 'no id at all']);
      expect(read.get(missing)).toBeNull();
      expect(read.get('no id at all')).toBeNull();
      expect(read.get(externalId)?.externalId).toBe(externalId);
    });

    const doubtful: [CreateFault, number][] = [
      ['lost_request', 0],
      ['server_error', 0],
      ['server_error_after', 1],
      ['lost_answer', 1],
      ['truncated', 1],
      ['slow', 1],
    ];
    it.each(doubtful)('calls the outcome unknown after %s, when %i issue exists', async (fault, exists) => {
      const key = freshKey();
      other.strike(fault);
      expect((await harness.tracker.create(draftOf(), key)).kind).toBe('unknown');
      expect(other.createRequests()).toBe(1);
      await other.settle();
      expect(other.issueCount()).toBe(exists);
      expect((await harness.tracker.find([key])).size).toBe(exists);
      const again = await harness.tracker.create(draftOf(), key);
      expect(again.kind).toBe(exists === 1 ? 'existed' : 'created');
      expect(other.issueCount()).toBe(1);
    });

    it('is refused for a while when it asks too much, and nothing was created', async () => {
      other.strike('rate_limited');
      const outcome = await harness.tracker.create(draftOf(), freshKey());
      expect(outcome).toMatchObject({ kind: 'refused', retryable: true, auth: false });
      expect(outcome.kind === 'refused' && outcome.retryAfterMs).toBeGreaterThan(1000);
      expect(other.issueCount()).toBe(0);
      expect(other.createRequests()).toBe(1);
    });

    it('is refused for good when the key is no longer accepted', async () => {
      other.strike('unauthorized');
      const outcome = await harness.tracker.create(draftOf(), freshKey());
      expect(outcome).toMatchObject({ kind: 'refused', retryable: false, auth: true });
      expect(other.issueCount()).toBe(0);
    });

    it('is refused for good, though the key is good, when it may not create here', async () => {
      other.strike('forbidden');
      const outcome = await harness.tracker.create(draftOf(), freshKey());
      expect(outcome).toMatchObject({ kind: 'refused', retryable: false, auth: false });
      expect(other.issueCount()).toBe(0);
    });

    it('is refused, to be tried again, when nobody answers at the address', async () => {
      await other.stop();
      const outcome = await harness.tracker.create(draftOf(), freshKey());
      expect(outcome).toMatchObject({ kind: 'refused', retryable: true, auth: false });
    });

    it('sends nothing when it was cancelled before', async () => {
      const outcome = await harness.tracker.create(draftOf(), freshKey(), AbortSignal.abort());
      expect(outcome).toMatchObject({ kind: 'refused', retryable: true });
      expect(other.createRequests()).toBe(0);
    });

    it('lists what others wrote, with what it is about, and says what is closed and what was ours', async () => {
      const created = issueIn(await harness.tracker.create(draftOf(), freshKey()));
      const open = other.write({ title: 'Add SSO login', text: 'With Okta.' });
      const closed = other.write({ title: 'Old news', text: '', closed: true });
      const { issues } = await harness.tracker.list({ closedSince: '2026-01-01T00:00:00.000Z', after: null });
      const byId = new Map(issues.map((issue) => [issue.externalId, issue]));
      expect(byId.get(open.externalId)).toMatchObject({
        title: 'Add SSO login',
        text: 'With Okta.',
        open: true,
        marker: null,
      });
      expect(byId.get(closed.externalId)?.open).toBe(false);
      expect(byId.get(created.externalId)?.marker).toMatch(/^[a-z2-7]{26}$/);
      const later = await harness.tracker.list({ closedSince: '2999-01-01T00:00:00.000Z', after: null });
      expect(later.issues.map(({ externalId }) => externalId)).not.toContain(closed.externalId);
    });

    it('puts a section below the text of an issue, once, and replaces nothing but that section', async () => {
      const { externalId } = other.write({ title: 'Add SSO login', text: 'Their own words.' });
      const key = freshKey();
      const amend = (section: string) => harness.tracker.amend({ externalId, section }, key);
      expect(await amend('Ours, first.')).toMatchObject({ kind: 'done', issue: { externalId } });
      const first = other.textOf(externalId);
      expect(first).toMatch(/^Their own words\.\n\n.*Ours, first\./s);
      await amend('Ours, first.');
      expect(other.textOf(externalId)).toBe(first);
      expect(other.amendRequests()).toBe(1);
      await amend('Ours, second.');
      expect(other.textOf(externalId)).toBe(first.replace('first', 'second'));
    });

    it.each(['relate', 'amend'] as const)(
      'can %s after its answer was lost, and nothing is there twice',
      async (deed) => {
        const one = other.write({ title: 'One', text: 'One.' });
        const two = other.write({ title: 'Two', text: 'Two.' });
        const key = freshKey();
        const attempt = () =>
          deed === 'relate'
            ? harness.tracker.relate({ externalId: one.externalId, relatedId: two.externalId }, key)
            : harness.tracker.amend({ externalId: one.externalId, section: 'Ours.' }, key);
        other.strike('lost_answer', deed);
        expect((await attempt()).kind).toBe('unknown');
        expect((await attempt()).kind).toBe('done');
        const counts = {
          relate: other.relationCount(),
          amend: other.textOf(one.externalId).split('Ours.').length - 1,
        };
        expect(counts[deed]).toBe(1);
      },
    );

    it.each(['relate', 'amend'] as const)(
      'refuses to %s what is not there, and when it may not',
      async (deed) => {
        const { externalId } = other.write({ title: 'One', text: 'One.' });
        const attempt = (id: string) =>
          deed === 'relate'
            ? harness.tracker.relate({ externalId: id, relatedId: externalId }, freshKey())
            : harness.tracker.amend({ externalId: id, section: 'Ours.' }, freshKey());
        expect(await attempt(freshKey().uuid)).toMatchObject({ kind: 'refused', retryable: false });
        other.strike('unauthorized', deed);
        expect(await attempt(externalId)).toMatchObject({ kind: 'refused', auth: true });
        other.strike('rate_limited', deed);
        expect(await attempt(externalId)).toMatchObject({ kind: 'refused', retryable: true });
      },
    );

    const reading: [CreateFault, string][] = [
      ['lost_request', 'TRACKER_UNAVAILABLE'],
      ['server_error', 'TRACKER_UNAVAILABLE'],
      ['truncated', 'TRACKER_UNAVAILABLE'],
      ['slow', 'TRACKER_UNAVAILABLE'],
      ['rate_limited', 'RATE_LIMITED'],
      ['unauthorized', 'TRACKER_AUTH'],
      ['forbidden', 'TRACKER_AUTH'],
    ];
    it.each(reading)('throws instead of guessing when reading meets %s', async (fault, code) => {
      const key = freshKey();
      const { externalId } = issueIn(await harness.tracker.create(draftOf(), key));
      other.strike(fault, 'read');
      await expect(harness.tracker.read([externalId])).rejects.toMatchObject({ code });
      other.strike(fault, 'read');
      await expect(harness.tracker.find([key])).rejects.toMatchObject({ code });
      other.strike(fault, 'read');
      const listing = harness.tracker.list({ closedSince: '2026-01-01T00:00:00.000Z', after: null });
      await expect(listing).rejects.toMatchObject({ code });
      await other.settle();
    });

    it('reports a wrong key as a problem with a remedy, never as an exception', async () => {
      const wrong = await other.withWrongKey();
      const health = await wrong.check();
      expect(health.ok).toBe(false);
      expect(health.problem).toBeTruthy();
      expect(health.remedy).toBeTruthy();
      await expect(wrong.destination()).rejects.toMatchObject({ code: 'TRACKER_AUTH' });
      expect(await wrong.create(draftOf(), freshKey())).toMatchObject({ kind: 'refused', auth: true });
    });

    it('reports a dead service as a problem with a remedy, never as an exception', async () => {
      await other.stop();
      expect(await harness.tracker.check()).toMatchObject({ ok: false, problem: expect.any(String) });
      await expect(harness.tracker.destination()).rejects.toMatchObject({ code: 'TRACKER_UNAVAILABLE' });
    });

    it('ends with exactly one issue whatever happens on the way, when an unknown outcome is looked up first', async () => {
      const faults = fc.constantFrom<CreateFault>(
        'lost_request',
        'server_error',
        'server_error_after',
        'lost_answer',
        'truncated',
        'rate_limited',
      );
      await fc.assert(
        fc.asyncProperty(fc.array(faults, { maxLength: 4 }), async (troubles) => {
          const before = other.issueCount();
          const key = freshKey();
          for (const trouble of troubles) {
            other.strike(trouble);
            await harness.tracker.create(draftOf(), key);
          }
          const found = await harness.tracker.find([key]);
          const last = found.get(key.marker) ?? issueIn(await harness.tracker.create(draftOf(), key));
          expect(last.externalId).not.toBe('');
          expect(other.issueCount()).toBe(before + 1);
        }),
        { numRuns: 25 },
      );
    });
  });
}
