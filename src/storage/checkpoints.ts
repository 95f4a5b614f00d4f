/** LangGraph's own Postgres checkpointer over the one pool; loaded only when a graph runs. */
import type { BaseCheckpointSaver } from '@langchain/langgraph-checkpoint';
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import type { Pool } from 'pg';
import { inTurn, type Locks } from './locks.ts';

/** What a graph is compiled with as its `checkpointer`. */
export type Checkpoints = BaseCheckpointSaver;

/** Its tables are its own and live in a schema of their own; instances that start together set them up in turn. */
export async function openCheckpoints(pool: Pool, locks: Locks): Promise<Checkpoints> {
  const saver = new PostgresSaver(pool, undefined, { schema: 'checkpoints' });
  await inTurn(locks, 'checkpoints', () => saver.setup());
  return saver;
}
