/** What exchanges between tickets of the store and files of a repository work with. */
import type { Id } from '../domain/ids.ts';
import type { Member } from '../domain/principal.ts';
import type { Log } from '../ports/log.ts';
import type { PeopleDeps } from '../tickets/inside.ts';
import type { Tickets } from '../tickets/tickets.ts';
import type { Repository } from './repository.ts';

export type MirrorDeps = PeopleDeps & { tickets: Tickets };

export type StepDeps = MirrorDeps & { log: Log };

/** A workspace and the repository that is attached to it. */
export type Side = { workspaceId: Id; repository: Repository; members: readonly Member[] };
