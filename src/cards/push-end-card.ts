/** The end of a push, told once: a sentence, what came of each ticket to unfold, and what can still be done. */
import type { PushView } from '../domain/publication-view.ts';
import type { Card, Mark } from './card.ts';
import { drawPushCard } from './push-card.ts';

const mostItems = 60;

export function drawPushEndCard(view: PushView): Card {
  const card = drawPushCard(view);
  return {
    ...card,
    title: '',
    blocks: [
      { kind: 'text', text: card.summary },
      ...card.blocks.flatMap((block) =>
        block.kind === 'checklist'
          ? [{ ...block, items: troubleFirst(block.items), record: card.title }]
          : [],
      ),
    ],
    feedback: { about: view.push.id, kind: 'push' },
  };
}

/** Of many, what went wrong is what people look for. */
function troubleFirst<Item extends { mark: Mark }>(items: readonly Item[]): Item[] {
  const good = items.filter(({ mark }) => mark === 'done');
  const bad = items.filter(({ mark }) => mark !== 'done');
  return [...bad, ...good].slice(0, mostItems);
}
