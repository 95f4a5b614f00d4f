/** What GitHub needs from the environment. */
import * as z from 'zod';
import { DocketError } from '../../domain/errors.ts';
import { type AdapterSettings, readVariables, requireSafeUrl } from '../../ports/settings.ts';

export const GithubSettings = z.object({
  /** A person's token, or an app that is installed at the repository. */
  auth: z.union([
    z.object({ token: z.string().min(1) }),
    z.object({
      appId: z.string().min(1),
      privateKey: z.string().min(1),
      /** Looked up by the repository when it is null. */
      installationId: z.int().nullable(),
    }),
  ]),
  owner: z.string().min(1),
  repository: z.string().min(1),
  apiUrl: z.url(),
  /** Null where GitHub is not told to send anything. */
  webhookSecret: z.string().nullable(),
  /** True when `apiUrl` is our own stand-in; set by the program, never read from the environment. */
  sandbox: z.boolean(),
});
export type GithubSettings = z.infer<typeof GithubSettings>;

export const publicApiUrl = 'https://api.github.com';

export const githubSettings: AdapterSettings<GithubSettings> = {
  name: 'github',
  title: 'GitHub',
  variables: [
    {
      name: 'GITHUB_TOKEN',
      description:
        'Token that may write issues, from GitHub under Settings › Developer settings; or set up an app instead',
      required: false,
      secret: true,
      example: 'github_pat_…',
    },
    {
      name: 'GITHUB_REPOSITORY',
      description: 'Repository that issues are created in: owner/name',
      required: false,
      secret: false,
      example: 'octo-org/product',
    },
    {
      name: 'GITHUB_APP_ID',
      description: 'Id of a GitHub App that is installed at the repository, in the place of a token',
      required: false,
      secret: false,
    },
    {
      name: 'GITHUB_APP_PRIVATE_KEY',
      description: 'Private key of that app, as PEM; line breaks may be written as \\n',
      required: false,
      secret: true,
    },
    {
      name: 'GITHUB_APP_INSTALLATION_ID',
      description: 'Id of its installation; found by the repository when absent',
      required: false,
      secret: false,
    },
    {
      name: 'GITHUB_WEBHOOK_SECRET',
      description: 'Secret of the webhook, where GitHub tells of changes at once',
      required: false,
      secret: true,
    },
    {
      name: 'GITHUB_API_URL',
      description: 'Address of the REST API; of an enterprise server, https://HOST/api/v3',
      required: false,
      secret: false,
      default: publicApiUrl,
    },
  ],
  parse(environment) {
    const values = readVariables(githubSettings, environment);
    const auth = values === null ? null : readAuth(values);
    if (values === null || auth === null) return null;
    const { owner, repository } = readRepository(values.GITHUB_REPOSITORY);
    const apiUrl = requireSafeUrl('GITHUB_API_URL', values.GITHUB_API_URL!).replace(/\/$/, '');
    const webhookSecret = values.GITHUB_WEBHOOK_SECRET ?? null;
    return GithubSettings.parse({ auth, owner, repository, apiUrl, webhookSecret, sandbox: false });
  },
};

/**
 * Null without anything secret: GitHub's own machines set the repository and the address in every environment, which
 * says nothing about Docket.
 */
function readAuth(values: Record<string, string | undefined>): GithubSettings['auth'] | null {
  const { GITHUB_TOKEN: token, GITHUB_APP_ID: appId, GITHUB_APP_PRIVATE_KEY: privateKey } = values;
  if (token) return { token };
  if (!appId && !privateKey) return null;
  if (!appId || !privateKey) {
    const [missing, present] = appId ? ['_PRIVATE_KEY', '_ID'] : ['_ID', '_PRIVATE_KEY'];
    throw halfSetUp(`Set GITHUB_APP${missing} too, or remove GITHUB_APP${present}.`);
  }
  const installation = values.GITHUB_APP_INSTALLATION_ID;
  const installationId = installation === undefined ? null : Number(installation);
  if (Number.isNaN(installationId)) {
    throw new DocketError('CONFIG_INVALID', {
      message: 'GITHUB_APP_INSTALLATION_ID is no number.',
      remedy: 'Take the number at the end of the address of the installation’s page, or remove it.',
    });
  }
  return { appId, privateKey: privateKey.replaceAll('\\n', '\n'), installationId };
}

function readRepository(text: string | undefined): { owner: string; repository: string } {
  if (text === undefined) {
    throw halfSetUp('Set GITHUB_REPOSITORY too, or remove GITHUB_TOKEN and GITHUB_APP_ID.');
  }
  const [, owner, repository] = text.match(/^([\w.-]+)\/([\w.-]+)$/) ?? [];
  if (owner && repository) return { owner, repository };
  throw new DocketError('CONFIG_INVALID', {
    message: `GITHUB_REPOSITORY is "${text}", which is no repository.`,
    remedy: 'Write it as owner/name, as in its address on GitHub.',
  });
}

function halfSetUp(remedy: string): DocketError {
  return new DocketError('CONFIG_INVALID', { message: 'GitHub is half set up.', remedy });
}
