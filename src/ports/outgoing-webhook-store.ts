/** Addresses that are told what happens, as kept. */
import type { Id } from '../domain/ids.ts';
import type { OutgoingWebhook } from '../domain/outgoing-webhook.ts';

export type OutgoingWebhookStore = {
  insert(webhook: OutgoingWebhook): Promise<void>;
  get(workspaceId: Id, id: Id): Promise<OutgoingWebhook | null>;
  /** Oldest first. */
  list(workspaceId: Id): Promise<OutgoingWebhook[]>;
  /** Of all workspaces: not paused, and not waiting for a later moment than this. */
  due(at: string): Promise<OutgoingWebhook[]>;
  /** How it stands with its deliveries; nothing where it was removed. */
  note(
    id: Id,
    standing: Pick<OutgoingWebhook, 'deliveredThrough' | 'failures' | 'nextAt' | 'pausedAt' | 'lastDelivery'>,
  ): Promise<void>;
  /** False where there is none. */
  remove(workspaceId: Id, id: Id): Promise<boolean>;
};
