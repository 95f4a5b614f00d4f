/** Webhooks over real sockets: what is forged or repeated has no effect, and what is genuine has one, read from the tracker. */
import { createHmac, randomUUID } from 'node:crypto';
import { connect as connectSocket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largestWebhook } from '../../src/api/webhook-routes.ts';
import type { Caller } from '../../src/domain/principal.ts';
import { createWorkspace } from '../../src/workspace/ensure-workspace.ts';
import { attach, openTestHouse, type TestHouse } from '../support/house.ts';

const secret = 'lin_wh_of_this_test';
const text = '# Bikes\n\n## Requirements\n\n- Book a stand.\n- Cancel a booking.\n- Pay at the stand.\n';

let chat: TestHouse;
let address: string;
let tenant: string;
beforeAll(async () => {
  chat = await openTestHouse({ env: { DOCKET_HTTP_PORT: '0', LINEAR_WEBHOOK_SECRET: secret } });
  address = (await chat.house.startListening())!;
  await chat.say('generate tickets from bikes.md and push to linear', {
    attachments: [attach('bikes.md', text)],
  });
  await chat.press(/^Approve .*push/);
  tenant = (await (await chat.house.trackers.open('linear')).destination()).tenant!;
});
afterAll(() => chat.close());

async function createOther({ storage, clock, ids }: TestHouse['house']) {
  const wish = { name: 'Other', user: 'Olga', timeZone: 'UTC' };
  const { id } = await createWorkspace({ store: storage.store, clock, ids }, wish);
  return { id, owner: (await storage.store.members.list(id))[0]! };
}

type Sent = {
  body?: string;
  /** What is signed, where that is something else. */
  signed?: string;
  key?: string;
  id?: string;
  headers?: Record<string, string>;
  path?: string;
};

/** A report about an issue, as Linear would send it; what it says of the issue itself is a lie. */
function report(over: Record<string, unknown> = {}, at = 0): string {
  const data = { id: chat.sandbox.issues()[at]!.id, title: 'Taken over', state: { type: 'canceled' } };
  const webhookTimestamp = Date.now();
  return JSON.stringify({
    type: 'Issue',
    action: 'update',
    data,
    organizationId: tenant,
    webhookTimestamp,
    ...over,
  });
}

async function send(sent: Sent = {}) {
  const { body = report(), key = secret, id = randomUUID(), path = 'linear' } = sent;
  const signature = createHmac('sha256', key)
    .update(sent.signed ?? body)
    .digest('hex');
  const headers = { 'linear-signature': signature, 'linear-delivery': id, ...sent.headers };
  const answer = await fetch(`${address}/webhooks/${path}`, { method: 'POST', headers, body });
  return { status: answer.status, text: await answer.text() };
}

/** Until all that was accepted has been heard. */
async function heard() {
  await chat.house.storage.queue.settled(['webhooks:linear', 'look:linear']);
}

const tickets = () =>
  chat.house.storage.store.tickets.list(chat.house.workspace.id, { review: ['pushed', 'synced'] });
/** As if nobody had looked for a long time. */
async function forgetLooks() {
  const { id } = await (await chat.house.trackers.open('linear')).destination();
  const longAgo = { now: '2026-01-01T00:00:00.000Z', takenBefore: '9999-01-01T00:00:00.000Z' };
  await chat.house.storage.store.syncCursors.take(chat.house.workspace.id, id, longAgo);
}

const statusOf = async (at: number) => (await tickets())[at]!.work.status;
const change = (at: number, edit: Parameters<TestHouse['sandbox']['edit']>[1]) =>
  chat.sandbox.edit(chat.sandbox.issues()[at]!.key, edit);

describe('a report', () => {
  it('that is genuine makes Docket read the issue, and believes nothing else of it', async () => {
    change(0, { state: 'In Progress' });
    expect(await send()).toEqual({ status: 202, text: '{"status":"accepted"}' });
    await heard();
    expect((await tickets())[0]).toMatchObject({ title: 'Book a stand', work: { status: 'in_progress' } });
  });

  it('that comes again has no second effect, also after a restart', async () => {
    change(1, { state: 'Done' });
    const body = report({}, 1);
    const [first, second] = await Promise.all([send({ body, id: 'twice' }), send({ body, id: 'twice' })]);
    expect([first.status, second.status].sort()).toEqual([200, 202]);
    await heard();
    expect(await statusOf(1)).toBe('done');
    await chat.restart();
    address = (await chat.house.startListening())!;
    // What the start itself looks after is no answer to the report.
    await heard();
    const before = chat.sandbox.requests();
    expect(await send({ body, id: 'twice' })).toEqual({ status: 200, text: '{"status":"repeated"}' });
    await heard();
    expect(chat.sandbox.requests()).toBe(before);
    // From here on Docket knows again where it is connected, and need not ask to tell a foreign report.
    expect((await send()).status).toBe(202);
    await heard();
  });

  it('reaches the workspace whose ticket it is, whichever that is', async () => {
    const { house } = chat;
    const { id, owner } = await createOther(house);
    const principal = { kind: 'user' as const, id: owner.id, name: owner.name };
    const caller: Caller = { principal, roles: owner.roles, workspaceId: id, via: 'cli', threadId: null };
    await house.callTool('create_ticket', { title: 'Of the other workspace' }, caller);
    await house.callTool('approve_tickets', { which: 'all' }, caller);
    await house.callTool('push_tickets', { tracker: 'linear' }, caller);
    const ticket = async () => (await house.storage.store.tickets.list(id, {}))[0]!;
    await expect.poll(async () => (await ticket()).review.status).toBe('pushed');
    const at = chat.sandbox.issues().findIndex(({ title }) => title === 'Of the other workspace');
    change(at, { state: 'Done' });
    expect((await send({ body: report({}, at) })).status).toBe(202);
    await heard();
    expect((await ticket()).work.status).toBe('done');
  });

  it('of something that is no issue is ignored', async () => {
    const body = report({ type: 'Project', data: {} });
    expect(await send({ body })).toEqual({ status: 200, text: '{"status":"ignored"}' });
  });
});

describe('what is not genuine', () => {
  const cases: [string, number, () => Sent][] = [
    ['a report that is not signed', 401, () => ({ headers: { 'linear-signature': '' } })],
    ['a signature of another length', 401, () => ({ headers: { 'linear-signature': 'ab' } })],
    ['a signature that is no hex', 401, () => ({ headers: { 'linear-signature': 'z'.repeat(64) } })],
    ['the secret of another workspace', 401, () => ({ key: 'lin_wh_of_somebody_else' })],
    ['a report with one byte more', 401, () => ({ signed: report(), body: `${report()} ` })],
    ['a report with its end cut off', 401, () => ({ signed: report(), body: report().slice(0, -20) })],
    ['the same written in another encoding', 401, () => reencoded()],
    ['a signed text that is no JSON', 400, () => ({ body: 'hello' })],
    ['a signed report without its delivery id', 400, () => ({ headers: { 'linear-delivery': '' } })],
    ['a report of another organization', 404, () => ({ body: report({ organizationId: randomUUID() }) })],
    ['a report to a tracker that is not connected', 404, () => ({ path: 'github' })],
    ['a report to a tracker that does not exist', 404, () => ({ path: 'trello' })],
    ['a report that is larger than any', 413, () => ({ body: 'x'.repeat(largestWebhook + 1) })],
  ];
  const reencoded = (): Sent => {
    const signed = report({ note: 'naïve' });
    return { signed, body: signed.replace('ï', '\\u00ef') };
  };

  it.each(cases)('%s is refused and has no effect', async (_what, status, sent) => {
    change(0, { title: `Changed ${randomUUID()}` });
    const before = chat.sandbox.requests();
    const answer = await send(sent());
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(/^\{"error":\{"code":"[A-Z_]+","message":"[A-Z][^"]+\."\}\}$/);
    expect(answer.text).not.toContain(secret);
    await heard();
    expect(chat.sandbox.requests()).toBe(before);
    expect((await tickets())[0]!.title).toBe('Book a stand');
  });

  it('a report whose sender goes away before its end is dropped', async () => {
    const before = chat.sandbox.requests();
    const { hostname, port } = new URL(address);
    await new Promise<void>((resolve) => {
      const socket = connectSocket(Number(port), hostname, () => {
        socket.end('POST /webhooks/linear HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"type":"Issue"');
      });
      socket.resume().on('close', () => resolve());
    });
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect(chat.sandbox.requests()).toBe(before);
  });
});

it('answers nothing else', async () => {
  expect((await fetch(`${address}/webhooks/linear`)).status).toBe(404);
  expect((await fetch(`${address}/`)).status).toBe(404);
});

// Last, because a second look is made some seconds later.
it('a report that is older than a minute is no more than a reason to look', async () => {
  await forgetLooks();
  change(2, { state: 'Done' });
  const old = report({ webhookTimestamp: Date.now() - 90_000 }, 2);
  expect((await send({ body: old })).status).toBe(202);
  await heard();
  expect(await statusOf(2)).toBe('done');
  const before = chat.sandbox.requests();
  expect((await send({ body: old })).status).toBe(202);
  await heard();
  expect(chat.sandbox.requests()).toBe(before);
});
