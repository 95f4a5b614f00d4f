/** The store by noun, and the one way to write several nouns together. */
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import type { ApiTokenStore } from './api-token-store.ts';
import type { BugReportStore } from './bug-report-store.ts';
import type { CapabilityStore, IdeaStore, ProductStore } from './capability-store.ts';
import type { ChangeStore } from './change-store.ts';
import type { CommentStore } from './comment-store.ts';
import type {
  InboxStore,
  LivingCardStore,
  PendingActionStore,
  ThreadStore,
  ToolCallStore,
} from './conversation-store.ts';
import type { DispatchStore } from './dispatch-store.ts';
import type { BlockStore, DocumentStore, TraceStore } from './document-store.ts';
import type { OutgoingWebhookStore } from './outgoing-webhook-store.ts';
import type { PreferenceStore } from './preference-store.ts';
import type {
  ApprovalStore,
  BoardStore,
  DuplicateStore,
  MirrorStore,
  PushStore,
  SecondIssueStore,
  SenderStore,
} from './publication-store.ts';
import type { RepoBaseStore } from './repo-base-store.ts';
import type { ScheduleStore } from './schedule-store.ts';
import type {
  IssueWriteStore,
  SyncBaseStore,
  SyncCursorStore,
  SyncNewsStore,
  WebhookStore,
} from './sync-store.ts';
import type { ExternalRefStore, TicketLinkStore, TicketStore } from './ticket-store.ts';
import type { UpstreamStore } from './upstream-store.ts';
import type { UsageStore } from './usage-store.ts';
import type { AgentUpdateStore, CollaboratorStore, ProjectStore, SprintStore } from './work-store.ts';
import type { WorkflowStore } from './workflow-store.ts';
import type { ChatTeamStore, MemberStore, WorkspaceStore } from './workspace-store.ts';

export type EventStore = {
  /** Append-only; readers are told after the transaction has committed. */
  append(events: readonly DomainEvent[]): Promise<void>;
  ofTicket(workspaceId: Id, ticketId: Id): Promise<DomainEvent[]>;
  /** In order; at most the latest 5,000. Not those of a transaction at hand. */
  ofType(workspaceId: Id, type: DomainEvent['type']): Promise<DomainEvent[]>;
  /** In order, from the first moment up to but without the last; at most the latest 5,000. Not those of a transaction at hand. */
  between(workspaceId: Id, span: { from: string; to: string }): Promise<DomainEvent[]>;
  /** The last one that was committed; null where nothing has happened yet. */
  newest(workspaceId: Id): Promise<Id | null>;
  /**
   * What was committed after this event, in order, at most `limit`; from the beginning after null. Null where this workspace
   * has no such event. Not those of a transaction at hand.
   */
  after(workspaceId: Id, event: Id | null, limit: number): Promise<DomainEvent[] | null>;
};

export type Nouns = {
  workspaces: WorkspaceStore;
  members: MemberStore;
  chatTeams: ChatTeamStore;
  apiTokens: ApiTokenStore;
  documents: DocumentStore;
  blocks: BlockStore;
  traces: TraceStore;
  tickets: TicketStore;
  links: TicketLinkStore;
  externalRefs: ExternalRefStore;
  events: EventStore;
  boards: BoardStore;
  approvals: ApprovalStore;
  pushes: PushStore;
  senders: SenderStore;
  secondIssues: SecondIssueStore;
  duplicates: DuplicateStore;
  mirrors: MirrorStore;
  threads: ThreadStore;
  inbox: InboxStore;
  livingCards: LivingCardStore;
  toolCalls: ToolCallStore;
  pendingActions: PendingActionStore;
  upstream: UpstreamStore;
  changes: ChangeStore;
  comments: CommentStore;
  bugReports: BugReportStore;
  schedules: ScheduleStore;
  preferences: PreferenceStore;
  usage: UsageStore;
  syncBases: SyncBaseStore;
  syncCursors: SyncCursorStore;
  syncNews: SyncNewsStore;
  issueWrites: IssueWriteStore;
  webhooks: WebhookStore;
  repoBases: RepoBaseStore;
  outgoingWebhooks: OutgoingWebhookStore;
  agentUpdates: AgentUpdateStore;
  collaborators: CollaboratorStore;
  projects: ProjectStore;
  workflows: WorkflowStore;
  dispatches: DispatchStore;
  sprints: SprintStore;
  products: ProductStore;
  ideas: IdeaStore;
  capabilities: CapabilityStore;
};

export type Store = Nouns & {
  /**
   * Runs `work` in one transaction: all of it is kept, or, when it throws, none. Inside, use only the given nouns: the
   * embedded store has a single connection and asking the outer ones would wait for itself.
   */
  transact<Result>(work: (nouns: Nouns) => Promise<Result>): Promise<Result>;
  /**
   * Runs `work` while holding the lock of this name across all instances, or throws `busy()` at once when it is held.
   * Released when the holder's process ends.
   */
  exclusively<Result>(name: string, work: () => Promise<Result>, busy: () => Error): Promise<Result>;
};
