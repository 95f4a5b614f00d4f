/** Tokens of programs: made and shown once, told genuine by their hash, and taken back. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ApiToken, ApiTokenKind } from '../domain/api-token.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller, Member, Role } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

type Deps = { store: Pick<Store, 'apiTokens' | 'members'>; clock: Clock; ids: IdSource };

/** `docket_`, the id without its dashes, `_`, and 256 random bits; scanners of secrets find it by its beginning. */
const shape = /^docket_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([\w-]{43})$/;

export type MadeToken = { token: ApiToken; member: Member; secret: string };

/** `secret` is all that is ever seen of it. Throws NOT_FOUND for a person unknown here, INVALID_INPUT for a role they lack. */
export async function createToken(
  { store, clock, ids }: Deps,
  workspaceId: Id,
  wish: { member: string; roles: readonly Role[] | null; kind: ApiTokenKind },
): Promise<MadeToken> {
  const member = await store.members.byName(workspaceId, wish.member.trim());
  if (!member) {
    throw new DocketError('NOT_FOUND', {
      message: `"${wish.member}" is no member of the workspace. No token was made.`,
      remedy: `Add them with: docket member add --user "${wish.member}"`,
    });
  }
  const roles = [...(wish.roles ?? member.roles)];
  const lacking = roles.filter((role) => !member.roles.includes(role));
  if (lacking.length > 0) {
    throw new DocketError('INVALID_INPUT', {
      message: `${member.name} is no ${lacking.join(', no ')} here, so no token of theirs can be. No token was made.`,
      remedy: `Their roles are: ${member.roles.join(', ')}.`,
    });
  }
  const random = randomBytes(32).toString('base64url');
  const token: ApiToken = {
    id: ids.next(),
    workspaceId,
    memberId: member.id,
    kind: wish.kind,
    roles,
    secretHash: hash(random),
    createdAt: clock.now().toISOString(),
    revokedAt: null,
  };
  await store.apiTokens.insert(token);
  return { token, member, secret: `docket_${token.id.replaceAll('-', '')}_${random}` };
}

/** Throws NOT_FOUND where there is no such token, or none any more. */
export async function revokeToken({ store, clock }: Deps, workspaceId: Id, id: string): Promise<void> {
  const isId = /^[0-9a-f-]{36}$/.test(id);
  if (isId && (await store.apiTokens.revoke(workspaceId, id, clock.now().toISOString()))) return;
  throw new DocketError('NOT_FOUND', {
    message: `There is no token "${id.slice(0, 40)}" that is in use. Nothing was changed.`,
    remedy: 'List them with: docket token list',
  });
}

export type Bearer = { tokenId: Id; caller: Caller };

/**
 * Who a token acts for, or null for one that is malformed, unknown, wrong or revoked; which, nobody is told. A person's
 * token decides as they would; an agent's never does.
 */
export async function authenticate(store: Pick<Store, 'apiTokens'>, text: string): Promise<Bearer | null> {
  const [, a, b, c, d, e, secret] = shape.exec(text) ?? [];
  if (secret === undefined) return null;
  const found = await store.apiTokens.withMember(`${a}-${b}-${c}-${d}-${e}`);
  if (!found || found.token.revokedAt !== null || !isSame(found.token.secretHash, hash(secret))) return null;
  const { token, member } = found;
  const roles = token.roles.filter((role) => member?.roles.includes(role));
  if (!member || roles.length === 0) return null;
  const principal =
    token.kind === 'user'
      ? { kind: 'user' as const, id: member.id, name: member.name }
      : { kind: 'agent' as const, id: `agent:${member.name}`, name: `${member.name}’s agent` };
  return {
    tokenId: token.id,
    caller: { principal, roles, workspaceId: token.workspaceId, via: 'api', threadId: null },
  };
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
