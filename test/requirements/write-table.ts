/** Writes the table of requirements and their tests: `npm run requirements`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawTable, findUntested, tableFile } from './draw-table.ts';

const root = process.cwd();
writeFileSync(join(root, tableFile), drawTable(root));
const untested = findUntested(root);
if (untested.length > 0) process.stderr.write(`without a test: ${untested.join(', ')}\n`);
process.exitCode = untested.length > 0 ? 1 : 0;
