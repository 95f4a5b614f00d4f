/** Documents, versions, blocks and the edges from blocks to tickets, as kept. Every read names its workspace. */
import type { Block, BlockTicketLink, Document, DocumentVersion, VersionNote } from '../domain/document.ts';
import type { Id } from '../domain/ids.ts';

export type DocumentStore = {
  insert(document: Document, version: DocumentVersion): Promise<void>;
  get(workspaceId: Id, id: Id): Promise<Document | null>;
  /** Those of these ids that there are, deleted ones too, each once and in no order. */
  some(workspaceId: Id, ids: readonly Id[]): Promise<Document[]>;
  /** Newest first, without deleted ones. */
  list(workspaceId: Id): Promise<Document[]>;
  /** Compare-and-set: writes only where the stored version is `expected`, in one statement; false when it is not. */
  swap(document: Document, expected: number): Promise<boolean>;
  addVersion(workspaceId: Id, version: DocumentVersion): Promise<void>;
  version(workspaceId: Id, id: Id, version: number): Promise<DocumentVersion | null>;
  /** All versions without their texts, oldest first. */
  history(workspaceId: Id, id: Id): Promise<VersionNote[]>;
};

export type BlockStore = {
  /** Sets the blocks of one document version, replacing what that version had. */
  replace(workspaceId: Id, documentId: Id, version: number, blocks: readonly Block[]): Promise<void>;
  list(workspaceId: Id, documentId: Id, version: number): Promise<Block[]>;
  get(workspaceId: Id, id: Id): Promise<Block | null>;
};

export type TraceStore = {
  insert(links: readonly BlockTicketLink[]): Promise<void>;
  delete(workspaceId: Id, ids: readonly Id[]): Promise<void>;
  get(workspaceId: Id, id: Id): Promise<BlockTicketLink | null>;
  ofTicket(workspaceId: Id, ticketId: Id): Promise<BlockTicketLink[]>;
  ofTickets(workspaceId: Id, ticketIds: readonly Id[]): Promise<BlockTicketLink[]>;
  ofDocument(workspaceId: Id, documentId: Id): Promise<BlockTicketLink[]>;
};
