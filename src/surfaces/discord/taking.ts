/** What is said and pressed, as it comes in: what is none of ours is passed by, the rest is kept and handed to the house. */
import { setTimeout as wait } from 'node:timers/promises';
import { Routes } from 'discord.js';
import { drawNoticeCard } from '../../cards/notice-card.ts';
import type { Keeping } from '../../messenger/keeping.ts';
import type { Inbound } from '../../ports/surface.ts';
import { readFault } from './client.ts';
import { readMessage, readPost, type Said } from './inbound.ts';
import type { IntakeDesk } from './intake-desk.ts';
import type { DiscordStart, Entry, FromIntake } from './intake-link.ts';
import type { WaitingPress } from './presses.ts';

export const broken = 'This could not be taken in, and nothing was changed. Try again in a moment.';

/** Where the house stores what comes in, a person is answered after this long all the same: Discord waits three seconds. */
const storedWithinMs = 1500;

type TakingDeps = {
  keeping: Keeping<Entry>;
  say(said: FromIntake): void;
  threads: DiscordStart['threads'];
};

export class Taking {
  readonly #deps: TakingDeps;
  /** Null where any may be ours. */
  readonly #threads: Set<string> | null;

  constructor(deps: TakingDeps) {
    this.#deps = deps;
    this.#threads = deps.threads && new Set(deps.threads);
  }

  /** What an earlier process kept and the house did not say was done. */
  handOverLeft(): void {
    for (const { id, entry } of this.#deps.keeping.left) {
      this.#deps.say({ say: 'delivered', id, entry, again: true });
    }
  }

  called(thread: string): void {
    this.#threads?.add(thread);
  }

  /** Resolves once the message will not be lost, or is none of ours. Rejects where it could not be stored. */
  async hear(desk: IntakeDesk, raw: unknown, late = false): Promise<void> {
    const said = readMessage(raw, desk.self().user);
    if (!said || !this.#mayBeOurs(said)) return;
    const parent = said.guild === null ? null : (await desk.channels.find(said.channel)).parent;
    if (said.guild !== null && !said.toUs && !parent) return;
    if (said.toUs) this.called(parent ? said.channel : said.id);
    await this.#store({ kind: 'message', said, parent, late });
    if (said.toUs && !late) signWorking(desk, said.channel);
  }

  /** Most of what is heard is between others, and costs nothing. */
  #mayBeOurs({ toUs, channel }: Said): boolean {
    return toUs || (this.#threads?.has(channel) ?? true);
  }

  /** A new post in a forum; other threads are none of ours. */
  async see(desk: IntakeDesk, raw: unknown): Promise<void> {
    const post = readPost(raw);
    if (post && (await desk.channels.isForum(post.channel))) await this.#store({ kind: 'post', post });
  }

  async accept(desk: IntakeDesk, event: Inbound, press: WaitingPress | null): Promise<void> {
    const storing = this.#store({ kind: 'event', event, press });
    let isLate = false;
    storing.catch(() => isLate && press && desk.responder.say(press, drawNoticeCard(broken, 'danger')));
    const timeout = wait(storedWithinMs, undefined, { ref: false });
    await Promise.race([storing, timeout]);
    isLate = true;
  }

  /** Resolves once it will not be lost. */
  put(entry: Entry): Promise<void> {
    return this.#store(entry);
  }

  async #store(entry: Entry): Promise<void> {
    const { keeping, say } = this.#deps;
    const id = await keeping.keep(entry);
    const stored = keeping.stored(id);
    say({ say: 'delivered', id, entry, again: false });
    await stored;
  }
}

/** At once, whatever the house is busy with. Nobody waits for it. */
function signWorking({ client, log }: IntakeDesk, channel: string): void {
  client.rest.post(Routes.channelTyping(channel)).catch((error: unknown) => {
    log.info('Discord does not show that somebody types', { fault: readFault(error) });
  });
}
