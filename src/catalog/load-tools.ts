/** Loads the tools folder: one file, one tool, named after the file. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CommandLine, Press, ToolCommand, ToolDefinition } from './define-tool.ts';

export type Tool = ToolDefinition & { name: string };

export type Catalog = {
  tools: ReadonlyMap<string, Tool>;
  /** Verb of an action token to the tool that answers it. */
  presses: ReadonlyMap<string, { tool: Tool; press: Press<Record<string, unknown>> }>;
  /** Verb of a `/docket` command to the tool that answers it. */
  commands: ReadonlyMap<string, { tool: Tool; command: ToolCommand<Record<string, unknown>> }>;
};

/** Throws a plain Error, naming the file, for a tool that cannot be loaded or that repeats another's verb. */
export async function loadTools(folder: string): Promise<Catalog> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const tools = await Promise.all(files.map((file) => loadTool(folder, file)));
  const presses = new Map<string, { tool: Tool; press: Press<Record<string, unknown>> }>();
  const commands = new Map<string, { tool: Tool; command: ToolCommand<Record<string, unknown>> }>();
  for (const tool of tools) {
    for (const press of tool.press ?? []) putOnce(presses, press.verb, { tool, press }, tool.name);
    for (const command of commandsOf(tool)) putOnce(commands, command.verb, { tool, command }, tool.name);
  }
  return { tools: new Map(tools.map((tool) => [tool.name, tool])), presses, commands };
}

/** The main command first. */
export function commandsOf({
  command,
  otherCommands = [],
}: Pick<Tool, 'command' | 'otherCommands'>): ToolCommand<Record<string, unknown>>[] {
  return [...(command ? [command] : []), ...otherCommands];
}

/** What a command does, in the first sentence of its tool where it does not say so itself. */
export function describeCommand(
  { description }: Pick<Tool, 'description'>,
  { does }: Pick<ToolCommand<never>, 'does'>,
): string {
  return does ?? description.split('. ')[0]!.replace(/\.$/, '');
}

/** Every command by verb, as help tells of them. */
export function listCommands({ commands }: Pick<Catalog, 'commands'>): CommandLine[] {
  return [...commands.values()]
    .map(({ tool, command }) => ({
      verb: command.verb,
      usage: command.usage,
      does: describeCommand(tool, command).split(/[:;] /)[0]!,
    }))
    .sort((one, other) => one.verb.localeCompare(other.verb));
}

async function loadTool(folder: string, file: string): Promise<Tool> {
  const loaded = (await import(pathToFileURL(join(folder, file)).href)) as { default?: ToolDefinition };
  if (!loaded.default)
    throw new Error(`tools/${file} has no default export; write: export default defineTool({ … })`);
  return { ...loaded.default, name: file.replace(/\.ts$/, '').replaceAll('-', '_') };
}

function putOnce<Value>(map: Map<string, Value>, verb: string, value: Value, name: string): void {
  if (map.has(verb)) throw new Error(`two tools answer "${verb}"; one of them is ${name}`);
  map.set(verb, value);
}
