/** What the parts of product management work with. */
import type { PeopleDeps } from '../tickets/inside.ts';

export type PmDeps = PeopleDeps;
