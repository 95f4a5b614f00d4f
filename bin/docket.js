#!/usr/bin/env node
/** Starts Docket on a Node that can run it: this one when it is new enough, else the one npm installed beside us. */
import { startOnNode24 } from './start-on-node-24.js';

await startOnNode24(process.argv.slice(2));
