/** Works off one stored event: a click, a `/docket` command, or a message for the agent. */
import type { ChatAgent, ChatEnd } from '../agent/agent.ts';
import { drawAsked } from '../cards/asked-card.ts';
import type { Shown } from '../cards/shown.ts';
import type { Thread } from '../domain/conversation.ts';
import { DialogueContext, type Question } from '../domain/dialogue.ts';
import type { Caller } from '../domain/principal.ts';
import type { Clock } from '../ports/clock.ts';
import type { StoredInbound } from '../ports/conversation-store.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Attachment, Surface } from '../ports/surface.ts';
import { gatherAttachments } from './attachments.ts';
import type { Deeds } from './deeds.ts';
import { gatherDialogue } from './dialogue.ts';
import { drawFault, sayText } from './faults.ts';
import { hearWish } from './model-wish.ts';
import { notAMember, offerToAdmit } from './newcomer.ts';
import { type OpenedTurn, openTurn } from './opening.ts';
import type { Outbox, ShowOptions } from './outbox.ts';
import { type Answer, findQuestion, isAnswer, keepQuestion, noteAnswer, readAnswer } from './questions.ts';
import { tellStanding } from './standing.ts';

export type TurnDeps = {
  store: Store;
  clock: Clock;
  log: Log;
  surfaces: ReadonlyMap<string, Surface>;
  deeds: Deeds;
  outbox: Outbox;
  /** Whether a language model leads the conversation; the embedded planner does otherwise. */
  hasModel: boolean;
  /** An agent whose tools act for this caller, led by the model the caller's wish asks for. */
  agentFor(tools: ReturnType<Deeds['agentTools']>, caller: Caller): Promise<ChatAgent>;
};

/** Why a turn may have to end early: the program shuts down, or a person pressed stop. */
export type TurnSignals = { closing: AbortSignal; stopped: AbortSignal };

/** Safe to call again after a crash: what was done before is not done twice, and what was not is finished. */
export async function takeTurn(all: TurnDeps, inboundId: string, signals: TurnSignals): Promise<void> {
  const stored = await all.store.inbox.get(inboundId);
  if (!stored || stored.doneAt) return;
  const turn = await beginTurn(all, stored);
  const deps = { ...all, outbox: { ...all.outbox, show: turn.show } };
  const thread = await threadOf(deps, stored);
  const surface = deps.surfaces.get(thread.surface);
  const signal = AbortSignal.any([signals.closing, signals.stopped]);
  try {
    await surface?.setStatus(thread.external, 'Working');
    const caller = await callerOf(deps, thread, stored);
    await (isDecision(deps, stored)
      ? decide(deps, thread, stored, caller, signal)
      : converse(deps, thread, stored, caller, signal));
  } catch (error) {
    // Shutting down is no fault: the event stays unfinished and is taken up again at the next start.
    if (signals.closing.aborted) throw error;
    const card = offerToAdmit(drawFault(error, deps.log), error, stored);
    await deps.outbox.show(thread, { card }, { answers: stored.event.eventId });
  }
  await turn.end(surface, thread);
  await deps.store.inbox.finish(stored.id, deps.clock.now().toISOString());
  await tellStanding(deps, thread);
}

/** What is shown is known by its turn, so that one that is taken again after a crash shows nothing twice. */
async function beginTurn({ store, outbox }: TurnDeps, { id, event }: StoredInbound): Promise<OpenedTurn> {
  const again = (await store.toolCalls.get(id, 'turn')) !== null;
  if (!again) await store.toolCalls.put(id, 'turn', {});
  return openTurn(outbox, event, { id, again });
}

/** A pressed answer to a question is not: it says what a person would have typed, and goes the way of a message. */
function isDecision({ deeds }: TurnDeps, { event }: StoredInbound): boolean {
  if (event.kind === 'message') return deeds.isCommand(event.text);
  return !isAnswer(event);
}

/** A click or a command is a person's own decision, so it never passes a model. */
async function decide(
  deps: TurnDeps,
  thread: Thread,
  stored: StoredInbound,
  who: Caller,
  signal: AbortSignal,
): Promise<void> {
  const { id, event } = stored;
  const caller: Caller = {
    ...who,
    via: event.kind === 'choice' ? 'click' : 'command',
    runId: id,
    callId: 'press',
  };
  const shown =
    event.kind === 'choice'
      ? await deps.deeds.press(event, caller, { signal, attachments: [] })
      : await deps.deeds.command(event.text, caller, {
          signal,
          attachments: await gatherAttachments(deps, thread, stored),
        });
  for (const one of shown) await deps.outbox.show(thread, one, answerTo(event, one));
  const question = shown.findLast((one) => one.question)?.question ?? null;
  if (question) await deps.outbox.show(thread, { card: drawAsked(question, id) });
  if (question) await keepQuestion(deps.store, thread, { id, question });
}

function answerTo({ eventId, actor }: StoredInbound['event'], { isPrivate }: Shown): ShowOptions {
  return { answers: eventId, ...(isPrivate ? { privateTo: actor.externalId } : {}) };
}

async function converse(
  deps: TurnDeps,
  thread: Thread,
  stored: StoredInbound,
  who: Caller,
  signal: AbortSignal,
): Promise<void> {
  const { id, event } = stored;
  const answer = await readAnswer(deps.store, event, id);
  const said = answer?.text ?? (event.kind === 'message' ? event.text : '');
  const attachments = await gatherAttachments(deps, thread, stored);
  const context = await contextOf(deps, thread, { ...who, runId: id }, { attachments, answer });
  const goesOnFrom = answer?.askedBy ?? (await noteAnswer(deps.store, thread, said, id));
  const { wish, text, note } = await hearWish(deps, thread, { id, text: said, goesOnFrom });
  if (note) await deps.outbox.show(thread, { card: sayText(note, 'info') });
  if (text === '' && note) return;
  const caller: Caller = { ...who, via: 'model', runId: id, modelWish: wish };
  const answers = collectAnswers(deps, thread);
  const agent = await deps.agentFor(deps.deeds.agentTools(caller, { signal, attachments }, answers), caller);
  const run = { threadId: thread.id, runId: id, context, signal };
  const ended = (await agent.resume(run)) ?? (await agent.run({ ...run, text }));
  await answers.finish(ended, id);
  await keepQuestion(deps.store, thread, { id, question: ended.question ?? answers.question() });
}

/** What a run was told at its beginning, also when it is taken up again after a crash and the thread has moved on. */
async function contextOf(
  deps: TurnDeps,
  thread: Thread,
  caller: Caller,
  { attachments, answer }: { attachments: readonly Attachment[]; answer: Answer | null },
): Promise<DialogueContext> {
  const recorded = await deps.store.toolCalls.get(caller.runId!, 'context');
  if (recorded) return DialogueContext.parse(recorded.output);
  const pending = answer?.question ?? (await findQuestion(deps.store, thread));
  const context = await gatherDialogue(deps, thread, caller, attachments, pending);
  await deps.store.toolCalls.put(caller.runId!, 'context', context);
  return context;
}

/**
 * On a surface that edits in place every card is shown as it comes; elsewhere only the last picture of each living card
 * is shown, once the run is over, so that nobody reads the same board twice.
 */
function collectAnswers(deps: TurnDeps, thread: Thread) {
  const held = new Map<string, Shown>();
  const inPlace = deps.surfaces.get(thread.surface)?.editsInPlace ?? false;
  let fault: unknown = null;
  let question: Question | null = null;
  return {
    question: () => question,
    async show(cards: Shown[]) {
      fault = null;
      for (const shown of cards) {
        if (inPlace) await deps.outbox.show(thread, shown);
        question = shown.question ?? question;
        // A later picture takes the place of the first: what was meant to follow a board still follows it.
        held.set(shown.living?.key ?? `card ${held.size}`, shown);
      }
    },
    fail(error: unknown) {
      fault = error;
    },
    async finish(ended: ChatEnd, run: string) {
      if (ended.fellBack) await deps.outbox.show(thread, { card: sayText(ended.fellBack, 'warning') });
      if (!inPlace) for (const shown of held.values()) await deps.outbox.show(thread, shown);
      if (fault) await deps.outbox.show(thread, { card: drawFault(fault, deps.log) });
      const asked = ended.question ?? question;
      if (asked) await deps.outbox.show(thread, { card: drawAsked(asked, run) });
      else if (ended.text.trim()) {
        const feedback = { about: run, kind: 'answer' as const };
        await deps.outbox.show(thread, { card: { ...sayText(ended.text.trim()), feedback } });
      }
    },
  };
}

async function threadOf(deps: TurnDeps, stored: StoredInbound): Promise<Thread> {
  const thread = await deps.store.threads.get(stored.workspaceId, stored.threadId);
  if (!thread) throw new Error(`inbound ${stored.id} has no thread`);
  return thread;
}

async function callerOf(deps: TurnDeps, thread: Thread, { event }: StoredInbound): Promise<Caller> {
  const { workspaceId } = thread;
  const member = await deps.store.members.byIdentity(workspaceId, event.surface, event.actor.externalId);
  if (!member) {
    throw notAMember(event);
  }
  const principal = { kind: 'user' as const, id: member.id, name: member.name };
  const caller = { principal, roles: member.roles, workspaceId, via: 'model' as const, threadId: thread.id };
  return thread.focus.model ? { ...caller, modelWish: thread.focus.model } : caller;
}
