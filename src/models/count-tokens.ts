/** What an answer used: by the server's count, or else by the length of the texts. */
import type { BaseMessage } from '@langchain/core/messages';
import type { ChatResult } from '@langchain/core/outputs';
import type OpenAI from 'openai';
import type { TokenCount } from '../domain/usage.ts';

/** Characters per token, on the safe side for every language. */
const perToken = 3;

export function countCompletion(asked: unknown, { usage, choices }: OpenAI.ChatCompletion): TokenCount {
  if (!usage?.total_tokens) return estimate(asked, choices);
  return {
    input: usage.prompt_tokens ?? 0,
    output: usage.completion_tokens ?? 0,
    cached: usage.prompt_tokens_details?.cached_tokens ?? 0,
    reasoning: usage.completion_tokens_details?.reasoning_tokens ?? 0,
    estimated: false,
  };
}

export function countChat(asked: readonly BaseMessage[], { generations }: ChatResult): TokenCount {
  const message = generations[0]?.message;
  const usage = message && 'usage_metadata' in message ? (message.usage_metadata as Counted) : undefined;
  if (!usage?.total_tokens) {
    return estimate(
      asked.map(({ content }) => content),
      [message?.content, message && 'tool_calls' in message ? message.tool_calls : []],
    );
  }
  return {
    input: usage.input_tokens ?? 0,
    output: usage.output_tokens ?? 0,
    cached: usage.input_token_details?.cache_read ?? 0,
    reasoning: usage.output_token_details?.reasoning ?? 0,
    estimated: false,
  };
}

/** LangChain leaves out what the server did not say. */
type Counted = {
  input_tokens?: number;
  output_tokens?: number;
  total_tokens?: number;
  input_token_details?: { cache_read?: number };
  output_token_details?: { reasoning?: number };
};

function estimate(asked: unknown, answered: unknown): TokenCount {
  const tokens = (value: unknown) => Math.ceil(JSON.stringify(value ?? '').length / perToken);
  return { input: tokens(asked), output: tokens(answered), cached: 0, reasoning: 0, estimated: true };
}
