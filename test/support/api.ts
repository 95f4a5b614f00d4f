/** Asks the REST API of a test house as a program would, over a real socket. */

import type { House } from '../../src/app.ts';
import type { Role } from '../../src/domain/principal.ts';
import { createToken } from '../../src/workspace/api-tokens.ts';
import { createWorkspace } from '../../src/workspace/ensure-workspace.ts';

// Each test says itself what it expects in an answer.
// biome-ignore lint/suspicious/noExplicitAny: an answer of any endpoint
export type Answered = { status: number; body: any; headers: Headers };

export type Program = {
  token: string;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
};

export type Wish = {
  member?: string;
  kind?: 'user' | 'agent';
  roles?: readonly Role[];
  workspaceId?: string;
};

export async function openProgram(house: House, address: string, wish: Wish = {}): Promise<Program> {
  const { storage, clock, ids, workspace, owner } = house;
  const made = await createToken({ store: storage.store, clock, ids }, wish.workspaceId ?? workspace.id, {
    member: wish.member ?? owner.name,
    roles: wish.roles ?? null,
    kind: wish.kind ?? 'user',
  });
  return programWith(address, made.secret);
}

export function programWith(address: string, token: string): Program {
  return {
    token,
    async ask(method, path, body, headers = {}) {
      const answer = await fetch(new URL(path, address), {
        method: method.toUpperCase(),
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      return {
        status: answer.status,
        headers: answer.headers,
        body: text.startsWith('{') ? JSON.parse(text) : text,
      };
    },
  };
}

/** Somebody else's workspace in the same installation, with a program of its owner. */
export async function openStranger(house: House, address: string): Promise<Program> {
  const { storage, clock, ids } = house;
  const wish = { name: 'Other', user: 'Olga', timeZone: 'UTC' };
  const { id } = await createWorkspace({ store: storage.store, clock, ids }, wish);
  return openProgram(house, address, { workspaceId: id, member: 'Olga' });
}
