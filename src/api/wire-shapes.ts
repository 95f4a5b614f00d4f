/** What programs read, as schemas of the OpenAPI document; the fields themselves are made by the catalog's wire. */
import * as z from 'zod';

const when = z.iso.datetime();

export const WireTicket = z
  .looseObject({
    id: z.string(),
    key: z.string().meta({ example: 'TASK-2026-001' }),
    version: z.int(),
    workspace_id: z.string(),
    document_id: z.string().nullable(),
    block_id: z.string().nullable(),
    title: z.string(),
    body: z.string(),
    ticket_type: z.string(),
    priority: z.enum(['P0', 'P1', 'P2', 'P3']).nullable(),
    labels: z.array(z.string()),
    acceptance_criteria: z.array(z.string()),
    estimated_effort: z.string().nullable(),
    status: z.string().nullable().meta({ description: 'Of the review: generated, reviewed, pushed …' }),
    work_status: z.string(),
    depends_on: z.array(z.string()),
    source_lines: z.array(z.int()),
    external_key: z.string().nullable(),
    external_url: z.string().nullable(),
    push_error: z.string().nullable(),
    created_at: when,
    updated_at: when,
  })
  .meta({ id: 'Ticket' });

export const WireTickets = z
  .looseObject({ tickets: z.array(WireTicket), total: z.int() })
  .meta({ id: 'Tickets' });

export const WireDocument = z
  .looseObject({
    id: z.string(),
    workspace_id: z.string(),
    document_type: z.string(),
    title: z.string(),
    status: z.string(),
    version: z.int(),
    created_by: z.looseObject({ id: z.string(), name: z.string() }),
    created_at: when,
  })
  .meta({ id: 'Document' });

export const WireBlock = z
  .looseObject({
    id: z.string(),
    document_id: z.string(),
    block_type: z.string(),
    title: z.string().nullable(),
    content: z.string(),
    order: z.int(),
    content_hash: z.string(),
    recommendation_id: z.string().nullable(),
    insight_ids: z.array(z.string()),
  })
  .meta({ id: 'Block' });

export const WireGenerated = z
  .looseObject({ tickets: z.array(WireTicket), total: z.int(), created: z.int(), reused: z.int() })
  .meta({ id: 'Generated' });

export const WirePush = z
  .looseObject({
    platform: z.string(),
    pushed: z.int(),
    failed: z.int(),
    skipped: z.int(),
    results: z.array(
      z.looseObject({
        ticket_id: z.string().nullable(),
        key: z.string(),
        status: z.string().nullable(),
        external_id: z.string().nullable().optional(),
        external_key: z.string().nullable().optional(),
        external_url: z.string().nullable().optional(),
        push_error: z.string().nullable().optional(),
        skipped: z.boolean().optional(),
        reason: z.string().optional().meta({ description: 'Why it was skipped' }),
      }),
    ),
    push_id: z.string().optional(),
    finished: z.boolean().optional(),
  })
  .meta({ id: 'Push' });

export const WireSync = z
  .looseObject({
    synced: z.int(),
    unchanged: z.int(),
    errors: z.int(),
    results: z.array(
      z.looseObject({
        ticket_id: z.string(),
        key: z.string(),
        status: z.string().nullable(),
        external_status: z.string().nullable(),
        error: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Sync' });

export const WirePendingAction = z
  .looseObject({
    id: z.string(),
    workspaceId: z.string(),
    batchId: z.string().meta({ description: 'What was asked for together, and may be approved together' }),
    toolName: z.string(),
    toolInput: z.record(z.string(), z.unknown()),
    preview: z.string(),
    status: z.enum(['pending', 'approved', 'rejected', 'executed', 'failed']),
    userEdits: z.record(z.string(), z.unknown()).nullable(),
    reason: z.string().nullable(),
    result: z.unknown().meta({ description: 'What the tool answered, once it is executed' }),
    error: z.string().nullable(),
    createdAt: when,
    resolvedAt: when.nullable(),
    executedAt: when.nullable(),
  })
  .meta({ id: 'PendingAction' });

export const WireEvent = z
  .looseObject({
    id: z.string(),
    type: z.string(),
    ticket_id: z.string().nullable(),
    actor: z.looseObject({ id: z.string(), name: z.string() }),
    occurred_at: when,
    payload: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Event' });

/** Whatever a tool says, under its own field names. */
export const Anything = z.looseObject({});
