/** Linear as a tracker: issues under client-chosen ids, so that the same key never makes two. */
import { DocketError, isDocketError } from '../../domain/errors.ts';
import type { IssueKey } from '../../domain/ids.ts';
import type { CreateOutcome, IssueDraft, IssueSnapshot } from '../../domain/push.ts';
import { type Clock, systemClock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Tracker, TrackerHealth } from '../../ports/tracker.ts';
import { createLinearApi, type LinearApi } from './api.ts';
import { describeFault, readFault, toError, toOutcome } from './fault.ts';
import { createIssue, readIssues } from './issues.ts';
import { createLabelIndex } from './label-index.ts';
import { createLabelBook, type LabelBook } from './labels.ts';
import { type LinearIssueInput, labelNames, placeIn, toIssueInput, toSnapshot } from './mapping.ts';
import type { LinearSettings } from './settings.ts';
import { readTeam, type Team, toDestination } from './team.ts';

export type LinearDeps = {
  log: Log;
  clock?: Clock;
  /** One request is given up after this long; 15 s unless tests are in a hurry. */
  requestTimeoutMs?: number;
};

/** What creating needs to know of the team, read once and used until it proves wrong or old. */
type Place = { team: Team; labels: LabelBook; readAt: number };

type Desk = {
  settings: LinearSettings;
  api: LinearApi;
  log: Log;
  clock: Clock;
  place: Promise<Place> | null;
};

const placeLastsMs = 5 * 60_000;
const maxTitle = 256;

export function createLinearTracker(settings: LinearSettings, deps: LinearDeps): Tracker {
  const requestTimeoutMs = deps.requestTimeoutMs ?? 15_000;
  const desk: Desk = {
    settings,
    api: createLinearApi(settings, requestTimeoutMs),
    log: deps.log,
    clock: deps.clock ?? systemClock,
    place: null,
  };
  return {
    name: 'linear',
    // A second issue with a used id is refused, so looking again a second later can never duplicate.
    traits: { uniqueKey: true, quarantineMs: 1000, requestTimeoutMs, maxConcurrency: 4 },
    check: () => check(desk),
    async destination() {
      const { team } = await asking(desk, () => renewPlace(desk));
      return toDestination(team, settings.sandbox);
    },
    preflight: (drafts, signal) => asking(desk, () => preflight(desk, drafts, signal)),
    create: (draft, key, signal) => create(desk, draft, key, signal),
    async find(keys, signal) {
      const ids = keys.map(({ uuid }) => uuid);
      const issues = await asking(desk, () => readIssues(desk.api, ids, signal));
      return new Map(
        keys.flatMap(({ marker, uuid }): [string, IssueSnapshot][] => {
          const issue = issues.get(uuid);
          return issue && !issue.trashed ? [[marker, toSnapshot(issue)]] : [];
        }),
      );
    },
    async read(externalIds, signal) {
      const issues = await asking(desk, () => readIssues(desk.api, externalIds, signal));
      return new Map(
        externalIds.map((id): [string, IssueSnapshot | null] => {
          const issue = issues.get(id);
          return [id, issue && !issue.trashed ? toSnapshot(issue) : null];
        }),
      );
    },
  };
}

async function check(desk: Desk): Promise<TrackerHealth> {
  try {
    const { team } = await asking(desk, () => renewPlace(desk));
    const account = `${team.account} at ${team.organization.name}`;
    return { ok: true, account, problem: null, remedy: null };
  } catch (error) {
    const known = isDocketError(error) ? error : toError({ kind: 'doubtful', why: '' }, error);
    return { ok: false, account: null, problem: known.message, remedy: known.remedy };
  }
}

/** Runs a read and translates what it throws. */
async function asking<Result>(desk: Desk, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (isDocketError(error)) throw error;
    const fault = readFault(error, desk.clock.now());
    desk.log.warn('Linear could not be read', describeFault(fault, error));
    throw toError(fault, error);
  }
}

/** Whoever asks while this is under way shares the request, so it does not end with one caller's signal. */
function renewPlace(desk: Desk): Promise<Place> {
  const reading = readTeam(desk.api, desk.settings).then((team) => ({
    team,
    labels: createLabelBook(createLabelIndex(desk.api, team.id), desk.log),
    readAt: desk.clock.now().getTime(),
  }));
  desk.place = reading;
  reading.catch(() => {
    if (desk.place === reading) desk.place = null;
  });
  return reading;
}

async function currentPlace(desk: Desk): Promise<Place> {
  const known = await desk.place;
  const fresh = known !== null && desk.clock.now().getTime() - known.readAt < placeLastsMs;
  return fresh ? known : renewPlace(desk);
}

async function preflight(desk: Desk, drafts: readonly IssueDraft[], signal?: AbortSignal) {
  const { team, labels } = await currentPlace(desk);
  const names = drafts.map((draft) => namesFor(team, draft));
  const labelProblems = await labels.problems(names, signal);
  return drafts.flatMap((draft, index) => [
    ...refusalsOf(draft).map((problem) => ({ index, problem, fatal: true })),
    ...[...changesOf(team, draft), ...labelProblems[index]!].map((problem) => ({
      index,
      problem,
      fatal: false,
    })),
  ]);
}

function refusalsOf(draft: IssueDraft): string[] {
  if (draft.title.trim() === '') return ['Linear refuses an issue without a title.'];
  return draft.title.length > maxTitle ? [`The title is longer than ${maxTitle} characters.`] : [];
}

function changesOf(team: Team, draft: IssueDraft): string[] {
  if (draft.estimate === null) return [];
  if (!team.estimates) return [`${team.name} does not use estimates; it is left out.`];
  return Number.isInteger(draft.estimate) ? [] : ['Linear takes whole points only; the estimate is rounded.'];
}

function namesFor(team: Team, draft: IssueDraft): string[] {
  return labelNames(draft, draft.workStatus ? placeIn(team.states, draft.workStatus).labels : []);
}

async function create(
  desk: Desk,
  draft: IssueDraft,
  key: IssueKey,
  signal?: AbortSignal,
): Promise<CreateOutcome> {
  let prepared: { input: LinearIssueInput; warnings: string[] };
  try {
    signal?.throwIfAborted();
    prepared = await prepare(desk, draft, key, signal);
  } catch (error) {
    return refuseUnsent(desk, error);
  }
  return send(desk, prepared, signal);
}

async function prepare(desk: Desk, draft: IssueDraft, key: IssueKey, signal?: AbortSignal) {
  const { team, labels } = await currentPlace(desk);
  const picked = await labels.pick(namesFor(team, draft), signal);
  const stateId = draft.workStatus ? placeIn(team.states, draft.workStatus).stateId : null;
  const input = toIssueInput(draft, key, {
    teamId: team.id,
    projectId: team.project?.id ?? null,
    // The team's own first state is where its new issues belong.
    stateId: draft.workStatus === 'open' ? null : stateId,
    labelIds: picked.ids,
    unmapped: picked.unmapped,
    estimates: team.estimates,
  });
  return { input, warnings: [...changesOf(team, draft), ...picked.warnings] };
}

async function send(
  desk: Desk,
  { input, warnings }: { input: LinearIssueInput; warnings: string[] },
  signal?: AbortSignal,
): Promise<CreateOutcome> {
  try {
    const answer = await desk.api.ask(createIssue.document, { input }, createIssue.Answer, signal);
    return { kind: 'created', issue: toSnapshot(answer.issueCreate.issue), warnings };
  } catch (error) {
    const fault = readFault(error, desk.clock.now());
    desk.log.warn('Linear did not confirm an issue', { id: input.id, ...describeFault(fault, error) });
    if (fault.kind === 'conflict') return adopt(desk, input.id, signal);
    // A team, label or state may be gone: the next attempt reads them anew.
    if (fault.kind === 'invalid') desk.place = null;
    return toOutcome(fault);
  }
}

/** The id is ours alone, so an issue that holds it is the one we meant to create. */
async function adopt(desk: Desk, id: string, signal?: AbortSignal): Promise<CreateOutcome> {
  try {
    const issue = (await readIssues(desk.api, [id], signal)).get(id);
    if (!issue) return toOutcome({ kind: 'conflict' });
    if (!issue.trashed) return { kind: 'existed', issue: toSnapshot(issue), warnings: [] };
    const reason = 'This issue was created before and then deleted in Linear; restore it there';
    return { kind: 'refused', reason, retryable: false, retryAfterMs: null, auth: false };
  } catch {
    return toOutcome({ kind: 'conflict' });
  }
}

/** The request that creates was never sent, so whatever failed, nothing exists. */
function refuseUnsent(desk: Desk, error: unknown): CreateOutcome {
  const refused = { kind: 'refused', retryable: false, retryAfterMs: null, auth: false } as const;
  if (error instanceof DocketError) return { ...refused, reason: error.message.replace(/\.$/, '') };
  const fault = readFault(error, desk.clock.now());
  desk.log.warn('an issue could not be prepared for Linear', describeFault(fault, error));
  const outcome = toOutcome(fault);
  if (outcome.kind === 'refused') return outcome;
  return { ...refused, reason: 'Linear could not be asked before sending', retryable: true };
}
