/** The shape of a labelled document: what each line is, and which tickets a good reading yields. */
import * as z from 'zod';

/** R must be covered, A is a detail, S may be a ticket, F later, X excluded, D done, N context. */
export const LineLabel = z.enum(['R', 'A', 'S', 'F', 'X', 'D', 'N']);
export type LineLabel = z.infer<typeof LineLabel>;

export const GoldTicket = z.object({
  id: z.string(),
  description: z.string(),
  lines: z.array(z.int()),
  ac_lines: z.array(z.int()).default([]),
  related_lines: z.array(z.int()).default([]),
  priority: z.string().nullable().default(null),
  priority_accept: z.array(z.string()).optional(),
  depends_on: z.array(z.string()).default([]),
  depends_on_implicit: z.array(z.string()).default([]),
  quote: z.string().optional(),
});
export type GoldTicket = z.infer<typeof GoldTicket>;

export const GoldDocument = z.object({
  style: z.string().default(''),
  lang: z.string().default('en'),
  lines: z.record(z.string(), LineLabel),
  must_tickets: z.array(GoldTicket),
});
export type GoldDocument = z.infer<typeof GoldDocument>;

export const GoldSet = z.record(z.string(), GoldDocument);
export type GoldSet = z.infer<typeof GoldSet>;
