/** A document and its blocks as programs read them. */
import type { Block, Document } from '../../domain/document.ts';
import type { Answer } from '../endpoint.ts';

/** Changes with every change of the document, also those that leave its text as it is. */
export function tagOf({ version, updatedAt }: Document): string {
  return `"v${version}-${Date.parse(updatedAt).toString(36)}"`;
}

export function answerDocument(document: Document, more: object = {}): Answer {
  return { status: 200, body: { ...wireDocument(document), ...more }, etag: tagOf(document) };
}

export function wireDocument(document: Document) {
  return {
    id: document.id,
    workspace_id: document.workspaceId,
    document_type: document.type,
    title: document.title,
    status: document.status,
    version: document.version,
    source: document.source,
    related_recommendation_id: document.recommendationId,
    related_insight_ids: document.insightIds,
    created_by: document.createdBy,
    created_at: document.createdAt,
    updated_at: document.updatedAt,
  };
}

/** Blocks are made with the version of the document they stand in. */
export function wireBlock(block: Block, { createdAt, updatedAt }: Document) {
  return {
    id: block.id,
    document_id: block.documentId,
    block_type: block.type,
    title: block.title,
    content: block.content,
    lines: block.lines,
    order: block.order,
    content_hash: block.contentHash,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}
