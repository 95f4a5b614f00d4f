/** On whose behalf the dispatcher writes. */
import type { Principal } from '../../domain/principal.ts';

export const dispatcherActor: Principal = { kind: 'system', id: 'system:dispatcher', name: 'Docket' };
