/** Which model works here and how hard it thinks. */
import type { ChosenModel, ModelOperation } from '../domain/model-choice.ts';
import type { Card } from './card.ts';

export type ModelChosen = {
  chosen: Record<ModelOperation, ChosenModel> | null;
  /** What was just done; null when somebody only looks. */
  said: string | null;
};

export function drawModelCard({ chosen, said }: ModelChosen): Card {
  if (!chosen) {
    const text =
      'No model is connected: the built-in planner converses and rules write the tickets. Set OPENAI_API_KEY to connect one.';
    return { title: '', tone: 'info', blocks: [{ kind: 'text', text }], choices: [], summary: text };
  }
  const summary = said ?? `Conversation: ${sayChosen(chosen.converse)}.`;
  return {
    title: said === null ? 'Model' : '',
    tone: said === null ? 'neutral' : 'success',
    blocks: [
      ...(said === null ? [] : [{ kind: 'text' as const, text: said }]),
      {
        kind: 'fields',
        items: [
          { label: 'Conversation', value: sayChosen(chosen.converse) },
          { label: 'Tickets', value: sayChosen(chosen.generate) },
        ],
      },
    ],
    choices: [],
    summary,
  };
}

function sayChosen({ tier, effort, model }: ChosenModel): string {
  return `${tier} (${model}), effort ${effort}`;
}
