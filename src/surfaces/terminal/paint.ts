/** Colours and signs: how tones and marks look, with colour and without. */
import picocolors from 'picocolors';
import type { Mark, Tone } from '../../cards/card.ts';

type Style = (text: string) => string;

export type Paint = {
  bold: Style;
  dim: Style;
  italic: Style;
  strike: Style;
  /** A word that can be clicked, where colours can be shown. */
  link: (text: string, address: string | null) => string;
  /** True when `link` shows no address, so that it has to be printed. */
  printsAddresses: boolean;
  code: Style;
  /** What a person may type. */
  key: Style;
  primary: Style;
  danger: Style;
  tone: (tone: Tone) => string;
  mark: (mark: Mark) => string;
};

/** Every sign is one column wide. */
const toneSigns: Record<Tone, string> = {
  neutral: '●',
  info: '●',
  success: '✔',
  warning: '▲',
  danger: '✖',
};

const markSigns: Record<Mark, string> = {
  none: '·',
  pending: '○',
  running: '◐',
  done: '✔',
  failed: '✖',
  skipped: '–',
  question: '?',
  changed: '↻',
};

export function createPaint(color: boolean): Paint {
  const colors = picocolors.createColors(color);
  const tones: Record<Tone, Style> = {
    neutral: colors.dim,
    info: colors.cyan,
    success: colors.green,
    warning: colors.yellow,
    danger: colors.red,
  };
  const marks: Record<Mark, Style> = {
    none: colors.dim,
    pending: colors.dim,
    running: colors.cyan,
    done: colors.green,
    failed: colors.red,
    skipped: colors.dim,
    question: colors.yellow,
    changed: colors.cyan,
  };
  return {
    bold: colors.bold,
    dim: colors.dim,
    italic: colors.italic,
    strike: colors.strikethrough,
    link: (text, address) => colors.underline(color && address ? hyperlink(text, address) : text),
    printsAddresses: !color,
    code: colors.cyan,
    key: colors.cyan,
    primary: (text) => colors.bold(text),
    danger: colors.red,
    tone: (tone) => tones[tone](toneSigns[tone]),
    mark: (mark) => marks[mark](markSigns[mark]),
  };
}

/** OSC 8; a terminal that does not know it shows the text alone. */
function hyperlink(text: string, address: string): string {
  return `\u001b]8;;${address}\u0007${text}\u001b]8;;\u0007`;
}
