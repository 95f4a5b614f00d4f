/** The thread in which documents are structured. */
import { serveSideThread } from './side-thread.ts';
import { type Structured, structureText } from './structure-text.ts';

serveSideThread<string, Structured>(structureText);
