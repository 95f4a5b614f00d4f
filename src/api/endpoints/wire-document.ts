/** A document and its blocks as programs read them. */
import type { Block, Document } from '../../domain/document.ts';
import { DocketError } from '../../domain/errors.ts';
import type { UpstreamLink } from '../../domain/upstream.ts';
import type { Answer, Asked } from '../endpoint.ts';

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

/** By its id alone, and as it was when the request was made where that is said. Throws NOT_FOUND and VERSION_CONFLICT. */
export async function findDocument(asked: Asked<{ id: string }, unknown, unknown>): Promise<Document> {
  const { house, caller, match, version } = asked;
  const found = await house.services.documents.get(caller, asked.params.id);
  const isBare = match !== null && /^"?\d+"?$/.test(match);
  if (match === null || match === tagOf(found) || (isBare && version === found.version)) return found;
  throw new DocketError('VERSION_CONFLICT', {
    message: `"${found.title}" was changed since it was read. Nothing was changed.`,
    remedy: 'Read it again, then send the request with its new ETag.',
    details: { current_version: found.version },
  });
}

/** Blocks are made with the version of the document they stand in. `link`: what it was written for itself. */
export function wireBlock(block: Block, { createdAt, updatedAt }: Document, link: UpstreamLink | undefined) {
  return {
    recommendation_id: link?.recommendationId ?? null,
    insight_ids: link?.insightIds ?? [],
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
