/** Raises a ticket from a template: an incident, a weakness, a bug with its agents. */
import * as z from 'zod';
import { drawRaisedCard, drawTemplatesCard } from '../src/cards/raised-card.ts';
import { showRun } from '../src/cards/show-run.ts';
import { beginRun, findOnCall } from '../src/catalog/begin-run.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { PmTemplate, planOf } from '../src/domain/pm-template.ts';
import { NamedMember } from '../src/domain/preferences.ts';
import { TicketView } from '../src/domain/ticket-view.ts';
import { RunView } from '../src/domain/workflow-view.ts';

const Input = z.object({
  template: z
    .string()
    .optional()
    .describe(
      'production_incident, security_vulnerability, performance_issue, hotfix, bug, feature, documentation, qa',
    ),
  title: z.string().trim().max(256).optional().describe('Absent: lists the templates'),
  description: z.string().max(60_000).optional(),
  error_message: z.string().max(20_000).optional(),
  user_votes: z.int().min(0).optional(),
  estimated_hours: z.number().positive().optional(),
});

export default defineTool({
  description:
    'Raise a ticket that agents can begin at once, from a template that says how urgent it is, who works on it and until when: a production incident, a security vulnerability, a performance issue, a hotfix. Without a title it lists the templates.',
  effect: 'write',
  access: 'anyone',
  input: Input,
  output: z.object({
    raised: z.object({ view: TicketView, template: PmTemplate, missing: z.array(z.string()) }).nullable(),
    /** Of an incident: it begins in the same turn (S2-49). */
    run: RunView.nullable(),
    /** Who is notified of it. */
    onCall: NamedMember.nullable(),
    templates: z.array(PmTemplate),
  }),
  async run({ template = 'bug', title, error_message, user_votes, estimated_hours, description }, context) {
    const { planning } = context.services;
    if (!title) return { raised: null, run: null, onCall: null, templates: planning.templates() };
    const rest = { errorMessage: error_message, userVotes: user_votes, estimatedHours: estimated_hours };
    const raised = await planning.raise(context.caller, { template, title, description, ...rest });
    const run = raised.template.alert_all ? await beginRun(raised, error_message, context) : null;
    return { raised, run, onCall: await findOnCall(raised.template, context), templates: [] };
  },
  wire: ({ raised, templates }) =>
    raised
      ? {
          ...wireTicket(raised.view),
          plan: planOf(raised.template),
          missing_description_parts: raised.missing,
        }
      : {
          templates: templates.map(({ id, name, agents, workflow, sla }) => ({
            id,
            name,
            agents,
            workflow,
            sla,
          })),
        },
  show: ({ raised, run, onCall, templates }) => {
    if (!raised) return { card: drawTemplatesCard(templates) };
    const { view, template, missing } = raised;
    const card = drawRaisedCard(view, template, { missing, started: run !== null, onCall });
    return [{ card }, ...(run ? [showRun(run)] : [])];
  },
  brief: ({ raised, templates }) =>
    raised
      ? { ...briefTicket(raised.view), plan: planOf(raised.template), ask_for: raised.missing }
      : { templates: templates.map(({ id }) => id) },
  focus: ({ raised }) => (raised ? { about: [raised.view.ticket.id] } : {}),
  command: {
    verb: 'raise',
    usage: '<template> <title> | <description>',
    input: ([template = '', ...words]) => ({ template, ...readWords(words) }),
  },
  otherCommands: [
    {
      verb: 'incident',
      usage: '<title> | <description>',
      does: 'Raise a production incident and alert every agent it needs',
      input: (words) => ({ template: 'production_incident', ...readWords(words) }),
    },
    {
      verb: 'templates',
      usage: '',
      does: 'List the templates that tickets are raised from',
      input: () => ({}),
    },
  ],
});

function readWords(words: string[]) {
  const [title = '', ...description] = words.join(' ').split(/\s*\|\s*/);
  return {
    ...(title ? { title } : {}),
    ...(description.length > 0 ? { description: description.join(' | ') } : {}),
  };
}
