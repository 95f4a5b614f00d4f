/** What a thread remembers of earlier runs: as many as fit, the newest first, each as whole as there is room for. */
import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from 'langchain';
import { resultsAfter } from './transcript.ts';

/**
 * Messages in their order, together at most `budget` characters. No call stands without its result and no result
 * without its call: calls a stopped run left open are answered as interrupted.
 */
export function fitHistory(messages: readonly BaseMessage[], budget: number): BaseMessage[] {
  const kept: BaseMessage[][] = [];
  let left = budget;
  for (const run of splitRuns(messages).reverse()) {
    const form = [closeCalls(run), closeCalls(clipResults(run)), shorten(run)].find(
      (one) => sizeOf(one) <= left,
    );
    if (!form) break;
    kept.unshift(form);
    left -= sizeOf(form);
  }
  return kept.flat();
}

function splitRuns(messages: readonly BaseMessage[]): BaseMessage[][] {
  const runs: BaseMessage[][] = [];
  for (const message of messages) {
    if (HumanMessage.isInstance(message)) runs.push([]);
    runs.at(-1)?.push(message);
  }
  return runs;
}

function closeCalls(run: BaseMessage[]): BaseMessage[] {
  const reply = run.findLast((message) => AIMessage.isInstance(message));
  if (!reply) return run;
  const open = (reply.tool_calls ?? []).slice(resultsAfter(run, reply));
  const results = open.map(
    (call, index) =>
      new ToolMessage({
        id: `${reply.id}.interrupted.${index}`,
        tool_call_id: call.id ?? '',
        name: call.name,
        content: 'Interrupted: whether this was done is not known.',
        status: 'error',
      }),
  );
  return [...run, ...results];
}

/** Characters of a result that stand for all of it where there is no room for more. */
const clippedTo = 400;

/** Every call with the beginning of its result, so that a run that goes on knows what was done. */
function clipResults(run: BaseMessage[]): BaseMessage[] {
  return run.map(clipResult);
}

function clipResult(message: BaseMessage): BaseMessage {
  if (!ToolMessage.isInstance(message) || message.text.length <= clippedTo) return message;
  const { id, name, status, tool_call_id } = message;
  const content = `${message.text.slice(0, clippedTo)}… (the rest is left out)`;
  return new ToolMessage({ id, name, status, tool_call_id, content });
}

/** The same messages in at most `budget` characters, as far as clipping results, the oldest first, can do that. */
export function fitRun(messages: readonly BaseMessage[], budget: number): BaseMessage[] {
  let over = sizeOf(messages) - budget;
  return messages.map((message) => {
    if (over <= 0) return message;
    const clipped = clipResult(message);
    over -= message.text.length - clipped.text.length;
    return clipped;
  });
}

/** What was asked and what was said last. */
function shorten(run: BaseMessage[]): BaseMessage[] {
  const said = run.findLast((message) => AIMessage.isInstance(message) && message.text !== '');
  return [
    ...run.slice(0, 1),
    ...(said
      ? [
          new AIMessage({
            id: said.id,
            content: said.text,
            additional_kwargs: said.additional_kwargs,
          }),
        ]
      : []),
  ];
}

function sizeOf(messages: readonly BaseMessage[]): number {
  return messages.reduce((sum, message) => sum + message.text.length + callsLength(message), 0);
}

function callsLength(message: BaseMessage): number {
  return AIMessage.isInstance(message) ? JSON.stringify(message.tool_calls ?? []).length : 0;
}
