/** An interaction of somebody who may decide, in a guild that works in a workspace. */
import type { Interaction, Person } from './inbound.ts';
import type { Place } from './place.ts';

export type Asked = { interaction: Interaction; person: Person; place: Place; thread: string };
