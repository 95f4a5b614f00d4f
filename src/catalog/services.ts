/** The deeds a tool may do: one service per room, put together in `app.ts`. */
import type { Documents } from '../documents/documents.ts';
import type { Insights } from '../insights/insights.ts';
import type { Trackers } from '../ports/tracker.ts';
import type { Publication } from '../publication/publication.ts';
import type { Tickets } from '../tickets/tickets.ts';

export type Services = {
  insights: Insights;
  documents: Documents;
  tickets: Tickets;
  publication: Publication;
  /** For saying what is connected; only `publication` creates or reads issues. */
  trackers: Pick<Trackers, 'names' | 'preferred'>;
};
