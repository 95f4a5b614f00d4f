/** Draws a question about a message that left something open, with its answers to press. */
import { formatAction } from './action-token.ts';
import type { Card } from './card.ts';

/** `run` names the stored question; a press carries it and the place of the choice. */
export function drawAsked(
  question: { text: string; choices: readonly { label: string }[] },
  run: string,
): Card {
  return {
    title: '',
    tone: 'info',
    blocks: [{ kind: 'text', text: question.text }],
    choices: question.choices.map(({ label }, at) => ({
      label,
      action: formatAction('reply', run, String(at + 1)),
    })),
    summary: question.text,
  };
}
