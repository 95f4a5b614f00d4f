/** How hard a model thinks, in the server's words, and what is done about servers that know no such words. */
import type { ModelEffort } from '../domain/model-choice.ts';
import { statusOf } from './model-fault.ts';

/** The values of `reasoning_effort` for each effort, the best first: not every model that thinks at all knows `xhigh`. */
const words: Record<ModelEffort, readonly string[]> = {
  low: ['low'],
  medium: ['medium'],
  high: ['high'],
  max: ['xhigh', 'high'],
};

/** For one answer. Extended thinking takes minutes. Milliseconds. */
export const patienceMs: Record<ModelEffort, number> = {
  low: 60_000,
  medium: 120_000,
  high: 180_000,
  max: 300_000,
};

export type Efforts = {
  /**
   * Asks with the word for this effort. A server that refuses the request as it stands (400, 422) is asked again with the
   * next word and at last with none; when that works, the refused word is not said to this model again. Throws whatever
   * the last attempt threw.
   */
  ask<Answer>(
    model: string,
    effort: ModelEffort,
    ask: (word: string | null) => Promise<Answer>,
  ): Promise<Answer>;
};

/** One for all models of a server: what it learns is forgotten when the process ends. */
export function createEfforts(): Efforts {
  const refused = new Set<string>();
  return {
    async ask(model, effort, ask) {
      const tried: string[] = [];
      for (const word of words[effort]) {
        const name = `${word} of ${model}`;
        if (refused.has(name)) continue;
        try {
          return remember(await ask(word));
        } catch (error) {
          if (![400, 422].includes(statusOf(error) ?? 0)) throw error;
          tried.push(name);
        }
      }
      return remember(await ask(null));

      function remember<Answer>(answer: Answer): Answer {
        for (const name of tried) refused.add(name);
        return answer;
      }
    },
  };
}
