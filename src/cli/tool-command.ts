/** Makes a command of every tool: words as in `/docket`, flags from the tool's own schema. */
import { Command } from 'commander';
import * as z from 'zod';
import type { Card } from '../cards/card.ts';
import type { Shown } from '../cards/shown.ts';
import type { CallTool } from '../catalog/call-tool.ts';
import type { Catalog, Tool } from '../catalog/load-tools.ts';
import { toSnakeCase } from '../catalog/wire.ts';
import { DocketError } from '../domain/errors.ts';
import type { Caller } from '../domain/principal.ts';
import type { Attachment } from '../ports/surface.ts';
import { saveAs, saveInto } from './save-file.ts';

/** What a command needs of the running house. */
export type CommandHouse = {
  catalog: Catalog;
  callTool: CallTool;
  callerFor(via: 'cli', name?: string): Promise<Caller>;
  attach(text: string): Promise<Attachment[]>;
  /** Waits for a push to end, and gives it as it stands then. */
  finishPush(pushId: string, caller: Caller): Promise<unknown>;
  close(): Promise<void>;
};

export type ToolCommandDeps = {
  open(): Promise<CommandHouse>;
  print(text: string): void;
  drawCard(card: Card): string;
};

type Flags = { json?: boolean; as?: string; out?: string; dir?: string } & Record<string, unknown>;

/** The command's name is the tool's verb; its full name works too. Resolves to the exit code through `setExit`. */
export function toolCommand(tool: Tool, deps: ToolCommandDeps, setExit: (code: number) => void): Command {
  const verb = tool.command?.verb ?? tool.name.replaceAll('_', '-');
  const command = new Command(verb).description(tool.description.split('. ')[0]!.replace(/\.$/, ''));
  for (const alias of new Set([tool.name, tool.name.replaceAll('_', '-')]))
    if (alias !== verb) command.alias(alias);
  if (tool.command?.usage) command.usage(`${tool.command.usage} [options]`);
  command
    .argument('[words...]')
    .option('--json', 'print one JSON document')
    .option('--as <user>', 'act as this member');
  if (tool.givesFile) {
    command
      .option('--out <file>', 'write the file there')
      .option('--dir <folder>', 'write it into this folder');
  }
  for (const [name, schema] of Object.entries(tool.input.shape)) addFlag(command, name, schema as z.ZodType);
  command.action(async (words: string[], flags: Flags) => setExit(await runTool(tool, words, flags, deps)));
  return command;
}

function addFlag(command: Command, name: string, schema: z.ZodType): void {
  const flag = `--${name.replaceAll('_', '-')}`;
  const kind = kindOf(schema);
  const note = schema.description ?? '';
  if (kind === 'boolean') command.option(flag, note);
  else command.option(`${flag} <${kind === 'object' ? 'json' : kind === 'array' ? 'a,b' : 'value'}>`, note);
}

/** What a flag's text has to be turned into. */
function kindOf(schema: z.ZodType): 'boolean' | 'number' | 'array' | 'object' | 'string' {
  const json = z.toJSONSchema(schema, { unrepresentable: 'any' }) as { type?: string };
  if (json.type === 'boolean' || json.type === 'array' || json.type === 'object') return json.type;
  return json.type === 'number' || json.type === 'integer' ? 'number' : 'string';
}

async function runTool(tool: Tool, words: string[], flags: Flags, deps: ToolCommandDeps): Promise<number> {
  const house = await deps.open();
  try {
    const caller = await house.callerFor('cli', flags.as);
    const fromWords = words.length > 0 || tool.command ? (tool.command?.input(words) ?? {}) : {};
    const input = { ...fromWords, ...readFlags(tool, flags) };
    const attachments = await house.attach(words.map((word) => `"${word}"`).join(' '));
    const result = await house.callTool(tool.name, input, caller, { attachments });
    const output = await settle(house, result.output, caller);
    if (flags.json) deps.print(JSON.stringify(tool.wire ? tool.wire(output) : toSnakeCase(output), null, 2));
    else {
      const shown = output === result.output ? result.shown : [tool.show(output)].flat();
      for (const one of shown) deps.print(await say(one, flags, deps));
    }
    return exitCodeOf(output);
  } finally {
    await house.close();
  }
}

/** A file is what was asked for, so its text alone is printed, or it is written where it is told to go. */
async function say({ card, file }: Shown, { out, dir }: Flags, deps: ToolCommandDeps): Promise<string> {
  if (!file) return deps.drawCard(card);
  if (out === undefined && dir === undefined) return file.text.replace(/\r?\n$/, '');
  return `Wrote ${out === undefined ? await saveInto(dir!, file) : await saveAs(out, file)}`;
}

function readFlags(tool: Tool, flags: Flags): Record<string, unknown> {
  const entries = Object.entries(tool.input.shape).flatMap(([name, schema]) => {
    const camel = name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
    const value = flags[camel];
    return value === undefined ? [] : [[name, readValue(name, value, kindOf(schema as z.ZodType))]];
  });
  return Object.fromEntries(entries);
}

function readValue(name: string, value: unknown, kind: ReturnType<typeof kindOf>): unknown {
  if (typeof value !== 'string') return value;
  if (kind === 'number') return Number(value);
  if (kind === 'array') return value.split(',').map((part) => part.trim());
  if (kind !== 'object') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new DocketError('INVALID_INPUT', {
      message: `--${name} is not JSON. Nothing was done.`,
      remedy: `Write for example --${name} '{"priority":["P0"]}'.`,
    });
  }
}

/** A push goes on after the call; on the command line its end is the answer. */
async function settle(house: CommandHouse, output: unknown, caller: Caller): Promise<unknown> {
  const push = (output as { push?: { push?: { id: string }; finished?: boolean } } | null)?.push;
  if (!push?.push || push.finished) return output;
  return { push: await house.finishPush(push.push.id, caller) };
}

/** 1 where the answer is a negative one: something failed to be pushed or read. */
function exitCodeOf(output: unknown): number {
  const { push, sync } = (output ?? {}) as {
    push?: { counts?: { failed: number; unknown: number } };
    sync?: { errors: number };
  };
  return (push?.counts && push.counts.failed + push.counts.unknown > 0) || (sync && sync.errors > 0) ? 1 : 0;
}
