/** How deliveries reach us: Bolt's own receivers, by socket or over HTTP, each telling whoever takes them in. */
import { type App, HTTPReceiver, type Receiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';
import { silent } from './clients.ts';
import type { IntakeStart } from './intake-link.ts';

const usualReconnectMs = 2000;
const socketRetries = { retries: 1_000_000, factor: 1.5, minTimeout: 500, maxTimeout: 30_000 };
const largestDelivery = '4mb';

/** A delivery is acknowledged by `take`; what it rejects is not, and Slack delivers it again. */
export function attach(receiver: Receiver, take: (delivery: ReceiverEvent) => Promise<void>): void {
  // Of an app a receiver knows nothing but this. Bolt's own acknowledges an event before anybody has looked at it.
  receiver.init({ processEvent: take } as Pick<App, 'processEvent'> as App);
}

export type Transport = { transport: Receiver; begin(): Promise<unknown>; stop(): Promise<void> };

/** Deliveries that are heard elsewhere, that Slack makes to a port of ours, or that come by socket. Throws nothing. */
export function openTransport(
  { settings: { delivery, apiUrl }, reconnectMs }: IntakeStart,
  elsewhere: Receiver | undefined,
  log: Log,
): Transport {
  if (elsewhere) return { transport: elsewhere, begin: async () => {}, stop: async () => {} };
  const stopping = (transport: Receiver) => () => transport.stop().then(nothing, nothing);
  if (delivery.by === 'http') {
    const transport = openHttp(delivery.signingSecret, log);
    return { transport, begin: () => transport.start({ ...delivery.own! }), stop: stopping(transport) };
  }
  const transport = openSocket({ appToken: delivery.appToken, apiUrl, reconnectMs }, log);
  return { transport, begin: () => transport.start(), stop: stopping(transport) };
}

const nothing = () => {};

function openSocket(
  { appToken, apiUrl, reconnectMs }: { appToken: string; apiUrl: string; reconnectMs?: number | undefined },
  log: Log,
): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    logger: silent,
    // Slack's own client waits this long before it connects again.
    clientPingTimeout: reconnectMs ?? usualReconnectMs,
    // A client that gives up asking for a connection never asks again, so this one does not give up.
    installerOptions: { clientOptions: { slackApiUrl: apiUrl, retryConfig: socketRetries } },
    processEventErrorHandler: async ({ error }) => {
      log.error('a delivery of Slack could not be taken in', { error });
      return false;
    },
  });
}

/** Bolt checks the signature over the bytes as they came, and that they are no older than five minutes. */
export function openHttp(signingSecret: string, log: Log): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    logger: silent,
    bodyLimit: largestDelivery,
    processEventErrorHandler: async ({ error, response }) => {
      log.error('a delivery of Slack could not be taken in', { error });
      if (!response.headersSent) response.writeHead(500).end();
      return false;
    },
  });
}
