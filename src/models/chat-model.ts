/** The chat model over any OpenAI-compatible server. */
import { AIMessage, type BaseMessage } from '@langchain/core/messages';
import { makeInvalidToolCall, parseToolCall } from '@langchain/core/output_parsers/openai_tools';
import type { ChatResult } from '@langchain/core/outputs';
import { type ChatOpenAICallOptions, ChatOpenAICompletions } from '@langchain/openai';
import type OpenAI from 'openai';
import type { ModelEffort, ModelTier } from '../domain/model-choice.ts';
import type { TokenCount } from '../domain/usage.ts';
import type { Log } from '../ports/log.ts';
import { countChat } from './count-tokens.ts';
import { createEfforts, type Efforts } from './efforts.ts';
import { type Asked, describeModelFault } from './model-fault.ts';
import type { ModelSettings } from './settings.ts';

export type ChatModelOptions = {
  tier: ModelTier;
  /** `medium` unless given. */
  effort?: ModelEffort;
  /** What the server was found to know of efforts; learnt anew unless given. */
  efforts?: Efforts;
  /** Told what each answer used, before the answer goes on. */
  onUse?(tokens: TokenCount): Promise<void>;
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
  return new ServerChatModel(settings, {
    timeoutMs: 60_000,
    retries: 2,
    effort: 'medium',
    efforts: createEfforts(),
    onUse: async () => {},
    ...options,
  });
}

/** `effortWord` is the server's own word for this one request; null says nothing of effort. */
type CallOptions = ChatOpenAICallOptions & { effortWord?: string | null };

class ServerChatModel extends ChatOpenAICompletions<CallOptions> {
  readonly #asked: Asked;
  readonly #options: Required<ChatModelOptions>;

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
    this.#options = options;
  }

  /** The library sends an effort only to models whose names it knows; whether a model takes it is for its server to say. */
  override invocationParams(options?: this['ParsedCallOptions'], extra?: { streaming?: boolean }) {
    const params = super.invocationParams(options, extra);
    const word = options?.effortWord;
    return word ? { ...params, reasoning_effort: word as 'high' } : params;
  }

  /** Calls that cannot be read are kept aside by hand: the library prints a notice about them on the terminal. */
  protected override _convertCompletionsMessageToBaseMessage(
    message: OpenAI.ChatCompletionMessage,
    completion: OpenAI.ChatCompletion,
  ): BaseMessage {
    const { readable = [], unreadable = [] } = Object.groupBy(message.tool_calls ?? [], (call) =>
      isReadable(call) ? 'readable' : 'unreadable',
    );
    const { tool_calls: _, ...said } = message;
    const calls = readable.length > 0 ? { tool_calls: readable } : {};
    const converted = super._convertCompletionsMessageToBaseMessage({ ...said, ...calls }, completion);
    if (AIMessage.isInstance(converted)) {
      const unread = unreadable.map((call) => makeInvalidToolCall(call, 'the arguments are no JSON'));
      converted.invalid_tool_calls = [...(converted.invalid_tool_calls ?? []), ...unread];
    }
    return converted;
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    const { effort, efforts, onUse } = this.#options;
    const result = await this.#explain(options, () =>
      efforts.ask(this.#asked.model, effort, (effortWord) =>
        super._generate(messages, { ...options, effortWord }),
      ),
    );
    await onUse(countChat(messages, result));
    return result;
  }

  async #explain(options: this['ParsedCallOptions'], ask: () => Promise<ChatResult>): Promise<ChatResult> {
    try {
      const result = await ask();
      if (result.generations.length === 0) throw new Error('a completion without choices');
      return result;
    } catch (error) {
      if (options.signal?.aborted) throw error;
      const fault = describeModelFault(error, this.#asked);
      this.#options.log.warn('the model did not answer', { ...fault.details, reason: fault.message });
      throw fault;
    }
  }
}

function isReadable(call: OpenAI.ChatCompletionMessageToolCall): boolean {
  if (call.type !== 'function') return false;
  try {
    return parseToolCall(call, { returnId: true }) !== undefined;
  } catch {
    return false;
  }
}
