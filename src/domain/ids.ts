/** Identifiers: UUIDv7 primary keys, human ticket keys, and the deterministic key one issue is created under. */
import { createHmac, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { formatUuid, newId } from './new-id.ts';

export { newId } from './new-id.ts';

export const Id = z.uuid();
export type Id = string;

/** Ids in ascending order, also within one millisecond or when the clock is set back. */
export function createIdSource(now: () => number): { next(): Id } {
  let last = 0;
  let sequence = 0;
  return {
    next() {
      const at = now();
      sequence = at > last ? 0 : sequence + 1;
      last = Math.max(at, last) + (sequence >> 12);
      sequence &= 0xfff;
      const random = randomBytes(10);
      random[0] = sequence >> 8;
      random[1] = sequence & 0xff;
      return newId(last, random);
    },
  };
}

/** `BUG-2026-001`: prefix by type, year in the workspace's time zone, counter per workspace, prefix and year (U-20). */
export const TicketKey = z.string().regex(/^[A-Z]{2,10}-\d{4}-\d{3,}$/);
export type TicketKey = string;

export function formatKey(prefix: string, year: number, number: number): TicketKey {
  return `${prefix}-${year}-${String(number).padStart(3, '0')}`;
}

/**
 * What identifies one issue at a tracker, whichever of the two shapes that tracker can hold. Where it is known, `since` is
 * when its issue was first asked for: none is older, which spares trackers that keep no key a search through all issues.
 */
export type IssueKey = { marker: string; uuid: string; since?: string };

/**
 * The key one ticket's issue is created under at one destination, the same for every attempt and after a restart.
 * `marker` is 26 base32 characters for a body or property; `uuid` is the same bytes shaped as a UUID v4, which
 * Linear accepts as `IssueCreateInput.id` and keeps unique. `generation` rises only when a person re-creates a
 * deleted issue.
 */
export function issueKey(
  secret: string,
  of: { workspaceId: Id; ticketId: Id; destination: string; generation: number },
): IssueKey {
  const text = [of.workspaceId, of.ticketId, of.destination, of.generation].join('|');
  const bytes = createHmac('sha256', secret).update(text).digest().subarray(0, 17);
  return { marker: base32(bytes).slice(0, 26), uuid: shapeAsV4(bytes.subarray(0, 16)) };
}

function shapeAsV4(bytes: Uint8Array): string {
  const shaped = Uint8Array.from(bytes);
  shaped[6] = 0x40 | (shaped[6]! & 0x0f);
  shaped[8] = 0x80 | (shaped[8]! & 0x3f);
  return formatUuid(shaped);
}

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups
    .map((group) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(group.padEnd(5, '0'), 2)])
    .join('');
}
