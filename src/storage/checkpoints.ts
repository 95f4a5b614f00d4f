/** LangGraph's own Postgres checkpointer over the one pool; loaded only when a graph runs. */
import type { BaseCheckpointSaver } from '@langchain/langgraph-checkpoint';
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import type { Pool } from 'pg';
import type { Locks } from './locks.ts';

/** What a graph is compiled with as its `checkpointer`. */
export type Checkpoints = BaseCheckpointSaver;

const waitMs = 50;

/** Its tables are its own and live in a schema of their own; instances that start together set them up in turn. */
export async function openCheckpoints(pool: Pool, locks: Locks): Promise<Checkpoints> {
  const saver = new PostgresSaver(pool, undefined, { schema: 'checkpoints' });
  let lock = await locks.take('checkpoints');
  while (!lock) {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    lock = await locks.take('checkpoints');
  }
  try {
    await saver.setup();
  } finally {
    await lock.release();
  }
  return saver;
}
