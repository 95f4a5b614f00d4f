/** A model with a stand-in: when the first cannot be reached, the embedded planner takes the rest of the run. */
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { ModelSource } from './run.ts';

/**
 * The run's result says in `fellBack` that the stand-in worked. Only MODEL_UNAVAILABLE makes it step in; the next run
 * asks the first model again.
 */
export function withFallback(primary: ModelSource, embedded: ModelSource): () => Promise<BaseChatModel> {
  const open = async () => {
    const { FallbackChatModel } = await import('./fallback-model.ts');
    return new FallbackChatModel({ primary: await load(primary), embedded: await load(embedded) });
  };
  let opened: ReturnType<typeof open> | null = null;
  return () => {
    opened ??= open().catch((error) => {
      opened = null;
      throw error;
    });
    return opened;
  };
}

async function load(source: ModelSource): Promise<BaseChatModel> {
  return typeof source === 'function' ? source() : source;
}
