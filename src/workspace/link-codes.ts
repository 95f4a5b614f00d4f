/** Codes by which a server of a chat service comes to work in a workspace: given here, entered there by those who may manage it. */
import { createHash, randomInt } from 'node:crypto';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Shelf } from '../ports/shelf.ts';
import type { Store } from '../ports/store.ts';
import { linkTeam } from './chat-teams.ts';

/** Whose workspace a code opens; who enters it is that member in the chat service from then on, if they are nobody yet. */
export type LinkOffer = { surface: string; workspaceId: Id; memberId: Id | null };

type Deps = { store: Store; clock: Clock; shelf: Shelf };

/** Without signs that are read as others. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const lastsMs = 24 * 60 * 60_000;
const triesMs = 60 * 60_000;
const mostTries = 5;

/** `ABCD-EFGH`, for a day and for one server. */
export async function offerLink(shelf: Shelf, offer: LinkOffer): Promise<string> {
  const code = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
  await shelf.set(keyOf(code), offer, lastsMs);
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/**
 * Says in a sentence what came of it. Throws INVALID_INPUT for a code that is none, and for a server or workspace that is
 * linked otherwise, RATE_LIMITED after five wrong codes in an hour.
 */
export async function takeLink(
  deps: Deps,
  wish: { surface: string; team: { id: string; name: string }; user: string; code: string },
): Promise<string> {
  const { store, shelf } = deps;
  const { surface, team, user } = wish;
  const key = keyOf(wish.code.toUpperCase().replace(/[^A-Z0-9]/g, ''));
  await countTry(shelf, `${surface} ${team.id}`);
  const offer = await shelf.get<LinkOffer>(key);
  if (offer?.surface !== surface) throw wrong();
  await linkTeam(deps, offer.workspaceId, { surface, ...team });
  const who = await nameEnterer(store, offer, { surface, externalId: user });
  await shelf.delete(key);
  await shelf.delete(triesKey(`${surface} ${team.id}`));
  const workspace = await store.workspaces.get(offer.workspaceId);
  return `${team.name} works in the workspace “${workspace?.name}” now${who ? `, and you are ${who} in it` : ''}. Others are added with: docket member add --user NAME --${surface} ID`;
}

async function nameEnterer(
  store: Store,
  { workspaceId, memberId }: LinkOffer,
  identity: { surface: string; externalId: string },
): Promise<string | null> {
  const known = await store.members.byIdentity(workspaceId, identity.surface, identity.externalId);
  if (known) return known.name;
  const member = memberId && (await store.members.list(workspaceId)).find(({ id }) => id === memberId);
  if (!member || member.identities.some(({ surface }) => surface === identity.surface)) return null;
  await store.members.update({ ...member, identities: [...member.identities, identity] });
  return member.name;
}

async function countTry(shelf: Shelf, of: string): Promise<void> {
  const tries = (await shelf.get<number>(triesKey(of))) ?? 0;
  if (tries >= mostTries) {
    throw new DocketError('RATE_LIMITED', {
      message: 'Too many wrong codes were entered here. Nothing was changed.',
      remedy: 'Try again in an hour.',
    });
  }
  await shelf.set(triesKey(of), tries + 1, triesMs);
}

const triesKey = (of: string) => `tries ${of}`;

/** Codes are not kept as they are. */
function keyOf(code: string): string {
  return `code ${createHash('sha256').update(code).digest('hex')}`;
}

function wrong(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'This code opens no workspace, or not any more. Nothing was changed.',
    remedy:
      'Docket has just printed a fresh one where it runs: ask whoever runs it, and enter it as it is printed.',
  });
}
