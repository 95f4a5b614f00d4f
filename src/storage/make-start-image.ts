/** Makes `start-image.tgz`, the database every embedded store begins as: `node src/storage/make-start-image.ts`. */
import { writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { startImage } from './embedded.ts';

/** Write-ahead segments of 1 MB instead of 16 keep the image and every store small. */
const initDbStartParams = ['--wal-segsize=1', '--locale=C.UTF-8', '--encoding=UTF8'];

const lite = await PGlite.create({ dataDir: 'memory://', initDbStartParams });
// Nobody creates a second database in an embedded store, so the two to copy from go: two thirds of its size.
await lite.exec('update pg_database set datistemplate = false');
await lite.exec('drop database template0');
await lite.exec('drop database template1');
await lite.exec('vacuum full');
await lite.exec('checkpoint');
const image = await lite.dumpDataDir('gzip');
writeFileSync(startImage, new Uint8Array(await image.arrayBuffer()));
await lite.close();
