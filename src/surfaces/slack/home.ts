/** The home tab: each person's is one message to the rest of Docket, published anew whenever it is changed. */
import type { HomeView } from '@slack/types';
import type { Card } from '../../cards/card.ts';
import type { EditBudget } from '../../messenger/edit-budget.ts';
import type { Log } from '../../ports/log.ts';
import { readFault, type SlackClients } from './clients.ts';
import { keepPlace } from './modal.ts';
import { nameThread, type Place } from './place.ts';
import { renderMessage } from './render.ts';
import type { UserOf } from './rich-text.ts';

export type Home = {
  /** Shows the card on this person's home before long; a later one overtakes it. What Slack refuses is logged. */
  publish(place: Place, user: string, card: Card): void;
};

const mark = 'home-';

/** The thread that stands for this person's home, `channel` being their conversation with the app. */
export function homePlace(team: string, channel: string, user: string): Place {
  return { team, channel, threadTs: `${mark}${user}` };
}

/** Whose home a place is; null for a place in a conversation. */
export function homeOf({ threadTs }: Place): string | null {
  return threadTs?.startsWith(mark) ? threadTs.slice(mark.length) : null;
}

export function createHome(deps: {
  clients: SlackClients;
  budget: EditBudget;
  userOf: UserOf;
  log: Log;
}): Home {
  const { clients, budget, userOf, log } = deps;
  return {
    publish(place, user, card) {
      const view = drawHome(place, card, userOf);
      const make = async () => void (await clients.background.views.publish({ user_id: user, view }));
      budget.edit(user, make).catch((error: unknown) => {
        log.warn('a home could not be published', { fault: readFault(error) });
      });
    },
  };
}

/** What is pressed there is answered in person. */
function drawHome({ team, channel }: Place, card: Card, userOf: UserOf): HomeView {
  return {
    type: 'home',
    callback_id: 'dk1:home',
    private_metadata: keepPlace(nameThread({ team, channel, threadTs: null })),
    blocks: renderMessage(card, userOf).blocks,
  };
}
