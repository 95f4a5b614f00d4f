/** Asks a person about each repair, and takes their word for values. */
import { newId } from '../../domain/new-id.ts';
import type { Repair } from '../../repo-tickets/plan-repairs.ts';
import type { TicketsIo } from './tickets-io.ts';

/** Enables the repairs that the person wants, with the values they gave. */
export async function askAboutRepairs(repairs: readonly Repair[], io: TicketsIo): Promise<void> {
  for (const repair of repairs) {
    io.out(`\n${repair.id}: ${describe(repair)}\n`);
    repair.enabled = await askYes(io, repair.safe);
    if (repair.enabled && repair.action === 'set_front_matter_field') await askValue(repair, io);
  }
}

function describe({ action, params, ticket_path: ticket, log_path: log, safe }: Repair): string {
  const what =
    action === 'set_front_matter_field' ? `set ${String(params.field)}` : action.replaceAll('_', ' ');
  return `${what} in ${ticket ?? log}${safe ? '' : ' (other tickets may name the old one)'}`;
}

async function askYes(io: TicketsIo, byDefault: boolean): Promise<boolean> {
  for (;;) {
    const answer = (await io.ask(`Apply it? ${byDefault ? '[Y/n]' : '[y/N]'} `)).trim().toLowerCase();
    if (answer === '') return byDefault;
    if (['y', 'yes'].includes(answer)) return true;
    if (['n', 'no'].includes(answer)) return false;
    io.out('Please answer y or n.\n');
  }
}

async function askValue(repair: Repair, io: TicketsIo): Promise<void> {
  const proposed = repair.params.value ?? (repair.params.generate_uuidv7 ? newId() : '');
  if (Array.isArray(proposed)) return;
  const answer = (await io.ask(`${String(repair.params.field)} [${String(proposed)}]: `)).trim();
  const isNumber = typeof proposed === 'number' && /^\d+$/.test(answer);
  repair.params.value = answer === '' ? proposed : isNumber ? Number(answer) : answer;
}
