/** What can be done in a workspace of Slack without asking the house, so that a person sees something at once. */
import { setTimeout as wait } from 'node:timers/promises';
import { createEditBudget } from '../../messenger/edit-budget.ts';
import type { Clock, IdSource } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { createClients, readFault } from './clients.ts';
import type { SlackDesk } from './desk.ts';
import type { Front } from './intake-link.ts';
import { drawLoading } from './modal.ts';
import { createOpenings } from './openings.ts';
import { createPeople } from './people.ts';
import type { Place } from './place.ts';
import { createPoster } from './post.ts';
import { renderMessage } from './render.ts';

export type FrontDesk = Pick<
  SlackDesk,
  'clients' | 'poster' | 'openings' | 'people' | 'draw' | 'userOf' | 'self' | 'log' | 'clock'
>;

/** `chat.update` takes 50 a minute and workspace; some room is left for others of the same app. */
export const editRate = { perMinute: 40, atOnce: 12, apartMs: 1000, kept: 5 };

export function openFront(
  { team, token, bot, botId }: Front,
  { apiUrl, ids, log, clock }: { apiUrl: string; ids: IdSource; log: Log; clock: Clock },
): FrontDesk {
  const clients = createClients(token, apiUrl);
  const userOf = () => null;
  const budget = createEditBudget(editRate);
  const poster = createPoster({ clients, budget, ids, log });
  return {
    log,
    clock,
    clients,
    userOf,
    self: { team, bot, botId },
    poster,
    openings: createOpenings({ poster, budget, clock, log }),
    people: createPeople({ clients, clock, team: () => team }),
    draw: (card) => renderMessage(card, userOf),
  };
}

/** Empty, to be filled by the answer. Null when Slack lets none be opened any more: the answer is posted then. */
export async function openDialogue(
  { clients, log }: Pick<FrontDesk, 'clients' | 'log'>,
  triggerId: string,
): Promise<string | null> {
  try {
    const opened = await clients.interactive.views.open({ trigger_id: triggerId, view: drawLoading() });
    return opened.view!.id!;
  } catch (error) {
    log.warn('a dialogue could not be opened', { fault: readFault(error) });
    return null;
  }
}

/** A first message, and the thread's session with it. The `ts` of the message; null where it does not stand for certain. */
export async function showWorking(
  desk: FrontDesk,
  { place, eventId }: { place: Place; eventId: string },
): Promise<string | null> {
  const opening = desk.openings.begin(place, eventId);
  await wait(afterOpeningMs);
  await signWorking(desk, place);
  return opening;
}

/** By then the message, which people see first, is on its way. */
const afterOpeningMs = 20;

/** Shows in the thread that a run is under way, with Slack's own button to stop it. An app that is no agent cannot. */
async function signWorking({ clients, log }: FrontDesk, { channel, threadTs }: Place): Promise<void> {
  const session = { channel_id: channel, thread_ts: threadTs, status: 'processing' };
  await clients.interactive.apiCall('agents.sessions.setStatus', session).catch((error: unknown) => {
    log.debug('Slack shows no status', { fault: readFault(error) });
  });
}
