/** How many hours the effort words stand for. */
import type { effortWords } from './ticket.ts';

const hoursByEffort: Record<(typeof effortWords)[number], number> = {
  trivial: 1,
  small: 4,
  medium: 8,
  large: 24,
  xlarge: 40,
};

/** Hours for one of the effort words (ruling C-33); null for anything else. */
export function effortHours(effort: string | null): number | null {
  return hoursByEffort[effort as (typeof effortWords)[number]] ?? null;
}
