/** One plain sentence. */
import type { Card, Tone } from './card.ts';

export function drawNoticeCard(sentence: string, tone: Tone = 'neutral'): Card {
  return { title: '', tone, blocks: [{ kind: 'text', text: sentence }], choices: [], summary: sentence };
}
