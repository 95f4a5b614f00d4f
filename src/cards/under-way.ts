/** Whether a card shows a step of something under way, which the next picture of it takes the place of. */
import type { Card } from './card.ts';

/** Not while it waits for a person, nor at an end. */
export function isUnderWay({ tone, blocks }: Card): boolean {
  return blocks.some((block) => {
    if (block.kind === 'list') return block.items.some(({ mark }) => mark === 'running');
    if (block.kind !== 'checklist' || tone !== 'info') return false;
    return block.items.some(({ mark }) => mark === 'running' || mark === 'pending');
  });
}
