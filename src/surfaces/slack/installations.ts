/** Who installed the app: each team's token, kept encrypted, and the states of installations under way. */
import { randomBytes } from 'node:crypto';
import type { Installation, InstallationStore, StateStore } from '@slack/bolt';
import { DocketError } from '../../domain/errors.ts';
import type { Shelf } from '../../ports/shelf.ts';
import type { SlackTeam } from './desk.ts';

export type Installed = { token: string; bot: string; botId: string | undefined };

export type Installations = {
  store: InstallationStore;
  states: StateStore;
  /** Null for a team that has not installed the app, or took it away. */
  of(team: string): Promise<Installed | null>;
  forget(team: string): Promise<void>;
};

const stateKeptMs = 10 * 60_000;

/** `welcome` gives a team its place first, and may refuse it; only then is its token kept. */
export function createInstallations(deps: {
  vault: Shelf;
  teams: readonly string[] | null;
  welcome(team: SlackTeam): Promise<void>;
}): Installations {
  const { vault } = deps;
  const read = (team: string) => vault.get<Installation>(`team ${team}`).catch(refuseKey);
  const forget = async (team: string) => void (await vault.delete(`team ${team}`));
  return {
    forget,
    async of(team) {
      const bot = (await read(team))?.bot;
      return bot ? { token: bot.token, bot: bot.userId, botId: bot.id } : null;
    },
    states: createStates(vault),
    store: {
      async storeInstallation(installation) {
        const { team, user } = installation;
        if (!team || installation.isEnterpriseInstall) throw refuseOrganisation();
        if (deps.teams && !deps.teams.includes(team.id)) throw refuseTeam(team.name ?? team.id);
        const name = team.name ?? team.id;
        await deps.welcome({ id: team.id, name, installer: { id: user.id, name: user.id } });
        await vault.set(`team ${team.id}`, installation);
      },
      async fetchInstallation({ teamId }) {
        const found = teamId && (await read(teamId));
        if (!found) throw new Error(`team ${teamId} has not installed the app`);
        return found as never;
      },
      async deleteInstallation({ teamId }) {
        if (teamId) await forget(teamId);
      },
    },
  };
}

/** What the doctor asks Slack about. Throws CONFIG_INVALID for a key that the tokens were not kept with. */
export async function readTokens(
  vault: Shelf,
  teams: readonly { team: string; name: string }[],
): Promise<{ name: string; token: string | null }[]> {
  const read = async ({ team, name }: { team: string; name: string }) => {
    const found = await vault.get<Installation>(`team ${team}`).catch(refuseKey);
    return { name, token: found?.bot?.token ?? null };
  };
  return Promise.all(teams.map(read));
}

function refuseKey(cause: unknown): never {
  throw new DocketError('CONFIG_INVALID', {
    message: 'DOCKET_SECRET_KEY is not the key with which the tokens of Slack were kept.',
    remedy:
      'Set the key that was used before, or have each workspace install the app again at /slack/install.',
    cause,
  });
}

/** Random, for one use within ten minutes, whichever instance is asked. */
function createStates(vault: Shelf): StateStore {
  return {
    async generateStateParam(options) {
      const state = randomBytes(16).toString('hex');
      await vault.set(`state ${state}`, options, stateKeptMs);
      return state;
    },
    async verifyStateParam(_now, state) {
      const options = await vault.get<never>(`state ${state}`);
      if (options && (await vault.delete(`state ${state}`))) return options;
      throw new Error('this installation was begun by nobody, or used before');
    },
  };
}

function refuseOrganisation(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'Docket is installed in one workspace at a time, and not in a whole organisation.',
    remedy: 'Begin again, and choose a workspace at the top right of the page.',
  });
}

function refuseTeam(name: string): DocketError {
  return new DocketError('FORBIDDEN', {
    message: `The workspace ${name} may not install this Docket. Nothing was kept.`,
    remedy: 'Ask who runs it to name the workspace in SLACK_TEAMS.',
  });
}
