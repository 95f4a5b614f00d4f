/** Loads the tools folder: one file, one tool, named after the file. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Press, ToolDefinition } from './define-tool.ts';

export type Tool = ToolDefinition & { name: string };

export type Catalog = {
  tools: ReadonlyMap<string, Tool>;
  /** Verb of an action token to the tool that answers it. */
  presses: ReadonlyMap<string, { tool: Tool; press: Press<Record<string, unknown>> }>;
  /** Verb of a `/docket` command to its tool. */
  commands: ReadonlyMap<string, Tool>;
};

/** Throws a plain Error, naming the file, for a tool that cannot be loaded or that repeats another's verb. */
export async function loadTools(folder: string): Promise<Catalog> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const tools = await Promise.all(files.map((file) => loadTool(folder, file)));
  const presses = new Map<string, { tool: Tool; press: Press<Record<string, unknown>> }>();
  const commands = new Map<string, Tool>();
  for (const tool of tools) {
    for (const press of tool.press ?? []) putOnce(presses, press.verb, { tool, press }, tool.name);
    if (tool.command) putOnce(commands, tool.command.verb, tool, tool.name);
  }
  return { tools: new Map(tools.map((tool) => [tool.name, tool])), presses, commands };
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
