/** Agents who write and sort: outlines, release notes, reports, and tickets. */
import type { Assessment } from '../../domain/readiness.ts';
import type { StatusReport } from '../../domain/status-report.ts';
import type { TicketView } from '../../domain/ticket-view.ts';
import type { StepBrief } from '../worker.ts';
import { byRules, earlierFindings, type Work } from './findings.ts';
import type { Kit } from './kit.ts';

/** Of a document: what it lacks. Of a report: all parts in one. Of a ticket: the outline of the page. */
export async function documentation(brief: StepBrief, kit: Kit): Promise<Work> {
  const { document } = brief.run.inputs;
  if (document !== undefined) return checkDocument(document, kit);
  return brief.ticket === null ? putTogether(brief) : outline(brief, brief.ticket);
}

async function checkDocument(document: string, kit: Kit): Promise<Work> {
  const { checks, open } = await kit.use<Assessment>('lint_document', { document });
  const found = checks.flatMap(({ findings }) => findings.map(({ message }) => message));
  return {
    summary:
      found.length === 0
        ? 'Nothing is missing that the checks look for.'
        : `${found.length} things to mend, ${open} questions left open.`,
    findings: byRules({
      open: found.slice(0, 20),
      not_done: ['Whether what it says is right was not judged.'],
    }),
    more: { missing: found.length },
  };
}

function putTogether(brief: StepBrief): Work {
  const parts = earlierFindings(brief).flatMap(({ findings }) => findings.text ?? []);
  const text = parts.length > 0 ? parts.join('\n\n') : 'Nothing to report.';
  return {
    summary: `A report in ${parts.length} parts.`,
    findings: byRules({
      text,
      not_done: ['Nobody judged what matters most: the order is that of the parts.'],
    }),
  };
}

function outline(brief: StepBrief, { ticket }: TicketView): Work {
  const about = earlierFindings(brief)
    .flatMap(({ findings }) => findings.claims)
    .slice(0, 5);
  const lines = [
    `# ${ticket.title}`,
    '## What it is for',
    ticket.origin.sourceQuote ? `> ${ticket.origin.sourceQuote.split('\n')[0]}` : 'Say who needs it and why.',
    '## How it works',
    ...(ticket.criteria.length > 0 ? ticket.criteria.map(({ text }) => `- ${text}`) : ['Say the steps.']),
    '## When it does not work',
    'Say what people see, and what they can do.',
  ];
  return {
    summary: 'An outline of the page.',
    findings: byRules({
      claims: about,
      text: lines.join('\n'),
      not_done: ['Only the outline is written, nothing is published.'],
    }),
    handover: 'Documentation Agent wrote the outline. Is the page written and published?',
  };
}

/** Release notes by kind of ticket, from what was finished in the last seven days, or of the one ticket. */
export async function versionControl(brief: StepBrief, kit: Kit): Promise<Work> {
  const views = brief.ticket ? [brief.ticket] : await finishedLately(kit);
  const kinds: [title: string, types: readonly string[]][] = [
    ['New', ['feature', 'story', 'epic', 'capability']],
    ['Mended', ['bug', 'hotfix', 'security']],
    [
      'Also',
      [
        'task',
        'doc',
        'qa',
        'tech_debt',
        'release',
        'release_note',
        'press_release',
        'campaign',
        'approval',
        'checkpoint',
      ],
    ],
  ];
  const parts = kinds.flatMap(([title, types]) => {
    const lines = views
      .filter(({ ticket }) => types.includes(ticket.type))
      .map(({ ticket }) => `- ${ticket.title} (${ticket.key})`);
    return lines.length > 0 ? [`## ${title}`, ...lines] : [];
  });
  return {
    summary:
      views.length === 0
        ? 'Nothing was finished in the last seven days.'
        : `Release notes of ${views.length} tickets.`,
    findings: byRules({
      claims: views.slice(0, 20).map(({ ticket }) => ({ text: ticket.title, source: ticket.key })),
      text: parts.length > 0 ? parts.join('\n') : 'Nothing was finished.',
      not_done: ['No branch, tag or release was made, and no commit was looked at.'],
    }),
  };
}

async function finishedLately(kit: Kit): Promise<TicketView[]> {
  const report = await kit.use<StatusReport>('report_status', { kind: 'done', period: 'last 7 days' });
  return report.groups.flatMap(({ rows }) => rows.map(({ view }) => view));
}

/** Of a document: its tickets. Of an epic: those it should have. Of the workspace: how the work stands. */
export async function ticketing(brief: StepBrief, kit: Kit): Promise<Work> {
  const { document } = brief.run.inputs;
  if (document !== undefined) return generate(document, kit);
  if (brief.ticket === null) return status(kit);
  const agreed = brief.earlier.findLast(
    ({ agent, result }) => agent === 'ticketing' && proposedIn(result.output).length > 0,
  );
  return agreed
    ? writeChildren(brief.ticket, proposedIn(agreed.result.output), kit)
    : propose(brief.ticket, kit);
}

async function generate(document: string, kit: Kit): Promise<Work> {
  const { generated } = await kit.use<{
    generated: { created: number; reused: number; tickets: TicketView[] };
  }>('generate_tickets', { document, confirmed: false });
  const { created, reused, tickets } = generated;
  return {
    summary: `${created} tickets made, ${reused} were there already. Nothing leaves Docket before a person approves it.`,
    findings: byRules({
      claims: tickets.slice(0, 20).map(({ ticket }) => ({ text: ticket.title, source: ticket.key })),
      not_done: ['Nothing was approved or pushed.'],
    }),
    more: { created },
  };
}

async function status(kit: Kit): Promise<Work> {
  const report = await kit.use<StatusReport>('report_status', { kind: 'progress' });
  const parts = report.groups.flatMap(({ name, rows }) =>
    rows.length > 0
      ? [
          `## ${name.replaceAll('_', ' ')}`,
          ...rows.slice(0, 15).map(({ view: { ticket } }) => `- ${ticket.title} (${ticket.key})`),
        ]
      : [],
  );
  return {
    summary: `Looked at the tickets: ${report.total} in all.`,
    findings: byRules({ text: parts.join('\n') || 'There are no tickets yet.' }),
    more: { total: report.total },
  };
}

function proposedIn(output: unknown): string[] {
  const { proposed } = (output ?? {}) as { proposed?: unknown };
  return Array.isArray(proposed) ? proposed.map(String) : [];
}

/** One ticket for each criterion of the epic that none of its tickets is called like. */
async function propose({ ticket }: TicketView, kit: Kit): Promise<Work> {
  const { tickets } = await kit.use<{ tickets: TicketView[] }>('list_tickets', { select: { all: true } });
  const children = tickets.filter((one) => one.ticket.parentId === ticket.id);
  const known = new Set(children.map((one) => one.ticket.title.toLowerCase()));
  const proposed = ticket.criteria
    .map(({ text }) => text.slice(0, 200))
    .filter((text) => !known.has(text.toLowerCase()));
  return {
    summary: `It has ${children.length} tickets; ${proposed.length} more are proposed.`,
    findings: byRules({
      claims: children.slice(0, 10).map((one) => ({ text: one.ticket.title, source: one.ticket.key })),
      plan: proposed.map((text) => `Write a ticket: ${text}`),
      open:
        ticket.criteria.length === 0 && children.length === 0
          ? ['It has no acceptance criteria to divide it by.']
          : [],
      not_done: ['No ticket was written yet.'],
    }),
    more: { proposed, children: children.length },
  };
}

async function writeChildren({ ticket }: TicketView, titles: readonly string[], kit: Kit): Promise<Work> {
  const written: TicketView[] = [];
  for (const title of titles) {
    const { ticket: view } = await kit.use<{ ticket: TicketView }>('create_ticket', {
      title,
      type: 'story',
      parent: ticket.id,
    });
    written.push(view);
  }
  return {
    summary: `${written.length} tickets written under ${ticket.key}; they wait for review like any other.`,
    findings: byRules({
      claims: written.map((one) => ({ text: one.ticket.title, source: one.ticket.key })),
      not_done: ['Nothing was approved or pushed.'],
    }),
  };
}
