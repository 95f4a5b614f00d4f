/** Ideas, products, capabilities and what stands around them, as kept. */
import type {
  Capability,
  CapabilityDependency,
  CapabilityDocument,
  DocumentKind,
  Idea,
  Product,
} from '../domain/capability.ts';
import type { CapabilityOverview } from '../domain/capability-view.ts';
import type { CostRow } from '../domain/cogs.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import type { Pipeline } from '../domain/pipeline.ts';
import type { GateDecision } from '../domain/stage.ts';

export type ProductStore = {
  /** False when the workspace has one of that prefix or name. */
  insert(product: Product): Promise<boolean>;
  /** Compare-and-set by version, as all `swap`s here. */
  swap(next: Product, expected: number): Promise<boolean>;
  /** In order of creation. */
  list(workspaceId: Id): Promise<Product[]>;
};

export type IdeaStore = {
  insert(idea: Idea): Promise<void>;
  swap(next: Idea, expected: number): Promise<boolean>;
  byKey(workspaceId: Id, key: string): Promise<Idea | null>;
  /** Newest first. */
  list(workspaceId: Id, status?: Idea['status']): Promise<Idea[]>;
};

export type CapabilityStore = {
  insert(capability: Capability): Promise<void>;
  swap(next: Capability, expected: number): Promise<boolean>;
  get(workspaceId: Id, id: Id): Promise<Capability | null>;
  byKey(workspaceId: Id, key: string): Promise<Capability | null>;
  /** In order of creation; with `open` those that are neither shipped nor cancelled. */
  list(workspaceId: Id, wish?: { ids?: readonly Id[]; ideaId?: Id; open?: boolean }): Promise<Capability[]>;
  /** Everything that leadership looks at, in one query: one row for each capability and hotfix that is not over. */
  overview(workspaceId: Id): Promise<CapabilityOverview[]>;
  /** What costs are counted from: capabilities, their tickets, and what models used for them, in one query. */
  costs(workspaceId: Id, capabilityId?: Id): Promise<CostRow[]>;
  /** Everything that happened to it, in order. */
  history(workspaceId: Id, id: Id): Promise<DomainEvent[]>;

  putDocument(document: CapabilityDocument): Promise<void>;
  /** All versions, the first first. */
  documents(workspaceId: Id, capabilityId: Id): Promise<CapabilityDocument[]>;
  approveDocument(
    of: { workspaceId: Id; capabilityId: Id; kind: DocumentKind; version: number },
    by: { name: string | null; at: string | null },
  ): Promise<void>;

  putDependency(dependency: CapabilityDependency): Promise<void>;
  dropDependency(of: { workspaceId: Id; capabilityId: Id; dependsOnId: Id }): Promise<void>;
  /** Those that begin or end at one of these. */
  dependencies(workspaceId: Id, ids: readonly Id[]): Promise<CapabilityDependency[]>;
  allDependencies(workspaceId: Id): Promise<CapabilityDependency[]>;

  /** False when this person decided on this visit of this gate before. */
  insertDecision(decision: GateDecision): Promise<boolean>;
  /** In the order they were made. */
  decisions(workspaceId: Id, capabilityId: Id): Promise<GateDecision[]>;

  /** Keeps a pipeline under its digest; a second time changes nothing. */
  keepPipeline(workspaceId: Id, digest: string, pipeline: Pipeline): Promise<void>;
  pipeline(workspaceId: Id, digest: string): Promise<Pipeline | null>;
};
