/** Keeps every run untraced: Docket reports to nobody, whatever LangSmith variables the host's environment holds. */
import { BaseCallbackHandler } from '@langchain/core/callbacks/base';

/**
 * LangChain adds its tracer when those variables ask for it, unless a handler of this name is there already. This one
 * hears nothing. It must be given to the graph and to each model call.
 */
class NoTracing extends BaseCallbackHandler {
  readonly name = 'langchain_tracer';
  override ignoreLLM = true;
  override ignoreChain = true;
  override ignoreAgent = true;
  override ignoreRetriever = true;
  override ignoreCustomEvent = true;

  /** Asked of the tracer by LangChain when it carries a run's context on; there is none. */
  getRunTreeWithTracingConfig(): undefined {
    return undefined;
  }
}

export const noTracing = new NoTracing();
