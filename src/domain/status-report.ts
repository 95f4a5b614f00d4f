/** Where the work stands, as data: counts, groups of tickets with the reason they are in, and what happened. */
import * as z from 'zod';
import { Id } from './ids.ts';
import { Period } from './period.ts';
import { WorkStatus } from './ticket.ts';
import { TicketView } from './ticket-view.ts';

export const ReportKind = z.enum([
  'summary',
  'standup',
  'progress',
  'blocked',
  'overdue',
  'done',
  'readiness',
  'next',
  'activity',
]);
export type ReportKind = z.infer<typeof ReportKind>;

export const ReportGroupName = z.enum([
  'done',
  'in_progress',
  'blocked',
  'waiting',
  'push_failed',
  'to_review',
  'approved',
  'ready',
  'overdue',
  'longest_open',
]);
export type ReportGroupName = z.infer<typeof ReportGroupName>;

/** Why a ticket is in its group, as far as that is known. */
export const ReportReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('blocker'), text: z.string(), since: z.iso.datetime() }),
  z.object({
    kind: z.literal('needs'),
    tickets: z.array(z.object({ key: z.string(), title: z.string(), status: WorkStatus })),
  }),
  z.object({ kind: z.literal('since'), at: z.iso.datetime() }),
  z.object({ kind: z.literal('error'), text: z.string() }),
]);
export type ReportReason = z.infer<typeof ReportReason>;

export const ReportRow = z.object({
  view: TicketView,
  reason: ReportReason.nullable(),
  /** Who works on it; null where nobody is assigned. */
  assignee: z.string().nullable(),
});
export type ReportRow = z.infer<typeof ReportRow>;

export const ReportGroup = z.object({ name: ReportGroupName, rows: z.array(ReportRow) });
export type ReportGroup = z.infer<typeof ReportGroup>;

export const StatusReport = z.object({
  kind: ReportKind,
  /** The workspace's time zone, for saying times. */
  zone: z.string(),
  at: z.iso.datetime(),
  /** The document whose tickets these are; null for all of the workspace or a selection. */
  document: z.object({ id: Id, title: z.string() }).nullable(),
  /** Only some of them were asked about. */
  isSelection: z.boolean(),
  total: z.int(),
  work: z.record(WorkStatus, z.int()),
  review: z.object({
    toReview: z.int(),
    stale: z.int(),
    approved: z.int(),
    pushFailed: z.int(),
    pushed: z.int(),
  }),
  /** Only the groups this kind of report is about; in the order they are read. */
  groups: z.array(ReportGroup),
  period: Period.nullable(),
  /** What happened in the period, by kind of event, with who did it. */
  happened: z.array(z.object({ type: z.string(), count: z.int(), by: z.array(z.string()) })),
  /** When a tracker was last asked; null where none of the tickets is in one or none was. */
  syncedAt: z.iso.datetime().nullable(),
  /** Some of the tickets are in a tracker that is a sandbox. */
  sandbox: z.boolean(),
  fields: z.array(z.string()),
});
export type StatusReport = z.infer<typeof StatusReport>;
