/** What comes in from Slack: stored first, acknowledged then, and every press gets an answer that can be seen. */
import { type App, type MessageShortcut, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import { drawNoticeCard } from '../../cards/notice-card.ts';
import type { Inbound } from '../../ports/surface.ts';
import { readFault, silent } from './clients.ts';
import type { SlackDesk } from './desk.ts';
import { fetchFiles } from './files.ts';
import { readMessage, readPress, readSubmission, type Said, timeOf } from './inbound.ts';
import { drawLoading, drawModal, readFilled, readKept } from './modal.ts';
import { nameThread, type Place } from './place.ts';
import { renderMessage } from './render.ts';

type Accept = (event: Inbound) => Promise<void>;
type SocketEvent = ReceiverEvent;

/** A sent form is answered in its place while Slack still waits for us. */
const usualAnswerMs = 2200;
const mostPressers = 1000;
const usualReconnectMs = 2000;
const socketRetries = { retries: 1_000_000, factor: 1.5, minTimeout: 500, maxTimeout: 30_000 };

export class Receiver {
  readonly socket: SocketModeReceiver;
  readonly #desk: SlackDesk;
  readonly #accept: Accept;

  constructor(desk: SlackDesk, accept: Accept) {
    this.#desk = desk;
    this.#accept = accept;
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
      app.processEvent = async (delivery: SocketEvent) => {
        const { type, event } = delivery.body as { type?: string; event?: unknown };
        if (type === 'event_callback') await this.#event(event);
        await processEvent(delivery);
      };
      init(app);
    };
  }

  listen(app: App): void {
    app.action(/^dk1:link$/, async ({ ack }) => ack());
    app.action(/^dk1:\d+$/, async ({ ack, body }) => {
      await this.#press(body);
      await ack();
    });
    app.view('dk1:form', async ({ ack, body }) => {
      const errors = await this.#submit(body);
      await (errors ? ack({ response_action: 'errors', errors }) : ack());
    });
    app.command('/docket', async ({ ack, command }) => {
      await this.#command(command);
      await ack();
    });
    app.shortcut({ callback_id: 'dk1:sc:tickets', type: 'message_action' }, async ({ ack, shortcut }) => {
      await this.#ticketsFrom(shortcut as MessageShortcut);
      await ack();
    });
  }

  async #event(event: unknown): Promise<void> {
    const { self } = this.#desk;
    const { type } = (event ?? {}) as { type?: string };
    if (type === 'agent_session_stopped') {
      const { channel, thread_ts } = event as { channel: string; thread_ts: string };
      await this.#desk.stop(nameThread({ team: self.team, channel, threadTs: thread_ts }));
    }
    const said = readMessage(event, self.team, self.bot);
    if (!said) return;
    if (said.toUs || (await this.#desk.knows(nameThread(said.place)))) await this.#message(said);
  }

  async #message(said: Said): Promise<void> {
    const { people, settings, poster } = this.#desk;
    const person = await people.find(said.user);
    const { attachments, left } = await fetchFiles(said.files, settings);
    if (left.length > 0) {
      const notice = drawNoticeCard(`Not read: ${left.join('; ')}.`, 'warning');
      await poster.post(
        said.place,
        renderMessage(notice, () => null),
      );
    }
    await this.#accept({
      surface: 'slack',
      // A mention in a channel comes as two events with two ids; it is one message.
      eventId: `${said.place.channel}:${said.ts}`,
      thread: nameThread(said.place),
      actor: { externalId: said.user, name: person.name },
      at: timeOf(said.ts),
      kind: 'message',
      text: said.text || (attachments.length > 0 ? 'Read the attached document.' : 'help'),
      attachments,
    });
  }

  async #press(body: unknown): Promise<void> {
    const { self, clients, dialogues, forms, log } = this.#desk;
    const pressed = readPress(body, self.team);
    if (!pressed) return;
    const known = forms.get(`${pressed.place.channel}:${pressed.ts}`);
    const view = known && drawModal(known.card, known.thread, () => null);
    if (view) {
      await clients.interactive.views.open({ trigger_id: pressed.triggerId, view });
      return;
    }
    const actor = await this.#decider(pressed.user, pressed.place);
    if (!actor) return;
    this.#remember(pressed.eventId, pressed.user);
    if (this.#desk.opensForm(pressed.action)) {
      try {
        const opened = await clients.interactive.views.open({
          trigger_id: pressed.triggerId,
          view: drawLoading(),
        });
        dialogues.expectForm(pressed.eventId, opened.view!.id!);
      } catch (error) {
        log.warn('a dialogue could not be opened', { fault: readFault(error) });
      }
    }
    await this.#accept({
      surface: 'slack',
      eventId: pressed.eventId,
      thread: nameThread(pressed.place),
      actor,
      at: this.#desk.clock.now().toISOString(),
      kind: 'choice',
      action: pressed.action,
      values: null,
    });
  }

  #remember(eventId: string, user: string): void {
    const { pressers } = this.#desk;
    if (pressers.size >= mostPressers) pressers.clear();
    pressers.set(eventId, user);
  }

  /** Faults by input, shown in the dialogue; null when it may close. */
  async #submit(body: unknown): Promise<Record<string, string> | null> {
    const submitted = readSubmission(body);
    const kept = submitted && readKept(submitted.metadata);
    if (!submitted || !kept) return null;
    const person = await this.#desk.people.find(submitted.user);
    const at = submitted.firstInput ?? '';
    if (!person.isFull) return { [at]: onlyMembers };
    const answer = this.#desk.dialogues.awaitFault(
      submitted.eventId,
      this.#desk.answerWithinMs ?? usualAnswerMs,
    );
    await this.#accept({
      surface: 'slack',
      eventId: submitted.eventId,
      thread: kept.thread,
      actor: { externalId: submitted.user, name: person.name },
      at: this.#desk.clock.now().toISOString(),
      kind: 'choice',
      action: kept.action,
      values: readFilled(submitted.values),
    });
    const fault = await answer;
    return fault === null ? null : { [at]: fault };
  }

  /** A command has no thread of its own: what was asked is said in the channel, and answered below it. */
  async #command(command: {
    user_id: string;
    channel_id: string;
    text: string;
    trigger_id: string;
  }): Promise<void> {
    const { self, people, poster } = this.#desk;
    const person = await people.find(command.user_id);
    const text = `/docket ${command.text}`.trim();
    const channel: Place = { team: self.team, channel: command.channel_id, threadTs: null };
    if (!person.isFull) return this.#refuse(channel, command.user_id);
    const asked = renderMessage(drawNoticeCard(`${person.name}: ${text}`, 'neutral'), () => null);
    const place = await poster
      .post(channel, asked)
      .then((ts): Place => ({ ...channel, threadTs: ts }))
      .catch(() => this.#directPlace(command.user_id));
    await this.#accept({
      surface: 'slack',
      eventId: `command:${command.trigger_id}`,
      thread: nameThread(place),
      actor: { externalId: command.user_id, name: person.name },
      at: this.#desk.clock.now().toISOString(),
      kind: 'message',
      text: command.text.trim() === '' ? 'help' : text,
      attachments: [],
    });
  }

  /** Where we are not in the channel, we answer in person. */
  async #directPlace(user: string): Promise<Place> {
    const { channel } = await this.#desk.clients.background.conversations.open({ users: user });
    return { team: this.#desk.self.team, channel: channel!.id!, threadTs: null };
  }

  async #ticketsFrom({ user, channel, message, trigger_id }: MessageShortcut): Promise<void> {
    const { self } = this.#desk;
    const threadTs = (message as { thread_ts?: string }).thread_ts ?? message.ts;
    const place: Place = { team: self.team, channel: channel.id, threadTs };
    const actor = await this.#decider(user.id, place);
    if (!actor) return;
    await this.#accept({
      surface: 'slack',
      eventId: `shortcut:${trigger_id}`,
      thread: nameThread(place),
      actor,
      at: this.#desk.clock.now().toISOString(),
      kind: 'message',
      text: 'Generate tickets from the attached document.',
      attachments: [
        {
          name: 'message.md',
          mediaType: 'text/markdown',
          base64: Buffer.from(message.text ?? '', 'utf8').toString('base64'),
          pasted: 'document',
        },
      ],
    });
  }

  /** Null for those who may not decide, who are told so where they pressed. */
  async #decider(user: string, place: Place): Promise<Inbound['actor'] | null> {
    const person = await this.#desk.people.find(user);
    if (person.isFull) return { externalId: user, name: person.name };
    await this.#refuse(place, user);
    return null;
  }

  async #refuse(place: Place, user: string): Promise<void> {
    const notice = renderMessage(drawNoticeCard(onlyMembers, 'warning'), () => null);
    await this.#desk.poster.whisper(place, user, notice).catch((error: unknown) => {
      this.#desk.log.warn('a person could not be told', { fault: readFault(error) });
    });
  }
}

const onlyMembers =
  'Only full members of this Slack workspace can decide here; guests, people of other workspaces and bots cannot. Nothing was changed.';
