/** Draws one card for a command that prints its answer and ends: nothing can be pressed there. */
import type { Card } from '../../cards/card.ts';
import { createPaint } from './paint.ts';
import { renderCard } from './render.ts';

export function printCard(card: Card, options: { width: number; color: boolean }): string {
  const parts = renderCard(card, { width: options.width, paint: createPaint(options.color), numberOf: null });
  return parts.flatMap((part) => part.lines).join('\n');
}
