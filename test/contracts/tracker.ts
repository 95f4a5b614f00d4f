/** What every tracker promises, run over each real adapter. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IssueKey } from '../../src/domain/ids.ts';
import { issueKey, newId } from '../../src/domain/ids.ts';
import type { CreateOutcome, IssueDraft, LinkOrder, StepOutcome } from '../../src/domain/push.ts';
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
    commentsOf(externalId: string): string[];
    /** Requests so far, of any kind. */
    requests(): number;
    /** Requests so far that changed, or asked to change, something. */
    writeRequests(): number;
    /** Somebody there writes an issue and, if wanted, closes it. */
    write(issue: { title: string; text: string; closed?: boolean }): { externalId: string };
    /** The next request of this kind suffers this. */
    strike(fault: CreateFault, on?: 'create' | 'read' | 'relate' | 'amend' | 'comment'): void;
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

/** One issue in a request of its own. */
export async function createOne(
  tracker: Tracker,
  draft: IssueDraft,
  key: IssueKey,
  signal?: AbortSignal,
): Promise<CreateOutcome> {
  return (await tracker.create([{ draft, key }], signal))[0]!;
}

/** `relatesTo`, in a request of its own. */
async function relateOne(
  tracker: Tracker,
  { externalId, relatedId }: { externalId: string; relatedId: string },
  key: IssueKey,
): Promise<StepOutcome> {
  const order = { type: 'relatesTo', fromId: externalId, toId: relatedId, key } as const;
  return (await tracker.link([order]))[0]!;
}

/** In one request, and those that it says may be tried alone, alone. */
async function settleLinks(tracker: Tracker, orders: readonly LinkOrder[]): Promise<StepOutcome[]> {
  const outcomes = await tracker.link(orders);
  return Promise.all(
    outcomes.map(async (outcome, at) => {
      const again = outcome.kind === 'refused' && outcome.alone === true;
      return again ? (await tracker.link([orders[at]!]))[0]! : outcome;
    }),
  );
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

  const addIssue = async () => issueIn(await createOne(harness.tracker, draftOf(), freshKey()));

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
      const outcome = await createOne(harness.tracker, draftOf(), freshKey());
      expect(outcome).toMatchObject({ kind: 'created', warnings: [], issue: { title: draftOf().title } });
      expect(issueIn(outcome).externalId).not.toBe('');
      expect(issueIn(outcome).externalKey).not.toBe('');
      expect(issueIn(outcome).workStatus).toBe('open');
    });

    it('makes one issue of one key, however often it is sent and by whom', async () => {
      const key = freshKey();
      const first = await createOne(harness.tracker, draftOf(), key);
      const again = await createOne(harness.tracker, draftOf({ title: 'Changed meanwhile' }), key);
      const afterRestart = await createOne(await harness.reopen(), draftOf(), key);
      expect(issueIn(again).externalId).toBe(issueIn(first).externalId);
      expect(issueIn(afterRestart).externalId).toBe(issueIn(first).externalId);
      expect(harness.otherSide?.issueCount() ?? 1).toBe(1);
    });

    it('makes one issue of one key that is sent several times at once', async () => {
      const key = freshKey();
      const outcomes = await Promise.all([1, 2, 3, 4].map(() => createOne(harness.tracker, draftOf(), key)));
      expect(new Set(outcomes.map((outcome) => issueIn(outcome).externalId)).size).toBe(1);
      expect(harness.otherSide?.issueCount() ?? 1).toBe(1);
    });

    it('makes two issues of two keys, also when the content is the same', async () => {
      const one = await createOne(harness.tracker, draftOf(), freshKey());
      const other = await createOne(harness.tracker, draftOf(), freshKey());
      expect(issueIn(one).externalId).not.toBe(issueIn(other).externalId);
    });

    it('finds an issue by its key after a restart', async () => {
      const key = freshKey();
      const created = issueIn(await createOne(harness.tracker, draftOf(), key));
      const found = await (await harness.reopen()).find([key]);
      expect(found.get(key.marker)?.[0]?.externalId).toBe(created.externalId);
    });

    it('reads an issue by its id as it was created', async () => {
      const created = issueIn(await createOne(harness.tracker, draftOf(), freshKey()));
      const read = (await harness.tracker.read([created.externalId])).get(created.externalId);
      const { externalId, externalKey, url, rawStatus, workStatus } = created;
      expect(read).toMatchObject({ externalId, externalKey, url, rawStatus, workStatus });
    });

    it('relates two issues once under one key, however often it is tried', async () => {
      const [one, other] = [await addIssue(), await addIssue()];
      const pair = { externalId: one.externalId, relatedId: other.externalId };
      const key = freshKey();
      const first = await relateOne(harness.tracker, pair, key);
      const again = await relateOne(await harness.reopen(), pair, key);
      expect([first.kind, again.kind]).toEqual(['done', 'done']);
      expect(again.kind === 'done' && again.issue.externalKey).toBe(one.externalKey);
      expect(harness.otherSide?.relationCount() ?? 1).toBe(1);
    });

    it('creates as many issues in one request as it says, each with its own outcome', async () => {
      const count = Math.min(3, harness.tracker.traits.createAtOnce);
      const orders = Array.from({ length: count }, (_, at) => {
        return { draft: draftOf({ title: `Step ${at}` }), key: freshKey() };
      });
      const outcomes = await harness.tracker.create(orders);
      expect(outcomes.map((outcome) => issueIn(outcome).title)).toEqual(
        orders.map(({ draft }) => draft.title),
      );
      expect(harness.otherSide?.createRequests() ?? 1).toBe(1);
      const found = await harness.tracker.find(orders.map(({ key }) => key));
      expect(orders.map(({ key }) => found.get(key.marker)?.[0]?.externalId)).toEqual(
        outcomes.map((outcome) => issueIn(outcome).externalId),
      );
    });

    it('makes every kind of link once under its key, as many at once as it says', async () => {
      const [one, other] = [await addIssue(), await addIssue()];
      const kinds = ['blocks', 'relatesTo', 'duplicateOf'] as const;
      const orders = kinds.map((type) => {
        return { type, fromId: one.externalId, toId: other.externalId, key: freshKey() };
      });
      const atOnce = harness.tracker.traits.linkAtOnce;
      for (let time = 0; time < 2; time++) {
        for (let at = 0; at < orders.length; at += atOnce) {
          for (const outcome of await settleLinks(harness.tracker, orders.slice(at, at + atOnce))) {
            expect(outcome).toMatchObject({ kind: 'done', issue: { externalId: one.externalId } });
          }
        }
      }
      expect(harness.otherSide?.relationCount() ?? kinds.length).toBe(kinds.length);
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
      expect(await harness.tracker.create([])).toEqual([]);
      expect(await harness.tracker.link([])).toEqual([]);
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
      await createOne(harness.tracker, draftOf(), used);
      expect([...(await harness.tracker.find([used, unused])).keys()]).toEqual([used.marker]);
    });

    it('answers null for an issue that does not exist, and still reads the others', async () => {
      const { externalId } = issueIn(await createOne(harness.tracker, draftOf(), freshKey()));
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
      expect((await createOne(harness.tracker, draftOf(), key)).kind).toBe('unknown');
      expect(other.createRequests()).toBe(1);
      await other.settle();
      expect(other.issueCount()).toBe(exists);
      expect((await harness.tracker.find([key])).size).toBe(exists);
      const again = await createOne(harness.tracker, draftOf(), key);
      expect(again.kind).toBe(exists === 1 ? 'existed' : 'created');
      expect(other.issueCount()).toBe(1);
    });

    it('is refused for a while when it asks too much, and nothing was created', async () => {
      other.strike('rate_limited');
      const outcome = await createOne(harness.tracker, draftOf(), freshKey());
      expect(outcome).toMatchObject({ kind: 'refused', retryable: true, auth: false });
      expect(outcome.kind === 'refused' && outcome.retryAfterMs).toBeGreaterThan(1000);
      expect(other.issueCount()).toBe(0);
      expect(other.createRequests()).toBe(1);
    });

    it('is refused for good when the key is no longer accepted', async () => {
      other.strike('unauthorized');
      const outcome = await createOne(harness.tracker, draftOf(), freshKey());
      expect(outcome).toMatchObject({ kind: 'refused', retryable: false, auth: true });
      expect(other.issueCount()).toBe(0);
    });

    it('is refused for good, though the key is good, when it may not create here', async () => {
      other.strike('forbidden');
      const outcome = await createOne(harness.tracker, draftOf(), freshKey());
      expect(outcome).toMatchObject({ kind: 'refused', retryable: false, auth: false });
      expect(other.issueCount()).toBe(0);
    });

    it('is refused, to be tried again, when nobody answers at the address', async () => {
      await other.stop();
      const outcome = await createOne(harness.tracker, draftOf(), freshKey());
      expect(outcome).toMatchObject({ kind: 'refused', retryable: true, auth: false });
    });

    it('sends nothing when it was cancelled before', async () => {
      const outcome = await createOne(harness.tracker, draftOf(), freshKey(), AbortSignal.abort());
      expect(outcome).toMatchObject({ kind: 'refused', retryable: true });
      expect(other.createRequests()).toBe(0);
    });

    it('lists what others wrote, with what it is about, and says what is closed and what was ours', async () => {
      const created = issueIn(await createOne(harness.tracker, draftOf(), freshKey()));
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

    it('tells what an issue says: text without our marker, priority, and the labels people gave it', async () => {
      const draft = draftOf({ type: 'bug', priority: 1, labels: ['onboarding'], workStatus: 'in_progress' });
      const created = issueIn(await createOne(harness.tracker, draft, freshKey()));
      const read = (await harness.tracker.read([created.externalId])).get(created.externalId)!;
      expect(read).toMatchObject({ title: draft.title, priority: 1, labels: ['onboarding'] });
      expect(read.workStatus).toBe('in_progress');
      expect(read.text).toContain('People close the tab because nothing moves.');
      expect(read.text).not.toContain('<!-- docket');
    });

    it('changes the fields it is asked to and no others, and writes nothing that is so already', async () => {
      const key = freshKey();
      const { externalId } = issueIn(
        await createOne(harness.tracker, draftOf({ labels: ['keep', 'drop'] }), key),
      );
      const change = {
        externalId,
        title: 'Another title',
        body: { text: 'Another text.', marker: key.marker },
        priority: 1 as const,
        labels: { add: ['extra'], remove: ['drop'] },
        workStatus: 'done' as const,
      };
      expect((await harness.tracker.update(change)).kind).toBe('done');
      const read = (await harness.tracker.read([externalId])).get(externalId)!;
      expect(read).toMatchObject({ title: 'Another title', priority: 1, workStatus: 'done' });
      expect(read.text.trim()).toMatch(/^Another text\./);
      expect(read.labels.toSorted()).toEqual(['extra', 'keep']);
      expect((await harness.tracker.find([key])).get(key.marker)?.[0]?.externalId).toBe(externalId);
      const before = other.writeRequests();
      expect((await harness.tracker.update(change)).kind).toBe('done');
      expect(other.writeRequests()).toBe(before);
      expect(await harness.tracker.update({ externalId, workStatus: 'open' })).toMatchObject({
        kind: 'done',
        issue: { workStatus: 'open', title: 'Another title' },
      });
    });

    it('writes a comment once under its key, also when its answer was lost', async () => {
      const { externalId } = other.write({ title: 'One', text: 'One.' });
      const key = freshKey();
      const attempt = (text: string) => harness.tracker.comment({ externalId, text }, key);
      other.strike('lost_answer', 'comment');
      expect((await attempt('Please look.')).kind).toBe('unknown');
      expect(await attempt('Please look.')).toMatchObject({ kind: 'done', issue: { externalId } });
      expect(other.commentsOf(externalId)).toHaveLength(1);
      expect(other.commentsOf(externalId)[0]).toContain('Please look.');
      await harness.tracker.comment({ externalId, text: 'Thanks.' }, freshKey());
      expect(other.commentsOf(externalId)).toHaveLength(2);
    });

    it('tells in one request what changed since it was last asked, and nothing when nothing did', async () => {
      const { externalId } = issueIn(await createOne(harness.tracker, draftOf(), freshKey()));
      let { cursor, more } = await harness.tracker.changes(null);
      const ask = async () => {
        const before = other.requests();
        const answer = await harness.tracker.changes(cursor);
        expect(other.requests() - before).toBe(1);
        ({ cursor, more } = answer);
        return answer.issues.map((issue) => issue.title);
      };
      expect(await ask()).toEqual([]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      await harness.tracker.update({ externalId, title: 'Changed' });
      expect(await ask()).toContain('Changed');
      expect(more).toBe(false);
      expect(await ask()).toEqual([]);
    });

    it('tells everything of ours that was created there, by its marker', async () => {
      const keys = [freshKey(), freshKey()];
      for (const key of keys) await createOne(harness.tracker, draftOf(), key);
      other.write({ title: 'Not ours', text: 'Theirs.' });
      const swept = await harness.tracker.sweep('2026-01-01T00:00:00.000Z');
      expect([...swept.keys()].toSorted()).toEqual(keys.map(({ marker }) => marker).toSorted());
      expect([...swept.values()].map((issues) => issues.length)).toEqual([1, 1]);
      expect((await harness.tracker.sweep('2999-01-01T00:00:00.000Z')).size).toBe(0);
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
            ? relateOne(harness.tracker, { externalId: one.externalId, relatedId: two.externalId }, key)
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
            ? relateOne(harness.tracker, { externalId: id, relatedId: externalId }, freshKey())
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
      const { externalId } = issueIn(await createOne(harness.tracker, draftOf(), key));
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
      expect(await createOne(wrong, draftOf(), freshKey())).toMatchObject({ kind: 'refused', auth: true });
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
            // A tracker that keeps no key is only sent what is not there, as the protocol does it.
            if (!harness.tracker.traits.uniqueKey && (await harness.tracker.find([key])).size > 0) break;
            other.strike(trouble);
            await createOne(harness.tracker, draftOf(), key);
          }
          const found = await harness.tracker.find([key]);
          const last =
            found.get(key.marker)?.[0] ?? issueIn(await createOne(harness.tracker, draftOf(), key));
          expect(last.externalId).not.toBe('');
          expect(other.issueCount()).toBe(before + 1);
        }),
        { numRuns: 25 },
      );
    });
  });
}
