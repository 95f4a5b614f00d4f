/** The platform-neutral card: the only thing Docket ever shows. */

/** Rich text. Only our own code builds mentions, so no document can ping a channel. */
export type Inline =
  | { kind: 'text'; text: string; bold?: boolean; italic?: boolean; strike?: boolean; muted?: boolean }
  | { kind: 'code'; text: string }
  | { kind: 'link'; text: string; url: string }
  /** Tells the person only where `notify` is set and the surface can. */
  | { kind: 'mention'; memberId: string; name: string; notify?: boolean }
  /** A thread or channel, by its surface's own name: leads there on that surface, and is plain text elsewhere. */
  | { kind: 'place'; thread: string; text: string };

/** A plain string is one unstyled run. */
export type Text = string | Inline[];

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** `running` spins where a surface can; every other mark is drawn as one sign. */
export type Mark = 'none' | 'pending' | 'running' | 'done' | 'failed' | 'skipped' | 'question' | 'changed';

export type ListItem = {
  mark: Mark;
  /** Shown before the title when given: the number a person may type. */
  number?: number;
  title: Text;
  /** Short facts on one muted line. */
  meta?: string[];
  body?: Text;
  choices?: Choice[];
  /** What is done rarely: a surface with menus folds it away, and one without leaves it to be said in words. */
  more?: Choice[];
};

export type FormField = {
  name: string;
  label: string;
  help?: string;
  required: boolean;
} & (
  | { input: 'text'; lines: 'one' | 'many'; max: number; value?: string }
  | { input: 'select'; options: { value: string; label: string }[]; value?: string }
  | { input: 'number'; value?: string }
);

export type CardBlock =
  | { kind: 'text'; text: Text }
  | { kind: 'quote'; text: string; source?: string }
  | { kind: 'fields'; items: { label: string; value: Text }[] }
  | { kind: 'list'; items: ListItem[] }
  | {
      kind: 'checklist';
      items: { mark: Mark; text: Text; detail?: Text }[];
      done: number;
      total: number;
      /** Set once nothing in it changes any more: the name of what ended, which a surface may fold. */
      record?: string;
    }
  | { kind: 'table'; columns: string[]; rows: Text[][]; caption?: string }
  | { kind: 'code'; text: string; language?: string }
  /** One of many to press; what it offers can be said in words too, so a surface without menus may leave it out. */
  | { kind: 'menu'; label: string; options: Choice[]; confirm?: string }
  | { kind: 'form'; fields: FormField[]; submit: Choice }
  | { kind: 'divider' };

/** A thing to press. `action` is a token of at most 75 characters and carries neither payload nor state. */
export type Choice = {
  label: string;
  action: string;
  style?: 'primary' | 'danger';
  /** What a surface asks again before it sends the press. */
  confirm?: string;
  /** Turns to another page of the card, so it stays in sight where there is no room for all. */
  turns?: true;
};

export type Card = {
  /** Empty for a plain sentence or two. */
  title: string;
  tone: Tone;
  blocks: CardBlock[];
  choices: Choice[];
  link?: { label: string; url: string };
  /** For a final answer: what people may say was useful, where the surface asks that. */
  feedback?: { about: string; kind: 'answer' | 'push' | 'run' };
  /** A complete sentence for notifications and screen readers. */
  summary: string;
};
