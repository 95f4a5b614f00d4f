/** A card to show, and how to draw it again when what it shows changes. */
import type { Card } from './card.ts';

export type Shown = {
  card: Card;
  /** `key` is one per thing and thread (`board:<id>`); `tool` is a read tool that gives the card anew from `input`. */
  living?: { key: string; tool: string; input: Record<string, unknown>; subjects: string[] };
};
