/** Installation by OAuth as Slack does it: a person allows the app, and a code is exchanged for the team's token once. */
import { type Answer, json } from '../answer.ts';

export type SlackClient = { clientId: string; clientSecret: string; redirectUrl: string };

export type OAuth = {
  /** The page where a person allows the app: here they do so at once, in the team `team`. */
  authorize(query: URLSearchParams): Answer;
  exchange(args: Record<string, unknown>, basic: string | undefined): Record<string, unknown>;
  /** The team that the next person belongs to. */
  chooseTeam(team: string, user: string): void;
};

type Team = { token: string; bot: string; scopes(): string[]; team: string };

export function createOAuth(client: SlackClient, teamOf: (id: string) => Team): OAuth {
  const codes = new Map<string, { team: string; user: string }>();
  let chosen = { team: 'T0SANDBOX', user: 'U0ANA' };
  return {
    chooseTeam(team, user) {
      chosen = { team, user };
    },
    authorize(query) {
      if (query.get('client_id') !== client.clientId) return json(400, { error: 'invalid_client_id' });
      const code = `code.${codes.size + 1}`;
      codes.set(code, chosen);
      const back = new URL(client.redirectUrl);
      back.searchParams.set('code', code);
      back.searchParams.set('state', query.get('state') ?? '');
      return { status: 302, headers: { location: String(back) }, body: '' };
    },
    exchange(args, basic) {
      const [id, secret] = basic
        ? Buffer.from(basic, 'base64').toString('utf8').split(':')
        : [args.client_id, args.client_secret];
      if (id !== client.clientId) return { ok: false, error: 'invalid_client_id' };
      if (secret !== client.clientSecret) return { ok: false, error: 'bad_client_secret' };
      const code = codes.get(String(args.code));
      if (!code) return { ok: false, error: 'invalid_code' };
      codes.delete(String(args.code));
      const { token, bot, scopes, team } = teamOf(code.team);
      return {
        ok: true,
        app_id: 'A0DOCKET',
        authed_user: { id: code.user },
        scope: scopes().join(','),
        token_type: 'bot',
        access_token: token,
        bot_user_id: bot,
        team: { id: team, name: team === 'T0SANDBOX' ? 'Sandbox' : 'Other' },
        enterprise: null,
        is_enterprise_install: false,
      };
    },
  };
}
