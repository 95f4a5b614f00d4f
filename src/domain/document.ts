/** Documents, their versions, and the typed blocks with line ranges that tickets are traced to. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Id } from './ids.ts';
import { Principal } from './principal.ts';

export const DocumentType = z.enum(['prd', 'spec', 'memo', 'user_story', 'roadmap_update', 'release_notes']);
export type DocumentType = z.infer<typeof DocumentType>;

export const DocumentStatus = z.enum(['draft', 'review', 'approved', 'published']);
export type DocumentStatus = z.infer<typeof DocumentStatus>;

/** Where a document came from; `name` is the file's name, the page's address or a word for the paste. */
export const DocumentSource = z.object({
  kind: z.enum(['file', 'paste', 'url', 'thread', 'api']),
  name: z.string(),
});
export type DocumentSource = z.infer<typeof DocumentSource>;

export const Document = z.object({
  id: Id,
  workspaceId: Id,
  title: z.string().min(1).max(256),
  type: DocumentType,
  status: DocumentStatus,
  /** The current version, counted from 0 (S0-6). */
  version: z.int().min(0),
  source: DocumentSource,
  recommendationId: Id.nullable(),
  insightIds: z.array(Id),
  /** Questions about it that somebody chose not to answer; they are not asked again. */
  skipped: z.array(z.string()),
  createdBy: Principal,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  deletedAt: z.iso.datetime().nullable(),
});
export type Document = z.infer<typeof Document>;

/** Where people let blocks begin: lines at which one is cut in two, and lines whose block was joined to the one before. */
export const Cuts = z.object({ split: z.array(z.int().min(1)), joined: z.array(z.int().min(1)) });
export type Cuts = z.infer<typeof Cuts>;

export function noCuts(): Cuts {
  return { split: [], joined: [] };
}

/** A passage that was edited in chat and came back changed in another way: `edited` stands in the text on `lines`. */
export const TextConflict = z.object({
  id: z.string(),
  /** First line and one past the last, so that a passage deleted in chat has its place too. */
  lines: z.tuple([z.int().min(1), z.int().min(1)]),
  before: z.string(),
  edited: z.string(),
  received: z.string(),
});
export type TextConflict = z.infer<typeof TextConflict>;

export const DocumentVersion = z.object({
  documentId: Id,
  version: z.int().min(0),
  content: z.string(),
  contentHash: z.string(),
  /** `edit`: made of the version before it in chat or by a program; `ingest`: read from outside. */
  via: z.enum(['ingest', 'edit']),
  /** What an edit did, in a sentence. */
  note: z.string().nullable(),
  /** What was read, where edits made since the last reading were merged into it; null where that is `content`. */
  received: z.string().nullable(),
  cuts: Cuts,
  /** Passages for which a person has to choose a text. */
  conflicts: z.array(TextConflict),
  createdBy: Principal,
  createdAt: z.iso.datetime(),
});
export type DocumentVersion = z.infer<typeof DocumentVersion>;

/** A version without its text. */
export const VersionNote = DocumentVersion.pick({
  version: true,
  via: true,
  note: true,
  createdBy: true,
  createdAt: true,
});
export type VersionNote = z.infer<typeof VersionNote>;

/** S0-3's types, the structurer's finer ones, or any other word of this shape. */
export const BlockType = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
export type BlockType = z.infer<typeof BlockType>;

export const Block = z.object({
  id: Id,
  workspaceId: Id,
  documentId: Id,
  /** The document version this row belongs to; a block kept through an edit keeps its id. */
  version: z.int().min(0),
  type: BlockType,
  title: z.string().nullable(),
  /** Exactly the document's text on `lines`. */
  content: z.string(),
  contentHash: z.string(),
  /** First and last line, 1-based, both inside. */
  lines: z.tuple([z.int().min(1), z.int().min(1)]),
  headingPath: z.array(z.string()),
  order: z.int().min(0),
  /** True once a person retyped or edited it, so that reading the document again does not undo that. */
  edited: z.boolean(),
});
export type Block = z.infer<typeof Block>;

/** The many-to-many edge between a ticket and the blocks it came from (S0-19). */
export const BlockTicketLink = z.object({
  id: Id,
  workspaceId: Id,
  blockId: Id,
  ticketId: Id,
  documentId: Id,
  documentVersion: z.int().min(0),
  contentHash: z.string(),
  lines: z.array(z.int().min(1)),
  createdAt: z.iso.datetime(),
});
export type BlockTicketLink = z.infer<typeof BlockTicketLink>;

/** SHA-256 of a text, hex. Line ends are normalised first, so the same document saved on another system is the same. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text.replace(/\r\n?/g, '\n')).digest('hex');
}
