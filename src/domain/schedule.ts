/** Reports and reminders that are posted into their thread later, once or again and again. */
import * as z from 'zod';
import { Cadence } from './cadence.ts';
import { Id } from './ids.ts';
import { Principal } from './principal.ts';
import { ReportKind } from './status-report.ts';

export const ScheduleKind = z.enum([
  ...ReportKind.options,
  'digest',
  'status_review',
  'workflow',
  'capabilities',
  'reminder',
]);
export type ScheduleKind = z.infer<typeof ScheduleKind>;

export const Schedule = z.object({
  id: Id,
  workspaceId: Id,
  threadId: Id,
  kind: ScheduleKind,
  /** What to remind of, or the workflow to run; null for reports. */
  text: z.string().max(500).nullable(),
  /** Null for what comes once. */
  cadence: Cadence.nullable(),
  /** When it comes next; null once nothing more is to come. */
  dueAt: z.iso.datetime().nullable(),
  /** Since when somebody posts what is due. */
  takenAt: z.iso.datetime().nullable(),
  createdBy: Principal,
  createdAt: z.iso.datetime(),
});
export type Schedule = z.infer<typeof Schedule>;
