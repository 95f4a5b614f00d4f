/** What Linear needs from the environment. */
import * as z from 'zod';
import { type AdapterSettings, readVariables, requireSafeUrl } from '../../ports/settings.ts';

export const LinearSettings = z.object({
  apiKey: z.string().min(1),
  /** Key, name or id of the team that issues are created in. */
  team: z.string().min(1),
  /** Name or id of the project they are filed under. */
  project: z.string().min(1).nullable(),
  apiUrl: z.url(),
  /** True when `apiUrl` is our own stand-in; set by the program, never read from the environment. */
  sandbox: z.boolean(),
  /** What Linear signs its webhooks with; without it none are taken. */
  webhookSecret: z.string().min(1).nullish(),
});
export type LinearSettings = z.infer<typeof LinearSettings>;

export const linearSettings: AdapterSettings<LinearSettings> = {
  name: 'linear',
  title: 'Linear',
  variables: [
    {
      name: 'LINEAR_API_KEY',
      description: 'Personal API key, from Linear under Settings › Security & access',
      required: true,
      secret: true,
      example: 'lin_api_…',
    },
    {
      name: 'LINEAR_TEAM',
      description: 'Team that issues are created in: its key or name',
      required: true,
      secret: false,
      example: 'ENG',
    },
    {
      name: 'LINEAR_PROJECT',
      description: 'Project that issues are filed under, by name',
      required: false,
      secret: false,
    },
    {
      name: 'LINEAR_API_URL',
      description: 'Address of the GraphQL API',
      required: false,
      secret: false,
      default: 'https://api.linear.app/graphql',
    },
    {
      name: 'LINEAR_WEBHOOK_SECRET',
      description:
        'Signing secret of the webhook, from Linear under Settings › API; without it Docket only polls',
      required: false,
      secret: true,
    },
  ],
  parse(environment) {
    const values = readVariables(linearSettings, environment);
    if (values === null) return null;
    return LinearSettings.parse({
      apiKey: values.LINEAR_API_KEY,
      team: values.LINEAR_TEAM,
      project: values.LINEAR_PROJECT ?? null,
      apiUrl: requireSafeUrl('LINEAR_API_URL', values.LINEAR_API_URL!),
      sandbox: false,
      webhookSecret: values.LINEAR_WEBHOOK_SECRET ?? null,
    });
  },
};
