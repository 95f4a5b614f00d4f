/** Documents as a service: take one in, keep its versions, find it again by what people call it. */
import type { Block, Document, DocumentSource, DocumentType } from '../domain/document.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';

export type IngestInput = {
  source: DocumentSource;
  /** Raw bytes are decoded and refused when they are no text. */
  content: string | Uint8Array;
  title?: string;
  type?: DocumentType;
  /** Stores a new version of this document instead of a new document. */
  replaces?: Id;
};

export type Ingested = {
  document: Document;
  blocks: Block[];
  /** The same content was stored before; nothing was written. */
  unchanged: boolean;
  isNew: boolean;
  warnings: string[];
};

export type Documents = {
  /**
   * Structures and stores a document. The same source name or title in a workspace becomes a new version of that
   * document; the same content is `unchanged`. Publishes DocumentIngested.
   * Throws UNREADABLE (binary, not UTF-8), TOO_LARGE (over 1 MB), INVALID_INPUT (empty): each with nothing stored.
   */
  ingest(caller: Caller, input: IngestInput): Promise<Ingested>;
  /** Throws NOT_FOUND. */
  get(caller: Caller, id: Id): Promise<Document>;
  list(caller: Caller): Promise<Document[]>;
  /** Best match first by title, file name or id; several when it cannot be told, none when nothing fits. */
  find(caller: Caller, words: string): Promise<Document[]>;
  content(caller: Caller, id: Id, version?: number): Promise<string>;
  blocks(caller: Caller, id: Id): Promise<Block[]>;
};
