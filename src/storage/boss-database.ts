/** Lets pg-boss work over the pool that everything else goes through. */
import type { Db as BossDatabase } from 'pg-boss';
import type { Driver } from './driver.ts';
import { translateFailure } from './failures.ts';

/** What pg-boss needs of a database: statements, and on a server the announcements of other instances. */
export function bossDatabase(driver: Driver): BossDatabase {
  const { pool, listen } = driver;
  const database: BossDatabase = {
    async executeSql(text, values) {
      const client = await pool.connect();
      try {
        const result = await client.query(text, values);
        // A text of several statements gives one result for each.
        return { rows: [result].flat().flatMap(({ rows }) => rows ?? []) };
      } catch (error) {
        // A text that began a transaction and failed inside must not leave it open on a shared connection.
        await client.query('rollback').catch(() => {});
        throw translateFailure(error, driver.place);
      } finally {
        client.release();
      }
    },
  };
  if (listen) {
    database.listen = async (channel, onNotification, onReconnect) => {
      const close = await listen(channel, onNotification, onReconnect);
      return { close };
    };
  }
  return database;
}
