/** One stored version of a document, as tickets were made from it. */
import type { Block } from '../domain/document.ts';
import type { Id } from '../domain/ids.ts';
import type { Nouns } from '../ports/store.ts';

export type VersionText = { content: string; blocks: readonly Block[] };

/** Empty where the version is not stored. */
export async function readVersionText(
  nouns: Pick<Nouns, 'documents' | 'blocks'>,
  workspaceId: Id,
  documentId: Id,
  version: number,
): Promise<VersionText> {
  const stored = await nouns.documents.version(workspaceId, documentId, version);
  const blocks = await nouns.blocks.list(workspaceId, documentId, version);
  return { content: stored?.content ?? '', blocks };
}
