/** What a program shows with its answer to a step: made for one try of one step, unreadable to nobody and forgeable by none. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Id } from '../domain/ids.ts';

export type CallbackPlace = { runId: Id; stepId: string; visit: number; attempt: number; expiresAt: string };

/** Nothing is stored for it: its signature says that it is ours. */
export function makeToken(
  secret: string,
  { runId, stepId, visit, attempt, expiresAt }: CallbackPlace,
): string {
  const said = [runId, stepId, visit, attempt, Date.parse(expiresAt)].join('|');
  return `${Buffer.from(said).toString('base64url')}.${sign(secret, said)}`;
}

/** Null for one that is not ours. Whether its time is over is for the caller to see. */
export function readToken(secret: string, token: string): CallbackPlace | null {
  const [said64 = '', signature = ''] = token.split('.');
  const said = Buffer.from(said64, 'base64url').toString();
  const [own, theirs] = [sign(secret, said), signature].map((text) => Buffer.from(text));
  if (own!.length !== theirs!.length || !timingSafeEqual(own!, theirs!)) return null;
  const [runId, stepId, visit, attempt, expires] = said.split('|');
  return {
    runId: runId!,
    stepId: stepId!,
    visit: Number(visit),
    attempt: Number(attempt),
    expiresAt: new Date(Number(expires)).toISOString(),
  };
}

/** A key of its own, so that no signature made for anything else fits. */
function sign(secret: string, said: string): string {
  const key = createHmac('sha256', secret).update('answers to steps').digest();
  return createHmac('sha256', key).update(said).digest('base64url');
}
