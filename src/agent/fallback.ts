/** A model with a stand-in: when the first cannot be reached, the embedded planner takes the run. */
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { describeTools } from './describe-tool.ts';
import type { AgentTool, ModelSource } from './run.ts';

/**
 * Only MODEL_UNAVAILABLE makes the stand-in step in, for one run, which says so in `fellBack`. A run that loses its model
 * midway ends there and says that. The next run asks the first model again. `tools` are all there are: the planner has them even
 * where the model is shown fewer.
 */
export function withFallback(
  primary: ModelSource,
  embedded: ModelSource,
  tools: readonly AgentTool[] = [],
): () => Promise<BaseChatModel> {
  const open = async () => {
    const { FallbackChatModel } = await import('./fallback-model.ts');
    return new FallbackChatModel({
      primary: await load(primary),
      embedded: await load(embedded),
      standInTools: describeTools(tools),
    });
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
