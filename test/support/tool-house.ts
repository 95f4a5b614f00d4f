/** The house for tests of tools: every room wired as in the program, its own sandbox Linear, and desks to call tools at. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type House, openHouse } from '../../src/app.ts';
import type { ToolResult } from '../../src/catalog/call-tool.ts';
import { pressChoice, readCommand } from '../../src/catalog/press-choice.ts';
import { toSnakeCase } from '../../src/catalog/wire.ts';
import { readConfig } from '../../src/config.ts';
import { DocketError } from '../../src/domain/errors.ts';
import type { Caller, Role } from '../../src/domain/principal.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Attachment } from '../../src/ports/surface.ts';
import { newWorkspace } from './storage.ts';

/** Two stories, of which the second needs the first, a requirement, and something that is left out. */
export const bikes = `# Bike Parking

## Problem

Commuters arrive at a full rack and lose ten minutes every morning.

## User stories

**BP-1 (P0)** As a commuter, I want to book a stand so that my bike is safe at the station.

- A booking is confirmed within 5 seconds.
- A stand is never booked twice.

**BP-2 (P1)** As a commuter, I want to cancel a booking so that somebody else can park. Depends on BP-1.

- The stand is free again within 10 seconds.

## Requirements

- **BP-3 (P2)** Record how long each stand is used.

## Out of scope

- Scooters
`;

export const trains = '# Train Times\n\n## Requirements\n\n- Show the next train to the city.\n';

// Each test says itself what it expects in an answer.
// biome-ignore lint/suspicious/noExplicitAny: an answer of any tool
type Answer = any;

/** `wire` is what programs get with `--json`. */
export type Called = Omit<ToolResult, 'output'> & { output: Answer; readonly wire: Answer };
export type Drafted = { tickets: Answer[]; keys: string[]; board: { id: string; rev: number } };

export type ToolHouse = {
  house: House;
  /** A workspace, thread and people of its own, so that the tests of one file do not see each other's tickets. */
  enter(): Promise<Desk>;
  /** Asks one of the sandbox Linear's own endpoints, e.g. `issues`; writes to it where a body is given. */
  askSandbox(path: string, body?: unknown): Promise<Answer>;
  close(): Promise<void>;
};

export type Desk = {
  /** An owner who decides in person. */
  dana: Caller;
  /** Dana's wishes as a model carries them out. */
  model: Caller;
  /** Someone who may only read. */
  viewer: Caller;
  call(tool: string, input?: unknown, more?: { by?: Caller; file?: Attachment }): Promise<Called>;
  /** Dana types a `/docket` command. */
  type(command: string): Promise<Called>;
  /** Dana presses a choice, or submits a form. */
  press(action: string, values?: Record<string, string>): Promise<Pick<Called, 'output' | 'shown'>>;
  /** Generates the three tickets of the bike document. */
  draft(): Promise<Drafted>;
  /** Asks to push all of them and gives the push that Dana's press began; nothing is sent yet. */
  startPush(keys: readonly string[]): Promise<string>;
  /** Works a push to its end. */
  finishPush(push: string): Promise<Called>;
};

let shared: Promise<ToolHouse> | null = null;

/** The house of this worker, opened once for all test files whose tools send nothing to a tracker. It ends with the worker. */
export async function shareToolHouse(): Promise<ToolHouse> {
  shared ??= openToolHouse();
  return { ...(await shared), close: async () => {} };
}

/** A house of its own, for a test file that pushes or looks at the sandbox; one per file is enough. */
export async function openToolHouse(): Promise<ToolHouse> {
  const home = mkdtempSync(join(inject('tempFolder'), 'tools-'));
  const config = readConfig({ DOCKET_HOME: home, DOCKET_SANDBOX: '1', DOCKET_TIME_ZONE: 'UTC' });
  let sandboxUrl = '';
  const info = (message: string, fields: Record<string, unknown> = {}) => {
    if (message === 'the sandbox Linear is up') sandboxUrl = String(fields.url);
  };
  const house = await openHouse(config, { ...silentLog, info }, 'Dana');
  const askSandbox: ToolHouse['askSandbox'] = async (path, body) => {
    await house.trackers.open('linear');
    const headers = { 'content-type': 'application/json' };
    const post = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(new URL(`/_sandbox/${path}`, sandboxUrl), body === undefined ? {} : post);
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  /** Else what an earlier test pushed would be a duplicate of what this one pushes. */
  const binEarlierPushes = async () => {
    if (sandboxUrl === '') return;
    for (const { key, description, trashed } of await askSandbox('issues')) {
      if (!trashed && description?.includes('<!-- docket:'))
        await askSandbox(`issues/${key}`, { trashed: true });
    }
  };
  return {
    house,
    async enter() {
      await binEarlierPushes();
      return enterHouse(house);
    },
    askSandbox,
    close: () => house.close(),
  };
}

async function enterHouse(house: House): Promise<Desk> {
  const { storage, clock, ids, catalog, services } = house;
  const { store } = storage;
  const { id: workspaceId } = await newWorkspace({ store, clock, ids });
  const { id: threadId } = await store.threads.ensure(workspaceId, 'terminal', 'main');
  const join = async (name: string, role: Role): Promise<Caller> => {
    const member = { id: ids.next(), workspaceId, name, roles: [role], identities: [] };
    await store.members.insert({ ...member, createdAt: clock.now().toISOString() });
    const principal = { kind: 'user' as const, id: member.id, name };
    return { principal, roles: member.roles, workspaceId, via: 'click', threadId };
  };
  const dana = await join('Dana', 'owner');
  const model: Caller = { ...dana, via: 'model' };
  const call: Desk['call'] = async (tool, input = {}, { by = dana, file } = {}) => {
    const result = await house.callTool(tool, input, by, { attachments: file ? [file] : [] });
    const { wire = toSnakeCase } = catalog.tools.get(tool)!;
    return {
      ...result,
      get wire() {
        return wire(result.output);
      },
    };
  };
  return {
    dana,
    model,
    viewer: await join('Vik', 'viewer'),
    call,
    type: async (command) => {
      const { tool, input } = readCommand(catalog, command);
      return call(tool, input, { by: { ...dana, via: 'command' } });
    },
    async press(action, values) {
      const deps = { catalog, services, store, clock, ids, callTool: house.callTool };
      const { result, shown } = await pressChoice(deps, { action, values: values ?? null }, dana, {});
      return { output: result?.output, shown };
    },
    async draft() {
      const { wire, output } = await call('generate_tickets', {}, { file: attach('bikes.md', bikes) });
      const tickets: Answer[] = wire.tickets;
      return { tickets, keys: tickets.map(({ key }) => key), board: output.board.board };
    },
    async startPush(keys) {
      const { output } = await call('push_tickets', { select: { ids: keys } }, { by: model });
      const { id: board, rev } = output.board;
      return (await call('confirm_push', { board, rev, which: 'all' })).output.push.push.id;
    },
    async finishPush(push) {
      await services.publication.runPush(push, new AbortController().signal);
      return call('show_push', { push });
    },
  };
}

export function attach(name: string, text: string): Attachment {
  return { name, mediaType: 'text/markdown', base64: Buffer.from(text).toString('base64') };
}

/** What can be pressed on the cards, rows of lists included: label to action. */
export function choicesOf({ shown }: Pick<ToolResult, 'shown'>): Record<string, string> {
  const blocks = shown.flatMap(({ card }) => card.blocks);
  const rows = blocks.flatMap((one) => (one.kind === 'list' ? one.items : []));
  const menus = blocks.flatMap((one) => (one.kind === 'menu' ? one.options : []));
  const folded = rows.flatMap((row) => [...(row.choices ?? []), ...(row.more ?? [])]);
  const choices = [...folded, ...menus, ...shown.flatMap(({ card }) => card.choices)];
  return Object.fromEntries(choices.map(({ label, action }) => [label, action]));
}

/** Everything the cards say, for tests that look for words. */
export function wordsOf({ shown }: Pick<ToolResult, 'shown'>): string {
  return JSON.stringify(shown.map(({ card }) => card));
}

/** How a call was refused. Throws where it was not, or where people are not told in a sentence what happened and what to do. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<Pick<DocketError, 'code' | 'message' | 'remedy'>> {
  const outcome = await call.then(
    () => new Error('the call was not refused'),
    (error: unknown) => error,
  );
  if (!(outcome instanceof DocketError)) throw outcome;
  const { code, message, remedy } = outcome;
  if (!/^\S.*[.?!]$/s.test(message) || remedy.trim() === '') {
    throw new Error(`${code} is refused in no sentence: ${message} ${remedy}`);
  }
  return { code, message, remedy };
}
