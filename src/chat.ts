/** Puts the conversation on top of the house: surfaces, agent and tools, joined by `callTool`. */

import { type AgentTool, type ChatAgentOptions, createChatAgent, type ModelSource } from './agent/agent.ts';
import { withFallback } from './agent/fallback.ts';
import type { House } from './app.ts';
import { drawStillCard } from './cards/attention-card.ts';
import { drawDigestCard } from './cards/digest-card.ts';
import { drawPipelineDigestCard } from './cards/leadership-cards.ts';
import { drawNoticeCard } from './cards/notice-card.ts';
import { drawDueCard } from './cards/schedule-card.ts';
import { drawSecondIssuesCard } from './cards/second-issues.ts';
import { showRun } from './cards/show-run.ts';
import type { Shown } from './cards/shown.ts';
import { fillPrompt } from './catalog/load-prompts.ts';
import { isCommand, pressChoice, readCommand } from './catalog/press-choice.ts';
import { showEscalation } from './catalog/show-escalation.ts';
import { showUpdate } from './catalog/show-living.ts';
import { type Conversation, startConversation } from './conversation/conversation.ts';
import type { Deeds } from './conversation/deeds.ts';
import { createInbox, type Inbox, requeueInbox } from './conversation/inbox.ts';
import { createOutbox, type Outbox } from './conversation/outbox.ts';
import { findPaste } from './documents/readers/find-paste.ts';
import type { Thread } from './domain/conversation.ts';
import { isDocketError } from './domain/errors.ts';
import type { Id } from './domain/ids.ts';
import type { Caller } from './domain/principal.ts';
import type { DigestView } from './domain/publication-view.ts';
import type { Reach } from './domain/reach.ts';
import type { Schedule } from './domain/schedule.ts';
import type { Attachment, Inbound, Surface } from './ports/surface.ts';

/** Changes to a card within this time are drawn once. */
const settleMs = 150;

/**
 * Starts to work off what the surfaces send; what a stopped process left unfinished comes first. Without a `reach` all
 * threads of these surfaces are this process's.
 */
export async function startChat(
  house: House,
  surfaces: readonly Surface[],
  reach: Reach = { surfaces: surfaces.map(({ name }) => name), threadIds: [] },
): Promise<Conversation> {
  const { storage, log, clock } = house;
  const { store, queue, events } = storage;
  const deeds = createDeeds(house);
  const byName = new Map(surfaces.map((surface) => [surface.name, surface]));
  const outbox = createOutbox({ store, surfaces: byName, deeds, log, settleMs });
  const instructions = fillPrompt(house.prompts.get('agent')!, {});
  const embedded = keepPlanner();
  const conversation = await startConversation({
    ...{ store, queue, events, clock, log },
    workflows: house.services.workflows,
    surfaces: byName,
    deeds,
    inbox: openInbox(house, reach),
    outbox,
    reach,
    hasModel: house.models !== null,
    async agentFor(tools, caller) {
      const lead = await chooseLead(house, embedded, { caller, tools });
      return createChatAgent({
        ...lead,
        tools,
        checkpointer: await storage.checkpoints(),
        instructions,
        log,
      });
    },
  });
  await requeueInbox({ store, queue, reach });
  await startRegularWork(house, outbox, reach);
  await house.startListening(surfaces.flatMap(({ routes = [] }) => routes));
  return conversation;
}

/** What goes on by itself, and what it shows in threads within reach. */
async function startRegularWork(house: House, outbox: Outbox, reach: Reach): Promise<void> {
  const askAbout = async (thread: Thread, { updates }: DigestView) => {
    if (updates.length > 0) await outbox.show(thread, showUpdate(updates));
  };
  await house.startPushing();
  await house.workflows.start();
  await house.startDispatching();
  await house.startTelling();
  await house.startStepping();
  await house.startEscalating({
    reach,
    post: ({ thread, attention }) => outbox.show(thread, showEscalation(attention)),
    postStill: ({ thread, view }) => outbox.show(thread, { card: drawStillCard(view) }),
  });
  house.startPosting({
    reach,
    async post({ thread, ...due }) {
      if (due.schedule.kind === 'workflow') return outbox.show(thread, await runDue(house, due.schedule));
      if (due.schedule.kind === 'capabilities')
        return outbox.show(thread, await digestDue(house, due.schedule));
      await outbox.show(thread, { card: drawDueCard({ ...due, now: house.clock.now().toISOString() }) });
      if (due.digest) await askAbout(thread, due.digest);
    },
  });
  await house.startSyncing({
    reach,
    async post({ thread, digest }) {
      await outbox.show(thread, { card: drawDigestCard(digest) });
      await askAbout(thread, digest);
    },
    postSeconds: ({ thread, push }) => outbox.show(thread, { card: drawSecondIssuesCard(push) }),
  });
}

/** The week of capabilities, in the thread it was asked for in (S1-58). */
async function digestDue(
  { services }: House,
  { workspaceId, threadId, createdBy }: Schedule,
): Promise<Shown> {
  const caller = { principal: createdBy, roles: [], workspaceId, via: 'system' as const, threadId };
  return { card: drawPipelineDigestCard(await services.factory.digest(caller)) };
}

/** A scheduled workflow runs for whoever asked for it, in the thread they asked in. */
async function runDue(
  { services }: House,
  { workspaceId, threadId, createdBy, text }: Schedule,
): Promise<Shown> {
  const caller: Caller = { principal: createdBy, roles: ['member'], workspaceId, via: 'system', threadId };
  try {
    return showRun(await services.workflows.start(caller, { name: text!, ticketId: null, inputs: {} }));
  } catch (error) {
    if (!isDocketError(error)) throw error;
    return {
      card: drawNoticeCard(
        `The workflow ${text} was due and did not begin. ${error.message} ${error.remedy}`,
        'warning',
      ),
    };
  }
}

function openInbox(house: House, reach: Reach): Inbox {
  const { storage, ids } = house;
  const { store, queue } = storage;
  const workspaceOf = (event: Inbound) => findWorkspace(house, event);
  const inbox = createInbox({ store, queue, ids, reach, workspaceOf });
  return { accept: (event) => inbox.accept(detachPaste(event)) };
}

/** A surface with one tenant is the default workspace's. */
async function findWorkspace(house: House, { surface, tenant }: Inbound): Promise<Id> {
  const found = tenant === undefined ? house.workspace.id : await house.workspaceOf(surface, tenant);
  if (found === null) throw new Error(`${tenant} of ${surface} belongs to no workspace`);
  return found;
}

/** A document or conversation pasted into a message is a document, and none of its words an order. */
function detachPaste(event: Inbound): Inbound {
  const paste = event.kind === 'message' && !isCommand(event.text) ? findPaste(event.text) : null;
  if (event.kind !== 'message' || !paste) return event;
  const attachment: Attachment = {
    name: paste.name,
    mediaType: 'text/markdown',
    base64: Buffer.from(paste.text, 'utf8').toString('base64'),
    pasted: paste.kind,
  };
  const text = paste.words || 'Read the attached document.';
  return { ...event, text, attachments: [...event.attachments, attachment] };
}

/** The embedded planner, loaded with the first message that needs it. */
function keepPlanner() {
  const load = async () => (await import('./planner/planner-model.ts')).createEmbeddedPlanner();
  let planner: ReturnType<typeof load> | null = null;
  return () => {
    planner ??= load();
    return planner;
  };
}

/** Who leads this caller's run, and how far: the model they want where one is connected, within the limits of a run. */
async function chooseLead(
  { models }: House,
  embedded: ModelSource,
  { caller, tools }: { caller: Caller; tools: AgentTool[] },
): Promise<Pick<ChatAgentOptions, 'model' | 'maxSteps' | 'spent' | 'rankTools'>> {
  if (!models) return { model: embedded };
  const { model, maxSteps } = await models.lead(caller);
  const names = tools.map(({ name }) => name);
  return {
    model: withFallback(model, embedded, tools),
    maxSteps,
    spent: () => models.spent(caller),
    async rankTools(text, context, said) {
      const { rankTools } = await import('./planner/rank-tools.ts');
      return rankTools(text, context, names, said);
    },
  };
}

function createDeeds(house: House): Deeds {
  const { catalog, callTool, services, storage, clock, ids } = house;
  const pressDeps = { catalog, services, store: storage.store, clock, ids, callTool };
  return {
    isCommand,
    press: async (pressed, caller, options) => (await pressChoice(pressDeps, pressed, caller, options)).shown,
    async command(text, caller, options) {
      const { tool, input } = readCommand(catalog, text);
      return (await callTool(tool, input, caller, options)).shown;
    },
    read: async (tool, input, caller) => (await callTool(tool, input, caller)).shown,
    agentTools: (caller, options, seen) => bindTools(house, caller, options, seen),
    workflows: house.workflows.names,
    trackers: () => ({ names: house.trackers.names(), preferred: house.trackers.preferred() }),
  };
}

/** Every tool a model may see; a tool that is a person's alone is not among them. */
function bindTools(
  { catalog, callTool }: House,
  caller: Caller,
  { attachments }: Parameters<Deeds['agentTools']>[1],
  seen: Parameters<Deeds['agentTools']>[2],
): AgentTool[] {
  const open = [...catalog.tools.values()].filter((tool) => tool.access === 'anyone');
  return open.map((tool) => ({
    name: tool.name,
    description: tool.description,
    schema: tool.input,
    async call(input, ids, signal) {
      try {
        const result = await callTool(tool.name, input, { ...caller, ...ids }, { signal, attachments });
        await seen.show(result.shown);
        return { text: JSON.stringify(result.brief) };
      } catch (error) {
        seen.fail(error);
        throw error;
      }
    },
  }));
}
