/** The pipelines that capabilities and hotfixes go through: those that come with Docket, and a workspace's own (U-102). */
import type { Id } from '../domain/ids.ts';
import type { Pipeline } from '../domain/pipeline.ts';
import type { Caller, Role } from '../domain/principal.ts';
import type { Nouns } from './store.ts';

export type Lane = Pipeline['lane'];

export type KeptPipeline = {
  pipeline: Pipeline;
  /** The YAML it was read from. */
  text: string;
  own: boolean;
};

export type Pipelines = {
  /** A workspace's own goes before the one of the same lane that came with Docket. In a transaction, with its nouns. */
  list(workspaceId: Id, nouns?: Pick<Nouns, 'workflows'>): Promise<KeptPipeline[]>;
  /** With roles that its gates ask for and nobody of the workspace holds. */
  find(caller: Caller, lane: Lane): Promise<KeptPipeline & { unheld: Role[] }>;
  /**
   * Holds for what begins from now on; what is under way goes on with the one it began with. Owners and admins in person.
   * Throws WORKFLOW_INVALID with every fault, and FORBIDDEN.
   */
  keep(caller: Caller, text: string): Promise<KeptPipeline>;
  /** Back to the one that came with Docket, for what begins from now on. Throws as `keep`. */
  reset(caller: Caller, lane: Lane): Promise<KeptPipeline>;
};
