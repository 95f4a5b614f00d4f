/** The signs before a line and before a title, in chat services that draw emoji. */
import type { Mark, Tone } from '../cards/card.ts';

export const marks: Record<Mark, string> = {
  none: '',
  pending: '○',
  running: '◐',
  done: '✅',
  failed: '❌',
  skipped: '⤼',
  question: '❓',
  changed: '✎',
};

/** With the space after them. */
export const tones: Record<Tone, string> = {
  neutral: '',
  info: '',
  success: '✅ ',
  warning: '⚠️ ',
  danger: '❌ ',
};
