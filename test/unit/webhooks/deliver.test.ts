/** Deliveries to an address: signed, in order, tried again, and never lost or sent inside. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DomainEvent, EventType } from '../../../src/domain/event.ts';
import type { Caller } from '../../../src/domain/principal.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { openVault } from '../../../src/storage/vault.ts';
import { createOutgoing, type Outgoing } from '../../../src/webhooks/outgoing.ts';
import { createSend } from '../../../src/webhooks/send.ts';
import { signDelivery } from '../../../src/webhooks/sign.ts';
import { type ClockedStorage, openClockedStorage } from '../../support/publishing.ts';
import { openReceiver, type Receiver } from '../../support/receiver.ts';
import { newWorkspace } from '../../support/storage.ts';

let storage: ClockedStorage;
let receiver: Receiver;
let outgoing: Outgoing;
let caller: Caller;
beforeAll(async () => {
  storage = await openClockedStorage();
});
beforeEach(async () => {
  receiver = await openReceiver();
  const { id: workspaceId } = await newWorkspace(storage);
  const principal = { kind: 'user' as const, id: 'ana', name: 'Ana' };
  caller = { principal, roles: ['admin'], workspaceId, via: 'api', threadId: null };
  outgoing = open('anywhere');
});
afterAll(() => storage.close());

function open(reach: 'public' | 'anywhere'): Outgoing {
  const { store, clock, ids, home } = storage;
  const vault = openVault({ home, key: null, shared: false });
  const isPrivateAllowed = true;
  return createOutgoing({
    store,
    clock,
    ids,
    vault,
    log: silentLog,
    send: createSend(reach),
    isPrivateAllowed,
  });
}

async function happen(...types: EventType[]): Promise<string[]> {
  const events = types.map(
    (type): DomainEvent => ({
      ...{ id: storage.ids.next(), type, workspaceId: caller.workspaceId, actor: caller.principal },
      ...{ ticketId: null, documentId: null, boardId: null, pushId: null, runId: null, causationId: null },
      ...{ occurredAt: storage.clock.now().toISOString(), version: null, payload: { note: 'ü' } },
    }),
  );
  await storage.store.events.append(events);
  return events.map(({ id }) => id);
}

const deliver = () => outgoing.deliver(new AbortController().signal);
const taken = () => receiver.taken.map(({ id }) => id);

async function add(eventTypes: EventType[] = []) {
  const { webhook, secret } = await outgoing.add(caller, { url: receiver.url, eventTypes });
  receiver.secret = secret;
  return webhook.id;
}

it('signs as the libraries of standardwebhooks.com do', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const said = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', atMs: 1_614_265_330_000, body: '{"test": 2432232314}' };
  // What their own library for Node, 1.1.1, makes of the same.
  expect(signDelivery(secret, said)['webhook-signature']).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

describe('an address', () => {
  it('is told in order what happened since it was named, of the types it wants', async () => {
    await happen('TicketCreated');
    await add(['TicketPushed', 'PushFinished']);
    const [, one, , two] = await happen('TicketCreated', 'TicketPushed', 'TicketReviewed', 'PushFinished');
    await deliver();
    expect(taken()).toEqual([one, two]);
    expect(receiver.taken[0]).toMatchObject({
      type: 'TicketPushed',
      data: { workspace_id: caller.workspaceId, payload: { note: 'ü' } },
    });
    await deliver();
    expect(taken()).toHaveLength(2);
  });

  it('is told again, later and later, until it takes an event, and then what came after it', async () => {
    await add();
    receiver.answers.push(500, 302);
    const ids = await happen('TicketCreated', 'TicketReviewed');
    await deliver();
    await deliver();
    expect(taken()).toEqual([]);
    expect(await outgoing.list(caller)).toMatchObject([{ failures: 1, lastDelivery: { status: 500 } }]);
    storage.clock.pass(5_000);
    await deliver();
    const [standing] = await outgoing.list(caller);
    expect(standing).toMatchObject({
      failures: 2,
      lastDelivery: { problem: expect.stringContaining('302') },
    });
    storage.clock.pass(30_000);
    await deliver();
    expect(taken()).toEqual(ids);
  });

  it('that takes nothing for a day is paused, and gets what it missed once a test is taken', async () => {
    const id = await add();
    receiver.answers.push(...Array.from({ length: 11 }, () => 503));
    const ids = await happen('TicketCreated');
    for (let attempt = 0; attempt < 11; attempt++) {
      await deliver();
      storage.clock.pass(9 * 60 * 60_000);
    }
    expect(await outgoing.list(caller)).toMatchObject([{ failures: 11, pausedAt: expect.any(String) }]);
    await deliver();
    expect(taken()).toEqual([]);
    receiver.answers.push(500);
    expect(await outgoing.test(caller, id)).toMatchObject({
      taken: false,
      webhook: { pausedAt: expect.any(String) },
    });
    expect(await outgoing.test(caller, id)).toMatchObject({ taken: true, webhook: { pausedAt: null } });
    await deliver();
    expect(receiver.taken.map(({ type }) => type)).toEqual(['docket.test', 'TicketCreated']);
    expect(taken().at(-1)).toBe(ids[0]);
  });

  it('that says it is gone is paused at once', async () => {
    await add();
    receiver.answers.push(410);
    await happen('TicketCreated');
    await deliver();
    expect((await outgoing.list(caller))[0]!.pausedAt).not.toBeNull();
  });

  it('inside of our own networks is never connected to, unless the operator lets it', async () => {
    await add();
    await happen('TicketCreated');
    await open('public').deliver(new AbortController().signal);
    expect(receiver.taken).toEqual([]);
    const [standing] = await outgoing.list(caller);
    expect(standing).toMatchObject({
      lastDelivery: { problem: 'the address is not on the public internet' },
    });
  });

  it('is told twice rather than never by an instance that died in between, and once by two at a time', async () => {
    await add();
    const ids = await happen('TicketCreated', 'TicketReviewed');
    await Promise.all([deliver(), open('anywhere').deliver(new AbortController().signal), deliver()]);
    expect(taken()).toEqual(ids);
  });
});

it('keeps the secret and the path of the address to itself', async () => {
  await add();
  const [webhook] = await storage.store.outgoingWebhooks.list(caller.workspaceId);
  expect(JSON.stringify(webhook)).not.toContain(receiver.secret.slice(6));
  const listed = JSON.stringify(await outgoing.list(caller));
  expect(listed).not.toContain('hook-4711');
  expect(listed).not.toContain(webhook!.sealedSecret);
  const { home } = storage;
  const other = openVault({ home, key: Buffer.alloc(32).toString('base64'), shared: false });
  expect(() => other.open(webhook!.sealedSecret)).toThrow(/another key/);
  expect(() => openVault({ home, key: null, shared: true }).seal('x')).toThrow(/DOCKET_SECRET_KEY|no key/);
});
