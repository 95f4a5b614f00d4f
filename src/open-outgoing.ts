/** Puts together what tells addresses of people what happens. */
import type { Config } from './config.ts';
import type { Clock, IdSource } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Storage } from './storage/open.ts';
import { openVault } from './storage/vault.ts';
import { createOutgoing, type Outgoing } from './webhooks/outgoing.ts';

type Parts = { config: Config; storage: Pick<Storage, 'store'>; clock: Clock; ids: IdSource; log: Log };

export function openOutgoing({ config, storage, clock, ids, log }: Parts): Outgoing {
  const { home, secretKey, databaseUrl, webhooksToPrivate } = config.core;
  const vault = openVault({ home, key: secretKey, shared: databaseUrl !== null });
  return createOutgoing({
    ...{ store: storage.store, clock, ids, log, vault, isPrivateAllowed: webhooksToPrivate },
    // Its client is loaded only when something is sent.
    send: async (...delivery) =>
      (await import('./webhooks/send.ts')).createSend(webhooksToPrivate ? 'anywhere' : 'public')(...delivery),
  });
}
