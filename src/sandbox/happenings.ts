/** Who gave an issue which state or label, and when: what vendors keep as its history. */

export type Happening = {
  id: string;
  issueId: string;
  /** Null for the account behind the token. */
  actorId: string | null;
  /** ISO time. */
  at: string;
  kind: 'state' | 'label';
  /** The state's or the label's id or name, as the world keeps it. */
  word: string;
  was: string | null;
};

type Told = { state: string; labels: readonly string[] };

/** What came with this change of an issue; labels that were taken away are not told. */
export function happeningsOf(before: Told | null, after: Told): Pick<Happening, 'kind' | 'word' | 'was'>[] {
  if (before === null) return [];
  const moved =
    before.state === after.state ? [] : [{ kind: 'state' as const, word: after.state, was: before.state }];
  const added = after.labels.filter((label) => !before.labels.includes(label));
  return [...moved, ...added.map((word) => ({ kind: 'label' as const, word, was: null }))];
}
