/** Tools of workflows tried in a house: a bug to work on, and runs that are waited for. */
import type { Called, Desk } from './tool-house.ts';

export const trace = `TypeError: total is undefined
    at sum (src/cart.ts:12:5)
    at checkout (src/checkout.ts:40:3)`;

/** An approved bug with one criterion; gives its key. */
export async function writeBug(desk: Desk, type = 'bug'): Promise<string> {
  const { wire } = await desk.call('create_ticket', {
    title: 'The total is wrong',
    type,
    description: trace,
    criteria: ['The total is right'],
  });
  await desk.call('approve_tickets', { select: { ids: [wire.key] } });
  return wire.key;
}

/** Runs a workflow as a program does: the answer comes when the run has got as far as it can by itself. */
export function runIt(desk: Desk, name: string, ticket: string | null, inputs = {}): Promise<Called> {
  const by = { ...desk.dana, via: 'api' as const };
  return desk.call(
    'run_workflow',
    { name, ...(ticket ? { select: { ids: [ticket] } } : {}), inputs },
    { by },
  );
}

/** `{ diagnose: 'completed', … }` */
export function statusesIn(wire: { steps: { id: string; status: string }[] }): Record<string, string> {
  return Object.fromEntries(wire.steps.map(({ id, status }) => [id, status]));
}
