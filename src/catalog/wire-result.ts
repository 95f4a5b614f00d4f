/** What programs read of a tool's call, wherever it came in. */
import type { ToolResult } from './call-tool.ts';
import type { Tool } from './load-tools.ts';
import { toSnakeCase } from './wire.ts';

/** Where a person was asked instead, that, and what they were asked; nothing else happened then. */
export function wireResult({ wire = toSnakeCase }: Pick<Tool, 'wire'>, result: ToolResult): unknown {
  if (result.asksPerson) return { asked_a_person: true, asked: result.brief };
  return wire(result.output);
}
