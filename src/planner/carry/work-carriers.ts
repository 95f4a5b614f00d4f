/** Carries what product managers ask for over to its tools. */
import { type Carry, one } from './carry.ts';

const tools = ['plan_sprint', 'show_attention', 'raise_ticket', 'show_overview', 'show_dispatches'];

export const workCarriers: Record<string, Carry> = Object.fromEntries(
  tools.map((tool): [string, Carry] => [tool, (args) => one(tool, args)]),
);
