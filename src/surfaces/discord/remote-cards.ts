/** Cards and forms as the intake knows them: what the house told of lately at once, and the rest when it is asked. */
import type { IdSource } from '../../ports/clock.ts';
import type { Draft, KeptCard, KeptCards } from './kept-cards.ts';

export type RemoteCards = KeptCards & {
  /** The house tells what stands in Discord now. */
  note(ref: string, kept: KeptCard): void;
};

type Deps = {
  ids: IdSource;
  /** Whether cards are changed by nobody whom this process does not hear of. */
  isAlone: boolean;
  card(ref: string): Promise<KeptCard | null>;
  draft(id: string, user: string): Promise<Draft | null>;
  tellCard(ref: string, kept: KeptCard): void;
  /** Not waited for: whoever fills in a form takes longer. */
  tellDraft(id: string, draft: Draft): void;
};

const most = 300;

export function createRemoteCards({ ids, isAlone, tellCard, tellDraft, ...house }: Deps): RemoteCards {
  const cards = new Map<string, KeptCard>();
  const drafts = new Map<string, Draft>();
  const note = (ref: string, kept: KeptCard) => {
    if (isAlone) remember(cards, ref, kept);
  };
  const fill = async (id: string, draft: Draft) => {
    remember(drafts, id, draft);
    tellDraft(id, draft);
  };
  return {
    note,
    async keep(ref, kept) {
      note(ref, kept);
      tellCard(ref, kept);
    },
    of: async (ref) => cards.get(ref) ?? (await house.card(ref)),
    async begin(draft) {
      const id = ids.next();
      await fill(id, draft);
      return id;
    },
    async draft(id, user) {
      const known = drafts.get(id);
      return known ? (known.user === user ? known : null) : house.draft(id, user);
    },
    fill,
  };
}

function remember<Value>(known: Map<string, Value>, key: string, value: Value): void {
  known.delete(key);
  known.set(key, value);
  if (known.size > most) known.delete(known.keys().next().value!);
}
