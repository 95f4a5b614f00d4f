/** The commands that check and list tickets: validate, repair, list, config. */
import { readFileSync } from 'node:fs';
import { fault } from '../../repo-tickets/fault.ts';
import {
  assignmentModes,
  limits,
  type Mapping,
  nodeTypes,
  priorities,
  statuses,
} from '../../repo-tickets/format.ts';
import { confine, findTicket, openRepository, type Repository } from '../../repo-tickets/repository.ts';
import type { Row } from '../../repo-tickets/snapshot.ts';
import type { CommandTable } from './command-table.ts';
import { readWord } from './flags.ts';
import type { TicketsIo } from './tickets-io.ts';

export function addReadCommands(table: CommandTable, io: TicketsIo): void {
  addValidate(table, io);
  addRepair(table, io);
  addList(table, io);
  table.command('config').description('print the settings of this repository, defaults included').deed =
    async () => {
      const { loadConfig } = await import('../../repo-tickets/config.ts');
      io.out(`${JSON.stringify(loadConfig(openRepository(io.cwd)), null, 2)}\n`);
      return 0;
    };
}

type ValidateFlags = {
  ticket?: string;
  issues?: boolean;
  output?: string;
  allFields?: boolean;
  strict?: boolean;
};

function addValidate(table: CommandTable, io: TicketsIo): void {
  const command = table
    .command('validate')
    .description('check tickets, logs and config')
    .option('--ticket <ticket>', 'only this one')
    .option('--issues', 'write a report that repair can take')
    .option('--output <file>', 'write the report to this file')
    .option('--all-fields', 'check optional fields too')
    .option('--strict', 'faults between tickets (dangling links, cycles, doubled ranks) are errors');
  command.deed = async (flags: ValidateFlags) => {
    const { hasErrors, validateRepository, writeReport } = await import('../../repo-tickets/validate.ts');
    const { locationOf } = await import('../../repo-tickets/issue.ts');
    const repository = openRepository(io.cwd);
    const only = flags.ticket === undefined ? undefined : findTicket(repository, flags.ticket);
    const output = flags.output === undefined ? null : confine(repository, flags.output, flags.output);
    const { allFields = false, strict = false } = flags;
    const findings = validateRepository(repository, { only, allFields, strict });
    if (flags.issues) {
      const report = writeReport(findings, io.clock(), allFields);
      if (output) (await import('../../repo-tickets/write-file.ts')).saveFile(output, report);
      else io.out(report);
    } else {
      const lines = findings.issues.map((issue) => {
        const location = locationOf(issue).replace(`${repository.root}/`, '');
        return `${issue.severity.toUpperCase()}: ${issue.message} (${location})\n`;
      });
      if (lines.length > 0) io.out(lines.join(''));
    }
    return hasErrors(findings.issues) ? 1 : 0;
  };
}

type RepairFlags = {
  ticket?: string;
  issuesFile?: string;
  interactive?: boolean;
  allFields?: boolean;
};

function addRepair(table: CommandTable, io: TicketsIo): void {
  const command = table
    .command('repair')
    .description('mend what validate found; what could lose something only on your word')
    .option('--ticket <ticket>', 'only this one')
    .option('--all', 'all tickets, which is also what happens without --ticket')
    .option('--issues-file <file>', 'apply the enabled repairs of this report')
    .option('--interactive', 'ask before each repair')
    .option('--non-interactive', 'never ask')
    .option('--all-fields', 'repair optional fields too');
  command.deed = async (flags: RepairFlags) => {
    const repository = openRepository(io.cwd);
    const repairs = await planOrRead(repository, flags);
    if (flags.interactive) {
      if (!io.terminal.input || !io.terminal.output) throw fault('Interactive mode requires a TTY');
      const { askAboutRepairs } = await import('./ask-about-repairs.ts');
      await askAboutRepairs(repairs, io);
    }
    const { applyRepairs } = await import('../../repo-tickets/apply-repairs.ts');
    const said = applyRepairs(repository, repairs, { optional: flags.allFields, now: io.clock() });
    io.out(said.map((line) => `${line}\n`).join(''));
    return said.length > 0 ? 0 : 1;
  };
}

async function planOrRead(repository: Repository, flags: RepairFlags) {
  const { planRepairs, readRepairs } = await import('../../repo-tickets/plan-repairs.ts');
  if (flags.issuesFile !== undefined) {
    const { readYaml } = await import('../../repo-tickets/yaml.ts');
    const path = confine(repository, flags.issuesFile, flags.issuesFile);
    return readRepairs(readYaml(readReport(path, flags.issuesFile)));
  }
  const { validateRepository } = await import('../../repo-tickets/validate.ts');
  const only = flags.ticket === undefined ? undefined : findTicket(repository, flags.ticket);
  const { issues } = validateRepository(repository, { only, allFields: flags.allFields });
  return planRepairs(issues, { optional: flags.allFields, enableSafe: !flags.interactive });
}

function readReport(path: string, said: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.length > 64 * limits.fileBytes) throw fault(`${said} is larger than 64 MB.`);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw fault(`File not found: ${said}`);
    throw error;
  }
}

type ListFlags = {
  status?: string;
  priority?: string;
  mode?: string;
  owner?: string;
  label?: string;
  text?: string;
  nodeType?: string;
  group?: string;
  lane?: string;
  horizon?: string;
  claimed?: boolean;
  claimedBy?: string;
  ready?: boolean;
  json?: boolean;
};

const columns = [
  'id',
  'title',
  'status',
  'priority',
  'node_type',
  'lane',
  'rank',
  'horizon',
  'ready',
  'owner',
  'mode',
  'last_updated',
];

function addList(table: CommandTable, io: TicketsIo): void {
  const command = table
    .command('list')
    .description('list tickets')
    .option('--status <status>')
    .option('--priority <priority>')
    .option('--mode <mode>')
    .option('--owner <owner>')
    .option('--label <label>')
    .option('--text <text>', 'in title or body')
    .option('--node-type <nodeType>')
    .option('--group <ticket>', 'direct members of this ticket')
    .option('--lane <lane>')
    .option('--horizon <horizon>')
    .option('--claimed', 'only claimed ones')
    .option('--claimed-by <actorId>')
    .option('--ready', 'only what can start')
    .option('--json');
  command.deed = async (flags: ListFlags) => {
    readWord('--status', statuses, flags.status);
    readWord('--priority', priorities, flags.priority);
    readWord('--mode', assignmentModes, flags.mode);
    readWord('--node-type', nodeTypes, flags.nodeType);
    const { listTickets } = await import('../../repo-tickets/list.ts');
    const { printRow } = await import('../../repo-tickets/snapshot.ts');
    const { gather, printJsonList } = await import('../../repo-tickets/print-json.ts');
    const rows = listTickets(openRepository(io.cwd), flags, io.clock());
    if (flags.json) for (const part of gather(printJsonList(rows, printRow))) io.out(part);
    else if (rows.length > 0) for (const part of gather(drawTable(rows, printRow))) io.out(part);
    io.out(flags.json ? '\n' : rows.length > 0 ? '' : 'No tickets.\n');
    return 0;
  };
}

function* drawTable(rows: readonly Row[], print: (row: Row) => Mapping): Generator<string> {
  yield `${columns.join(' | ')}\n`;
  for (const row of rows) {
    const printed = print(row);
    yield `${columns.map((key) => String(printed[key] ?? '')).join(' | ')}\n`;
  }
}
