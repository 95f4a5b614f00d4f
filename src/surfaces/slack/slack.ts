/** Slack as a surface: mentions, threads, direct messages, presses, dialogues and `/docket`, in one workspace or in many. */
import * as z from 'zod';
import type { Card } from '../../cards/card.ts';
import { drawNoticeCard } from '../../cards/notice-card.ts';
import { isUnderWay } from '../../cards/under-way.ts';
import type {
  Fetched,
  Inbound,
  MessageRef,
  Opening,
  PostOptions,
  Standing,
  Surface,
  SurfaceRoute,
} from '../../ports/surface.ts';
import { readFault } from './clients.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import type { SlackDeps, SlackDesk } from './desk.ts';
import { fetchShared } from './fetch-shared.ts';
import { homeOf } from './home.ts';
import { createInstallPages } from './install-pages.ts';
import { createInstallations } from './installations.ts';
import { nameThread, type Place, readThread } from './place.ts';
import type { SlackMessage } from './render.ts';
import type { SlackSettings } from './settings.ts';
import { Shared } from './shared-refs.ts';
import { createStandings } from './standings.ts';
import { createManyTeams, createOneTeam, type Teams } from './teams.ts';

export function createSlackSurface(settings: SlackSettings, deps: SlackDeps): Surface {
  return new Slack(settings, deps);
}

class Slack implements Surface {
  readonly name = 'slack';
  readonly editsInPlace = true;
  readonly editsAreSilent = true;
  readonly routes: readonly SurfaceRoute[];
  readonly #deps: SlackDeps;
  readonly #teams: Teams;
  readonly #deliveries: Deliveries;
  readonly #standings = createStandings();

  constructor(settings: SlackSettings, deps: SlackDeps) {
    this.#deps = deps;
    const { access, apiUrl } = settings;
    const standings = this.#standings;
    if (access.to === 'one') {
      this.#teams = createOneTeam(settings, access.botToken, deps);
      this.#deliveries = createDeliveries(settings, deps, { teams: this.#teams, pages: null, standings });
    } else {
      const { log, vault, welcome } = deps;
      if (!vault) throw new Error('installations have no vault');
      const installations = createInstallations({ vault, teams: access.teams, welcome });
      this.#teams = createManyTeams(settings, installations, deps);
      const onInstalled = (team: string, user: string) => this.#greet(team, user);
      const pages = createInstallPages(access, { apiUrl, installations, log, onInstalled });
      this.#deliveries = createDeliveries(settings, deps, { teams: this.#teams, pages, standings });
    }
    this.routes = this.#deliveries.routes;
  }

  /** Throws what Slack refuses, for example a token of another app. */
  async start(accept: (event: Inbound) => Promise<void>): Promise<void> {
    await this.#teams.start();
    await this.#deliveries.start(accept);
  }

  async stop(): Promise<void> {
    await this.#deliveries.stop();
  }

  async post(thread: string, card: Card, options: PostOptions = {}): Promise<MessageRef> {
    const { dialogues, poster, draw, home } = await this.#deskOf(thread);
    const taken = options.answers ? await dialogues.take(options.answers, card, thread) : null;
    if (taken) return taken;
    const place = readThread(thread);
    const owner = homeOf(place);
    if (owner) {
      home.publish(place, owner, card);
      return `home:${owner}`;
    }
    const message = draw(card);
    const isFault = card.tone === 'danger' && options.answers !== undefined;
    const alone = options.privateTo ?? (isFault ? await dialogues.presserOf(options.answers!) : null);
    if (alone) return `${place.channel}:${await poster.whisper(place, alone, message)}`;
    const ref = `${place.channel}:${await this.#put(place, message, options)}`;
    if (card.blocks.some(({ kind }) => kind === 'form')) await dialogues.keepForm(ref, { card, thread });
    if (options.file) await this.#upload(thread, options.file);
    return ref;
  }

  async endOpening(thread: string, opening: Opening, card: Card | null): Promise<void> {
    const { openings } = await this.#deskOf(thread);
    const place = readThread(thread);
    const begun = await openings.find(place, opening);
    if (!begun) return;
    if (!card) return openings.remove(place, begun);
    const once = { key: `end ${opening.eventId}`, again: opening.again };
    await this.post(thread, card, { opening: { ...opening, ref: `${place.channel}:${begun}` }, once });
  }

  /** The `ts` of where it stands: in the place of the message that the turn was opened with, or as a new one. */
  async #put(place: Place, message: SlackMessage, { once, opening }: PostOptions): Promise<string> {
    const { poster, openings } = await this.#deskOf(nameThread(place));
    const begun = opening ? await openings.find(place, opening) : null;
    if (!once || !begun) return poster.post(place, message, once);
    const standing = once.again ? await poster.find(place, once.key) : null;
    if (!standing && (await openings.become(place, begun, message, once.key))) return begun;
    const ts = standing ?? (await poster.post(place, message, { ...once, again: false }));
    await openings.remove(place, begun);
    return ts;
  }

  /** A message of an earlier process that is gone is posted again. */
  async update(thread: string, ref: MessageRef, card: Card): Promise<MessageRef> {
    const { poster, draw } = await this.#deskOf(thread);
    const [channel, ts] = ref.split(':');
    const message = draw(card);
    const place = readThread(thread);
    const isHere = channel === place.channel && ts !== undefined && /^\d+\.\d+$/.test(ts);
    const found = isHere && (await poster.update(place, ts, message, { passing: isUnderWay(card) }));
    return found ? ref : this.post(thread, card);
  }

  async answered(thread: string, eventId: string, { title, tone, summary }: Card): Promise<void> {
    const { dialogues } = await this.#deskOf(thread);
    await dialogues.take(eventId, { ...drawNoticeCard(summary, tone), title }, thread);
  }

  async fetchShared(thread: string, shared: readonly unknown[]): Promise<Fetched> {
    return fetchShared(await this.#deskOf(thread), z.array(Shared).parse(shared));
  }

  async setStatus(thread: string, status: string | null): Promise<void> {
    await this.setStanding(thread, status === null ? 'done' : 'working');
  }

  /** Nobody waits for it, and an app that is no agent has no session to speak of. */
  async setStanding(thread: string, standing: Standing): Promise<void> {
    const place = readThread(thread);
    if (!place.threadTs || homeOf(place)) return;
    this.#standings.tell(await this.#deskOf(thread), thread, standing);
  }

  /** Throws where the team has taken the app away. */
  async #deskOf(thread: string): Promise<SlackDesk> {
    const { team } = readThread(thread);
    const desk = await this.#teams.of(team);
    if (desk) return desk;
    throw new Error(`the app is not installed in ${team}`);
  }

  /** Tells the one who installed it, in person, how to go on. */
  async #greet(team: string, user: string): Promise<void> {
    const desk = await this.#teams.of(team);
    const { channel } = await desk!.clients.background.conversations.open({ users: user });
    const card = drawNoticeCard(greeting, 'neutral');
    await this.post(nameThread({ team, channel: channel!.id!, threadTs: null }), card);
  }

  async #upload(thread: string, file: { name: string; text: string }): Promise<void> {
    const { channel, threadTs } = readThread(thread);
    const { clients } = await this.#deskOf(thread);
    try {
      await clients.background.filesUploadV2({
        channel_id: channel,
        ...(threadTs ? { thread_ts: threadTs } : {}),
        filename: file.name,
        content: file.text,
      } as never);
    } catch (error) {
      this.#deps.log.warn('a file could not be handed to Slack', {
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

const greeting =
  'Docket is installed, and you own its workspace. Write to me here, or invite me to a channel with /invite and mention me: give me a document, and I draft tickets that you approve before anything is pushed. Who else may use me is said with: docket member add';
