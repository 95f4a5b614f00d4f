/** The Store: every noun over the database, and several nouns over one transaction. */
import type { Clock, IdSource } from '../ports/clock.ts';
import type { EventStore, Nouns, Store } from '../ports/store.ts';
import type { Locks } from './locks.ts';
import { apiTokenStore } from './nouns/api-tokens.ts';
import { approvalStore } from './nouns/approvals.ts';
import { blockStore } from './nouns/blocks.ts';
import { boardStore } from './nouns/boards.ts';
import { bugReportStore } from './nouns/bug-reports.ts';
import { capabilityStore, ideaStore, productStore } from './nouns/capabilities.ts';
import { changeStore } from './nouns/changes.ts';
import { chatTeamStore } from './nouns/chat-teams.ts';
import { commentStore } from './nouns/comments.ts';
import { dispatchStore } from './nouns/dispatches.ts';
import { documentStore } from './nouns/documents.ts';
import { duplicateStore } from './nouns/duplicates.ts';
import {
  collectEvents,
  eventsBetween,
  eventsOfTicket,
  eventsOfType,
  readEvents,
  writeEvents,
} from './nouns/events.ts';
import { externalRefStore } from './nouns/external-refs.ts';
import { inboxStore } from './nouns/inbox.ts';
import { issueWriteStore } from './nouns/issue-writes.ts';
import { livingCardStore } from './nouns/living-cards.ts';
import { memberStore } from './nouns/members.ts';
import { mirrorStore } from './nouns/mirrors.ts';
import { outgoingWebhookStore } from './nouns/outgoing-webhooks.ts';
import { pendingActionStore } from './nouns/pending-actions.ts';
import { preferenceStore } from './nouns/preferences.ts';
import { pushStore } from './nouns/pushes.ts';
import { repoBaseStore } from './nouns/repo-bases.ts';
import { scheduleStore } from './nouns/schedules.ts';
import { secondIssueStore } from './nouns/second-issues.ts';
import { senderStore } from './nouns/senders.ts';
import { sprintStore } from './nouns/sprints.ts';
import { syncBaseStore, syncCursorStore } from './nouns/sync-bases.ts';
import { syncNewsStore } from './nouns/sync-news.ts';
import { threadStore } from './nouns/threads.ts';
import { ticketLinkStore } from './nouns/ticket-links.ts';
import { ticketStore } from './nouns/tickets.ts';
import { toolCallStore } from './nouns/tool-calls.ts';
import { traceStore } from './nouns/traces.ts';
import { upstreamStore } from './nouns/upstream.ts';
import { usageStore } from './nouns/usage.ts';
import { webhookStore } from './nouns/webhooks.ts';
import { agentUpdateStore, collaboratorStore, projectStore } from './nouns/work.ts';
import { workflowStore } from './nouns/workflows.ts';
import { workspaceStore } from './nouns/workspaces.ts';
import type { Db } from './tables.ts';

export type StoreDeps = {
  db: Db;
  locks: Locks;
  clock: Clock;
  ids: IdSource;
  /** Called after a transaction that wrote events has committed. */
  onEvents(): void;
};

export function createStore(deps: StoreDeps): Store {
  const { db, locks } = deps;
  const transact: Store['transact'] = async (work) => {
    const { result, wrote } = await db.transaction().execute(async (inside) => {
      const events = collectEvents(inside);
      const result = await work(createNouns(inside, events, deps));
      await writeEvents(inside, events.collected);
      return { result, wrote: events.collected.length > 0 };
    });
    if (wrote) deps.onEvents();
    return result;
  };
  const events: EventStore = {
    append: (appended) => transact((nouns) => nouns.events.append(appended)),
    ofTicket: (workspaceId, ticketId) => eventsOfTicket(db, workspaceId, ticketId),
    ofType: (workspaceId, type) => eventsOfType(db, workspaceId, type),
    ...readEvents(db),
    between: (workspaceId, span) => eventsBetween(db, workspaceId, span),
  };
  return {
    ...createNouns(db, events, deps),
    transact,
    async exclusively(name, work, busy) {
      const lock = await locks.take(name);
      if (!lock) throw busy();
      try {
        return await work();
      } finally {
        await lock.release();
      }
    },
  };
}

function createNouns(db: Db, events: EventStore, deps: Omit<StoreDeps, 'db' | 'locks'>): Nouns {
  return {
    workspaces: workspaceStore(db),
    members: memberStore(db),
    chatTeams: chatTeamStore(db),
    apiTokens: apiTokenStore(db),
    documents: documentStore(db),
    blocks: blockStore(db),
    traces: traceStore(db),
    tickets: ticketStore(db, deps.clock),
    links: ticketLinkStore(db),
    externalRefs: externalRefStore(db),
    events,
    ...nounsOfTalk(db, deps),
    boards: boardStore(db),
    approvals: approvalStore(db),
    pushes: pushStore(db),
    senders: senderStore(db),
    secondIssues: secondIssueStore(db),
    duplicates: duplicateStore(db),
    mirrors: mirrorStore(db),
    upstream: upstreamStore(db),
    changes: changeStore(db),
    syncBases: syncBaseStore(db),
    syncCursors: syncCursorStore(db),
    syncNews: syncNewsStore(db),
    issueWrites: issueWriteStore(db),
    webhooks: webhookStore(db),
    repoBases: repoBaseStore(db),
    outgoingWebhooks: outgoingWebhookStore(db),
    agentUpdates: agentUpdateStore(db),
    collaborators: collaboratorStore(db),
    projects: projectStore(db),
    workflows: workflowStore(db, { events, onEvents: deps.onEvents }),
    dispatches: dispatchStore(db),
    sprints: sprintStore(db),
    products: productStore(db),
    ideas: ideaStore(db),
    capabilities: capabilityStore(db),
  };
}

/** What people say and are shown, and what they want. */
function nounsOfTalk(db: Db, deps: Pick<StoreDeps, 'clock' | 'ids'>) {
  return {
    threads: threadStore(db, deps),
    inbox: inboxStore(db),
    livingCards: livingCardStore(db),
    toolCalls: toolCallStore(db),
    pendingActions: pendingActionStore(db),
    comments: commentStore(db),
    bugReports: bugReportStore(db),
    schedules: scheduleStore(db),
    preferences: preferenceStore(db),
    usage: usageStore(db),
  };
}
