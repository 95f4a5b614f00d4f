/** The chat model behind `withFallback`: two models as one, with a note in the reply when the second had to step in. */
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models';
import type { ChatResult } from '@langchain/core/outputs';
import type { Runnable } from '@langchain/core/runnables';
import { AIMessage, type AIMessageChunk, type BaseMessage, HumanMessage } from 'langchain';
import { saysGoOn } from '../domain/dialogue.ts';
import { isDocketError } from '../domain/errors.ts';
import { noTracing } from './no-tracing.ts';
import { keepNote, noteOf } from './note.ts';

type Bound = Runnable<BaseMessage[], AIMessageChunk>;

export class FallbackChatModel extends BaseChatModel {
  readonly #primary: BaseChatModel;
  readonly #embedded: BaseChatModel;
  readonly #tools: BindToolsInput[];
  readonly #standInTools: BindToolsInput[];

  /** `standInTools` are those of the embedded planner; the bound ones when there are none. */
  constructor(models: {
    primary: BaseChatModel;
    embedded: BaseChatModel;
    tools?: BindToolsInput[];
    standInTools?: BindToolsInput[];
  }) {
    super({});
    this.#primary = models.primary;
    this.#embedded = models.embedded;
    this.#tools = models.tools ?? [];
    this.#standInTools = models.standInTools ?? [];
  }

  _llmType(): string {
    return 'docket-fallback';
  }

  override bindTools(tools: BindToolsInput[]): FallbackChatModel {
    return new FallbackChatModel({
      primary: this.#primary,
      embedded: this.#embedded,
      tools,
      standInTools: this.#standInTools,
    });
  }

  async _generate(messages: BaseMessage[], { signal }: BaseChatModelCallOptions): Promise<ChatResult> {
    const replies = repliesInRun(messages);
    const fellBack = replies.map((reply) => noteOf(reply).fellBack).find(Boolean);
    if (fellBack) return this.#standIn(messages, fellBack, signal);
    try {
      return toResult(
        await bind(this.#primary, this.#tools).invoke(messages, { signal, callbacks: [noTracing] }),
      );
    } catch (error) {
      if (!isDocketError(error) || error.code !== 'MODEL_UNAVAILABLE') throw error;
      if (replies.length > 0 || goesOn(messages)) return endEarly(error.message);
      return this.#standIn(messages, `${error.message} The built-in planner answered instead.`, signal);
    }
  }

  async #standIn(messages: BaseMessage[], fellBack: string, signal?: AbortSignal): Promise<ChatResult> {
    const tools = this.#standInTools.length > 0 ? this.#standInTools : this.#tools;
    const reply = await bind(this.#embedded, tools).invoke(messages, { signal, callbacks: [noTracing] });
    return toResult(reply, { ...reply.additional_kwargs, ...keepNote({ ...noteOf(reply), fellBack }) });
  }
}

function bind(model: BaseChatModel, tools: BindToolsInput[]): Bound {
  return tools.length > 0 && model.bindTools ? model.bindTools(tools) : model;
}

/** Who answers is told from the messages, so that a resumed run stays with the model it had. */
function repliesInRun(messages: readonly BaseMessage[]): BaseMessage[] {
  const asked = messages.findLastIndex((message) => HumanMessage.isInstance(message));
  return messages.slice(asked + 1).filter((message) => AIMessage.isInstance(message));
}

/** True for a run that takes up what the one before it was stopped in. */
function goesOn(messages: readonly BaseMessage[]): boolean {
  const at = messages.findLastIndex((message) => HumanMessage.isInstance(message));
  const before = messages[at - 1];
  return before !== undefined && noteOf(before).stopped === 'limit' && saysGoOn(messages[at]!.text);
}

/** The planner cannot finish what another model began: it would plan the whole deed anew and do parts of it twice. */
function endEarly(reason: string): ChatResult {
  const fellBack = `${reason} What was done until then stays done; say what to do next.`;
  const message = new AIMessage({ content: '', additional_kwargs: keepNote({ fellBack }) });
  return { generations: [{ text: '', message }] };
}

function toResult(reply: AIMessageChunk, kwargs = reply.additional_kwargs): ChatResult {
  const { content, tool_calls, invalid_tool_calls, response_metadata, usage_metadata } = reply;
  const message = new AIMessage({
    content,
    tool_calls,
    invalid_tool_calls,
    response_metadata,
    usage_metadata,
    additional_kwargs: kwargs,
  });
  return { generations: [{ text: reply.text, message }] };
}
