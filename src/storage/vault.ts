/** Encrypts what is kept with the installation's key, which lies beside the store and never in it. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DocketError } from '../domain/errors.ts';
import type { Vault } from '../ports/vault.ts';

const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

/** AES-256-GCM with a fresh nonce for each value, which stands before its tag and the text. `key` is 32 bytes as base64. */
export function createSeal(key: string): Vault {
  const bytes = Buffer.from(key, 'base64');
  return {
    seal(text) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', bytes, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(sealed) {
      const all = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', bytes, all.subarray(0, nonceBytes));
      decipher.setAuthTag(all.subarray(nonceBytes, nonceBytes + tagBytes));
      return decipher.update(all.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

/**
 * The key is read when it is first needed: the one that was set, else that of `home`, made there when there is none.
 * Several instances on one server have no folder in common, so they must be given one: CONFIG_INVALID else.
 */
export function openVault(options: { home: string; key: string | null; shared: boolean }): Vault {
  let seal: Vault | null = null;
  const use = () => {
    seal ??= createSeal(options.key ?? readOwnKey(options));
    return seal;
  };
  return {
    seal: (secret) => use().seal(secret),
    open(sealed) {
      try {
        return use().open(sealed);
      } catch (cause) {
        if (cause instanceof DocketError) throw cause;
        throw otherKey(cause);
      }
    },
  };
}

function readOwnKey({ home, shared }: { home: string; shared: boolean }): string {
  if (shared) throw noKey();
  const file = join(home, 'secret.key');
  try {
    return readKey(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  mkdirSync(home, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, randomBytes(keyBytes).toString('base64'), { mode: 0o600 });
  try {
    // Of two that make one at once, the first wins.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readKey(file);
}

function readKey(file: string): string {
  const key = readFileSync(file, 'utf8').trim();
  if (Buffer.from(key, 'base64').length === keyBytes) return key;
  throw otherKey(null);
}

function noKey(): DocketError {
  return new DocketError('CONFIG_INVALID', {
    message: 'A secret is to be kept for several instances, and they share no key. Nothing was kept.',
    remedy: 'Set DOCKET_SECRET_KEY to the same 32 bytes on each; make them with: openssl rand -base64 32',
  });
}

function otherKey(cause: unknown): DocketError {
  return new DocketError('CONFIG_INVALID', {
    message: 'A secret was kept with another key than DOCKET_SECRET_KEY, or than secret.key in DOCKET_HOME.',
    remedy: 'Bring the former key back, or set up anew what the secret belongs to.',
    cause,
  });
}
