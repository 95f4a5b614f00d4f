/** Documents as a service: take one in, keep its versions, find it again by what people call it. */
import type {
  Block,
  Document,
  DocumentSource,
  DocumentType,
  TextConflict,
  VersionNote,
} from '../domain/document.ts';
import type { BlockChange, Conflicts, Edited } from '../domain/document-edit.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { DocumentFacts } from './change-document.ts';

export type IngestInput = {
  source: DocumentSource;
  /** Text, or the bytes of a file in any format Docket reads: Markdown, text, Word, PDF, HTML, JSON, CSV. */
  content: string | Uint8Array;
  /** What the sender says the bytes are; their first bytes win. */
  mediaType?: string;
  title?: string;
  type?: DocumentType;
  /** Stores a new version of this document instead of a new document. */
  replaces?: Id;
};

/** A document at an https address instead of its content. */
export type PageInput = Omit<IngestInput, 'source' | 'content' | 'mediaType'> & { url: string };

export type Ingested = {
  document: Document;
  blocks: Block[];
  /** The same content was stored before; nothing was written. */
  unchanged: boolean;
  isNew: boolean;
  /** Passages that were edited in chat and came back changed in another way: a person chooses. */
  conflicts: TextConflict[];
  warnings: string[];
};

export type Documents = {
  /**
   * Structures and stores a document; formats other than text are stored as the Markdown they were read into. The same
   * source name or title in a workspace becomes a new version of that document; the same content is `unchanged`.
   * Edits made in chat since the last reading are merged into what is read now; where both changed a passage, the edit
   * stands and `conflicts` has both texts. Publishes DocumentIngested.
   * Throws UNREADABLE (binary, damaged, not UTF-8, too deeply nested), TOO_LARGE (over 1 MB of text or 5 MB of file),
   * INVALID_INPUT (empty): each with nothing stored.
   */
  ingest(caller: Caller, input: IngestInput): Promise<Ingested>;
  /**
   * Fetches a public https address and ingests what is there. Throws FORBIDDEN where the settings do not allow fetching
   * or the address is not public, NOT_FOUND, and what `ingest` throws.
   */
  ingestPage(caller: Caller, input: PageInput, signal?: AbortSignal): Promise<Ingested>;
  /** Throws NOT_FOUND. */
  get(caller: Caller, id: Id): Promise<Document>;
  list(caller: Caller): Promise<Document[]>;
  /** Best match first by title, file name or id; several when it cannot be told, none when nothing fits. */
  find(caller: Caller, words: string): Promise<Document[]>;
  content(caller: Caller, id: Id, version?: number): Promise<string>;
  blocks(caller: Caller, id: Id, version?: number): Promise<Block[]>;
  /** As it stands in the newest version that has it; null when there is none. */
  block(caller: Caller, id: Id): Promise<Block | null>;
  /** All versions without their texts, oldest first. */
  history(caller: Caller, id: Id): Promise<VersionNote[]>;
  /** The passages a person has to choose a text for. */
  conflicts(caller: Caller, id: Id): Promise<Conflicts>;
  /**
   * Makes a new version with one change, also while others edit: a change is carried out on the newest text. With `seen`,
   * the version the person looked at, VERSION_CONFLICT when their block has changed since. Publishes DocumentEdited. Throws
   * NOT_FOUND, INVALID_INPUT, AMBIGUOUS and TOO_LARGE, each with nothing changed.
   */
  edit(caller: Caller, id: Id, change: BlockChange, seen?: number): Promise<Edited>;
  /**
   * Takes back one edit, the caller's last one unless a version is named; later edits stay. Throws NOT_FOUND where there
   * is none and STALE where its passage was changed again.
   */
  undo(caller: Caller, id: Id, version?: number): Promise<Edited>;
  /** The caller's latest deed, or that one, where it was an edit of a document; null where it was not. Throws as `undo`. */
  undoDeed(caller: Caller, deedId?: Id): Promise<Edited | null>;
  /** What the caller's latest undo took back of a document, done again; null where that was something else. Throws as `undo`. */
  redoDeed(caller: Caller): Promise<Edited | null>;
  /**
   * Another title, type or status, without a new version of the text. Publishes DocumentEdited. Only a person calls one
   * approved or published (HUMAN_APPROVAL_REQUIRED). Throws NOT_FOUND and INVALID_INPUT.
   */
  describe(caller: Caller, id: Id, facts: DocumentFacts): Promise<Document>;
  /** A person's deed only (HUMAN_APPROVAL_REQUIRED). Its tickets stay, and still say which lines they came from. Throws NOT_FOUND. */
  discard(caller: Caller, id: Id): Promise<Document>;
  /** Throws NOT_FOUND for a conflict that is settled. */
  settleConflict(caller: Caller, id: Id, conflict: string, take: ConflictChoice): Promise<Edited>;
};

/** `both` puts what was read below what was edited. */
export type ConflictChoice = 'edited' | 'received' | 'both';
