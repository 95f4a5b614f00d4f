/** The desk of each workspace of Slack that Docket is in: one by its token, or all that have installed the app. */
import { createEditBudget } from '../../messenger/edit-budget.ts';
import { createClients } from './clients.ts';
import type { SlackDeps, SlackDesk } from './desk.ts';
import { createDialogues } from './dialogues.ts';
import { editRate, openFront } from './front-desk.ts';
import { createHome } from './home.ts';
import type { Installations, Installed } from './installations.ts';
import type { Front } from './intake-link.ts';
import type { SlackSettings } from './settings.ts';

export type Teams = {
  /** Throws what Slack refuses, for example a token of another app. */
  start(): Promise<void>;
  /** The one whose token is given, once it has started; null where teams install the app. */
  only(): Promise<Front | null>;
  /** Null for a team that Docket is not in. */
  of(team: string): Promise<SlackDesk | null>;
  /** Its token is gone. */
  forget(team: string): Promise<void>;
};

/** One token: everything that comes in is of its team, whatever other teams take part in a channel. */
export function createOneTeam(settings: SlackSettings, botToken: string, deps: SlackDeps): Teams {
  // What an earlier process left is worked off from the first moment, and waits here until Slack has said who we are.
  const opened = Promise.withResolvers<SlackDesk>();
  return {
    async start() {
      const { interactive } = createClients(botToken, settings.apiUrl);
      const who = await interactive.auth.test();
      const [id, bot] = [who.team_id!, who.user_id!];
      await deps.welcome({ id, name: who.team ?? id, installer: { id: bot, name: who.user ?? bot } });
      opened.resolve(openDesk(settings, deps, id, { token: botToken, bot, botId: who.bot_id }));
    },
    of: () => opened.promise,
    async only() {
      const { self } = await opened.promise;
      return { ...self, token: botToken };
    },
    forget: async () => {},
  };
}

/** How long another instance may not know of a new installation or of one that is gone. */
const lookAgainMs = 30_000;

type Open = { desk: SlackDesk; lookedAt: number };

export function createManyTeams(
  settings: SlackSettings,
  installations: Pick<Installations, 'of' | 'forget'>,
  deps: SlackDeps,
): Teams {
  const open = new Map<string, Open>();
  return {
    start: async () => {},
    only: async () => null,
    async of(team) {
      const now = deps.clock.now().getTime();
      const known = open.get(team);
      if (known && now - known.lookedAt < lookAgainMs) return known.desk;
      const installed = await installations.of(team);
      if (!installed) {
        open.delete(team);
        return null;
      }
      const isSame = known?.desk.botToken === installed.token;
      const desk = isSame ? known.desk : openDesk(settings, deps, team, installed);
      open.set(team, { desk, lookedAt: now });
      return desk;
    },
    async forget(team) {
      await installations.forget(team);
      open.delete(team);
    },
  };
}

function openDesk(settings: SlackSettings, deps: SlackDeps, team: string, installed: Installed): SlackDesk {
  const front = openFront({ team, ...installed }, { ...deps, apiUrl: settings.apiUrl });
  const { clients, userOf } = front;
  return {
    ...deps,
    ...front,
    settings,
    botToken: installed.token,
    dialogues: createDialogues({ clients, userOf, shelf: deps.shelf }),
    home: createHome({ clients, userOf, log: deps.log, budget: createEditBudget(editRate) }),
  };
}
