/** Research sources, insights, recommendations and what was written for them, as kept. Every read names its workspace. */
import type { Id } from '../domain/ids.ts';
import type {
  BlockUpstream,
  Insight,
  Recommendation,
  ResearchSource,
  UpstreamLink,
} from '../domain/upstream.ts';

/** One kind of record. */
export type RecordStore<Noun> = {
  /** Inserts, or replaces the record of this id in the same workspace. */
  put(record: Noun): Promise<void>;
  delete(workspaceId: Id, id: Id): Promise<void>;
  get(workspaceId: Id, id: Id): Promise<Noun | null>;
  /** Newest first; with `ids` only those. */
  list(workspaceId: Id, ids?: readonly Id[]): Promise<Noun[]>;
};

export type Locking<Noun> = {
  /** As `get`, and nobody else can change it before the transaction ends. */
  lock(workspaceId: Id, id: Id): Promise<Noun | null>;
};

export type UpstreamStore = {
  research: RecordStore<ResearchSource>;
  insights: RecordStore<Insight>;
  recommendations: RecordStore<Recommendation> & Locking<Recommendation>;
  /** Sets what a document was written for and leaves the rest of it alone. */
  linkDocument(workspaceId: Id, documentId: Id, link: UpstreamLink): Promise<void>;
  /** Sets what a block was written for. */
  linkBlock(link: BlockUpstream): Promise<void>;
  blockLinks(workspaceId: Id, blockIds: readonly Id[]): Promise<BlockUpstream[]>;
  /** Blocks whose own link names this recommendation. */
  blocksOf(workspaceId: Id, recommendationId: Id): Promise<BlockUpstream[]>;
};
