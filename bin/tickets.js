#!/usr/bin/env node
/** The repo-native ticket commands: short for `docket repo`. */
import { startOnNode24 } from './start-on-node-24.js';

await startOnNode24(['repo', ...process.argv.slice(2)]);
