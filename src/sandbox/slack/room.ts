/** What a Slack workspace holds for the sandbox: people, channels, messages, views, and files. */

type SlackUser = {
  id: string;
  name: string;
  team: string;
  isBot: boolean;
  /** A guest sees some channels only. */
  isGuest: boolean;
};

export type SlackMessage = {
  channel: string;
  ts: string;
  threadTs: string | null;
  user: string;
  text: string;
  blocks: Record<string, unknown>[];
  metadata: unknown;
  /** Seen by this person only. */
  ephemeralTo: string | null;
  edits: number;
};

export type SlackView = {
  id: string;
  user: string;
  hash: string;
  view: Record<string, unknown>;
  isOpen: boolean;
};

export type SlackFile = {
  id: string;
  name: string;
  mediaType: string;
  bytes: Buffer;
  /** Whose it is, and the channels it was shared in. */
  user?: string;
  channels?: string[];
};

export type Room = {
  team: string;
  bot: SlackUser;
  /** What the app was granted. */
  scopes: string[];
  users: Map<string, SlackUser>;
  channels: Map<string, { id: string; isDirect: boolean; isPrivate?: boolean; members: Set<string> }>;
  messages: SlackMessage[];
  views: Map<string, SlackView>;
  homes: Map<string, Record<string, unknown>>;
  /** What is suggested in a direct conversation. */
  prompts: Map<string, { title: string; message: string }[]>;
  files: Map<string, SlackFile>;
  /** What the app said by the address of a command or press, seen by the one who made it. */
  responses: string[];
  sessions: { channel: string; threadTs: string; status: string }[];
  /** Presses that may still open a dialogue. */
  triggers: Map<string, { until: number; user: string }>;
  nextTs(): string;
  nextId(letter: string): string;
};

const allScopes = [
  'app_mentions:read',
  'assistant:write',
  'canvases:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
];

export function createRoom(now: () => Date, team = 'T0SANDBOX'): Room {
  let last = 0;
  let count = 0;
  const user = (id: string, name: string, over: Partial<SlackUser> = {}): SlackUser => {
    return { id, name, team, isBot: false, isGuest: false, ...over };
  };
  const bot = user('U0DOCKET', 'docket', { isBot: true });
  const people = [
    bot,
    user('U0ANA', 'Ana'),
    user('U0BEN', 'Ben'),
    user('U0GUEST', 'Gus', { isGuest: true }),
    user('U0EXTERN', 'Eve', { team: 'T0OTHER' }),
  ];
  const members = new Set(people.map(({ id }) => id));
  return {
    team,
    bot,
    scopes: [...allScopes],
    users: new Map(people.map((one) => [one.id, one])),
    channels: new Map([
      ['C0GENERAL', { id: 'C0GENERAL', isDirect: false, members }],
      ['D0ANA', { id: 'D0ANA', isDirect: true, members: new Set(['U0ANA', bot.id]) }],
    ]),
    messages: [],
    views: new Map(),
    homes: new Map(),
    prompts: new Map(),
    files: new Map(),
    responses: [],
    sessions: [],
    triggers: new Map(),
    nextTs() {
      last = Math.max(last + 1, now().getTime() * 1000);
      return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
    },
    nextId(letter) {
      count += 1;
      return `${letter}${String(count).padStart(8, '0')}`;
    },
  };
}
