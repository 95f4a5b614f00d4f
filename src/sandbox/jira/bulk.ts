/** Many issues in one request: each is made or refused by itself, and the answer names the refused by their number. */
import { type Answer, json } from '../answer.ts';
import { Refusal } from './answers.ts';
import { type IssueUpdate, keyOf, newIssue } from './issue-rows.ts';
import { selfOf } from './views.ts';
import type { Change, IssueRow, World } from './world.ts';

const largestBulk = 50;

type Failure = { status: number; elementErrors: unknown; failedElementNumber: number };

/** 201 as soon as one was made, 400 when none was. At those of `broken` Jira itself fails. */
export function createMany(
  world: World,
  updates: readonly IssueUpdate[] | undefined,
  broken: ReadonlySet<number> = new Set(),
): Answer {
  if (!updates || updates.length === 0) throw new Refusal(400, ['Issues to be created are missing.']);
  if (updates.length > largestBulk)
    throw new Refusal(400, [`At most ${largestBulk} issues can be created at once.`]);
  const made: IssueRow[] = [];
  const changes: Change[] = [];
  const errors: Failure[] = [];
  for (const [at, update] of updates.entries()) {
    try {
      if (broken.has(at)) throw new Refusal(500, ['An internal error occurred while creating this issue.']);
      const own = newIssue(world, update, made.length);
      changes.push(...own);
      made.push(own[0]!.row as IssueRow);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, errorMessages, errors: byField } = error;
      errors.push({
        status,
        elementErrors: { errorMessages, errors: byField, status },
        failedElementNumber: at,
      });
    }
  }
  if (changes.length > 0) world.commit(changes);
  const issues = made.map((row) => ({ id: row.id, key: keyOf(row), self: selfOf(world, `issue/${row.id}`) }));
  return json(issues.length > 0 ? 201 : 400, { issues, errors });
}
