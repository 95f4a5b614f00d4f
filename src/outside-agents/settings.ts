/** Which agents are programs of the team's own, where they listen, and the secret both sides share. */
import { type AgentId, findAgent } from '../domain/agent-role.ts';
import { DocketError } from '../domain/errors.ts';
import { Id } from '../domain/ids.ts';
import { type AdapterSettings, readVariables, requireSafeUrl } from '../ports/settings.ts';

type Urls = Partial<Record<AgentId, string>>;

export type OutsideSettings = {
  /** Of the workspace that the settings of this machine are for. */
  urls: Urls;
  /** Of other workspaces, by their ids. */
  elsewhere: Record<string, Urls>;
  secret: string;
  /** Where programs reach this server; its own address when null. */
  callbackUrl: string | null;
};

const shortestSecret = 24;

export const outsideSettings: AdapterSettings<OutsideSettings> = {
  name: 'agents',
  title: 'Agents of your own',
  variables: [
    {
      name: 'DOCKET_AGENT_URLS',
      description: 'Agents that are programs of yours, with commas; each is called with its steps',
      required: true,
      secret: false,
      example: 'engineer=https://agent.example.com/steps, qa=http://127.0.0.1:9000/steps',
      seldom: true,
    },
    {
      name: 'DOCKET_AGENT_SECRET',
      description: `Calls to them are signed with it (HMAC-SHA256); ${shortestSecret} characters or more`,
      required: true,
      secret: true,
      seldom: true,
    },
    {
      name: 'DOCKET_AGENT_CALLBACK_URL',
      description: 'Where they reach this server, if not at the address it listens on',
      required: false,
      secret: false,
      example: 'https://docket.example.com',
      seldom: true,
    },
  ],
  parse(environment) {
    const values = readVariables(outsideSettings, environment);
    if (values === null) return null;
    const secret = values.DOCKET_AGENT_SECRET!;
    if (secret.length < shortestSecret) throw shortSecret();
    const callbackUrl = values.DOCKET_AGENT_CALLBACK_URL ?? null;
    if (callbackUrl !== null) requireSafeUrl('DOCKET_AGENT_CALLBACK_URL', callbackUrl);
    return { ...readUrls(values.DOCKET_AGENT_URLS!), secret, callbackUrl };
  },
};

/** `engineer=https://…`, or `engineer@<id of a workspace>=https://…`. */
function readUrls(text: string): Pick<OutsideSettings, 'urls' | 'elsewhere'> {
  const urls: Urls = {};
  const elsewhere: Record<string, Urls> = {};
  for (const pair of text.split(/[\s,]+/).filter(Boolean)) {
    const [, name = '', workspace, url = ''] = /^([^=@]+)(?:@([^=]+))?=(.*)$/.exec(pair) ?? [];
    const agent = findAgent(name);
    if (!agent) throw unknownAgent(pair);
    if (workspace !== undefined && !Id.safeParse(workspace).success) throw unknownWorkspace(workspace);
    const safe = requireSafeUrl('DOCKET_AGENT_URLS', url);
    if (workspace === undefined) urls[agent] = safe;
    else elsewhere[workspace] = { ...elsewhere[workspace], [agent]: safe };
  }
  return { urls, elsewhere };
}

function unknownWorkspace(words: string): DocketError {
  return new DocketError('CONFIG_INVALID', {
    message: `DOCKET_AGENT_URLS names a workspace "${words.slice(0, 60)}", which is no id of one.`,
    remedy: 'Write its id, as GET /api/workspaces tells it: engineer@<id>=https://agent.example.com/steps',
  });
}

function unknownAgent(pair: string): DocketError {
  return new DocketError('CONFIG_INVALID', {
    message: `DOCKET_AGENT_URLS names no agent in "${pair.slice(0, 60)}".`,
    remedy:
      'Write for example engineer=https://agent.example.com/steps; agents are research, engineer, qa, documentation, security, ops, data_engineer, version_control, ticketing.',
  });
}

function shortSecret(): DocketError {
  return new DocketError('CONFIG_INVALID', {
    message: `DOCKET_AGENT_SECRET is shorter than ${shortestSecret} characters.`,
    remedy: 'Make one with: openssl rand -base64 32',
  });
}
