/** A chat model without a model: a function of the messages says what it replies. */
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models';
import type { ChatResult } from '@langchain/core/outputs';
import { AIMessage, type BaseMessage } from 'langchain';

export type ScriptedReply = {
  text?: string;
  calls?: { name: string; args?: Record<string, unknown>; id?: string }[];
  unreadable?: { name: string; args: string; id?: string }[];
  finishReason?: string;
};

/** What the model saw: the messages after the last one of the person, and everything. */
export type Script = (
  seen: { asked: string; results: string[]; messages: BaseMessage[]; system: string },
  signal?: AbortSignal,
) => ScriptedReply | Promise<ScriptedReply>;

type CallOptions = BaseChatModelCallOptions & { tools?: BindToolsInput[] };

export class ScriptedModel extends BaseChatModel<CallOptions> {
  readonly #script: Script;

  constructor(script: Script) {
    super({});
    this.#script = script;
  }

  _llmType(): string {
    return 'scripted';
  }

  override bindTools(tools: BindToolsInput[]) {
    return this.withConfig({ tools });
  }

  async _generate(messages: BaseMessage[], { signal }: CallOptions): Promise<ChatResult> {
    const reply = await this.#script(look(messages), signal);
    const call = (one: { name: string; id?: string }, index: number) =>
      one.id ?? `call_${messages.length}_${index}`;
    const message = new AIMessage({
      content: reply.text ?? '',
      tool_calls: (reply.calls ?? []).map((one, index) => ({
        type: 'tool_call',
        name: one.name,
        args: one.args ?? {},
        id: call(one, index),
      })),
      invalid_tool_calls: (reply.unreadable ?? []).map((one, index) => ({
        type: 'invalid_tool_call',
        name: one.name,
        args: one.args,
        id: call(one, index),
      })),
      response_metadata: { finish_reason: reply.finishReason ?? 'stop' },
    });
    return { generations: [{ text: message.text, message }] };
  }
}

function look(messages: BaseMessage[]): Parameters<Script>[0] {
  const last = messages.findLastIndex((message) => message.type === 'human');
  return {
    asked: messages[last]?.text ?? '',
    results: messages.slice(last).flatMap((message) => (message.type === 'tool' ? [message.text] : [])),
    messages,
    system: messages[0]?.type === 'system' ? messages[0].text : '',
  };
}
