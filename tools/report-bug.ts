/** Takes a bug report in: what may be known is offered first, and only then a ticket with its plan is made. */
import * as z from 'zod';
import { drawBugFormCard } from '../src/cards/bug-form-card.ts';
import { drawHeldCard, drawJoinedCard } from '../src/cards/bug-report-card.ts';
import { drawRaisedCard } from '../src/cards/raised-card.ts';
import { showRun } from '../src/cards/show-run.ts';
import type { Shown } from '../src/cards/shown.ts';
import { undoChoice } from '../src/cards/undone-card.ts';
import { beginRun, findOnCall } from '../src/catalog/begin-run.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { BugReport } from '../src/domain/bug-report.ts';
import { candidateRef, DuplicateCandidate } from '../src/domain/duplicate.ts';
import { PmTemplate, planOf } from '../src/domain/pm-template.ts';
import { NamedMember } from '../src/domain/preferences.ts';
import { parsePriority } from '../src/domain/priority.ts';
import { TicketView } from '../src/domain/ticket-view.ts';
import { RunView } from '../src/domain/workflow-view.ts';

const Input = z.object({
  text: z
    .string()
    .max(60_000)
    .default('')
    .describe('What was reported, in the words of the reporter; may tell of several bugs'),
  title: z.string().max(256).optional(),
  expected: z.string().max(4000).optional(),
  steps: z.string().max(4000).optional().describe('One per line'),
  version: z.string().max(256).optional(),
  severity: z
    .string()
    .refine((word) => parsePriority(word) !== null, 'use P0, P1, P2, P3 or none')
    .optional(),
  source: z.url().optional().describe('Address of what it was reported in, such as a message'),
  report: z.uuid().optional().describe('A report that is held, to be decided'),
  same: z.string().optional().describe('What it is the same as; absent: it is a new bug'),
});

const Filed = z.object({
  report: BugReport,
  view: TicketView.nullable(),
  template: PmTemplate.nullable(),
  missing: z.array(z.string()),
  problem: z.string().nullable(),
  /** What it joined. */
  same: DuplicateCandidate.nullable(),
  /** Of an incident: it begins in the same turn (S2-49). */
  run: RunView.nullable(),
  /** Who is notified of an incident. */
  onCall: NamedMember.nullable(),
});
type Filed = z.infer<typeof Filed>;

export default defineTool({
  description:
    'Take in a bug report as somebody wrote it: reads what happened, steps, version and error out of it, offers what may be the same bug before anything is created, and makes a ticket with its plan. Nothing is pushed.',
  effect: 'write',
  access: 'anyone',
  input: Input,
  output: z.object({ filed: z.array(Filed), deed: z.string().nullable() }),
  async run({ report, same, severity, ...wish }, context) {
    const { planning } = context.services;
    const { caller } = context;
    const how = severity === undefined ? wish : { ...wish, severity: parsePriority(severity)! };
    const reported = report
      ? [await planning.settleBug(caller, report, same ?? null)]
      : await planning.reportBug(caller, how);
    const filed: Filed[] = [];
    for (const one of reported) {
      const joined =
        one.report.status === 'joined'
          ? one.report.candidates.find((each) => candidateRef(each) === same)
          : null;
      const run =
        one.template?.alert_all && one.view
          ? await beginRun(
              { view: one.view, template: one.template },
              one.report.said.error || undefined,
              context,
            )
          : null;
      const onCall = run ? await findOnCall(one.template, context) : null;
      filed.push({ ...one, same: joined ?? null, run, onCall });
    }
    return { filed, deed: caller.deed?.id ?? null };
  },
  wire: ({ filed }) => ({
    reports: filed.map(({ report, view, template, missing }) => ({
      id: report.id,
      status: report.status,
      title: report.said.title,
      ticket: view ? wireTicket(view) : null,
      plan: template ? planOf(template) : [],
      missing,
      candidates: report.candidates.map((one) => ({
        ref: candidateRef(one),
        key: one.key,
        title: one.title,
        url: one.url,
        score: one.score,
        words: one.words,
      })),
    })),
  }),
  show: ({ filed, deed }) => filed.flatMap((one) => drawFiled(one, deed)),
  brief: ({ filed }) =>
    filed.map(({ report, view, missing }) =>
      view
        ? { ...briefTicket(view), status: report.status, ask_once_for: missing }
        : {
            status: report.status,
            title: report.said.title,
            may_be: report.candidates.map(({ key, title }) => ({ key, title })),
          },
    ),
  focus: ({ filed }) => {
    const about = filed.flatMap(({ view }) => view?.ticket.id ?? []);
    return about.length > 0 ? { about } : {};
  },
  press: [
    {
      verb: 'bug',
      input: () => ({ text: '' }),
      form: async () => drawBugFormCard(),
      fill: (_input, filled) => readForm(filled),
    },
    { verb: 'new_bug', input: ({ ref }) => ({ text: '', report: ref }) },
    { verb: 'same_bug', input: ({ ref, item }) => ({ text: '', report: ref, same: item }) },
  ],
  command: {
    verb: 'report-bug',
    usage: '<what happened>',
    input: (words) => ({ text: words.join(' ') }),
  },
  otherCommands: [
    {
      verb: 'bug',
      usage: '<title> | <description>',
      does: 'Report a bug; what may be known is offered first',
      input: (words) => readTitled(words.join(' ')),
    },
  ],
});

function readTitled(said: string) {
  const [title = '', ...description] = said.split(/\s*\|\s*/);
  return { ...(title ? { title } : {}), text: description.join(' | ') };
}

function readForm({ happened = '', attached, source, ...said }: Record<string, string>) {
  const text = attached ? `${happened}\n\nAttached: ${attached}` : happened;
  return { ...said, text, ...(source ? { source } : {}) };
}

function drawFiled(
  { report, view, template, missing, problem, same, run, onCall }: Filed,
  deed: string | null,
): Shown[] {
  if (report.status === 'held') return [{ card: drawHeldCard(report, problem) }];
  if (same) return [{ card: drawJoinedCard(report, same, view) }];
  if (!view || !template) return [];
  const card = drawRaisedCard(view, template, { missing, started: run !== null, onCall });
  const source = report.source ? { link: { label: 'Open the source', url: report.source } } : {};
  return [
    { card: { ...card, ...source, choices: [...card.choices, ...undoChoice(deed)] } },
    ...(run ? [showRun(run)] : []),
  ];
}
