/** A tool as a command: what a file-giving tool prints, and where it is written. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import * as z from 'zod';
import { drawNoticeCard } from '../../../src/cards/notice-card.ts';
import { defineTool } from '../../../src/catalog/define-tool.ts';
import { type CommandHouse, toolCommands } from '../../../src/cli/tool-command.ts';
import { callerIn } from '../../support/ticket-desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'docket-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = { name: 'tickets.csv', mediaType: 'text/csv', text: 'key\r\nA-1\r\n' };
const card = drawNoticeCard('Exported 1 ticket.', 'success');
const definition = defineTool({
  description: 'Give a file.',
  effect: 'read',
  access: 'anyone',
  givesFile: true,
  input: z.object({}),
  output: z.object({ rows: z.int() }),
  run: async () => ({ rows: 1 }),
  show: () => ({ card, file }),
});

/** Runs it on a command line and gives what was printed. */
async function run(...flags: string[]): Promise<string> {
  const printed: string[] = [];
  const tool = { ...definition, name: 'export' } as never;
  const output = { rows: 1 };
  const house: CommandHouse = {
    catalog: { tools: new Map(), presses: new Map(), commands: new Map() },
    callTool: async () => ({
      tool: 'export',
      output,
      shown: [{ card, file }],
      asksPerson: false,
      brief: null,
    }),
    callerFor: async () => callerIn({ id: 'here' }),
    attach: async () => [],
    finishPush: async () => null,
    close: async () => {},
  };
  const deps = {
    open: async () => house,
    print: (text: string) => void printed.push(text),
    drawCard: async () => 'a card',
  };
  await toolCommands(tool, deps, () => {})[0]!.parseAsync(flags, { from: 'user' });
  return printed.join('\n');
}

it('prints the file itself, so that it can be piped', async () => {
  expect(await run()).toBe('key\r\nA-1');
});

it('prints one JSON document with --json and no file', async () => {
  expect(JSON.parse(await run('--json'))).toEqual({ rows: 1 });
});

it('writes it where it is told to, and says where that was', async () => {
  const path = join(folder, 'mine.csv');
  expect(await run('--out', path)).toBe(`Wrote ${path}`);
  expect(readFileSync(path, 'utf8')).toBe(file.text);
  expect(await run('--dir', folder)).toBe(`Wrote ${join(folder, 'tickets.csv')}`);
  expect(await run('--dir', folder)).toBe(`Wrote ${join(folder, 'tickets-2.csv')}`);
});

it('is one command for each verb, and its full name stands for the first', () => {
  const typed = (verb: string) => ({ verb, usage: '<words>', does: `Does ${verb}`, input: () => ({}) });
  const tool = { ...definition, name: 'make_ticket', command: typed('make'), otherCommands: [typed('bug')] };
  const commands = toolCommands(tool as never, {} as never, () => {});
  expect(commands.map((command) => [command.name(), command.description(), command.aliases()])).toEqual([
    ['make', 'Does make', ['make_ticket', 'make-ticket']],
    ['bug', 'Does bug', []],
  ]);
});
