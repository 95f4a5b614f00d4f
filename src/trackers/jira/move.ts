/** Moves an issue to where the work stands: by the project's own transitions, and by labels for what no status says. */
import { doTransition, editIssue, getTransitions } from 'jira.js/cloud';
import * as z from 'zod';
import type { WorkStatus } from '../../domain/ticket.ts';
import type { JiraDesk } from './desk.ts';
import { readIssues } from './issues.ts';
import type { JiraIssue } from './jira-issue.ts';
import {
  categoryOf,
  fits,
  isStatusLabel,
  type JiraStatus,
  readStatus,
  statusLabels,
  wontDo,
} from './mapping.ts';

const Named = z.object({ id: z.string(), name: z.string() });
const Transition = z.object({
  id: z.string(),
  to: z.object({ id: z.string(), name: z.string(), statusCategory: z.object({ key: z.string() }) }),
  fields: z
    .object({ resolution: z.object({ allowedValues: z.array(Named).catch([]) }).optional() })
    .catch({}),
});
type Transition = z.infer<typeof Transition>;

/** A workflow may lead there in several steps; one that needs more than this is not meant to be walked. */
const mostSteps = 6;

/** The issue as it is afterwards; `complete` when it says what was wanted. Throws what asking throws. */
export async function settleStatus(
  desk: JiraDesk,
  issue: JiraIssue,
  wanted: WorkStatus,
  signal?: AbortSignal,
): Promise<{ issue: JiraIssue; complete: boolean }> {
  if (saysAlready(issue, wanted)) return { issue, complete: true };
  const moved = await walk(desk, issue, wanted, signal);
  const labels = moved.fields.labels;
  const status = statusOf(moved);
  const reached = fits(wanted, status);
  const needed = reached ? statusLabels(wanted, status, moved.fields.resolution?.name ?? null) : [];
  const stale = labels.filter((label) => isStatusLabel(label) && !needed.includes(label));
  const missing = needed.filter((label) => !labels.includes(label));
  if (stale.length + missing.length === 0) return { issue: moved, complete: reached };
  const changes = [...missing.map((add) => ({ add })), ...stale.map((remove) => ({ remove }))];
  await desk.api.ask(
    (client) => editIssue(client, { issueIdOrKey: issue.id, update: { labels: changes } }),
    signal,
  );
  return { issue: await readAgain(desk, moved, signal), complete: reached };
}

export function saysAlready(issue: JiraIssue, wanted: WorkStatus): boolean {
  const { fields } = issue;
  return readStatus(statusOf(issue), fields.resolution?.name ?? null, fields.labels).workStatus === wanted;
}

async function walk(
  desk: JiraDesk,
  issue: JiraIssue,
  wanted: WorkStatus,
  signal?: AbortSignal,
): Promise<JiraIssue> {
  const seen = new Set<string>([issue.fields.status.name]);
  let at = statusOf(issue);
  let moved = false;
  for (let step = 0; step < mostSteps && !fits(wanted, at); step++) {
    const transition = choose(await transitionsOf(desk, issue.id, signal), wanted, seen);
    if (!transition) break;
    const { id, to, fields } = transition;
    const resolution = pickResolution(fields.resolution?.allowedValues ?? [], wanted);
    const body = {
      transition: { id },
      ...(resolution ? { fields: { resolution: { id: resolution.id } } } : {}),
    };
    await desk.api.ask((client) => doTransition(client, { issueIdOrKey: issue.id, ...body }), signal);
    moved = true;
    seen.add(to.name);
    at = { name: to.name, category: to.statusCategory.key };
  }
  return moved ? readAgain(desk, issue, signal) : issue;
}

function statusOf({ fields: { status } }: JiraIssue): JiraStatus {
  return { name: status.name, category: status.statusCategory.key };
}

async function transitionsOf(
  desk: JiraDesk,
  issueIdOrKey: string,
  signal?: AbortSignal,
): Promise<Transition[]> {
  const wish = { issueIdOrKey, expand: 'transitions.fields' };
  const answer = await desk.api.ask((client) => getTransitions(client, wish), signal);
  return z.array(Transition).parse(answer.transitions ?? []);
}

/** One that leads there, else the one that leads nearest and nowhere we have been. */
function choose(
  transitions: readonly Transition[],
  wanted: WorkStatus,
  seen: ReadonlySet<string>,
): Transition | undefined {
  const open = transitions.filter(({ to }) => !seen.has(to.name));
  const leading = open.filter(({ to }) => fits(wanted, { name: to.name, category: to.statusCategory.key }));
  const best = { blocked: /block|hold/i, cancelled: wontDo }[wanted as string];
  const named = best && leading.find(({ to }) => best.test(to.name));
  if (leading.length > 0) return named ?? leading[0];
  const order = ['new', 'indeterminate', 'done'];
  const goal = order.indexOf(categoryOf(wanted));
  const distance = ({ to }: Transition) => Math.abs(order.indexOf(to.statusCategory.key) - goal);
  return open.toSorted((one, other) => distance(one) - distance(other))[0];
}

function pickResolution(allowed: readonly z.infer<typeof Named>[], wanted: WorkStatus) {
  if (wanted !== 'done' && wanted !== 'cancelled') return undefined;
  const fitting = allowed.filter(({ name }) => wontDo.test(name) === (wanted === 'cancelled'));
  return fitting.find(({ name }) => /^(done|won.?t do|cancell?ed)$/i.test(name)) ?? fitting[0];
}

async function readAgain(desk: JiraDesk, issue: JiraIssue, signal?: AbortSignal): Promise<JiraIssue> {
  return (await readIssues(desk, [issue.id], signal)).get(issue.id) ?? issue;
}
