/** Draws what went wrong: a fault a person can act on as it is, anything else as a reference to the log. */
import { randomBytes } from 'node:crypto';
import type { Card, Tone } from '../cards/card.ts';
import { drawErrorCard } from '../cards/error-card.ts';
import { isDocketError } from '../domain/errors.ts';
import type { Log } from '../ports/log.ts';

export function drawFault(error: unknown, log: Log): Card {
  if (isDocketError(error)) {
    log.info('refused', { code: error.code, message: error.message });
    return drawErrorCard(error);
  }
  const reference = randomBytes(2).toString('hex');
  log.error('something broke', { reference, error });
  const sentence = `Something broke on our side. Reference ${reference}.`;
  return {
    ...sayText(`${sentence} Nothing you approved is lost; you can try again.`, 'danger'),
    summary: sentence,
  };
}

/** A plain sentence or two. */
export function sayText(text: string, tone: Tone = 'neutral'): Card {
  return { title: '', tone, blocks: [{ kind: 'text', text }], choices: [], summary: text };
}
