#!/usr/bin/env node
/** The repo-native ticket commands, by themselves: nothing else of Docket is loaded. */
import { startTickets } from './start-on-node-24.js';

await startTickets(process.argv.slice(2));
