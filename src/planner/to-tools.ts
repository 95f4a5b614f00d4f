/** Carries deeds of the taxonomy over to the tools that are bound, and says honestly what none of them can do. */
import { capabilityCarriers } from './carry/capability-carriers.ts';
import type { Carry } from './carry/carry.ts';
import { documentCarriers } from './carry/document-carriers.ts';
import { reportCarriers } from './carry/report-carriers.ts';
import { ticketCarriers } from './carry/ticket-carriers.ts';
import { workCarriers } from './carry/work-carriers.ts';
import type { Intent } from './intent.ts';
import { describeUnable } from './phrases.ts';
import type { Call } from './plan.ts';
import type { Situation } from './situation.ts';

/** The calls, and what is said after them; without calls it is said instead. */
type Carried = { calls: Call[]; say: string | null };

const carriers: Record<string, Carry> = {
  ...documentCarriers,
  ...ticketCarriers,
  ...reportCarriers,
  ...workCarriers,
  ...capabilityCarriers,
};

/** `bound` are the names of the tools that may be called. */
export function carryOver(intent: Intent, situation: Situation, bound: ReadonlySet<string>): Carried {
  const carried = carriers[intent.tool]?.(intent.args, situation) ?? describeUnable(intent.tool);
  if (typeof carried === 'string') return { calls: [], say: carried };
  const { calls, note } = Array.isArray(carried) ? { calls: carried, note: null } : carried;
  return calls.every((call) => bound.has(call.tool))
    ? { calls, say: note }
    : { calls: [], say: describeUnable(intent.tool) };
}
