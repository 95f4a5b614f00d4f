/** Keys whose issue this process has made, seen or may have made: GitHub itself takes the same key twice. */
import { readMarker } from '../../domain/issue-marker.ts';
import type { CreateOutcome } from '../../domain/push.ts';
import type { GithubIssue } from './issue.ts';

export type KeyBook = {
  /** Notes which of these issues are ours, and are therefore not to be made again. */
  note(issues: readonly GithubIssue[]): void;
  /** Notes once what was created last, as `read` tells it: this process need not be the first. Throws as `read` does. */
  learn(read: () => Promise<readonly GithubIssue[]>): Promise<void>;
  /** The node id of the issue of this key, if it is known. */
  idOf(marker: string): string | null;
  /** When this process first tried to make its issue: it cannot be older. */
  firstTried(marker: string): Date | null;
  /** One attempt at a time for a key; those that came meanwhile try when it has ended. */
  inTurn(marker: string, attempt: () => Promise<CreateOutcome>): Promise<CreateOutcome>;
  tried(marker: string, now: Date): void;
};

/** More keys than pushes of a working day; the oldest are forgotten. */
const mostKept = 10_000;

export function createKeyBook(): KeyBook {
  const ids = new Map<string, string>();
  const tries = new Map<string, Date>();
  const turns = new Map<string, Promise<unknown>>();
  const note = (issues: readonly GithubIssue[]) => {
    for (const { id, body } of issues.toSorted((one, other) => one.number - other.number)) {
      const marker = readMarker(body);
      // Of two with one key the older counts.
      if (marker !== null && !ids.has(marker)) keep(ids, marker, id);
    }
  };
  let learning: Promise<void> | null = null;
  return {
    note,
    async learn(read) {
      learning ??= read().then(note);
      await learning.catch((error) => {
        learning = null;
        throw error;
      });
    },
    idOf: (marker) => ids.get(marker) ?? null,
    firstTried: (marker) => tries.get(marker) ?? null,
    tried(marker, now) {
      if (!tries.has(marker)) keep(tries, marker, now);
    },
    async inTurn(marker, attempt) {
      const mine = (turns.get(marker) ?? Promise.resolve()).then(attempt, attempt);
      turns.set(marker, mine);
      try {
        return await mine;
      } finally {
        if (turns.get(marker) === mine) turns.delete(marker);
      }
    },
  };
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.set(key, value);
  if (map.size > mostKept) map.delete(map.keys().next().value!);
}
