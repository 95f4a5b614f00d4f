/** Addresses that are told what happens in a workspace: named, tried and taken away by those who lead it. */
import { DocketError } from '../domain/errors.ts';
import type { EventType } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import { type OutgoingWebhook, viewWebhook, type WebhookView } from '../domain/outgoing-webhook.ts';
import { type Caller, requirePerson } from '../domain/principal.ts';
import type { IdSource } from '../ports/clock.ts';
import { type DeliveryDeps, deliverDue, noteOf, sendEvent } from './deliver.ts';
import { makeSigningSecret } from './sign.ts';

export type Outgoing = {
  /**
   * From now on the address is told. `secret` is what its deliveries are signed with, and never seen again. Those who lead
   * the workspace, in person (HUMAN_APPROVAL_REQUIRED, FORBIDDEN). Throws INVALID_INPUT for what is no https address.
   */
  add(
    caller: Caller,
    wish: { url: string; eventTypes: readonly EventType[] },
  ): Promise<{ webhook: WebhookView; secret: string }>;
  list(caller: Caller): Promise<WebhookView[]>;
  /** Sends `docket.test` now. One that is taken ends a pause: what happened meanwhile follows. Throws as `add`, and NOT_FOUND. */
  test(caller: Caller, id: string): Promise<{ webhook: WebhookView; taken: boolean }>;
  /** Throws as `test`. */
  remove(caller: Caller, id: string): Promise<WebhookView>;
  /** Delivers what is due, in all workspaces; what is not taken is tried again later. */
  deliver(signal: AbortSignal): Promise<void>;
};

type Deps = DeliveryDeps & {
  ids: IdSource;
  /** The operator lets addresses of its own networks be named, also without TLS. */
  isPrivateAllowed: boolean;
};

const mostWebhooks = 20;

export function createOutgoing(deps: Deps): Outgoing {
  const { store, clock, ids, vault } = deps;
  return {
    async add(caller, { url, eventTypes }) {
      requireLead(caller);
      const address = readAddress(url, deps.isPrivateAllowed);
      if ((await store.outgoingWebhooks.list(caller.workspaceId)).length >= mostWebhooks) throw tooMany();
      const secret = makeSigningSecret();
      const now = clock.now().toISOString();
      const webhook: OutgoingWebhook = {
        id: ids.next(),
        workspaceId: caller.workspaceId,
        url: address,
        eventTypes: [...new Set(eventTypes)],
        sealedSecret: vault.seal(secret),
        createdBy: caller.principal,
        createdAt: now,
        deliveredThrough: await store.events.newest(caller.workspaceId),
        failures: 0,
        nextAt: now,
        pausedAt: null,
        lastDelivery: null,
      };
      await store.outgoingWebhooks.insert(webhook);
      return { webhook: viewWebhook(webhook), secret };
    },
    list: async (caller) => (await store.outgoingWebhooks.list(caller.workspaceId)).map(viewWebhook),
    async test(caller, id) {
      requireLead(caller);
      const webhook = await find(deps, caller, id);
      const probe = { id: ids.next(), type: 'docket.test', data: { workspace_id: caller.workspaceId } };
      const sent = await sendEvent(deps, webhook, probe, new AbortController().signal);
      const now = clock.now();
      const lastDelivery = noteOf(sent, probe.id, now);
      const resumed = sent.ok ? { failures: 0, pausedAt: null, nextAt: now.toISOString() } : {};
      // Its place may have moved on meanwhile.
      const after = { ...(await find(deps, caller, id)), ...resumed, lastDelivery };
      await store.outgoingWebhooks.note(id, after);
      return { webhook: viewWebhook(after), taken: sent.ok };
    },
    async remove(caller, id) {
      requireLead(caller);
      const webhook = await find(deps, caller, id);
      await store.outgoingWebhooks.remove(caller.workspaceId, id);
      return viewWebhook(webhook);
    },
    deliver: (signal) => deliverDue(deps, signal),
  };
}

async function find({ store }: Deps, { workspaceId }: Caller, id: Id): Promise<OutgoingWebhook> {
  const found = await store.outgoingWebhooks.get(workspaceId, id);
  if (found) return found;
  throw new DocketError('NOT_FOUND', {
    message: 'There is no webhook with this id here. Nothing was done.',
    remedy: 'List the webhooks and take the id of one of them.',
  });
}

/** What leaves the house by itself is decided by those who answer for it. */
function requireLead(caller: Caller): void {
  requirePerson(caller, 'name, try or remove an address that is told what happens');
  if (caller.roles.some((role) => role === 'owner' || role === 'admin')) return;
  throw new DocketError('FORBIDDEN', {
    message:
      'Only an owner or admin names, tries or removes addresses that are told what happens here. Nothing was done.',
    remedy: 'Ask one of them.',
  });
}

/** Throws INVALID_INPUT; whether its host is public is looked at with every delivery. */
function readAddress(text: string, isPrivateAllowed: boolean): string {
  const url = URL.parse(text.trim());
  const schemes = isPrivateAllowed ? ['https:', 'http:'] : ['https:'];
  if (!url || !schemes.includes(url.protocol) || url.hostname === '' || url.href.length > 2000)
    throw refuse('That is no https address.', 'Give one that begins with https://.');
  if (url.username !== '' || url.password !== '')
    throw refuse(
      'That address holds a user name or password.',
      'Give it without them; deliveries are signed.',
    );
  url.hash = '';
  return url.href;
}

function tooMany(): DocketError {
  return refuse(`There are ${mostWebhooks} webhooks already.`, 'Remove one that is not used any more.');
}

function refuse(message: string, remedy: string): DocketError {
  return new DocketError('INVALID_INPUT', { message: `${message} Nothing was done.`, remedy });
}
