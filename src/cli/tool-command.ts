/** Makes a command of every tool: words as in `/docket`, flags from the tool's own schema. */
import { Command } from 'commander';
import * as z from 'zod';
import type { Card } from '../cards/card.ts';
import type { Shown } from '../cards/shown.ts';
import type { CallTool } from '../catalog/call-tool.ts';
import type { ToolCommand } from '../catalog/define-tool.ts';
import { type Catalog, commandsOf, describeCommand, type Tool } from '../catalog/load-tools.ts';
import { toSnakeCase } from '../catalog/wire.ts';
import { DocketError } from '../domain/errors.ts';
import type { Caller } from '../domain/principal.ts';
import type { Attachment } from '../ports/surface.ts';
import { attachNamed } from './attach-files.ts';
import { saveAs, saveInto, saveParts } from './save-file.ts';

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
  drawCard(card: Card): Promise<string>;
};

type Flags = { json?: boolean; as?: string; out?: string; dir?: string } & Record<string, unknown>;

type Typed = ToolCommand<Record<string, unknown>>;

/** Every word that asks for the tool. */
export function namesOf(tool: Tool): Set<string> {
  return new Set([tool.name, tool.name.replaceAll('_', '-'), ...commandsOf(tool).map(({ verb }) => verb)]);
}

/**
 * One command for each of the tool's verbs; its full name stands for the main one. Each resolves to the exit code through
 * `setExit`.
 */
export function toolCommands(tool: Tool, deps: ToolCommandDeps, setExit: (code: number) => void): Command[] {
  const main = toolCommand(tool, tool.command, deps, setExit);
  for (const alias of new Set([tool.name, tool.name.replaceAll('_', '-')]))
    if (alias !== main.name()) main.alias(alias);
  return [main, ...(tool.otherCommands ?? []).map((other) => toolCommand(tool, other, deps, setExit))];
}

function toolCommand(
  tool: Tool,
  typed: Typed | undefined,
  deps: ToolCommandDeps,
  setExit: (code: number) => void,
): Command {
  const command = new Command(typed?.verb ?? tool.name.replaceAll('_', '-'));
  command.description(describeCommand(tool, typed ?? {}));
  if (typed?.usage) command.usage(`${typed.usage} [options]`);
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
  const read = (words: string[]) => (words.length > 0 || typed ? (typed?.input(words) ?? {}) : {});
  command.action(async (words: string[], flags: Flags) =>
    setExit(await runTool(tool, { words, input: read(words), flags }, deps)),
  );
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

type Line = { words: string[]; input: Record<string, unknown>; flags: Flags };

async function runTool(
  tool: Tool,
  { words, input: said, flags }: Line,
  deps: ToolCommandDeps,
): Promise<number> {
  const house = await deps.open();
  try {
    const caller = await house.callerFor('cli', flags.as);
    const input = { ...said, ...readFlags(tool, flags) };
    const text = words.map((word) => `"${word}"`).join(' ');
    const attachments = tool.namesPaths
      ? []
      : await (tool.takesFiles ? attachNamed(words) : house.attach(text));
    const result = await house.callTool(tool.name, input, caller, { attachments });
    const output = await settle(house, result.output, caller);
    if (flags.json) deps.print(JSON.stringify(tool.wire ? tool.wire(output) : toSnakeCase(output), null, 2));
    else {
      const shown = output === result.output ? result.shown : [tool.show(output)].flat();
      for (const one of shown) deps.print(await say(tool, one, flags, deps));
    }
    return exitCodeOf(output);
  } finally {
    await house.close();
  }
}

/** Where a file is what was asked for, its text alone is printed, or it is written where it is told to go. */
async function say(
  tool: Tool,
  { card, file }: Shown,
  { out, dir }: Flags,
  deps: ToolCommandDeps,
): Promise<string> {
  if (!file || !tool.givesFile) return deps.drawCard(card);
  if (out === undefined && dir === undefined) return file.text.replace(/\r?\n$/, '');
  if (dir !== undefined && file.parts) return saveParts(dir, file.parts);
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
