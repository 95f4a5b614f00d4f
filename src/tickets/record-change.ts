/** Keeps what a person's deed is about to change, so that it can be taken back. */
import type { Change } from '../domain/change.ts';
import type { Id } from '../domain/ids.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Nouns } from '../ports/store.ts';
import type { WriteScope } from './append-events.ts';

export type Changed = {
  subject: Change['subject'];
  subjectId: Id;
  /** Null for what the deed makes. */
  before: object | null;
  version: number | null;
};

/** Call it with the nouns of the transaction the change is in. Deeds of agents and of the system are not kept. */
export async function recordChanges(
  deps: { clock: Clock; ids: IdSource },
  nouns: Pick<Nouns, 'changes'>,
  { workspaceId, actor, deed }: WriteScope,
  changed: readonly Changed[],
): Promise<void> {
  if (!deed || actor.kind !== 'user') return;
  const at = deps.clock.now().toISOString();
  await nouns.changes.append(
    changed.map(({ before, ...rest }) => ({
      ...rest,
      id: deps.ids.next(),
      workspaceId,
      deedId: deed.id,
      tool: deed.tool,
      actorId: actor.id,
      before: before as Record<string, unknown> | null,
      at,
      undoneAt: null,
    })),
  );
}

/** The same for what the deed makes and nobody edits in place, which therefore has no version. */
export async function recordMade(
  deps: { clock: Clock; ids: IdSource },
  nouns: Pick<Nouns, 'changes'>,
  scope: WriteScope,
  subject: 'comment' | 'trace',
  made: readonly { id: Id }[],
): Promise<void> {
  const changed = made.map(({ id }) => ({ subject, subjectId: id, before: null, version: null }));
  await recordChanges(deps, nouns, scope, changed);
}
