/** What comes in from Slack: stored first, acknowledged then, and every press gets an answer that can be seen. */
import { type App, type MessageShortcut, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import { silent } from './clients.ts';
import { draftFrom, takeCommand } from './command.ts';
import type { OpenDesk } from './desk.ts';
import { hear } from './hear.ts';
import { takeForm, takePress } from './press.ts';

const usualReconnectMs = 2000;
const socketRetries = { retries: 1_000_000, factor: 1.5, minTimeout: 500, maxTimeout: 30_000 };

export class Receiver {
  readonly socket: SocketModeReceiver;
  readonly #desk: OpenDesk;

  constructor(desk: OpenDesk) {
    this.#desk = desk;
    const { settings } = desk;
    this.socket = new SocketModeReceiver({
      appToken: settings.appToken,
      logger: silent,
      // Slack's own client waits this long before it connects again.
      clientPingTimeout: desk.reconnectMs ?? usualReconnectMs,
      // A client that gives up asking for a connection never asks again, so this one does not give up.
      installerOptions: { clientOptions: { slackApiUrl: settings.apiUrl, retryConfig: socketRetries } },
      // What could not be stored is not acknowledged, and Slack delivers it again.
      processEventErrorHandler: async ({ error }) => {
        desk.log.error('a delivery of Slack could not be taken in', { error });
        return false;
      },
    });
    this.#storeFirst();
  }

  /** Bolt acknowledges an event before its listeners have run, so events are stored before Bolt sees them. */
  #storeFirst(): void {
    const { socket } = this;
    const init = socket.init.bind(socket);
    socket.init = (app: App) => {
      const processEvent = app.processEvent.bind(app);
      app.processEvent = async (delivery: ReceiverEvent) => {
        const { type, event } = delivery.body as { type?: string; event?: unknown };
        if (type === 'event_callback') await hear(this.#desk, event);
        await processEvent(delivery);
      };
      init(app);
    };
  }

  listen(app: App): void {
    const desk = this.#desk;
    app.action(/^dk1:link$/, async ({ ack }) => ack());
    app.action(/^dk1:\d+$/, async ({ ack, body }) => {
      await takePress(desk, body);
      await ack();
    });
    app.view('dk1:form', async ({ ack, body }) => {
      const errors = await takeForm(desk, body);
      await (errors ? ack({ response_action: 'errors', errors }) : ack());
    });
    app.command('/docket', async ({ ack, command }) => {
      await takeCommand(desk, command);
      await ack();
    });
    app.shortcut({ callback_id: 'dk1:sc:tickets', type: 'message_action' }, async ({ ack, shortcut }) => {
      await draftFrom(desk, shortcut as MessageShortcut);
      await ack();
    });
  }
}
