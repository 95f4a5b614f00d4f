/** Bugs as people report them: what may be known already is offered first, and only then a ticket is made (S2-12 to S2-20). */
import { createHash } from 'node:crypto';
import type { BugReport, BugWords } from '../domain/bug-report.ts';
import { candidateRef, type DuplicateCandidate } from '../domain/duplicate.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { PmTemplate } from '../domain/pm-template.ts';
import { type Caller, requireWriter } from '../domain/principal.ts';
import type { Priority } from '../domain/priority.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Publication } from '../publication/publication.ts';
import { commentOn } from '../tickets/comment.ts';
import { inside } from '../tickets/inside.ts';
import { viewTickets } from '../tickets/view.ts';
import { limitReports } from './limit-reports.ts';
import type { PmDeps } from './pm-deps.ts';
import { findTemplate, raiseTicket } from './raise-ticket.ts';
import { describeBug, isIncident, missingOf, readBugs, readSteps } from './read-bug.ts';

export type BugWish = {
  /** Anything somebody wrote about it; read for what it says. */
  text: string;
  /** What was said in so many words, over what `text` says. */
  title?: string | undefined;
  expected?: string | undefined;
  steps?: string | undefined;
  version?: string | undefined;
  severity?: Priority | undefined;
  source?: string | undefined;
};

/** One issue of a report: held back with what may be the same, filed as a ticket, or joined to something known. */
export type Reported = {
  report: BugReport;
  /** Null while it is held, and where it joined an issue that is no ticket of ours. */
  view: TicketView | null;
  template: PmTemplate | null;
  missing: string[];
  /** Why the tracker could not be searched. */
  problem: string | null;
};

export type Bugs = {
  /**
   * One for each issue the text tells of. Throws INVALID_INPUT where it says nothing, FORBIDDEN for a reader, RATE_LIMITED for
   * who has reported much lately, unless it is an incident.
   */
  reportBug(caller: Caller, wish: BugWish): Promise<Reported[]>;
  /**
   * Ends a report that is held: with a ticket, or as the same as one of its candidates. Throws NOT_FOUND, and STALE where it
   * was ended before.
   */
  settleBug(caller: Caller, id: Id, same: string | null): Promise<Reported>;
};

type Deps = PmDeps & { publication: Pick<Publication, 'findAlike'>; templates(): PmTemplate[] };

export function createBugs(deps: Deps): Bugs {
  return {
    async reportBug(caller, wish) {
      requireWriter(caller);
      const reported: Reported[] = [];
      const issues = readWish(wish);
      // Nobody is kept from saying that production is down, nor a call from being finished after a crash.
      const isBegun = (await deps.store.bugReports.get(caller.workspaceId, idOf(deps, caller, 0))) !== null;
      if (!isBegun && !issues.some(isIncident)) await limitReports(deps, caller);
      for (const [at, said] of issues.entries()) {
        reported.push(await take(deps, caller, { said, source: wish.source ?? null, at }));
      }
      return reported;
    },
    async settleBug(caller, id, same) {
      const report = await deps.store.bugReports.get(caller.workspaceId, id);
      if (!report) throw noReport();
      if (report.status !== 'held') throw settled(report);
      if (same === null) return file(deps, caller, report, null);
      const candidate = report.candidates.find((one) => candidateRef(one) === same);
      if (!candidate) throw noReport();
      return join(deps, caller, report, candidate);
    },
  };
}

/** A form says what is what; a text alone is read for it. */
function readWish({ text, title, expected, steps, version, severity }: BugWish): BugWords[] {
  if (`${text}${title ?? ''}`.trim() === '') {
    throw new DocketError('INVALID_INPUT', {
      message: 'The report says nothing. Nothing was created.',
      remedy: 'Say in a sentence what happened.',
    });
  }
  const isForm = expected !== undefined || steps !== undefined || version !== undefined;
  const read = readBugs(text.trim() === '' ? title! : text);
  const [first, ...others] = read as [BugWords, ...BugWords[]];
  const over = {
    ...(title?.trim() ? { title: title.trim() } : {}),
    ...(expected?.trim() ? { expected: expected.trim() } : {}),
    ...(steps?.trim() ? { steps: readSteps(steps) } : {}),
    ...(version?.trim() ? { version: version.trim() } : {}),
    severity: severity ?? null,
  };
  return [{ ...first, ...over }, ...(isForm || title?.trim() ? [] : others)];
}

type Told = { said: BugWords; source: string | null; at: number };

/** Once for each call, also where one is made again after a crash. */
async function take(deps: Deps, caller: Caller, { said, source, at }: Told): Promise<Reported> {
  const { clock, store, publication } = deps;
  const id = idOf(deps, caller, at);
  const known = await store.bugReports.get(caller.workspaceId, id);
  if (known) return goOn(deps, caller, known);
  const text = [said.happened, said.error].join('\n');
  const isUrgent = isIncident(said);
  const { candidates, problem } = isUrgent
    ? { candidates: [], problem: null }
    : await publication.findAlike(caller, { title: said.title, text });
  const report: BugReport = {
    id,
    workspaceId: caller.workspaceId,
    threadId: caller.threadId,
    reporter: caller.principal,
    said,
    source,
    candidates,
    status: 'held',
    ticketId: null,
    createdAt: clock.now().toISOString(),
    toldAt: null,
  };
  await store.bugReports.insert(report);
  if (candidates.length === 0) return file(deps, caller, report, problem);
  return { report, view: null, template: null, missing: [], problem };
}

async function goOn(deps: Deps, caller: Caller, report: BugReport): Promise<Reported> {
  const { ticketId, status, candidates, said } = report;
  if (status === 'held' && candidates.length === 0) return file(deps, caller, report, null);
  const [view = null] =
    ticketId === null
      ? []
      : await viewTickets(
          deps.store,
          caller.workspaceId,
          await deps.store.tickets.list(caller.workspaceId, { ids: [ticketId] }),
        );
  const template = status === 'filed' ? templateOf(deps, said) : null;
  return { report, view, template, missing: template ? missingOf(said) : [], problem: null };
}

function idOf({ ids }: Deps, { runId, callId }: Caller, at: number): Id {
  if (!runId || !callId) return ids.next();
  const hash = createHash('sha256').update(`${runId} ${callId} ${at}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

function templateOf({ templates }: Deps, said: BugWords): PmTemplate {
  return findTemplate(templates(), isIncident(said) ? 'production_incident' : 'bug');
}

/** Both in one transaction, so that neither is there without the other. */
async function file(
  deps: Deps,
  caller: Caller,
  report: BugReport,
  problem: string | null,
): Promise<Reported> {
  const { said, source } = report;
  const template = templateOf(deps, said);
  const description = [describeBug(said), ...(source ? [`Reported in ${source}`] : [])].join('\n\n');
  const wish = {
    ...{ template, title: said.title, description, isReviewed: true },
    criteria: said.expected === '' ? [] : [said.expected.split('\n')[0]!.slice(0, 300)],
    ...(said.error ? { errorMessage: said.error } : {}),
    ...(said.severity === null ? {} : { priority: said.severity }),
  };
  const { view } = await raiseTicket(deps, caller, wish, async (nouns, ticketId) => {
    if (!(await nouns.bugReports.settle({ ...report, status: 'filed', ticketId }))) throw settled(report);
  });
  const filed: BugReport = { ...report, status: 'filed', ticketId: view.ticket.id };
  return { report: filed, view, template, missing: missingOf(said), problem };
}

/** Adds what the reporter knows to the ticket; they are told of its end like whoever reported it first. */
async function join(
  deps: Deps,
  caller: Caller,
  report: BugReport,
  candidate: DuplicateCandidate,
): Promise<Reported> {
  const ticketId = candidate.kind === 'ticket' ? candidate.id : null;
  const joined: BugReport = { ...report, status: 'joined', ticketId };
  const view = await inside(deps, caller, async (writing) => {
    const { nouns } = writing;
    if (!(await nouns.bugReports.settle(joined))) throw settled(report);
    if (ticketId === null) return null;
    const [ticket] = await nouns.tickets.list(caller.workspaceId, { ids: [ticketId] });
    if (!ticket) throw noReport();
    const where = report.source ? `\n\nReported in ${report.source}` : '';
    const text = `One more report:\n\n${describeBug(report.said)}${where}`.slice(0, 4000);
    await commentOn(writing, [ticket], { text, mention: null });
    return (await viewTickets(nouns, caller.workspaceId, [ticket]))[0] ?? null;
  });
  return { report: joined, view, template: null, missing: [], problem: null };
}

function noReport(): DocketError {
  return new DocketError('NOT_FOUND', {
    message: 'This report is not here any more. Nothing was changed.',
    remedy: 'Report it again.',
  });
}

function settled({ status }: BugReport): DocketError {
  return new DocketError('STALE', {
    message: `This report was decided before${status === 'joined' ? ', as known' : ''}. Nothing was changed.`,
    remedy: 'Look at the newest card below it.',
  });
}
