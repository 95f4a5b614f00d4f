/** Discord's endpoints for the app itself, its servers, their members and roles, and commands. */
import type { Call, Endpoint } from './call.ts';
import { checkCommands } from './check-commands.ts';
import { refuse, refuseForm } from './refusal.ts';
import { toChannel, toGuild, toMember, toRole, toUser } from './views.ts';
import type { Command, Guild, Json, Portal, World } from './world.ts';

/** Application flags: docs, resources/application. */
const portalFlags: [keyof Portal, number][] = [
  ['presences', 1 << 13],
  ['guildMembers', 1 << 15],
  ['messageContent', 1 << 19],
];

export function applicationFlags(portal: Portal): number {
  return portalFlags.reduce((all, [name, bit]) => (portal[name] ? all | bit : all), 0);
}

export const appEndpoints: Record<string, Endpoint> = {
  get_my_user: ({ world }) => ({
    status: 200,
    body: { ...toUser(world.bot), mfa_enabled: false, locale: 'en-US' },
  }),
  get_user({ world, parts }) {
    const found = world.users.get(parts.user_id!);
    if (!found) throw refuse(10013);
    return { status: 200, body: toUser(found) };
  },
  get_my_application: ({ world }) => ({ status: 200, body: toApplication(world) }),
  list_my_guilds: ({ world }) => ({
    status: 200,
    body: ourGuilds(world).map((one) => toOwnGuild(world, one)),
  }),
  get_guild: (call) => ({ status: 200, body: toGuild(findGuild(call)) }),
  list_guild_channels(call) {
    const guild = findGuild(call);
    const all = [...call.world.channels.values()];
    const places = all.filter((one) => one.guild === guild.id && one.kind !== 'thread');
    return { status: 200, body: places.map((one) => toChannel(call.world, one)) };
  },
  list_guild_roles(call) {
    const guild = findGuild(call);
    return { status: 200, body: [...guild.roles.values()].map((one) => toRole(one, guild.id)) };
  },
  get_guild_member(call) {
    const member = findGuild(call).members.get(call.parts.user_id!);
    if (!member) throw refuse(call.world.users.has(call.parts.user_id!) ? 10007 : 10013);
    return { status: 200, body: toMember(call.world, member) };
  },
  get_active_guild_threads(call) {
    const guild = findGuild(call);
    const all = [...call.world.channels.values()];
    const living = all.filter((one) => one.guild === guild.id && one.kind === 'thread' && !one.archived);
    return { status: 200, body: { threads: living.map((one) => toChannel(call.world, one)), members: [] } };
  },
  ...commandEndpoints(),
};

/** A server as the list of one's own tells it: with what one may do in it. */
function toOwnGuild(world: World, { id, name, owner, roles, members }: Guild): Json {
  const held = members.get(world.bot.id)!.roles;
  const may = [id, ...held].reduce((all, role) => all | roles.get(role)!.permissions, 0n);
  return {
    id,
    name,
    icon: null,
    banner: null,
    owner: owner === world.bot.id,
    permissions: String(may),
    features: [],
  };
}

export function ourGuilds(world: World): Guild[] {
  return [...world.guilds.values()].filter(({ members }) => members.has(world.bot.id));
}

function findGuild({ world, parts }: Pick<Call, 'world' | 'parts'>): Guild {
  const found = world.guilds.get(parts.guild_id!);
  if (!found?.members.has(world.bot.id)) throw refuse(found ? 50001 : 10004);
  return found;
}

function toApplication(world: World): Json {
  return {
    id: world.bot.id,
    name: 'Docket',
    icon: null,
    description: '',
    type: null,
    bot: toUser(world.bot),
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: applicationFlags(world.portal),
    flags_new: String(applicationFlags(world.portal)),
    max_participants: null,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: toUser([...world.users.values()].find(({ isBot }) => !isBot)!),
    approximate_guild_count: ourGuilds(world).length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    eligible_oauth2_scopes: [],
    team: null,
  };
}

/** Those of a server come before those of everywhere. */
export function commandsIn(world: World, guild: string | null): Command[] {
  const own = guild === null ? [] : (world.commands.get(guild) ?? []);
  const everywhere = (world.commands.get(world.bot.id) ?? []).filter(
    (one) => !own.some(({ name, type }) => name === one.name && type === one.type),
  );
  return [...own, ...everywhere];
}

function commandEndpoints(): Record<string, Endpoint> {
  const list: Endpoint = (call) => ({ status: 200, body: call.world.commands.get(scopeOf(call)) ?? [] });
  const replace: Endpoint = (call) => {
    const wanted = (call.body as unknown as Json[] | null) ?? [];
    return { status: 200, body: keepCommands(call, wanted, (index) => String(index)) };
  };
  const create: Endpoint = (call) => {
    const known = call.world.commands.get(scopeOf(call)) ?? [];
    const others = known.filter((one) => !isSame(one, call.body));
    const all = keepCommands(call, [...others, call.body], () => '');
    return { status: 201, body: all.at(-1) };
  };
  const update: Endpoint = (call) => {
    const known = call.world.commands.get(scopeOf(call)) ?? [];
    const found = known.find(({ id }) => id === call.parts.command_id);
    if (!found) throw refuse(10063);
    const all = keepCommands(
      call,
      known.map((one) => (one === found ? { ...one, ...call.body } : one)),
      () => '',
    );
    return { status: 200, body: all[known.indexOf(found)] };
  };
  const remove: Endpoint = (call) => {
    const known = call.world.commands.get(scopeOf(call)) ?? [];
    const left = known.filter(({ id }) => id !== call.parts.command_id);
    if (left.length === known.length) throw refuse(10063);
    call.world.commands.set(scopeOf(call), left);
    return { status: 204 };
  };
  return {
    list_application_commands: list,
    list_guild_application_commands: list,
    bulk_set_application_commands: replace,
    bulk_set_guild_application_commands: replace,
    create_application_command: create,
    create_guild_application_command: create,
    update_application_command: update,
    update_guild_application_command: update,
    delete_application_command: remove,
    delete_guild_application_command: remove,
  };
}

function scopeOf(call: Call): string {
  if (call.parts.application_id !== call.world.bot.id) throw refuse(50001);
  return call.parts.guild_id ? findGuild(call).id : call.world.bot.id;
}

const isSame = (one: Json, other: Json) => one.name === other.name && (one.type ?? 1) === (other.type ?? 1);

/** One of the same name and type keeps its id. Throws before anything is changed. */
function keepCommands(call: Call, wanted: readonly Json[], place: (index: number) => string): Command[] {
  const { world } = call;
  const scope = scopeOf(call);
  const faults = checkCommands(wanted, place);
  if (faults.length > 0) throw refuseForm(faults);
  const known = world.commands.get(scope) ?? [];
  const kept = wanted.map((one): Command => {
    const { id = world.nextId() } = known.find((before) => isSame(before, one)) ?? {};
    return {
      type: 1,
      description: '',
      default_member_permissions: null,
      contexts: null,
      integration_types: [0],
      ...one,
      ...(scope === world.bot.id ? {} : { guild_id: scope }),
      id: String(id),
      application_id: world.bot.id,
      version: world.nextId(),
      nsfw: false,
      name_localizations: null,
      description_localizations: null,
    } as unknown as Command;
  });
  world.commands.set(scope, kept);
  return kept;
}
