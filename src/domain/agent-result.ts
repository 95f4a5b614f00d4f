/** What an agent reports when its step ends (U-99), and how its flags are read (U-92). */
import * as z from 'zod';

export const AgentFlags = z.union([z.record(z.string(), z.boolean()), z.array(z.string())]);

export const AgentResult = z.object({
  status: z.enum(['passed', 'failed', 'blocked']),
  summary: z.string().trim().min(1).max(4000),
  error: z.string().max(2000).optional(),
  flags: AgentFlags.optional(),
  output: z.json().optional(),
});
export type AgentResult = z.infer<typeof AgentResult>;

/** True where the result raises this flag: `flags.<flag>` is true, `flags` names it, or `output.<flag>` holds something. */
export function hasFlag({ flags, output }: Pick<AgentResult, 'flags' | 'output'>, flag: string): boolean {
  if (Array.isArray(flags) ? flags.includes(flag) : flags && Object.hasOwn(flags, flag) && flags[flag])
    return true;
  if (output === null || typeof output !== 'object' || Array.isArray(output)) return false;
  return Object.hasOwn(output, flag) && Boolean(output[flag]);
}

/** The flags that are up, by name; those in `output` are not counted as flags. */
export function flagNames({ flags }: Pick<AgentResult, 'flags'>): string[] {
  if (!flags) return [];
  return Array.isArray(flags) ? flags : Object.keys(flags).filter((flag) => flags[flag]);
}
