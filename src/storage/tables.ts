/** The tables as Kysely sees them: every noun's row and the few tables that have no noun. */
import type { ColumnType, Generated, GeneratedAlways, Kysely } from 'kysely';
import { AgentUpdate } from '../domain/agent-update.ts';
import { ApiToken } from '../domain/api-token.ts';
import { Approval } from '../domain/approval.ts';
import { BugReport } from '../domain/bug-report.ts';
import { Capability, CapabilityDependency, CapabilityDocument, Idea, Product } from '../domain/capability.ts';
import { Change } from '../domain/change.ts';
import { Collaborator, Project } from '../domain/collaboration.ts';
import { Comment } from '../domain/comment.ts';
import { PendingAction, ReviewBoard, Thread } from '../domain/conversation.ts';
import { Dispatch } from '../domain/dispatch.ts';
import { Block, BlockTicketLink, Document, DocumentVersion } from '../domain/document.ts';
import { DuplicateFinding } from '../domain/duplicate.ts';
import { DomainEvent } from '../domain/event.ts';
import { TicketLink } from '../domain/links.ts';
import { OutgoingWebhook } from '../domain/outgoing-webhook.ts';
import type { Pipeline } from '../domain/pipeline.ts';
import type { Preferences } from '../domain/preferences.ts';
import { ChatTeam, Member, Workspace } from '../domain/principal.ts';
import { Intent, Push } from '../domain/push.ts';
import { RepoBase } from '../domain/repo-base.ts';
import { Schedule } from '../domain/schedule.ts';
import { SecondIssue } from '../domain/second-issue.ts';
import { SendBudget } from '../domain/send-budget.ts';
import { Sprint } from '../domain/sprint.ts';
import { GateDecision } from '../domain/stage.ts';
import { IssueWrite, SyncBase, SyncNews } from '../domain/sync.ts';
import { ExternalRef, Ticket } from '../domain/ticket.ts';
import { BlockUpstream, Insight, Recommendation, ResearchSource } from '../domain/upstream.ts';
import { ModelUse } from '../domain/usage.ts';
import { StepRun, WorkflowRun } from '../domain/workflow-run.ts';
import type { LivingCard, StoredInbound } from '../ports/conversation-store.ts';
import type { IssueMirror } from '../ports/publication-store.ts';
import type { WebhookDelivery } from '../ports/sync-store.ts';
import type { StoredWorkflow } from '../ports/workflow-store.ts';
import { type Row, type RowShape, rowShape } from './row.ts';

export const workspaceRow = rowShape(Workspace, ['settings']);
export const memberRow = rowShape(Member, ['identities']);
export const chatTeamRow = rowShape(ChatTeam, []);
export const apiTokenRow = rowShape(ApiToken, []);
export const documentRow = rowShape(Document, ['source', 'createdBy']);
export const versionRow = rowShape(DocumentVersion, ['cuts', 'conflicts', 'createdBy']);
export const blockRow = rowShape(Block, []);
export const traceRow = rowShape(BlockTicketLink, []);
export const ticketRow = rowShape(Ticket, [
  'criteria',
  'review',
  'work',
  'planning',
  'execution',
  'coordination',
  'stage',
  'origin',
  'createdBy',
]);
export const linkRow = rowShape(TicketLink, []);
export const externalRefRow = rowShape(ExternalRef, []);
export const eventRow = rowShape(DomainEvent, ['actor', 'payload']);
export const boardRow = rowShape(ReviewBoard, ['destination', 'shown']);
export const approvalRow = rowShape(Approval, []);
export const pushRow = rowShape(Push, ['destination']);
export const intentRow = rowShape(Intent, ['payload', 'link', 'existing']);
export const budgetRow = rowShape(SendBudget, ['spent', 'doubts']);
export const secondIssueRow = rowShape(SecondIssue, ['kept', 'second']);
export const findingRow = rowShape(DuplicateFinding, ['candidates', 'decision']);
export const threadRow = rowShape(Thread, ['focus']);
export const pendingActionRow = rowShape(PendingAction, ['input', 'userEdits', 'result']);
export const researchRow = rowShape(ResearchSource, ['createdBy']);
export const insightRow = rowShape(Insight, ['createdBy']);
export const recommendationRow = rowShape(Recommendation, ['createdBy']);
export const changeRow = rowShape(Change, ['before']);
export const commentRow = rowShape(Comment, ['mention', 'author']);
export const bugReportRow = rowShape(BugReport, ['reporter', 'said', 'candidates']);
export const scheduleRow = rowShape(Schedule, ['cadence', 'createdBy']);
export const modelUseRow = rowShape(ModelUse, []);
export const blockUpstreamRow = rowShape(BlockUpstream, []);
export const syncBaseRow = rowShape(SyncBase, ['ours', 'theirs', 'seen']);
export const syncNewsRow = rowShape(SyncNews, []);
export const agentUpdateRow = rowShape(AgentUpdate, []);
export const collaboratorRow = rowShape(Collaborator, []);
export const projectRow = rowShape(Project, []);
export const dispatchRow = rowShape(Dispatch, []);
export const sprintRow = rowShape(Sprint, ['skipped', 'createdBy']);
export const issueWriteRow = rowShape(IssueWrite, ['fields', 'labels']);
export const workflowRunRow = rowShape(WorkflowRun, ['workflow', 'inputs', 'reports', 'startedBy']);
export const repoBaseRow = rowShape(RepoBase, ['fields']);
export const outgoingWebhookRow = rowShape(OutgoingWebhook, ['createdBy', 'lastDelivery']);
export const workflowStepRow = rowShape(StepRun, ['result']);
export const productRow = rowShape(Product, ['config']);
export const ideaRow = rowShape(Idea, ['submittedBy']);
export const capabilityRow = rowShape(Capability, ['visits', 'cogs', 'answers', 'signals']);
export const capabilityDocumentRow = rowShape(CapabilityDocument, ['createdBy']);
export const dependencyRow = rowShape(CapabilityDependency, []);
export const gateDecisionRow = rowShape(GateDecision, ['cogsSnapshot']);

type RowOf<Shape> = Shape extends RowShape<infer Noun, infer JsonKey> ? Row<Noun, JsonKey> : never;

export type Tables = {
  workspaces: RowOf<typeof workspaceRow> & { deletedAt: ColumnType<string | null, never, string> };
  members: RowOf<typeof memberRow>;
  chatTeams: RowOf<typeof chatTeamRow>;
  apiTokens: RowOf<typeof apiTokenRow>;
  documents: RowOf<typeof documentRow>;
  documentVersions: RowOf<typeof versionRow>;
  blocks: RowOf<typeof blockRow>;
  traces: RowOf<typeof traceRow>;
  tickets: RowOf<typeof ticketRow> & {
    reviewStatus: GeneratedAlways<string | null>;
    workStatus: GeneratedAlways<string>;
    documentId: GeneratedAlways<string | null>;
    assigneeId: GeneratedAlways<string | null>;
    pipelineRunId: GeneratedAlways<string | null>;
    projectId: GeneratedAlways<string | null>;
    capabilityId: GeneratedAlways<string | null>;
  };
  keyCounters: { workspaceId: string; prefix: string; year: number; last: number };
  ticketLinks: RowOf<typeof linkRow>;
  externalRefs: RowOf<typeof externalRefRow>;
  events: RowOf<typeof eventRow> & { seq: Generated<string> };
  eventCursors: { consumer: string; seq: string };
  boards: RowOf<typeof boardRow>;
  approvals: RowOf<typeof approvalRow>;
  pushes: RowOf<typeof pushRow>;
  intents: RowOf<typeof intentRow>;
  sendLeases: { destination: string; owner: string; epoch: number; until: string };
  sendBudgets: RowOf<typeof budgetRow>;
  secondIssues: RowOf<typeof secondIssueRow>;
  duplicateFindings: RowOf<typeof findingRow>;
  issueMirrors: Row<IssueMirror, 'issues'>;
  threads: RowOf<typeof threadRow>;
  inbox: Row<StoredInbound, 'event'> & { surface: string; eventId: string };
  livingCards: Row<LivingCard, 'input'>;
  toolCalls: Row<{ runId: string; callId: string; output: NonNullable<unknown> }, 'output'>;
  pendingActions: RowOf<typeof pendingActionRow>;
  researchSources: RowOf<typeof researchRow>;
  insights: RowOf<typeof insightRow>;
  recommendations: RowOf<typeof recommendationRow>;
  blockUpstreams: RowOf<typeof blockUpstreamRow>;
  changes: RowOf<typeof changeRow>;
  comments: RowOf<typeof commentRow>;
  bugReports: RowOf<typeof bugReportRow>;
  schedules: RowOf<typeof scheduleRow>;
  preferences: { workspaceId: string; scope: string; preferences: ColumnType<Preferences, string, string> };
  modelUses: RowOf<typeof modelUseRow>;
  syncBases: RowOf<typeof syncBaseRow>;
  syncCursors: { workspaceId: string; destination: string; cursor: string | null; polledAt: string };
  syncNews: RowOf<typeof syncNewsRow>;
  issueWrites: RowOf<typeof issueWriteRow>;
  agentUpdates: RowOf<typeof agentUpdateRow>;
  collaborators: RowOf<typeof collaboratorRow>;
  projects: RowOf<typeof projectRow>;
  dispatches: RowOf<typeof dispatchRow>;
  wakes: { ticketId: string; agentId: string; source: string; wokenAt: string };
  sprints: RowOf<typeof sprintRow>;
  webhookDeliveries: WebhookDelivery;
  workflowRuns: RowOf<typeof workflowRunRow>;
  workflowSteps: RowOf<typeof workflowStepRow>;
  ownWorkflows: StoredWorkflow;
  products: RowOf<typeof productRow>;
  pipelines: { workspaceId: string; digest: string; pipeline: ColumnType<Pipeline, string, string> };
  ideas: RowOf<typeof ideaRow>;
  capabilities: RowOf<typeof capabilityRow>;
  capabilityDocuments: RowOf<typeof capabilityDocumentRow>;
  capabilityDependencies: RowOf<typeof dependencyRow>;
  gateDecisions: RowOf<typeof gateDecisionRow>;
  claims: { key: string; expiresAt: string };
  repoBases: RowOf<typeof repoBaseRow>;
  outgoingWebhooks: RowOf<typeof outgoingWebhookRow>;
  requestBudgets: { key: string; minute: string; spent: number };
};

/** The database, or one transaction in it; every noun works over either. */
export type Db = Kysely<Tables>;
