/** The chat model over any OpenAI-compatible server. */
import type { BaseMessage } from '@langchain/core/messages';
import type { ChatResult } from '@langchain/core/outputs';
import { ChatOpenAICompletions } from '@langchain/openai';
import type { Log } from '../ports/log.ts';
import { type Asked, describeModelFault } from './model-fault.ts';
import type { ModelSettings, ModelTier } from './settings.ts';

export type ChatModelOptions = {
  tier: ModelTier;
  log: Log;
  /** For one attempt; 60 s unless given. */
  timeoutMs?: number;
  /** After a refusal that may pass (429, 5xx, no connection); 2 unless given. A timeout is not tried again. */
  retries?: number;
};

/**
 * A LangChain chat model that never streams: a streamed tool call that was cut off looks whole, and LangChain fetches a
 * tokeniser from the network to count a stream. It speaks to `baseUrl` alone and throws MODEL_UNAVAILABLE.
 */
export function createChatModel(settings: ModelSettings, options: ChatModelOptions): ChatOpenAICompletions {
  return new ServerChatModel(settings, { timeoutMs: 60_000, retries: 2, ...options });
}

class ServerChatModel extends ChatOpenAICompletions {
  readonly #asked: Asked;
  readonly #log: Log;

  constructor(settings: ModelSettings, options: Required<ChatModelOptions>) {
    const model = settings[options.tier];
    super({
      model,
      apiKey: settings.apiKey,
      timeout: options.timeoutMs,
      maxRetries: options.retries,
      streaming: false,
      // Given in full, because the library would fill gaps from environment variables that Docket does not promise.
      configuration: { baseURL: settings.baseUrl, organization: null, project: null, logLevel: 'off' },
    });
    this.#asked = { model, timeoutMs: options.timeoutMs };
    this.#log = options.log;
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    try {
      const result = await super._generate(messages, options);
      if (result.generations.length === 0) throw new Error('a completion without choices');
      return result;
    } catch (error) {
      if (options.signal?.aborted) throw error;
      const fault = describeModelFault(error, this.#asked);
      this.#log.warn('the model did not answer', { ...fault.details, reason: fault.message });
      throw fault;
    }
  }
}
