/** Several changes to the same tickets in one message are one edit. */
import type { Intent } from './intent.ts';

/** "Set 4 to P0, assign it to tom" becomes one deed with two fields. */
export function joinEdits(intents: readonly Intent[]): Intent[] {
  const joined: Intent[] = [];
  for (const intent of intents) {
    const before = joined.at(-1);
    if (before && before.tool === 'edit_ticket' && intent.tool === 'edit_ticket' && sameTickets(before, intent)) {
      joined[joined.length - 1] = { tool: 'edit_ticket', args: join(before.args, intent.args) };
    } else {
      joined.push(intent);
    }
  }
  return joined;
}

function sameTickets(left: Intent, right: Intent): boolean {
  return JSON.stringify(left.args.select) === JSON.stringify(right.args.select);
}

function join(left: Record<string, unknown>, right: Record<string, unknown>): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...left };
  for (const [part, fields] of Object.entries(right)) {
    merged[part] = part === 'select' ? fields : { ...((left[part] as object) ?? {}), ...(fields as object) };
  }
  return merged;
}
