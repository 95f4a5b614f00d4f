/** Keys whose issue this process has made or seen: Jira itself would take the same key twice. */
import { type JiraIssue, markerOf } from './jira-issue.ts';

export type KeyBook = {
  note(issues: readonly JiraIssue[]): void;
  /** The id of the issue of this key, if it is known. */
  idOf(marker: string): string | null;
  /** One attempt to create at a time, so that two of one key see each other. */
  inTurn<Result>(attempt: () => Promise<Result>): Promise<Result>;
};

/** More than the pushes of a working day; the oldest are forgotten. */
const mostKept = 10_000;

export function createKeyBook(): KeyBook {
  const ids = new Map<string, string>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    note(issues) {
      // Of two with one key the older counts, and it has the lower number.
      for (const issue of issues.toSorted((one, other) => Number(one.id) - Number(other.id))) {
        const marker = markerOf(issue);
        if (marker !== null && !ids.has(marker)) ids.set(marker, issue.id);
        if (ids.size > mostKept) ids.delete(ids.keys().next().value!);
      }
    },
    idOf: (marker) => ids.get(marker) ?? null,
    inTurn(attempt) {
      const mine = last.then(attempt, attempt);
      last = mine.catch(() => {});
      return mine;
    },
  };
}
