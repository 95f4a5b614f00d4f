/** What the terminal surface is given: its streams, its person, and how it should look. */
import type { Readable, Writable } from 'node:stream';
import type { CardLimits } from '../../cards/fit.ts';
import type { OutFile } from '../../cards/shown.ts';
import type { Clock, IdSource } from '../../ports/clock.ts';
import type { Attachment } from '../../ports/surface.ts';

export type TerminalOutput = Writable & { columns?: number; rows?: number };

export type TerminalSettings = {
  input: Readable;
  output: TerminalOutput;
  user: { externalId: string; name: string };
  /** The thread that lines are sent to. */
  thread: string;
  /** Columns; absent means the output's own, or 80. */
  width?: number;
  /** Only ever true on a terminal that wants colour. */
  color: boolean;
  /** A person sits there: lines can be edited, dangerous presses are asked again, cards change in place. */
  interactive: boolean;
  clock: Clock;
  ids: IdSource;
  /** Resolves when everything this thread asked for is done and shown; waited for after each line that is not typed live. */
  settled(): Promise<void>;
  /** The files a message names by their path. What it throws is shown, and the message is not sent. */
  attach?(text: string): Promise<Attachment[]>;
  /** Saves a file where the person works and gives its path. What it throws is shown instead. */
  saveFile?(file: OutFile): Promise<string>;
  /** Ctrl-C while work is under way. */
  cancel?(): void;
  /** The last line a person sees, for example where their data stays. */
  goodbye?: string;
};

/** Wider lines are hard to read, whatever the window offers. */
const widest = 100;
const narrowest = 20;

/** The columns a card is drawn in. */
export function readWidth({ width, output }: Pick<TerminalSettings, 'width' | 'output'>): number {
  return Math.max(narrowest, Math.min(widest, width ?? output.columns ?? 80));
}

/** A terminal scrolls, so only what would bury the rest is cut. */
export const terminalLimits: CardLimits = {
  characters: Number.POSITIVE_INFINITY,
  title: 400,
  text: 60_000,
  body: 1000,
  items: 500,
  choices: 50,
  label: 120,
  confirm: 400,
};
