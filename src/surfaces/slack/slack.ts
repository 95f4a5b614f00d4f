/** Slack as a surface: mentions, threads, direct messages, presses, dialogues and `/docket`, over Socket Mode. */
import { App } from '@slack/bolt';
import * as z from 'zod';
import type { Card } from '../../cards/card.ts';
import { drawNoticeCard } from '../../cards/notice-card.ts';
import type { Fetched, Inbound, MessageRef, PostOptions, Surface } from '../../ports/surface.ts';
import { createClients, readFault, silent } from './clients.ts';
import type { SlackDeps, SlackDesk } from './desk.ts';
import { createDialogues } from './dialogues.ts';
import { createEditBudget } from './edit-budget.ts';
import { fetchFiles, SharedFile } from './files.ts';
import { createPeople } from './people.ts';
import { readThread } from './place.ts';
import { createPoster } from './post.ts';
import { Receiver } from './receive.ts';
import { renderMessage } from './render.ts';
import type { SlackSettings } from './settings.ts';

export function createSlackSurface(settings: SlackSettings, deps: SlackDeps): Surface {
  return new Slack(settings, deps);
}

const mostForms = 500;

class Slack implements Surface {
  readonly name = 'slack';
  readonly editsInPlace = true;
  readonly #desk: SlackDesk;
  #app: App | null = null;
  #speaksOfSessions = true;

  constructor(settings: SlackSettings, deps: SlackDeps) {
    const clients = createClients(settings);
    const self = { team: '', bot: '' };
    const { log, ids, clock } = deps;
    const userOf = () => null;
    this.#desk = {
      ...deps,
      settings,
      clients,
      self,
      poster: createPoster({ clients, budget: createEditBudget(), ids, log }),
      people: createPeople({ clients, clock, team: () => self.team }),
      dialogues: createDialogues({ clients, userOf }),
      userOf,
      draw: (card) => renderMessage(card, userOf),
      pressers: new Map(),
      forms: new Map(),
    };
  }

  /** Throws what Slack refuses, for example a token of another app. */
  async start(accept: (event: Inbound) => Promise<void>): Promise<void> {
    const { settings, clients, self } = this.#desk;
    const who = await clients.interactive.auth.test();
    self.team = who.team_id!;
    self.bot = who.user_id!;
    const receiver = new Receiver({ ...this.#desk, accept });
    this.#app = new App({
      authorize: async () => ({ botToken: settings.botToken, botUserId: self.bot, botId: who.bot_id }),
      receiver: receiver.socket,
      clientOptions: { slackApiUrl: settings.apiUrl },
      logger: silent,
    });
    receiver.listen(this.#app);
    await this.#app.start();
  }

  async stop(): Promise<void> {
    await this.#app?.stop();
  }

  async post(thread: string, card: Card, options: PostOptions = {}): Promise<MessageRef> {
    const { dialogues, poster, forms, draw } = this.#desk;
    const taken = options.answers ? await dialogues.take(options.answers, card, thread) : null;
    if (taken) return taken;
    const place = readThread(thread);
    const message = draw(card);
    const presser = card.tone === 'danger' ? this.#desk.pressers.get(options.answers ?? '') : undefined;
    const alone = options.privateTo ?? presser;
    if (alone) return `${place.channel}:${await poster.whisper(place, alone, message)}`;
    const ref = `${place.channel}:${await poster.post(place, message)}`;
    if (card.blocks.some(({ kind }) => kind === 'form')) {
      if (forms.size >= mostForms) forms.clear();
      forms.set(ref, { card, thread });
    }
    if (options.file) await this.#upload(thread, options.file);
    return ref;
  }

  /** A message of an earlier process that is gone is posted again. */
  async update(thread: string, ref: MessageRef, card: Card): Promise<MessageRef> {
    const [channel, ts] = ref.split(':');
    const message = this.#desk.draw(card);
    const place = readThread(thread);
    const isHere = channel === place.channel && ts !== undefined && /^\d+\.\d+$/.test(ts);
    const found = isHere && (await this.#desk.poster.update(place, ts, message));
    return found ? ref : this.post(thread, card);
  }

  fetchShared(shared: readonly unknown[]): Promise<Fetched> {
    return fetchFiles(z.array(SharedFile).parse(shared), this.#desk.settings);
  }

  /** Nobody waits for it, and an app that is no agent has no session to speak of. */
  async setStatus(thread: string, status: string | null): Promise<void> {
    const { channel, threadTs } = readThread(thread);
    if (!this.#speaksOfSessions || !threadTs) return;
    const state = status === null ? 'active' : 'processing';
    const session = { channel_id: channel, thread_ts: threadTs, status: state };
    this.#desk.clients.background.apiCall('agents.sessions.setStatus', session).catch((error: unknown) => {
      const fault = readFault(error);
      if (fault.kind === 'refused') this.#speaksOfSessions = false;
      this.#desk.log.debug('Slack shows no status', { fault });
    });
  }

  async #upload(thread: string, file: { name: string; text: string }): Promise<void> {
    const { channel, threadTs } = readThread(thread);
    try {
      await this.#desk.clients.background.filesUploadV2({
        channel_id: channel,
        ...(threadTs ? { thread_ts: threadTs } : {}),
        filename: file.name,
        content: file.text,
      } as never);
    } catch (error) {
      this.#desk.log.warn('a file could not be handed to Slack', {
        file: file.name,
        fault: readFault(error),
      });
      const said = drawNoticeCard(
        `${file.name} could not be put here. Invite the app to the channel and check that it has the scope files:write.`,
        'danger',
      );
      await this.post(thread, said);
    }
  }
}
