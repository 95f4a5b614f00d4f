/** What the planner knows besides the words: documents, tickets, people, what was last shown and what was last asked. */
import { AgentId } from '../domain/agent-role.ts';
import type { DialogueContext, DialogueTicket, Question } from '../domain/dialogue.ts';

export type KnownDocument = { id: string; title: string; names: string[] };

export type KnownTicket = {
  n: number;
  key: string;
  title: string;
  type: string;
  priority: string | null;
  /** draft, approved, rejected, pushed, failed or a work status: the words people use. */
  status: string;
  labels: string[];
  /** A member's name. */
  assignee: string | null;
  externalKey: string | null;
};

/** What Docket asked last. `call` is what waits for the answer. */
export type Pending = {
  kind: 'confirm' | 'clarify';
  tool: string;
  args: Record<string, unknown>;
  slot: string | null;
  options: string[];
};

export type Situation = {
  user: string;
  documents: KnownDocument[];
  activeDocument: string | null;
  /** Connected trackers, and the one to use when none is named; null when that is an open question. */
  trackers: string[];
  preferredTracker: string | null;
  people: string[];
  workflows: string[];
  agents: string[];
  tickets: KnownTicket[];
  /** Tickets that no list shows now and only words can mean; their numbers are never seen by a person. */
  others: KnownTicket[];
  /** Numbers of the tickets the last answer was about, in its order; empty when it was about none. */
  focus: number[];
  attachments: string[];
  /** True when a review board is open in the thread. */
  hasBoard: boolean;
  inThread: boolean;
  /** What keys of capabilities begin with, and those that are neither shipped nor cancelled. */
  pipeline: NonNullable<DialogueContext['pipeline']>;
  /** What the person said before, oldest first. */
  history: string[];
  pending: Pending | null;
  /** A question of Docket's waits, also one about no single deed. */
  asked: boolean;
};

const reviewWords: Record<string, string> = {
  generated: 'draft',
  reviewed: 'approved',
  pushed: 'pushed',
  synced: 'pushed',
  push_failed: 'failed',
};

/** The thread context as the planner sees it. `said` are the person's earlier messages, oldest first. */
export function situationOf(context: DialogueContext, said: string[] = []): Situation {
  return {
    user: context.user,
    documents: context.documents.map(({ id, title, name }) => ({ id, title, names: [title, name] })),
    activeDocument: context.focus.documentId ?? context.documents[0]?.id ?? null,
    trackers: context.trackers.map((tracker) => tracker.name),
    preferredTracker: context.focus.tracker ?? context.preferredTracker ?? context.trackers[0]?.name ?? null,
    people: context.people,
    workflows: context.workflows ?? [],
    agents,
    tickets: context.focus.tickets.map((ticket) => known(ticket, ticket.n)),
    others: context.focus.others.map((ticket, at) => known(ticket, unseen + at)),
    focus: context.focus.about.length > 0 ? context.focus.about : context.focus.tickets.map(({ n }) => n),
    attachments: context.attachments,
    hasBoard: context.focus.boardId !== null,
    inThread: false,
    pipeline: context.pipeline ?? noPipeline,
    history: said,
    pending: pendingOf(context.pending),
    asked: context.pending !== null,
  };
}

/** "The qa agent": without the second word it is as often the work as the agent. */
const agents = AgentId.options.map((id) => `${id.replaceAll('_', '-')}-agent`);

export const noPipeline: Situation['pipeline'] = { prefixes: [], capabilities: [] };

/** Far above the number of any list. */
const unseen = 100_000;

function known({ review, status, ...ticket }: Omit<DialogueTicket, 'n'>, n: number): KnownTicket {
  const { key, title, type, priority, labels, assignee, externalKey } = ticket;
  return {
    n,
    key,
    title,
    type,
    priority,
    labels,
    assignee,
    externalKey,
    status: reviewWords[review ?? ''] ?? status,
  };
}

/** What tools call the ticket of a number: the number itself when a person can see it, else the key. */
export function refOf(n: number, { others }: Situation): string {
  return others.find((ticket) => ticket.n === n)?.key ?? String(n);
}

function pendingOf(question: Question | null): Pending | null {
  if (!question?.about) return null;
  const { tool, args, slot } = question.about;
  return { kind: 'clarify', tool, args, slot, options: question.choices.map((choice) => choice.label) };
}
