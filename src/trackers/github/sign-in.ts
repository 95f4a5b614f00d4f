/** Clients of GitHub's SDK that are signed in: as whom a token belongs to, or as an app at the repository. */
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import type { GithubSettings } from './settings.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Resolves to a client whose token is at hand. An app's token is good for an hour, and the SDK keeps it so long; getting
 * one is bounded in time like any request. `made` is told of each client before its first request.
 */
export function createSignIn(
  { auth, apiUrl, owner, repository }: GithubSettings,
  timeoutMs: number,
  made: (octokit: Octokit) => void,
): () => Promise<Octokit> {
  const bounded: typeof fetch = (address, init) => {
    return fetch(address, { ...init, signal: init?.signal ?? AbortSignal.timeout(timeoutMs) });
  };
  const open = (how: ConstructorParameters<typeof Octokit>[0]): Octokit => {
    const octokit = new Octokit({
      ...how,
      baseUrl: apiUrl,
      log: silent,
      userAgent: 'docket',
      request: { fetch: bounded },
    });
    made(octokit);
    return octokit;
  };
  if ('token' in auth) {
    const octokit = open({ auth: auth.token });
    return async () => octokit;
  }
  const app = { appId: auth.appId, privateKey: auth.privateKey };
  let installed: Octokit | null = null;
  const findInstallation = async () => {
    const asApp = open({ authStrategy: createAppAuth, auth: app });
    return (await asApp.rest.apps.getRepoInstallation({ owner, repo: repository })).data.id;
  };
  return async () => {
    if (installed === null) {
      const installationId = auth.installationId ?? (await findInstallation());
      installed = open({ authStrategy: createAppAuth, auth: { ...app, installationId } });
    }
    await installed.auth({ type: 'installation' });
    return installed;
  };
}
