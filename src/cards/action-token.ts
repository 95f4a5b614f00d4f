/** The token a choice carries: `dk1:<verb>:<ref>:<item>:<rev>`, at most 75 characters, never a payload. */
import { DocketError } from '../domain/errors.ts';

export type ActionToken = { verb: string; ref: string; item: string; rev: number };

const shape = /^dk1:([a-z_]{1,16}):([A-Za-z0-9-]{0,36}):([A-Za-z0-9-]{0,16}):(\d{1,6})$/;

/** Throws when a part does not fit, since a token that a platform would cut is a bug of ours. */
export function formatAction(verb: string, ref = '', item = '', rev = 0): string {
  const token = `dk1:${verb}:${ref}:${item}:${rev}`;
  if (!shape.test(token) || token.length > 75) throw new Error(`not an action token: ${token}`);
  return token;
}

/** Throws STALE for anything that is not one of today's tokens. */
export function parseAction(token: string): ActionToken {
  const parts = shape.exec(token);
  if (parts) return { verb: parts[1]!, ref: parts[2]!, item: parts[3]!, rev: Number(parts[4]) };
  throw new DocketError('STALE', {
    message: 'This button is from another version of Docket. Nothing was changed.',
    remedy: 'Ask for the card again, for example "show the board".',
  });
}
