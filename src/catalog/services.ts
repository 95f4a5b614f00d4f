/** The deeds a tool may do: one service per room, put together in `app.ts`. */
import type { Documents } from '../documents/documents.ts';
import type { Factory } from '../factory/factory.ts';
import type { Assessments } from '../generation/assessments.ts';
import type { Insights } from '../insights/insights.ts';
import type { Planning } from '../planning/create-planning.ts';
import type { Pipelines } from '../ports/pipelines.ts';
import type { Trackers } from '../ports/tracker.ts';
import type { Workflows } from '../ports/workflows.ts';
import type { Publication } from '../publication/publication.ts';
import type { Checkouts } from '../repo-tickets/checkouts.ts';
import type { Dispatcher } from '../tickets/dispatch/dispatcher.ts';
import type { Tickets } from '../tickets/tickets.ts';
import type { Outgoing } from '../webhooks/outgoing.ts';
import type { FeedbackService } from '../workspace/feedback.ts';
import type { HomeService } from '../workspace/home.ts';
import type { ModelsService } from '../workspace/model-use.ts';
import type { NewcomersService } from '../workspace/newcomers.ts';
import type { PreferencesService } from '../workspace/preferences.ts';

export type Services = {
  preferences: PreferencesService;
  home: HomeService;
  feedback: FeedbackService;
  newcomers: NewcomersService;
  models: ModelsService;
  insights: Insights;
  documents: Documents;
  assessments: Assessments;
  tickets: Tickets;
  /** Gives tickets to agents. */
  dispatcher: Pick<Dispatcher, 'wake' | 'ofTickets' | 'open' | 'onEvents' | 'sweep' | 'recover'>;
  publication: Publication;
  planning: Planning;
  factory: Factory;
  pipelines: Pipelines;
  checkouts: Checkouts;
  workflows: Workflows;
  /** For saying what is connected; only `publication` creates or reads issues. */
  outgoing: Outgoing;
  trackers: Pick<Trackers, 'names' | 'preferred' | 'supported'>;
};
