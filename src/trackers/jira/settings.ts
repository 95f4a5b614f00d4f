/** What Jira Cloud needs from the environment. */
import * as z from 'zod';
import { DocketError } from '../../domain/errors.ts';
import { type AdapterSettings, readVariables, requireSafeUrl } from '../../ports/settings.ts';

export const JiraSettings = z.object({
  /** The site as people open it, without a slash at its end. */
  host: z.url(),
  /** Where requests go: the site itself, or Atlassian's gateway to it. */
  apiUrl: z.url(),
  /** Whose token it is; null sends the token as a bearer, as OAuth and service accounts want it. */
  email: z.string().min(1).nullable(),
  apiToken: z.string().min(1),
  /** Key of the project that issues are created in. */
  project: z.string().min(1),
  /** Name of the type that every issue gets; null follows the ticket's own type. */
  issueType: z.string().min(1).nullable(),
  /** What Jira signs its webhooks with; without it none are taken. */
  webhookSecret: z.string().min(1).nullable(),
  /** True when `host` is our own stand-in; set by the program, never read from the environment. */
  sandbox: z.boolean(),
});
export type JiraSettings = z.infer<typeof JiraSettings>;

export const jiraSettings: AdapterSettings<JiraSettings> = {
  name: 'jira',
  title: 'Jira',
  variables: [
    {
      name: 'JIRA_HOST',
      description: 'Address of the Jira Cloud site',
      required: true,
      secret: false,
      example: 'https://your-site.atlassian.net',
    },
    {
      name: 'JIRA_EMAIL',
      description:
        'Email of the account the token belongs to; left out, the token is sent as an OAuth bearer',
      required: false,
      secret: false,
    },
    {
      name: 'JIRA_API_TOKEN',
      description: 'API token, from id.atlassian.com under Security › API tokens',
      required: true,
      secret: true,
    },
    {
      name: 'JIRA_PROJECT',
      description: 'Key of the project that issues are created in',
      required: true,
      secret: false,
      example: 'PROD',
    },
    {
      name: 'JIRA_ISSUE_TYPE',
      description: 'Issue type for every ticket but epics, by name; left out, it follows the ticket’s type',
      required: false,
      secret: false,
    },
    {
      name: 'JIRA_API_URL',
      description:
        'Address of the API where it is not the site, such as https://api.atlassian.com/ex/jira/<cloud id>',
      required: false,
      secret: false,
    },
    {
      name: 'JIRA_WEBHOOK_SECRET',
      description: 'Secret of the webhook, from Jira under System › WebHooks; without it Docket only polls',
      required: false,
      secret: true,
    },
  ],
  parse(environment) {
    const values = readVariables(jiraSettings, environment);
    if (values === null) return null;
    const host = new URL(requireSafeUrl('JIRA_HOST', withScheme(values.JIRA_HOST!))).origin;
    const apiUrl = requireSafeUrl('JIRA_API_URL', values.JIRA_API_URL ?? host).replace(/\/+$/, '');
    return JiraSettings.parse({
      host,
      apiUrl,
      email: values.JIRA_EMAIL ?? null,
      apiToken: values.JIRA_API_TOKEN,
      project: requireKey(values.JIRA_PROJECT!),
      issueType: values.JIRA_ISSUE_TYPE ?? null,
      webhookSecret: values.JIRA_WEBHOOK_SECRET ?? null,
      sandbox: false,
    });
  },
};

/** People copy the site from the address bar, often without `https://` and with the page they were on. */
function withScheme(host: string): string {
  return host.includes('://') ? host : `https://${host}`;
}

/** A key becomes part of an address and of a query, so nothing else may stand in it. */
function requireKey(text: string): string {
  const key = text.toUpperCase();
  if (/^[A-Z][A-Z0-9_]+$/.test(key)) return key;
  throw new DocketError('CONFIG_INVALID', {
    message: `JIRA_PROJECT is "${text}", which is no project key.`,
    remedy: 'Give the key of the project, the letters before the number of its issues, such as PROD.',
  });
}
