/** The commands about tokens and workspaces; those about tokens also by the process that has the store open. */
import { findDoor } from './api/door-key.ts';
import type { DoorDeed } from './api/door-routes.ts';
import { ApiTokenKind } from './domain/api-token.ts';
import { DocketError, type ErrorCode, errorCodes, isDocketError } from './domain/errors.ts';
import type { Id } from './domain/ids.ts';
import { Role, type Workspace } from './domain/principal.ts';
import type { Clock, IdSource } from './ports/clock.ts';
import type { Store } from './ports/store.ts';
import { createToken, revokeToken } from './workspace/api-tokens.ts';
import { createWorkspace } from './workspace/ensure-workspace.ts';

export type TokenDeps = { store: Store; clock: Clock; ids: IdSource; workspace: Workspace };
export type TokenCommand = 'create_token' | 'list_tokens' | 'revoke_token';
export type TokenWish = { workspace?: string; user?: string; role?: string; kind?: string; id?: string };

export function tokenDeeds(deps: TokenDeps): Record<TokenCommand, DoorDeed> {
  return {
    create_token: (input) => create(deps, input as TokenWish),
    list_tokens: (input) => list(deps, input as TokenWish),
    async revoke_token(input) {
      const { id = '', workspace } = input as TokenWish;
      await revokeToken(deps, await findWorkspace(deps, workspace), id);
      return 'It is revoked, and opens nothing any more.';
    },
  };
}

export async function createOneWorkspace(deps: TokenDeps, name: string, user: string): Promise<string> {
  const made = await createWorkspace(deps, { name, user, timeZone: deps.workspace.timeZone });
  return `${made.id}  ${made.name}`;
}

export async function listWorkspaces({ store }: Pick<TokenDeps, 'store'>): Promise<string> {
  return (await store.workspaces.list()).map(({ id, name }) => `${id}  ${name}`).join('\n');
}

/** Throws what `open` throws where no running process could be asked instead. */
export async function runTokenCommand(
  command: TokenCommand,
  wish: TokenWish,
  deps: { home: string; open(): Promise<TokenDeps & { close(): Promise<void> }> },
): Promise<string> {
  let house: TokenDeps & { close(): Promise<void> };
  try {
    house = await deps.open();
  } catch (error) {
    const isOpenElsewhere = isDocketError(error) && error.code === 'STORE_LOCKED';
    const said = isOpenElsewhere ? await askRunning(deps.home, command, wish) : null;
    if (said === null) throw error;
    return said;
  }
  try {
    return await tokenDeeds(house)[command](wish);
  } finally {
    await house.close();
  }
}

/** Null where nothing listens. Throws what the process there refuses. */
async function askRunning(home: string, command: TokenCommand, wish: TokenWish): Promise<string | null> {
  const door = findDoor(home);
  if (!door) return null;
  const headers = { 'content-type': 'application/json', 'x-docket-key': door.key };
  const asked = { method: 'POST', headers, body: JSON.stringify(wish) };
  const answer = await fetch(new URL(`/door/${command}`, door.url), asked).catch(() => null);
  if (!answer) return null;
  const body = (await answer.json()) as {
    said?: string;
    error?: { code: string; message: string; remedy: string };
  };
  if (body.said !== undefined) return body.said;
  const code = errorCodes.find((one) => one === body.error?.code) as ErrorCode | undefined;
  if (!body.error || !code) return null;
  throw new DocketError(code, { message: body.error.message, remedy: body.error.remedy });
}

async function create(deps: TokenDeps, { user, role, kind, workspace }: TokenWish): Promise<string> {
  const roles =
    role === undefined ? null : role.split(',').map((word) => readWord(Role.options, word.trim(), 'role'));
  const workspaceId = await findWorkspace(deps, workspace);
  const made = await createToken(deps, workspaceId, {
    member: user ?? '',
    roles,
    kind: readWord(ApiTokenKind.options, kind ?? 'user', 'kind'),
  });
  return made.secret;
}

async function list(deps: TokenDeps, { workspace }: TokenWish): Promise<string> {
  const workspaceId = await findWorkspace(deps, workspace);
  const [tokens, members] = await Promise.all([
    deps.store.apiTokens.list(workspaceId),
    deps.store.members.list(workspaceId),
  ]);
  if (tokens.length === 0) return 'No token is in use.';
  return tokens
    .map(({ id, memberId, kind, roles, createdAt }) => {
      const name = members.find((member) => member.id === memberId)?.name ?? 'someone who left';
      return `${id}  ${name}  ${kind}  ${roles.join(',')}  ${createdAt.slice(0, 10)}`;
    })
    .join('\n');
}

export async function findWorkspace(
  { store, workspace }: Pick<TokenDeps, 'store' | 'workspace'>,
  name: string | undefined,
): Promise<Id> {
  if (name === undefined) return workspace.id;
  const found = (await store.workspaces.list()).find((one) => one.id === name || one.name === name);
  if (found) return found.id;
  throw new DocketError('NOT_FOUND', {
    message: `There is no workspace "${name}". Nothing was done.`,
    remedy: 'List them with: docket workspace list',
  });
}

function readWord<Word extends string>(words: readonly Word[], said: string, what: string): Word {
  const found = words.find((word) => word === said);
  if (found) return found;
  throw new DocketError('INVALID_INPUT', {
    message: `"${said}" is no ${what}. No token was made.`,
    remedy: `It is one of: ${words.join(', ')}.`,
  });
}
