/** What Discord offers while somebody types a command: tickets of their workspace, and commands. */
import { cutPlain } from '../../cards/cut-text.ts';
import { makeSafeLine } from '../../messenger/safe-text.ts';
import type { Interaction, Option, Person } from './inbound.ts';
import type { IntakeDesk } from './intake-desk.ts';

const mostChoices = 25;
const longest = 100;

/** Nothing where it cannot be told in time; nobody needs it to go on. */
export async function suggest(desk: IntakeDesk, interaction: Interaction, person: Person): Promise<void> {
  const focused = findFocused(interaction.data?.options ?? []);
  const typed = String(focused?.value ?? '')
    .trim()
    .toLowerCase();
  const found = focused
    ? await find(desk, interaction, person, { name: focused.name, typed }).catch(() => [])
    : [];
  const choices = found.slice(0, mostChoices).map(({ name, value }) => ({
    name: cutPlain(makeSafeLine(name), longest) || value,
    value: value.slice(0, longest),
  }));
  await desk.responder.suggest(interaction, choices);
}

function findFocused(options: readonly Option[]): Option | null {
  for (const option of options) {
    if (option.focused) return option;
    const inner = findFocused(option.options ?? []);
    if (inner) return inner;
  }
  return null;
}

async function find(
  desk: IntakeDesk,
  { guild_id }: Interaction,
  person: Person,
  { name, typed }: { name: string; typed: string },
): Promise<{ name: string; value: string }[]> {
  if (name === 'ticket') {
    const tickets = guild_id ? await desk.ask('tickets', guild_id, person.id, typed) : [];
    return tickets.map(({ key, title }) => ({ name: `${key} · ${title}`, value: key }));
  }
  if (name !== 'command') return [];
  const [verb = '', ...rest] = typed.split(/\s+/);
  const fitting = desk.commands.filter((one) => one.verb.startsWith(verb));
  if (rest.length > 0 && fitting.length > 0) return [{ name: typed, value: typed }];
  return fitting.map((one) => ({
    name: `${one.verb} ${one.usage} — ${one.does}`.replace(/\s+/g, ' '),
    value: one.verb,
  }));
}
