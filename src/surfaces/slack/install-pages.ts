/** The pages on which a workspace of Slack installs the app, as Bolt's receiver serves them. */
import type { HTTPReceiverOptions } from '@slack/bolt';
import { isDocketError } from '../../domain/errors.ts';
import type { Log } from '../../ports/log.ts';
import type { Installations } from './installations.ts';
import { scopes } from './scopes.ts';
import type { SlackSettings } from './settings.ts';

export type InstallPages = Pick<
  HTTPReceiverOptions,
  'clientId' | 'clientSecret' | 'installationStore' | 'scopes' | 'installerOptions'
>;

type Many = Extract<SlackSettings['access'], { to: 'many' }>;

/** `onInstalled` is told after the token is kept; what it throws does not undo the installation. */
export function createInstallPages(
  { clientId, clientSecret, authorizeUrl }: Many,
  deps: {
    apiUrl: string;
    installations: Installations;
    log: Log;
    onInstalled(team: string, user: string): Promise<void>;
  },
): InstallPages {
  const { installations, log } = deps;
  return {
    clientId,
    clientSecret,
    scopes: [...scopes],
    installationStore: installations.store,
    installerOptions: {
      stateStore: installations.states,
      authorizationUrl: authorizeUrl,
      directInstall: true,
      clientOptions: { slackApiUrl: deps.apiUrl },
      callbackOptions: {
        success(installation, _options, _request, response) {
          const { team, user } = installation;
          if (team) {
            deps
              .onInstalled(team.id, user.id)
              .catch((error) => log.warn('a new team could not be greeted', { error }));
          }
          const name = team?.name ?? 'your workspace';
          response
            .writeHead(200, html)
            .end(drawPage('Docket is installed', `It is in ${name} now. You can close this page.`));
        },
        failure(error, _options, _request, response) {
          log.warn('an installation in Slack failed', { error });
          const said = isDocketError(error) ? `${error.message} ${error.remedy}` : cannotTell;
          response
            .writeHead(isDocketError(error) ? 403 : 400, html)
            .end(drawPage('Docket was not installed', said));
        },
      },
    },
  };
}

const html = { 'content-type': 'text/html; charset=utf-8' };
const cannotTell =
  'The installation was given up, took longer than ten minutes, or was begun in another browser. Begin again at /slack/install.';

function drawPage(title: string, text: string): string {
  const safe = (words: string) => words.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
  return `<!doctype html><meta charset="utf-8"><title>${safe(title)}</title><h1>${safe(title)}</h1><p>${safe(text)}</p>`;
}
