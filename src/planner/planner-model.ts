/** The embedded planner as a LangChain chat model: needs no key, and says one tool call at a time. */
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models';
import {
  AIMessage,
  AIMessageChunk,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import { convertToOpenAITool } from '@langchain/core/utils/function_calling';
import { type Question, readDialogueContext } from '../domain/dialogue.ts';
import type { Call, Plan } from './plan.ts';
import { planMessage } from './plan-message.ts';

interface PlannerOptions extends BaseChatModelCallOptions {
  tools?: ReturnType<typeof convertToOpenAITool>[];
}

/** The next thing to say: a call, or words that end the turn. */
type Reply = { text: string; call: (Call & { id: string }) | null; question?: Question | null };

const noTokens = { input_tokens: 0, output_tokens: 0, total_tokens: 0 };

class EmbeddedPlanner extends BaseChatModel<PlannerOptions> {
  constructor() {
    super({});
  }

  override _llmType(): string {
    return 'embedded-planner';
  }

  override bindTools(tools: BindToolsInput[], options: Partial<PlannerOptions> = {}) {
    const schemas = tools.map((tool) =>
      convertToOpenAITool(tool as Parameters<typeof convertToOpenAITool>[0]),
    );
    return this.withConfig({ ...options, tools: schemas });
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    const reply = replyTo(messages, namesOf(options));
    const { text, call } = reply;
    const message = new AIMessage({
      content: text,
      additional_kwargs: keepQuestion(reply),
      tool_calls: call ? [{ type: 'tool_call', id: call.id, name: call.tool, args: call.args }] : [],
      usage_metadata: noTokens,
    });
    return { generations: [{ text, message }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
  ): AsyncGenerator<ChatGenerationChunk> {
    const reply = replyTo(messages, namesOf(options));
    const { text, call } = reply;
    const chunks = call
      ? [
          {
            type: 'tool_call_chunk' as const,
            index: 0,
            id: call.id,
            name: call.tool,
            args: JSON.stringify(call.args),
          },
        ]
      : [];
    const message = new AIMessageChunk({
      content: text,
      additional_kwargs: keepQuestion(reply),
      tool_call_chunks: chunks,
      usage_metadata: noTokens,
    });
    yield new ChatGenerationChunk({ text, message });
  }
}

/**
 * A chat model that plans from the last human message, the thread context in the system message and the bound tools.
 * It computes the whole plan each time and says the call whose turn it is; after a refused call it stops.
 */
export function createEmbeddedPlanner(): BaseChatModel {
  return new EmbeddedPlanner();
}

/** Beside the words, so that a surface can offer the choices as buttons. */
function keepQuestion({ question }: Reply): Record<string, unknown> {
  return question ? { docket: { question } } : {};
}

function namesOf(options: PlannerOptions): string[] {
  return (options.tools ?? []).map((tool) => tool.function.name);
}

function replyTo(messages: BaseMessage[], toolNames: string[]): Reply {
  const at = messages.findLastIndex((message) => HumanMessage.isInstance(message));
  const asked = messages[at];
  if (!asked) return { text: '', call: null };
  const results = messages.slice(at + 1).filter((message) => ToolMessage.isInstance(message));
  if (results.at(-1)?.status === 'error') return { text: '', call: null };
  const plan = planFor(messages.slice(0, at), asked.text, toolNames);
  const call = plan.calls[results.length];
  if (call) return { text: '', call: { ...call, id: `call_${results.length}` } };
  return { text: closing(plan), call: null, question: plan.question };
}

function planFor(before: BaseMessage[], text: string, toolNames: string[]): Plan {
  const system = before.findLast((message) => SystemMessage.isInstance(message));
  const said = before.filter((message) => HumanMessage.isInstance(message)).map((message) => message.text);
  return planMessage(text, readDialogueContext(system?.text ?? ''), toolNames, said);
}

/** What is said when nothing is left to call: the question with its choices, or why something was not done. */
function closing(plan: Plan): string {
  if (!plan.question) return plan.vetoed ?? plan.say;
  const choices = plan.question.choices.map((choice, at) => `${at + 1}. ${choice.label}`);
  return [plan.question.text, ...choices].join('\n');
}
