/** The JSON other programs read (spec 90, 5): snake_case, stable, the same on the command line and over HTTP. */
import type { Comment } from '../domain/comment.ts';
import { priorityCode } from '../domain/priority.ts';
import type {
  DuplicatesView,
  PushLink,
  PushView,
  SyncView,
  TicketUpdate,
} from '../domain/publication-view.ts';
import type { Intent } from '../domain/push.ts';
import type { Generated, TicketView, Trace } from '../domain/ticket-view.ts';
import { wireWork } from './wire-work.ts';

export function wireTicket({ ticket, refs, dependsOn, suggestedAfter, parentKey, assignee }: TicketView) {
  const { review, work, origin, planning } = ticket;
  const [ref] = refs;
  return {
    id: ticket.id,
    key: ticket.key,
    version: ticket.version,
    workspace_id: ticket.workspaceId,
    document_id: origin.documentId,
    block_id: origin.primaryBlockId,
    title: ticket.title,
    body: ticket.description,
    ticket_type: ticket.type,
    priority: priorityCode(ticket.priority),
    labels: ticket.labels,
    acceptance_criteria: ticket.criteria.map((criterion) => criterion.text),
    criteria_origin: ticket.criteria.map((criterion) => criterion.origin),
    estimated_effort: ticket.effort,
    effort_range: planning.effortRange,
    status: review.status,
    work_status: work.status,
    sla_due_at: planning.slaDueAt ?? null,
    stale: review.stale,
    reviewed_by: review.by,
    reviewed_at: review.at,
    epic_key: parentKey,
    depends_on: dependsOn,
    suggested_after: suggestedAfter,
    source_lines: origin.sourceLines,
    source_quote: origin.sourceQuote,
    made_by: origin.madeBy,
    platform: ref?.tracker ?? null,
    external_id: ref?.externalId ?? null,
    external_key: ref?.externalKey ?? null,
    external_url: ref?.url ?? null,
    external_status: ref?.rawStatus ?? null,
    synced_at: ref?.syncedAt ?? null,
    push_error: review.pushError,
    assignee,
    ...wireWork(ticket, refs),
    created_at: ticket.createdAt,
    updated_at: ticket.updatedAt,
  };
}

export function wireComment({ id, text, author, mention, createdAt }: Comment) {
  return { id, text, author: author.name, for: mention?.name ?? null, created_at: createdAt };
}

export function wireGenerated(generated: Generated) {
  const { document, blocks, tickets, parked, coverage, readiness, questions, warnings } = generated;
  return {
    document: { id: document.id, title: document.title, version: document.version, status: document.status },
    blocks: blocks.map(({ id, type, title, lines }) => ({ id, block_type: type, title, lines })),
    tickets: tickets.map(wireTicket),
    total: tickets.length,
    created: generated.created,
    reused: generated.reused,
    parked,
    coverage,
    readiness,
    questions,
    warnings,
    ...(generated.changes ? { changes: generated.changes, proposals: generated.proposals } : {}),
  };
}

/** S0-43. */
export function wirePush({ push, rows, counts, skipped }: PushView) {
  return {
    platform: push.destination.tracker,
    destination: push.destination.label,
    sandbox: push.destination.sandbox,
    pushed: counts.confirmed,
    failed: counts.failed,
    unresolved: counts.unknown + counts.waiting,
    skipped: skipped.length,
    results: [
      ...rows.map(({ intent, links, view: { ticket, refs } }) => ({
        ticket_id: ticket.id,
        key: ticket.key,
        status: ticket.review.status,
        external_id: refs[0]?.externalId ?? null,
        external_key: refs[0]?.externalKey ?? null,
        external_url: refs[0]?.url ?? null,
        push_error: intent.state === 'failed' ? intent.reason : null,
        ...wireExisting(intent, links),
        ...(links.length > 0
          ? { links: links.map(({ type, to, state, reason }) => ({ type, to, state, reason })) }
          : {}),
      })),
      ...skipped.map(({ ticketId, key, status, reason }) => {
        return { ticket_id: ticketId, key, status, skipped: true, reason };
      }),
    ],
  };
}

/** An issue that was there before, and what was done with it. */
function wireExisting({ existing }: Intent, links: readonly PushLink[]) {
  const linked = links.find(({ type, state }) => type === 'issue' && state === 'confirmed');
  if (linked) return { existing: { choice: 'link', key: linked.to } };
  return existing ? { existing: { choice: existing.choice, key: existing.externalKey } } : {};
}

export function wireDuplicates({ destination, rows, problem, compared }: DuplicatesView) {
  const results = rows.map(({ view: { ticket }, finding: { candidates, decision } }) => ({
    ticket_id: ticket.id,
    key: ticket.key,
    candidates: candidates.map(({ kind, id, key, title, url, status, open, score, strong, words }) => {
      const said = { kind, id, key, title, url: url === '' ? null : url, status, open };
      return { ...said, score: Math.round(score * 100) / 100, likely: strong, words };
    }),
    decision: decision && {
      choice: decision.choice,
      candidate: decision.candidate?.key ?? null,
      decided_by: decision.byName,
      decided_at: decision.at,
    },
  }));
  return { destination: destination?.label ?? null, compared, problem, results };
}

/** S0-56. */
export function wireSync({ synced, unchanged, errors, rows, implemented }: SyncView) {
  const results = rows.map(({ view, externalStatus, outcome, error }) => ({
    ticket_id: view.ticket.id,
    key: view.ticket.key,
    status: view.ticket.review.status,
    work_status: view.ticket.work.status,
    external_status: externalStatus,
    outcome,
    ...(error ? { error } : {}),
  }));
  return { synced, unchanged, errors, results, recommendations_implemented: implemented };
}

/** What a tracker was not told, or says otherwise. */
export function wireUpdate({ view, rows, sent, assignee }: TicketUpdate) {
  return {
    key: view.ticket.key,
    external_key: view.refs[0]?.externalKey ?? null,
    differences: rows.map(({ field, kind, before, ours, theirs }) => {
      const said = { field, before, here: ours };
      return kind === 'ours' ? said : { ...said, there: theirs, changed_on_both_sides: true };
    }),
    sent: sent && { state: sent.state, by: sent.by, ...(sent.reason ? { reason: sent.reason } : {}) },
    assignee_there: assignee,
  };
}

/** S0-20. Of research its text is left out: it may be long, and it is not what was asked for. */
export function wireTrace(trace: Trace) {
  const { ticket, sources, document, recommendation, insights, researchSources } = trace;
  return {
    ticket: wireTicket(ticket),
    block: sources[0] ? wireSourceBlock(sources[0]) : null,
    sources: sources.map(({ lines, quote, documentId, documentVersion }) => ({
      lines,
      quote,
      document_id: documentId,
      document_version: documentVersion,
    })),
    document: document && {
      id: document.id,
      title: document.title,
      version: document.version,
      related_recommendation_id: document.recommendationId,
      related_insight_ids: document.insightIds,
    },
    recommendation: toSnakeCase(recommendation),
    insights: toSnakeCase(insights),
    research_sources: researchSources.map(({ text: _, ...source }) => toSnakeCase(source)),
    comments: trace.comments.map(wireComment),
    discarded_at: ticket.ticket.deletedAt,
  };
}

function wireSourceBlock({ block, upstream }: Trace['sources'][number]) {
  if (!block) return null;
  const { id, type, title, lines } = block;
  const { recommendationId, insightIds } = upstream;
  return { id, block_type: type, title, lines, recommendation_id: recommendationId, insight_ids: insightIds };
}

/** Any other result: its own fields, with names in snake_case. */
export function toSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toSnakeCase);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [snake(name), toSnakeCase(inner)]));
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
