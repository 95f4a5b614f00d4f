/** A card to show, and how to draw it again when what it shows changes. */
import type { Question } from '../domain/dialogue.ts';
import type { Card } from './card.ts';

/** A file to hand over: what is too long, or of too much use elsewhere, for a card. */
export type OutFile = {
  name: string;
  mediaType: string;
  text: string;
  /** The same as several files, for a folder of them; one that is there already is written over. */
  parts?: { name: string; text: string }[];
};

export type Shown = {
  card: Card;
  /** Comes with the card; not for living ones, which are drawn many times. */
  file?: OutFile;
  /** For the one who asked alone, where the surface can tell people apart. */
  isPrivate?: boolean;
  /** Asked after the card; the next message of the thread may answer it. */
  question?: Question;
  /** `key` is one per thing and thread (`board:<id>`); `tool` is a read tool that gives the card anew from `input`. */
  living?: { key: string; tool: string; input: Record<string, unknown>; subjects: string[] };
};
