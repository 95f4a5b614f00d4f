/** What happened: the append-only record that travels back to the people in the thread. */
import * as z from 'zod';
import { Id } from './ids.ts';
import { Principal } from './principal.ts';

export const eventTypes = [
  'TicketCreated',
  'TicketAssigned',
  'TicketStarted',
  'TicketCompleted',
  'TicketFailed',
  'TicketCancelled',
  'TicketStatusChanged',
  'TicketReassigned',
  'TicketDelegated',
  'TicketCollaboratorAdded',
  'TicketDetailsUpdated',
  'TicketReviewed',
  'TicketPushed',
  'TicketPushFailed',
  'TicketSynced',
  'IssueWriteApproved',
  'IssueWriteEnded',
  'TicketArchived',
  'TicketCommented',
  'TicketLinked',
  'TicketUnlinked',
  'TicketUnblocked',
  'TicketClaimed',
  'TicketClaimReleased',
  'TicketEscalated',
  'TicketDeescalated',
  'AgentUpdateAdded',
  'TicketDispatched',
  'SprintPlanned',
  'DocumentIngested',
  'DocumentEdited',
  'TicketsGenerated',
  'BoardChanged',
  'PushStarted',
  'PushProgressed',
  'PushFinished',
  'WorkflowStarted',
  'WorkflowStepStarted',
  'WorkflowStepFinished',
  'WorkflowChanged',
  'WorkflowFinished',
  'PendingActionCreated',
  'PendingActionResolved',
  'IdeaTriaged',
  'CapabilityStageEntered',
  'CapabilityRejected',
  'GateDecided',
  'DependencyWaived',
  'GateWordsHeard',
  'CodeDelivered',
  'CapabilityShipped',
  'CapabilityChanged',
  'PreferencesChanged',
  'FeedbackGiven',
] as const;
export const EventType = z.enum(eventTypes);
export type EventType = z.infer<typeof EventType>;

export const DomainEvent = z.object({
  id: Id,
  type: EventType,
  workspaceId: Id,
  ticketId: Id.nullable(),
  documentId: Id.nullable(),
  boardId: Id.nullable(),
  pushId: Id.nullable(),
  /** Absent on events of older releases. */
  capabilityId: Id.nullish(),
  runId: z.string().nullable(),
  actor: Principal,
  occurredAt: z.iso.datetime(),
  version: z.int().nullable(),
  causationId: Id.nullable(),
  payload: z.record(z.string(), z.unknown()),
});
export type DomainEvent = z.infer<typeof DomainEvent>;

/** The things an event is about, its workspace among them; a card that shows one of them is drawn again. */
export function eventSubjects(event: DomainEvent): string[] {
  const { ticketId, documentId, boardId, pushId, capabilityId = null, workspaceId } = event;
  const run = event.type.startsWith('Workflow') ? event.runId : null;
  return [ticketId, documentId, boardId, pushId, capabilityId, run, workspaceId].filter((id) => id !== null);
}
