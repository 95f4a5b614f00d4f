/** A request as the operations of the sandbox's Jira read it. */
import type { Answer } from '../answer.ts';

export type Ask = { parts: Record<string, string>; query: URLSearchParams; body: Record<string, unknown> };

/** By the name Atlassian gives them. */
export type Operations = Record<string, (ask: Ask) => Answer>;

export function listed(text: string | null): string[] {
  return text ? text.split(',') : [];
}
