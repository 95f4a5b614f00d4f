/** How a command reaches the process that has the store open: its address and a key that only this user can read. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const Door = z.object({ url: z.url(), key: z.string().min(32) });
export type Door = z.infer<typeof Door>;

const fileOf = (home: string) => join(home, 'server.json');

/** Writes where the server is and the key to its commands; gone again with `close`. */
export function openDoor(home: string, url: string): Door & { close(): void } {
  const door = { url, key: randomBytes(32).toString('base64url') };
  writeFileSync(fileOf(home), JSON.stringify(door), { mode: 0o600 });
  return { ...door, close: () => rmSync(fileOf(home), { force: true }) };
}

/** Null where no server has left word. */
export function findDoor(home: string): Door | null {
  try {
    return Door.parse(JSON.parse(readFileSync(fileOf(home), 'utf8')));
  } catch {
    return null;
  }
}

export function fits(key: string, given: string): boolean {
  return key.length === given.length && timingSafeEqual(Buffer.from(key), Buffer.from(given));
}
