/** The thread in which documents are read into proposals. */
import { serveSideThread } from '../documents/side-thread.ts';
import type { Proposal } from '../domain/draft.ts';
import { proposeByRules, type RulesInput } from './propose-by-rules.ts';

serveSideThread<RulesInput, Proposal>(proposeByRules);
