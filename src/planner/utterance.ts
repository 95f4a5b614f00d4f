/** A labelled message with its context and the deeds expected of it, as test sets hold them. */
import * as z from 'zod';
import { noPipeline, type Situation } from './situation.ts';

export const Utterance = z.object({
  id: z.string(),
  text: z.string(),
  context: z.object({
    fixture: z.string(),
    attachment: z.string().optional(),
    in_thread: z.boolean().optional(),
    focus: z.array(z.int()).optional(),
    history: z.array(z.string()).optional(),
    two_defaults: z.boolean().optional(),
    pending: z.string().optional(),
    pending_args: z.record(z.string(), z.unknown()).optional(),
    pending_clarify: z
      .object({
        slot: z.string(),
        call: z.string(),
        args: z.record(z.string(), z.unknown()).optional(),
        options: z.array(z.string()).optional(),
      })
      .optional(),
  }),
  expected: z.array(z.object({ tool: z.string(), args: z.record(z.string(), z.unknown()) })),
  tags: z.array(z.string()),
});
export type Utterance = z.infer<typeof Utterance>;

export const World = z.object({
  docs: z.array(z.object({ id: z.string(), title: z.string(), aliases: z.array(z.string()) })),
  active_doc: z.string(),
  trackers: z.array(z.string()),
  default_tracker: z.string(),
  people: z.array(z.string()),
  user: z.string(),
  workflows: z.array(z.string()),
  agents: z.array(z.string()),
  tickets: z.array(
    z.object({
      id: z.int(),
      title: z.string(),
      priority: z.string(),
      type: z.string(),
      status: z.string(),
      labels: z.array(z.string()),
      assignee: z.string().optional(),
    }),
  ),
});
export type World = z.infer<typeof World>;

/** The world of a labelled message as the planner would find it. */
export function situationIn(world: World, context: Utterance['context']): Situation {
  return {
    user: world.user,
    documents: world.docs.map(({ id, title, aliases }) => ({ id, title, names: [title, ...aliases] })),
    activeDocument: world.active_doc,
    trackers: world.trackers,
    preferredTracker: context.two_defaults ? null : world.default_tracker,
    people: world.people,
    workflows: world.workflows,
    agents: world.agents,
    tickets: world.tickets.map((ticket) => ({
      n: ticket.id,
      key: `T-${ticket.id}`,
      title: ticket.title,
      type: ticket.type,
      priority: ticket.priority,
      status: ticket.status,
      labels: ticket.labels,
      assignee: ticket.assignee ?? null,
      externalKey: null,
    })),
    others: [],
    focus: context.focus ?? [],
    attachments: context.attachment ? [context.attachment] : [],
    hasBoard: false,
    inThread: context.in_thread ?? false,
    pipeline: noPipeline,
    history: context.history ?? [],
    pending: pendingIn(context),
    asked: context.pending_clarify !== undefined,
  };
}

function pendingIn(context: Utterance['context']): Situation['pending'] {
  const { pending, pending_args, pending_clarify } = context;
  if (pending) return { kind: 'confirm', tool: pending, args: pending_args ?? {}, slot: null, options: [] };
  if (!pending_clarify) return null;
  const { slot, call, args, options } = pending_clarify;
  return { kind: 'clarify', tool: call, args: args ?? {}, slot, options: options ?? [] };
}
