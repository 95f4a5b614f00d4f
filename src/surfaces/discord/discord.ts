/** Discord as a surface: commands, mentions, threads, forums, direct messages, presses and forms. */
import { Routes } from 'discord.js';
import * as z from 'zod';
import type { Card } from '../../cards/card.ts';
import { drawNoticeCard } from '../../cards/notice-card.ts';
import type { OutFile } from '../../cards/shown.ts';
import type {
  Fetched,
  Inbound,
  MessageRef,
  PostOptions,
  Standing,
  Surface,
  TicketState,
} from '../../ports/surface.ts';
import { createRest, readFault } from './client.ts';
import type { DiscordDeps, DiscordDesk } from './desk.ts';
import { fetchFiles } from './files.ts';
import { SharedFile } from './inbound.ts';
import { createKeptCards, type KeptCard } from './kept-cards.ts';
import { type Listener, listen } from './listen.ts';
import { type MessageName, madeAt, nameThread, readRef, readThread } from './place.ts';
import { createPoster, type Handed } from './post.ts';
import { createPresses } from './presses.ts';
import { renderMessage } from './render.ts';
import { createResponder } from './respond.ts';
import { appOf, type DiscordSettings } from './settings.ts';
import { tagPost } from './tags.ts';
import { createWorking, type Working } from './working.ts';

export function createDiscordSurface(settings: DiscordSettings, deps: DiscordDeps): Surface {
  return new Discord(openDesk(settings, deps));
}

/** Discord limits edits of messages older than an hour, so what changes goes on in a new one before that. */
const editableMs = 55 * 60_000;
const rolledMs = 24 * 60 * 60_000;

class Discord implements Surface {
  readonly name = 'discord';
  readonly editsInPlace = true;
  readonly editsAreSilent = true;
  readonly #desk: DiscordDesk;
  readonly #working: Working;
  #listener: Listener | null = null;

  constructor(desk: DiscordDesk) {
    this.#desk = desk;
    const { rest, log, shelf, poster, stopAfterMs } = desk;
    this.#working = createWorking({
      ...{ rest, log, shelf, afterMs: stopAfterMs },
      async put(thread, card, title) {
        const place = readThread(thread);
        return poster.post(place, { card, title, draw: await desk.draw(place.guild, card) });
      },
    });
  }

  /** Throws CONFIG_INVALID where Discord does not let us in. */
  async start(accept: (event: Inbound) => Promise<void>): Promise<void> {
    this.#listener = await listen(this.#desk, async (event) => {
      await accept(event);
      if (event.kind === 'message') this.#working.asked(event.thread, event.text);
    });
  }

  async stop(): Promise<void> {
    this.#working.stop();
    await this.#listener?.stop();
  }

  async post(thread: string, card: Card, options: PostOptions = {}): Promise<MessageRef> {
    const { presses, poster } = this.#desk;
    const { answers, once, file, privateTo } = options;
    const kept = { card, thread };
    const isPrivate = privateTo !== undefined;
    if (answers && !file && (await presses.take(answers, kept, { isPrivate }))) return `answer:${answers}`;
    const direct = isPrivate ? await this.#inPerson(privateTo, thread, card, once) : null;
    if (direct) return direct;
    const name = await this.#put(thread, card, once);
    if (file)
      await poster
        .upload(readThread(thread), handedOf(file), once)
        .catch((error) => this.#sayNotHanded(thread, file.name, error));
    if (answers) await presses.tell(answers, kept);
    return `${name.channel}:${name.message}`;
  }

  /** A message of an earlier process that is gone is posted again, and so is one that is too old to be edited. */
  async update(thread: string, ref: MessageRef, card: Card): Promise<MessageRef> {
    const { poster, kept, draw, clock } = this.#desk;
    const name = readRef(ref);
    if (!name) return this.post(thread, card);
    if (clock.now().getTime() - madeAt(name.message) > editableMs) return this.#goOn(thread, name, card);
    const message = (await draw(readThread(thread).guild, card))();
    if (!(await poster.update(name, message))) return this.post(thread, card);
    await kept.keep(ref, { card, thread });
    return ref;
  }

  async answered(thread: string, eventId: string, card: Card): Promise<void> {
    await this.#desk.presses.tell(eventId, { card, thread });
  }

  async fetchShared(_thread: string, shared: readonly unknown[]): Promise<Fetched> {
    return fetchFiles(z.array(SharedFile).parse(shared), this.#desk.settings.apiUrl);
  }

  async setStatus(thread: string, status: string | null): Promise<void> {
    if (status !== null) this.#working.begin(thread);
    else this.#working.end(thread);
  }

  async setStanding(thread: string, standing: Standing): Promise<void> {
    this.#working.end(thread);
    if (standing === 'working') this.#working.type(thread);
  }

  async markThread(thread: string, state: TicketState): Promise<void> {
    const { rest, log } = this.#desk;
    await tagPost({ rest, log }, readThread(thread), state);
  }

  /** Only an interaction can be answered for one person alone, so it is said in person; null where they let nobody write. */
  async #inPerson(
    user: string,
    thread: string,
    card: Card,
    once?: PostOptions['once'],
  ): Promise<MessageRef | null> {
    const { rest, log } = this.#desk;
    const { guild } = readThread(thread);
    try {
      const body = { recipient_id: user };
      const { id: channel } = (await rest.post(Routes.userChannels(), { body })) as { id: string };
      const name = await this.#put(nameThread({ guild, channel, thread: null }), card, once);
      return `${name.channel}:${name.message}`;
    } catch (error) {
      log.info('a person of Discord could not be written to', { fault: readFault(error) });
      return null;
    }
  }

  async #put(thread: string, card: Card, once?: PostOptions['once']): Promise<MessageName> {
    const { poster, kept, draw } = this.#desk;
    const place = readThread(thread);
    const name = await poster.post(place, { card, draw: await draw(place.guild, card) }, once);
    await kept.keep(`${name.channel}:${name.message}`, { card, thread });
    return name;
  }

  /** Posted once, also by a process that takes over from one that died in between. */
  async #goOn(thread: string, old: MessageName, card: Card): Promise<MessageRef> {
    const { poster, shelf } = this.#desk;
    const key = `rolled ${old.channel}:${old.message}`;
    const known = await shelf.get<string>(key);
    if (known) return this.update(thread, known, card);
    const { channel, message } = await this.#put(thread, card, { key, again: true });
    await shelf.set(key, `${channel}:${message}`, rolledMs);
    const { guild } = readThread(thread);
    const url = `https://discord.com/channels/${guild}/${channel}/${message}`;
    const below = renderMessage({
      ...drawNoticeCard('This goes on below.'),
      link: { label: 'Go there', url },
    });
    // The new one stands; whether the old one says so is a courtesy.
    poster.update(old, below).catch(() => {});
    return `${channel}:${message}`;
  }

  async #sayNotHanded(thread: string, file: string, error: unknown): Promise<void> {
    this.#desk.log.warn('a file could not be handed to Discord', { file, fault: readFault(error) });
    const said = `${file} could not be put here. Check that I have Attach Files in this channel.`;
    await this.#put(thread, drawNoticeCard(said, 'danger'));
  }
}

function openDesk(settings: DiscordSettings, deps: DiscordDeps): DiscordDesk {
  const rest = createRest(settings);
  const { ids, log, shelf, vault, clock } = deps;
  const app = appOf(settings.token);
  let self = { user: app, app };
  const listeners: ((ref: string, kept: KeptCard) => void)[] = [];
  const onKept = (ref: string, one: KeptCard) => {
    for (const listener of listeners) listener(ref, one);
  };
  const kept = createKeptCards({ shelf, ids, onKept });
  const responder = createResponder({ rest, app: () => self.app, kept, log });
  return {
    ...deps,
    settings,
    rest,
    poster: createPoster({ rest, ids, log, self: () => self.user }),
    kept,
    responder,
    presses: createPresses({ shelf: vault, responder, now: () => clock.now().getTime() }),
    async draw(guild, card) {
      const users = new Map<string, string | null>();
      for (const member of mentionedIn(card)) users.set(member, await deps.userOf(guild, member));
      return (mark) =>
        renderMessage(card, { userOf: (member) => users.get(member) ?? null, ...(mark ? { mark } : {}) });
    },
    self: () => self,
    know(told) {
      self = told;
    },
    onKept: (listener) => void listeners.push(listener),
  };
}

function handedOf({ name, text }: OutFile): Handed {
  return { text: '', files: [{ name, mediaType: 'text/plain', bytes: Buffer.from(text, 'utf8') }] };
}

function mentionedIn(card: Card): string[] {
  const runs = JSON.stringify(card.blocks).matchAll(/"kind":"mention","memberId":"([^"]+)"/g);
  return [...new Set([...runs].map(([, id]) => id!))];
}
