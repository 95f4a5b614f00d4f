/** An issue as a tracker will be asked to create it, written from the content an approver saw and nothing else. */
import { approvedLabels } from '../domain/approval.ts';
import type { IssueDraft } from '../domain/push.ts';
import type { Ticket } from '../domain/ticket.ts';

/** What a body names besides the ticket's own content. */
export type IssueContext = {
  /** Keys of the tickets that must be done first. */
  dependsOn: readonly string[];
  documentTitle: string | null;
  /** Null before anyone approved, when a draft is only checked. */
  approvedBy: string | null;
};

/** The parent's issue is filled in when the draft is sent, because it may not exist yet. */
export function writeIssue(ticket: Ticket, context: IssueContext): IssueDraft {
  return {
    title: ticket.title,
    body: writeBody(ticket, context),
    type: ticket.type,
    priority: ticket.priority === 0 ? 3 : ticket.priority,
    labels: approvedLabels(ticket),
    estimate: pointsIn(ticket.effort),
    parentExternalId: null,
  };
}

function writeBody(ticket: Ticket, context: IssueContext): string {
  const parts = [ticket.description.trim(), writeCriteria(ticket), writeFacts(ticket, context)];
  const footer = writeFooter(ticket, context);
  if (footer !== '') parts.push('---', footer);
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Empty when the description already has the section, so that no issue shows its criteria twice (S0-48). */
function writeCriteria(ticket: Ticket): string {
  const written = /^#{1,6}\s+acceptance criteria\s*$/im.test(ticket.description);
  if (written || ticket.criteria.length === 0) return '';
  const items = ticket.criteria.map((criterion) => `- [${criterion.met ? 'x' : ' '}] ${criterion.text}`);
  return ['## Acceptance Criteria', ...items].join('\n');
}

function writeFacts(ticket: Ticket, context: IssueContext): string {
  const facts: string[] = [];
  if (ticket.effort) facts.push(`**Effort:** ${ticket.effort}`);
  if (context.dependsOn.length > 0) facts.push(`**Depends on:** ${context.dependsOn.join(', ')}`);
  return facts.join('\n\n');
}

function writeFooter(ticket: Ticket, context: IssueContext): string {
  const lines: string[] = [];
  if (context.documentTitle !== null) lines.push(writeSource(ticket, context.documentTitle));
  if (context.approvedBy !== null) lines.push(`Approved by ${context.approvedBy} in Docket`);
  return lines.join('\n\n');
}

function writeSource(ticket: Ticket, title: string): string {
  const { documentVersion: version, sourceLines } = ticket.origin;
  const parts = [version === null ? title : `${title} v${version}`];
  if (sourceLines.length > 0) {
    parts.push(`${sourceLines.length === 1 ? 'line' : 'lines'} ${writeRanges(sourceLines)}`);
  }
  return `Source: ${parts.join(', ')}`;
}

/** `3, 5–8, 12` for ascending line numbers. */
export function writeRanges(lines: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last && line === last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

/** Only an effort that a person wrote as a number is an estimate; words are not turned into points behind their back. */
function pointsIn(effort: string | null): number | null {
  const found = effort?.match(/^(\d+(?:\.\d+)?)(?:\s*(?:sp|pts?|points?|story points?))?$/i);
  return found ? Number(found[1]) : null;
}
