/** Says in a sentence why the store could not do its work, where a person can act on it. */
import { DocketError, isDocketError } from '../domain/errors.ts';

/** What the store is called towards people: the embedded store's folder, or a server's host, never its password. */
export type StorePlace = { kind: 'pglite' | 'postgres'; name: string };

/** A DocketError for what a person can mend; anything else comes back as it is, because then it is our bug. */
export function translateFailure(error: unknown, place: StorePlace): unknown {
  if (isDocketError(error)) return error;
  const code = codeOf(error);
  if (isDiskFull(error)) return diskFull(error, place);
  if (unstorable.has(code)) return cannotBeStored(error);
  if (place.kind === 'pglite' && unwritable.has(code)) return notWritable(error, place);
  if (place.kind === 'postgres' && isConnectionFailure(error, code)) return unavailable(error, code, place);
  return error;
}

export function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', '53100'].includes(codeOf(error));
}

const unwritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/** A NUL character, in text and inside JSON: the one character that Postgres keeps in neither. */
const unstorable = new Set(['22021', '22P05']);

function cannotBeStored(cause: unknown): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'The text holds a NUL character, which cannot be stored. Nothing was changed.',
    remedy: 'Remove it, or copy the text without formatting.',
    cause,
  });
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

function diskFull(cause: unknown, place: StorePlace): DocketError {
  return new DocketError('DISK_FULL', {
    message: `The disk that holds the store (${place.name}) is full. The last change was not kept.`,
    remedy: 'Free some space on it, then start Docket again.',
    cause,
  });
}

function notWritable(cause: unknown, place: StorePlace): DocketError {
  return new DocketError('CONFIG_INVALID', {
    message: `Docket may not write to its folder ${place.name}.`,
    remedy: 'Give this user the right to write there, or set DOCKET_HOME to another folder.',
    cause,
  });
}

const refusals: Record<string, string> = {
  '28P01': 'It refused the user or the password.',
  '28000': 'It refused the user or the password.',
  '3D000': 'It has no database of that name.',
  ENOTFOUND: 'There is no host of that name.',
  ECONNREFUSED: 'Nothing answers there.',
};

/** 08: connection lost; 53300: too many clients; 57P01 to 57P03: shutting down, crashed, starting up. */
const lostCodes =
  /^(08...|53300|57P0[1-3]|E(CONN(REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH))$/;
const lostMessages =
  /timeout exceeded when trying to connect|Connection terminated|server does not support SSL/i;

function isConnectionFailure(error: unknown, code: string): boolean {
  return (
    code in refusals || lostCodes.test(code) || (error instanceof Error && lostMessages.test(error.message))
  );
}

function unavailable(cause: unknown, code: string, place: StorePlace): DocketError {
  return new DocketError('STORE_UNAVAILABLE', {
    message: `The Postgres server ${place.name} cannot be used. ${refusals[code] ?? 'It does not answer.'}`,
    remedy: 'Check DATABASE_URL and that the server is up, or remove DATABASE_URL to use the embedded store.',
    cause,
  });
}

/** The name of the constraint a statement would have broken; null for any other error. */
export function brokenConstraint(error: unknown): string | null {
  if (codeOf(error) !== '23505') return null;
  return (error as { constraint?: string }).constraint ?? null;
}
