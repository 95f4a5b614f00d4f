/** Makes `start-image.tgz`, the store every embedded one begins as: `node src/storage/make-start-image.ts`. */
import { writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { createIdSource } from '../domain/ids.ts';
import { silentLog } from '../ports/log.ts';
import { openCheckpoints } from './checkpoints.ts';
import { driveEmbedded, startImage } from './embedded.ts';
import { migrate } from './migrate.ts';
import { createQuery } from './query.ts';
import { openQueue } from './queue.ts';

/** Write-ahead segments of 1 MB instead of 16 keep the image and every store small. */
const initDbStartParams = ['--wal-segsize=1', '--locale=C.UTF-8', '--encoding=UTF8'];

const lite = await PGlite.create({ dataDir: 'memory://', initDbStartParams });
// Nobody creates a second database in an embedded store, so the two to copy from go: two thirds of its size.
await lite.exec('update pg_database set datistemplate = false');
await lite.exec('drop database template0');
await lite.exec('drop database template1');

// All tables are made here already, because making them takes longer than unpacking them. Migrations that are added
// later are applied to an older image as to any older store.
const driver = driveEmbedded(lite, { kind: 'pglite', name: 'the start image' }, () => {}, silentLog);
await migrate(driver.pool);
const query = createQuery(driver.pool, driver.place);
const queue = await openQueue({ driver, query, ids: createIdSource(Date.now), log: silentLog });
await queue.close();
await openCheckpoints(driver.pool, driver.locks);
await driver.pool.query('vacuum full');
const image = await driver.dump!();
writeFileSync(startImage, new Uint8Array(await image.arrayBuffer()));
await driver.close();
