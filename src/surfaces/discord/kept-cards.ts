/** Cards that stand in Discord and the forms people are filling in, on a shelf that survives a restart. */
import type { Card, Choice, ListItem } from '../../cards/card.ts';
import type { IdSource } from '../../ports/clock.ts';
import type { Shelf } from '../../ports/shelf.ts';
import type { SharedFile } from './inbound.ts';

export type KeptCard = { card: Card; thread: string };

/** `values` are sent along with what is filled in, and `files` put into the thread then; `user` alone fills it in. */
export type Draft = KeptCard & {
  user: string;
  filled: Record<string, string>;
  values: Record<string, string>;
  files: SharedFile[];
};

export type KeptCards = {
  /** So that what a message's buttons open can be drawn from their token alone. */
  keep(ref: string, kept: KeptCard): Promise<void>;
  of(ref: string): Promise<KeptCard | null>;
  begin(draft: Draft): Promise<string>;
  draft(id: string, user: string): Promise<Draft | null>;
  fill(id: string, draft: Draft): Promise<void>;
};

/** People come back to a card after days. */
const cardMs = 30 * 24 * 60 * 60_000;
const draftMs = 24 * 60 * 60_000;

export function createKeptCards({
  shelf,
  ids,
  onKept = () => {},
}: {
  shelf: Shelf;
  ids: IdSource;
  onKept?(ref: string, kept: KeptCard): void;
}): KeptCards {
  return {
    async keep(ref, kept) {
      if (!opensMore(kept.card)) return;
      await shelf.set(`card ${ref}`, kept, cardMs);
      onKept(ref, kept);
    },
    of: async (ref) => (await shelf.get<KeptCard>(`card ${ref}`)) ?? null,
    async begin(draft) {
      const id = ids.next();
      await shelf.set(`draft ${id}`, draft, draftMs);
      return id;
    },
    async draft(id, user) {
      const draft = await shelf.get<Draft>(`draft ${id}`);
      return draft?.user === user ? draft : null;
    },
    fill: async (id, draft) => void (await shelf.set(`draft ${id}`, draft, draftMs)),
  };
}

/** Whether anything of it is opened or asked again before it is pressed. */
function opensMore(card: Card): boolean {
  return choicesOf(card).some(({ confirm }) => confirm !== undefined) || card.blocks.some(isOpened);
}

function isOpened(block: Card['blocks'][number]): boolean {
  if (block.kind === 'form') return true;
  return block.kind === 'list' && block.items.some((item) => actionsOf(item).length > 1);
}

function actionsOf({ choices = [], more = [] }: ListItem): Choice[] {
  return [...choices, ...more];
}

/** All that can be pressed on it. */
function choicesOf(card: Card): Choice[] {
  const inner = card.blocks.flatMap((block): Choice[] => {
    if (block.kind === 'list') return block.items.flatMap(actionsOf);
    if (block.kind !== 'menu') return [];
    return block.options.map((option) =>
      block.confirm === undefined ? option : { confirm: block.confirm, ...option },
    );
  });
  return [...card.choices, ...inner];
}

export function findChoice(card: Card, action: string): Choice | null {
  return choicesOf(card).find((choice) => choice.action === action) ?? null;
}

export function findItem(card: Card, action: string): ListItem | null {
  const items = card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  return items.find((item) => actionsOf(item).some((choice) => choice.action === action)) ?? null;
}
