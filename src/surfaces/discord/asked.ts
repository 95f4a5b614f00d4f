/** An interaction of somebody who may decide, in a guild that works in a workspace. */
import type { Inbound } from '../../ports/surface.ts';
import type { Interaction, Person } from './inbound.ts';
import type { Place } from './place.ts';
import type { Standing, WaitingPress } from './presses.ts';

export type Asked = { interaction: Interaction; person: Person; place: Place; thread: string };

/** What every event of theirs says. */
export function eventOf(
  { person, place }: Asked,
  { eventId, thread, at }: { eventId: string; thread: string; at: Date },
): Pick<Inbound, 'surface' | 'tenant' | 'eventId' | 'thread' | 'actor' | 'at'> {
  return {
    surface: 'discord',
    tenant: place.guild,
    eventId,
    thread,
    actor: { externalId: person.id, name: person.name },
    at: at.toISOString(),
  };
}

/** By what they are answered, once it is known what it came to. */
export function waitingFor({ interaction, person }: Asked, at: Date, standing: Standing): WaitingPress {
  const { id, token } = interaction;
  return { user: person.id, id, token, at: at.getTime(), standing, answered: false };
}
