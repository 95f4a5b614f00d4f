/** Questions that wait for an answer: kept with the run that asked, so that a choice can be pressed after a restart. */
import { parseAction } from '../cards/action-token.ts';
import type { Thread } from '../domain/conversation.ts';
import { choiceMeant, goOn, Question, saysGoOn } from '../domain/dialogue.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Store } from '../ports/store.ts';
import type { Inbound } from '../ports/surface.ts';

/** What a person answers, in words, and to which question of which run. */
export type Answer = { text: string; question: Question; askedBy: Id };

/** Makes this run's question the one the next message may answer; without one, none waits any more. */
export async function keepQuestion(
  store: Store,
  thread: Thread,
  run: { id: Id; question: Question | null },
): Promise<void> {
  if (run.question) await store.toolCalls.put(run.id, 'question', run.question);
  const now = await store.threads.get(thread.workspaceId, thread.id);
  if (!now || (!run.question && now.focus.askedBy === undefined)) return;
  const { askedBy: _answered, ...focus } = now.focus;
  await store.threads.setFocus(thread.workspaceId, thread.id, {
    ...focus,
    ...(run.question ? { askedBy: run.id } : {}),
  });
}

/** The question that the next message of the thread may answer. */
export async function findQuestion(store: Store, { focus }: Thread): Promise<Question | null> {
  if (focus.askedBy === undefined || (await store.toolCalls.get(focus.askedBy, 'answer'))) return null;
  return readQuestion(store, focus.askedBy);
}

/**
 * A typed choice uses the question up, so that its buttons do not run it a second time. Gives the run that asked; null
 * when the text is no answer, also to a question that another message answered.
 */
export async function noteAnswer(store: Store, thread: Thread, text: string, by: Id): Promise<Id | null> {
  const { askedBy } = thread.focus;
  const question = askedBy === undefined ? null : await readQuestion(store, askedBy);
  if (!question || !(choiceMeant(text, question) || letsGoOn(text, question))) return null;
  return (await claimAnswer(store, askedBy!, by)) ? askedBy! : null;
}

function letsGoOn(text: string, { choices }: Question): boolean {
  return choices.length === 1 && choices[0]!.label === goOn && saysGoOn(text);
}

/** True for the one message that answers this run's question, also when it asks again after a crash. */
async function claimAnswer(store: Store, askedBy: string, by: Id): Promise<boolean> {
  await store.toolCalls.put(askedBy, 'answer', { by });
  const first = await store.toolCalls.get(askedBy, 'answer');
  return (first?.output as { by?: string } | undefined)?.by === by;
}

/** True for a press on one of a question's choices. */
export function isAnswer(event: Inbound): boolean {
  return event.kind === 'choice' && event.action.startsWith('dk1:reply:');
}

/** The answer a pressed choice stands for; null when the press is about something else. Throws STALE when it was answered. */
export async function readAnswer(store: Store, event: Inbound, by: Id): Promise<Answer | null> {
  if (event.kind !== 'choice' || !isAnswer(event)) return null;
  const { ref, item } = parseAction(event.action);
  const question = await readQuestion(store, ref);
  const choice = question?.choices[Number(item) - 1];
  if (!question || !choice) throw stale('I no longer know this question.');
  if (!(await claimAnswer(store, ref, by))) throw stale('This question is answered already.');
  return { text: choice.label, question, askedBy: ref };
}

async function readQuestion(store: Store, run: string): Promise<Question | null> {
  const kept = await store.toolCalls.get(run, 'question');
  return kept ? Question.parse(kept.output) : null;
}

function stale(message: string): DocketError {
  return new DocketError('STALE', {
    message: `${message} Nothing was done.`,
    remedy: 'Say again what you want, in one sentence.',
  });
}
