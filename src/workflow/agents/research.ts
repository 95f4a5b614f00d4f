/** Research by rules: what the report says, where in the code it happened, and who changed that last. */
import { isDocketError } from '../../domain/errors.ts';
import type { TicketView } from '../../domain/ticket-view.ts';
import type { CodeHost } from '../../ports/code-host.ts';
import type { StepBrief } from '../worker.ts';
import { byRules, type Claim, type Work } from './findings.ts';
import type { Kit } from './kit.ts';
import { type ErrorReport, readErrorReport, sayPlace } from './read-trace.ts';

const signs: [flag: string, words: RegExp][] = [
  [
    'security_issue',
    /\b(?:vulnerab\w*|inject\w*|xss|csrf|ssrf|exploit\w*|leak(?:s|ed|ing)? (?:data|credentials|tokens?)|cve-\d+|unauthori[sz]ed|privilege|password in)\b/i,
  ],
  [
    'performance_issue',
    /\b(?:slow\w*|latency|time(?:s|d)? ?out\w*|performance|memory leak|out of memory|oom|high cpu|hangs?|freez\w*)\b/i,
  ],
  ['data_issue', /\b(?:migration|corrupt\w*|data ?loss|lost data|duplicate rows|backfill)\b/i],
];

export async function research(brief: StepBrief, kit: Kit): Promise<Work> {
  const text = textOf(brief);
  const report = readErrorReport(text);
  const { claims: suspects, missing } = await findSuspects(report, kit);
  const flags = signs.filter(([, words]) => words.test(text)).map(([flag]) => flag);
  const claims = [
    ...claimsOf(report, brief.ticket),
    ...flags.map((flag) => claimFlag(flag, text, brief)),
    ...suspects,
  ];
  const findings = byRules({
    claims,
    plan:
      report.files.length > 0 ? [`Reproduce it, then look at ${report.files.slice(0, 3).join(', ')}`] : [],
    open: questionsOf(brief, report),
    not_done: [
      ...missing,
      'Nothing was run, and no code was read: a person or a connected model has to confirm the cause.',
    ],
  });
  return { summary: sayFound(report, suspects, flags), findings, flags, more: { files: report.files } };
}

/** Everything said about the problem: the ticket, its source, and what the run was given. */
export function textOf({ ticket, run }: StepBrief): string {
  const { title = '', description = '', origin, criteria = [] } = ticket?.ticket ?? {};
  const inputs = Object.values(run.inputs);
  return [title, description, origin?.sourceQuote ?? '', ...criteria.map((one) => one.text), ...inputs]
    .filter(Boolean)
    .join('\n');
}

function claimsOf({ error, places }: ErrorReport, ticket: TicketView | null): Claim[] {
  const source = ticket?.ticket.key ?? 'the run';
  return [
    ...(error ? [{ text: `It fails with ${error}`, source }] : []),
    ...places.slice(0, 3).map((place, at) => ({
      text: `${at === 0 ? 'It happened at' : 'Called from'} ${sayPlace(place)}`,
      source,
    })),
  ];
}

function claimFlag(flag: string, text: string, { ticket }: StepBrief): Claim {
  const words = signs.find(([name]) => name === flag)![1].exec(text)![0];
  return {
    text: `It looks like a ${flag.replaceAll('_', ' ')}: it says "${words}"`,
    source: ticket?.ticket.key ?? 'the run',
  };
}

const mostFiles = 3;

async function findSuspects(
  { files }: ErrorReport,
  { code, signal }: Kit,
): Promise<{ claims: Claim[]; missing: string[] }> {
  if (files.length === 0) return { claims: [], missing: [] };
  if (code === null)
    return { claims: [], missing: ['No repository is connected, so recent changes were not looked at.'] };
  try {
    const claims: Claim[] = [];
    for (const file of files.slice(0, mostFiles)) claims.push(...(await suspectsIn(code, file, signal)));
    return { claims, missing: claims.length === 0 ? [`None of these files is in ${code.label}.`] : [] };
  } catch (error) {
    if (!isDocketError(error)) throw error;
    return { claims: [], missing: [`The repository could not be read: ${error.message}`] };
  }
}

async function suspectsIn(code: CodeHost, file: string, signal: AbortSignal): Promise<Claim[]> {
  const [path] = await code.findFiles(file, signal);
  if (path === undefined) return [];
  const commits = await code.commits(path, signal);
  return commits.slice(0, 2).map(({ sha, title, author, at, url }) => ({
    text: `${author} changed ${path} on ${at.slice(0, 10)}: ${title.slice(0, 120)} (${sha.slice(0, 7)})`,
    source: url,
  }));
}

function questionsOf({ ticket }: StepBrief, { error, files }: ErrorReport): string[] {
  const description = ticket?.ticket.description ?? '';
  return [
    ...(error || files.length > 0 || ticket?.ticket.type !== 'bug'
      ? []
      : ['What exactly does it say when it fails? An error or a stack trace would show where to look.']),
    ...(/\b(?:steps|reproduc\w*|when i|whenever|after)\b/i.test(description) || ticket?.ticket.type !== 'bug'
      ? []
      : ['How can it be reproduced?']),
    ...(ticket && ticket.ticket.criteria.length === 0
      ? ['What has to hold for this to be done? It has no acceptance criteria.']
      : []),
  ];
}

function sayFound(
  { error, places, files }: ErrorReport,
  suspects: readonly Claim[],
  flags: readonly string[],
): string {
  const parts = [
    error ??
      (files.length > 0
        ? `${files.length} ${files.length === 1 ? 'file is' : 'files are'} named`
        : 'The report names no error and no file'),
    ...(places[0] ? [`at ${sayPlace(places[0])}`] : []),
    ...(suspects.length > 0 ? [`${suspects.length} recent changes to look at`] : []),
    ...(flags.length > 0
      ? [`looks like a ${flags.map((flag) => flag.replaceAll('_', ' ')).join(' and a ')}`]
      : []),
  ];
  return `${parts.join('; ')}.`;
}
