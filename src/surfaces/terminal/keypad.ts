/** The numbers of the choices on screen: each is given once, keeps its meaning, and says so when it is gone. */
import { parseAction } from '../../cards/action-token.ts';
import type { Card, Choice } from '../../cards/card.ts';

export type Press =
  | { kind: 'live'; choice: Choice }
  /** It was on screen once; the card has changed since. */
  | { kind: 'gone'; label: string }
  | { kind: 'unknown' };

type Key = { identity: string; choice: Choice; message: string; subject: string; live: boolean };

export type Keypad = {
  /**
   * Takes over a drawing's choices. The same deed keeps its number from one drawing to the next; what an earlier drawing
   * of the same message or the same thing offered and this one does not is gone.
   */
  take(message: string, card: Card): void;
  /** Throws for a choice that no taken card offers. */
  numberOf(choice: Choice): number;
  press(number: number): Press;
};

export function createKeypad(): Keypad {
  const keys: Key[] = [];
  const find = (identity: string) => keys.find((key) => key.identity === identity);
  return {
    take(message, card) {
      const subject = subjectOf(card);
      const choices = choicesOf(card);
      for (const key of keys) {
        if (key.message === message || (subject !== '' && key.subject === subject)) key.live = false;
      }
      for (const choice of choices) {
        const identity = identityOf(choice);
        const known = find(identity);
        const next: Key = { identity, choice, message, subject, live: true };
        if (known) Object.assign(known, next);
        else keys.push(next);
      }
    },
    numberOf(choice) {
      const at = keys.findIndex((key) => key.identity === identityOf(choice));
      if (at < 0) throw new Error(`no number for ${choice.label}`);
      return at + 1;
    },
    press(number) {
      const key = keys[number - 1];
      if (!key) return { kind: 'unknown' };
      return key.live ? { kind: 'live', choice: key.choice } : { kind: 'gone', label: key.choice.label };
    },
  };
}

function choicesOf(card: Card): Choice[] {
  const ofRows = card.blocks.flatMap((block) =>
    block.kind === 'list' ? block.items.flatMap((item) => item.choices ?? []) : [],
  );
  return [...card.choices, ...ofRows];
}

/** The deed without the revision it was drawn at. */
function identityOf(choice: Choice): string {
  const { verb, ref, item } = parseAction(choice.action);
  return `${verb}:${ref}:${item}`;
}

/** What the card is about, as its own choices name it: a board, a push, a document; empty when they name none. */
export function subjectOf(card: Card): string {
  const tokens = card.choices.map((choice) => parseAction(choice.action));
  return tokens.find(({ ref, item }) => ref !== '' && !isTicketKey(item))?.ref ?? '';
}

/** A deed on one ticket of a board is no sign of the board itself. */
function isTicketKey(item: string): boolean {
  return /^[A-Z]/.test(item);
}
