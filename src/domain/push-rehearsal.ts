/** What a push would do, ticket by ticket, before anybody approved or sent anything. */
import * as z from 'zod';
import { Destination } from './approval.ts';
import { SkipReason } from './publication-view.ts';
import { TicketView } from './ticket-view.ts';

export const PushRehearsal = z.object({
  destination: Destination,
  /** In the order they would go: parents first. */
  rows: z.array(z.object({ view: TicketView, does: z.enum(['create', 'link', 'update']) })),
  /** Those that would stay here, and why. */
  held: z.array(z.object({ view: TicketView, reason: SkipReason })),
});
export type PushRehearsal = z.infer<typeof PushRehearsal>;
