/** Who somebody in Slack is, as Slack says: asked once every few minutes. */
import type { Clock } from '../../ports/clock.ts';
import type { SlackClients } from './clients.ts';

export type Person = {
  id: string;
  name: string;
  /** Of this workspace, with an account of their own. Guests, people of other workspaces and bots are not. */
  isFull: boolean;
};

export type People = {
  /** Throws while Slack does not say. */
  find(id: string): Promise<Person>;
  /** For what must be acknowledged soon: the bare id where Slack does not say within a second. */
  nameOf(id: string): Promise<string>;
};

const nameWithinMs = 1000;

const lastsMs = 5 * 60_000;

export function createPeople({
  clients,
  clock,
  team,
}: {
  clients: SlackClients;
  clock: Clock;
  team(): string;
}): People {
  const known = new Map<string, { until: number; asking: Promise<Person> }>();
  const people: People = {
    async nameOf(id) {
      const late = new Promise<null>((resolve) => setTimeout(resolve, nameWithinMs, null).unref());
      const person = await Promise.race([people.find(id).catch(() => null), late]);
      return person?.name ?? id;
    },
    find(id) {
      const now = clock.now().getTime();
      const entry = known.get(id);
      if (entry && entry.until > now) return entry.asking;
      if (known.size > 5000) known.clear();
      const asking = ask(clients, team(), id);
      known.set(id, { until: now + lastsMs, asking });
      asking.catch(() => known.delete(id));
      return asking;
    },
  };
  return people;
}

async function ask({ interactive }: SlackClients, team: string, id: string): Promise<Person> {
  const { user } = await interactive.users.info({ user: id });
  const name = user?.profile?.display_name || user?.real_name || user?.name || id;
  const isGuest = Boolean(user?.is_restricted || user?.is_ultra_restricted || user?.is_stranger);
  const isFull = !isGuest && !user?.is_bot && !user?.deleted && user?.team_id === team;
  return { id, name, isFull };
}
