/** What an agent produces: claims with their sources, a plan, what is open, and what it did not do. */
import * as z from 'zod';
import type { AgentResult } from '../../domain/agent-result.ts';
import type { StepBrief } from '../worker.ts';

export const Claim = z.object({ text: z.string(), source: z.string() });
export type Claim = z.infer<typeof Claim>;

/** The output of every agent; some add parts of their own. */
export const Findings = z.object({
  claims: z.array(Claim),
  plan: z.array(z.string()),
  open: z.array(z.string()),
  not_done: z.array(z.string()),
  /** A text to hand on: release notes, an outline, a report. Markdown. */
  text: z.string().optional(),
  made_by: z.enum(['rules', 'model']),
});
export type Findings = z.infer<typeof Findings>;

export type Work = {
  summary: string;
  findings: Findings;
  flags?: string[];
  /** Beside the findings in the output, for conditions of later steps. */
  more?: Record<string, z.core.util.JSONType>;
  /** What a person has to do before it holds. */
  handover?: string;
};

export function byRules(part: Partial<Findings>): Findings {
  return { claims: [], plan: [], open: [], not_done: [], made_by: 'rules', ...part };
}

export function toResult({ summary, findings, flags = [], more = {} }: Work): AgentResult {
  return { status: 'passed', summary: summary.slice(0, 4000), flags, output: { ...findings, ...more } };
}

/** What earlier steps found; those that reported no findings are left out. */
export function earlierFindings({
  earlier,
}: StepBrief): { stepId: string; agent: string | null; findings: Findings }[] {
  return earlier.flatMap(({ stepId, agent, result }) => {
    const read = Findings.safeParse(result.output);
    return read.success ? [{ stepId, agent, findings: read.data }] : [];
  });
}

/** `1 step`, `3 steps`. */
export function countOf(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
