/** A proposal that was not stored, in the JSON of `docket generate`, as far as it goes: there are no ids and no keys yet. */
import type { Proposal, TicketDraft } from '../domain/draft.ts';
import { priorityCode } from '../domain/priority.ts';

export function wireProposal({
  title,
  blocks,
  tickets,
  parked,
  coverage,
  readiness,
  questions,
  warnings,
}: Proposal) {
  return {
    document: { title },
    blocks: blocks.map((block, index) => ({
      id: String(index),
      block_type: block.type,
      title: block.title,
      lines: block.lines,
    })),
    tickets: tickets.map(wireDraft),
    total: tickets.length,
    parked,
    coverage,
    readiness,
    questions,
    warnings,
  };
}

/** Refs stand where stored tickets have keys. */
function wireDraft(draft: TicketDraft) {
  return {
    key: draft.ref,
    block_id: String(draft.blockIndexes[0]),
    title: draft.title,
    body: draft.description,
    ticket_type: draft.type,
    priority: priorityCode(draft.priority),
    labels: draft.labels,
    acceptance_criteria: draft.criteria.map((criterion) => criterion.text),
    criteria_origin: draft.criteria.map((criterion) => criterion.origin),
    estimated_effort: draft.effort,
    effort_range: draft.effortRange,
    status: 'generated',
    epic_key: draft.parentRef,
    depends_on: draft.dependsOn,
    suggested_after: draft.suggestedAfter,
    source_lines: draft.sourceLines,
    source_quote: draft.sourceQuote,
    made_by: draft.madeBy,
    assignee: draft.assignee,
  };
}
