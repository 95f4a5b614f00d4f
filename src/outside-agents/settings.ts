/** Which agents are programs of the team's own, where they listen, and the secret both sides share. */
import { type AgentId, findAgent } from '../domain/agent-role.ts';
import { DocketError } from '../domain/errors.ts';
import { type AdapterSettings, readVariables, requireSafeUrl } from '../ports/settings.ts';

export type OutsideSettings = {
  urls: Partial<Record<AgentId, string>>;
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
    return { urls: readUrls(values.DOCKET_AGENT_URLS!), secret, callbackUrl };
  },
};

function readUrls(text: string): OutsideSettings['urls'] {
  const pairs = text.split(/[\s,]+/).filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      const agent = at > 0 ? findAgent(pair.slice(0, at)) : null;
      if (!agent) throw unknownAgent(pair);
      return [agent, requireSafeUrl('DOCKET_AGENT_URLS', pair.slice(at + 1))];
    }),
  );
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
