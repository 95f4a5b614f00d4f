/** What an operator does without a chat: backup, restore, members, the sandbox, and the doctor's look at each connection. */
import type { DiscordSettings, SlackSettings } from './adapters.ts';
import { addressOf } from './api/settings.ts';
import { type House, openHouse } from './app.ts';
import { describeFault, examine, type Finding, type Probe, reportFindings } from './cli/doctor.ts';
import type { MemberLink, NewMember } from './cli/program.ts';
import { allSettings, type Config, readConfig, readEnvironment } from './config.ts';
import { DocketError } from './domain/errors.ts';
import type { Id } from './domain/ids.ts';
import type { Log } from './ports/log.ts';
import type { TrackerName } from './ports/tracker.ts';
import { startChatSandbox, startSandbox } from './sandboxes.ts';
import { restoreStorage } from './storage/open.ts';
import { findWorkspace as workspaceNamed } from './tokens.ts';
import { untilTold } from './until-told.ts';
import { linkTeam } from './workspace/chat-teams.ts';
import { addMember, linkMember } from './workspace/members.ts';

type Print = (text: string) => void;

export async function backUp(house: House, file: string, print: Print): Promise<number> {
  await house.storage.backup(file).catch((error: unknown) => {
    throw isUnwritable(error) ? refuseFile(file, error) : error;
  });
  print(`Wrote the store to ${file}. Bring it back with: docket restore ${file}`);
  return 0;
}

const unwritable: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'EROFS'];

function isUnwritable(error: unknown): boolean {
  return unwritable.includes((error as NodeJS.ErrnoException | null)?.code);
}

function refuseFile(file: string, cause: unknown): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `${file} cannot be written. Nothing was backed up.`,
    remedy: 'Name a file in a folder that exists and that this user may write to.',
    cause,
  });
}

export async function restore(config: Config, file: string, force: boolean, print: Print): Promise<number> {
  await restoreStorage({ home: config.core.home, file, overwrite: force });
  print(`The store is as it was in ${file}.`);
  return 0;
}

export async function addOneMember(house: House, wish: NewMember, print: Print): Promise<number> {
  const { storage, clock, ids } = house;
  const deps = { store: storage.store, clock, ids };
  const { user, role, slack, discord } = wish;
  const { store } = storage;
  const workspaceId = wish.workspace
    ? await workspaceNamed({ store, workspace: house.workspace }, wish.workspace)
    : await findWorkspace(house, wish.team);
  const member = await addMember(deps, workspaceId, { name: user, roles: role.split(','), slack, discord });
  print(
    `${member.name} is a member now, as ${member.roles.join(', ')}. Act as them with --as "${member.name}".`,
  );
  return 0;
}

export async function linkOneMember(house: House, wish: MemberLink, print: Print): Promise<number> {
  const { user, slack, discord } = wish;
  const workspaceId = await findWorkspace(house, wish.team);
  const member = await linkMember(house.storage.store, workspaceId, { name: user, slack, discord });
  const said = [
    ...(slack ? [`${slack.trim()} in Slack`] : []),
    ...(discord ? [`${discord.trim()} in Discord`] : []),
  ];
  print(`${member.name} is ${said.join(' and ')} now.`);
  return 0;
}

/** For a team that is to work with what is here, instead of getting a workspace of its own. */
export async function linkOneTeam(
  house: House,
  { slack, discord }: { slack?: string; discord?: string },
  print: Print,
): Promise<number> {
  const { storage, clock, workspace } = house;
  const id = (slack ?? discord)?.trim();
  if (!id || (slack && discord)) {
    throw new DocketError('INVALID_INPUT', {
      message: 'It is not said which team. Nothing was changed.',
      remedy: 'Give the id of one: --slack T0123ABCD, or --discord with the id of a server.',
    });
  }
  const surface = slack ? 'slack' : 'discord';
  await linkTeam({ store: storage.store, clock }, workspace.id, { surface, id, name: id });
  const once = slack ? ' once it has installed the app' : ' as soon as the bot is in it';
  print(`${id} works in the workspace "${workspace.name}"${once}.`);
  return 0;
}

async function findWorkspace({ storage, workspace }: House, team: string | undefined): Promise<Id> {
  if (team === undefined) return workspace.id;
  const { chatTeams } = storage.store;
  const found = (await chatTeams.find('slack', team)) ?? (await chatTeams.find('discord', team));
  if (found) return found.workspaceId;
  throw new DocketError('NOT_FOUND', {
    message: `No team of Slack or server of Discord with the id "${team}" works here. Nothing was changed.`,
    remedy:
      'Copy the id from its address in a browser; those of Slack begin with T, those of Discord are numbers.',
  });
}

const portFaults: readonly unknown[] = ['EADDRINUSE', 'EACCES', 'ERR_SOCKET_BAD_PORT'];

function refusePort(port: number, cause: unknown): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `The port ${port} cannot be used: it is taken, not allowed, or no port.`,
    remedy: 'Choose another with --port; 0 takes any that is free.',
    cause,
  });
}

type SandboxWish = {
  chat?: 'discord' | undefined;
  port: number;
  stateFile?: string | undefined;
  webhooksTo?: string | undefined;
};

/** Runs until the process is told to stop. Ports follow the first; state goes beside the first file. */
export async function runSandbox(options: SandboxWish, print: Print): Promise<number> {
  if (options.chat) return runChatSandbox(options, print);
  const running: Awaited<ReturnType<(typeof startSandbox)[keyof typeof startSandbox]>>[] = [];
  const { webhooksTo } = options;
  // From the start, since the first of them may be in use before the last is up.
  const told = untilTold();
  for (const [at, [name, start]] of Object.entries(startSandbox).entries()) {
    const port = options.port === 0 ? 0 : options.port + at;
    const stateFile = options.stateFile && (at === 0 ? options.stateFile : `${options.stateFile}.${name}`);
    const sandbox = await start({ port, stateFile, webhooksTo }).catch(
      async (error: NodeJS.ErrnoException) => {
        for (const one of running) await one.close();
        throw portFaults.includes(error.code) ? refusePort(port, error) : error;
      },
    );
    running.push(sandbox);
    const settings = Object.entries(sandbox.environment).map(([variable, value]) => `${variable}=${value}`);
    print(`A sandbox ${sandbox.title} is up. See it at ${sandbox.url}\nPoint Docket at it with:\n`);
    print(`${settings.join('\n')}\n`);
  }
  await told;
  for (const sandbox of running) await sandbox.close();
  return 0;
}

/** Nothing of a chat is kept. */
async function runChatSandbox({ port }: SandboxWish, print: Print): Promise<number> {
  const told = untilTold();
  const chat = await startChatSandbox(port).catch((error: NodeJS.ErrnoException) => {
    throw portFaults.includes(error.code) ? refusePort(port, error) : error;
  });
  const settings = Object.entries(chat.environment).map(([variable, value]) => `${variable}=${value}`);
  print(`A sandbox ${chat.title} is up. Talk in it at ${chat.url}\nPoint Docket at it with:\n`);
  print(`${settings.join('\n')}\n\n${chat.next}`);
  await told;
  await chat.close();
  return 0;
}

/** Exit code 1 when something is wrong. Never throws for a broken setting: that is what it is there to say. */
export async function runDoctor(
  options: { json: boolean; color: boolean; user: string; log: Log },
  print: Print,
): Promise<number> {
  const environment = readEnvironment();
  const findings = await examine(allSettings, environment, [nodeProbe]);
  const wrong = findings.some((finding) => finding.state === 'wrong');
  if (!wrong) findings.push(...(await examineConnections(options)));
  return reportFindings(findings, options, print);
}

const nodeProbe: Probe = {
  name: 'Node',
  look: async () => ({ state: 'ok', detail: process.versions.node, remedy: null }),
};

/** Opens the house as a start would, and looks at each connection from inside it. */
async function examineConnections({ user, log }: { user: string; log: Log }): Promise<Finding[]> {
  const opened = await openHouse(readConfig(readEnvironment()), log, user).catch((error: unknown) => ({
    error,
  }));
  if ('error' in opened) return [{ name: 'Store', ...describeFault(opened.error) }];
  try {
    const { config, storage, trackers } = opened;
    const detail = storage.kind === 'pglite' ? `embedded, in ${config.core.home}` : 'Postgres server';
    const store: Probe = { name: 'Store', look: async () => ({ state: 'ok', detail, remedy: null }) };
    const probes = trackers
      .names()
      .flatMap(({ name }) => [trackerProbe(opened, name), ...webhookProbe(opened, name)]);
    return await examine([], {}, [
      store,
      ...probes,
      ...(config.slack ? [slackProbe(opened, config.slack)] : []),
      ...(config.discord ? [discordProbe(opened, config.discord)] : []),
    ]);
  } finally {
    await opened.close();
  }
}

/** Whether reports of this tracker are taken, and when the last one came. */
function webhookProbe({ config, storage, workspace, webhookReader }: House, name: TrackerName): Probe[] {
  if (config.server === null || name === 'local') return [];
  const address = `${addressOf(config.server)}/webhooks/${name}`;
  return [
    {
      name: `Webhook ${name}`,
      async look() {
        const remedy = `Set ${name.toUpperCase()}_WEBHOOK_SECRET to what the tracker signs with.`;
        if (!(await webhookReader(name))) return { state: 'off', detail: 'no secret is set', remedy };
        const last = await storage.store.webhooks.lastReceived(workspace.id, name);
        const heard = last ? `last heard of ${last.slice(0, 16).replace('T', ' ')} UTC` : 'nothing heard yet';
        return { state: 'ok', detail: `${address}, ${heard}`, remedy: null };
      },
    },
  ];
}

function slackProbe({ storage, slackVault }: House, settings: SlackSettings): Probe {
  return {
    name: 'Surface slack',
    async look() {
      const { checkSlack } = await import('./surfaces/slack/check.ts');
      const { readTokens } = await import('./surfaces/slack/installations.ts');
      const teams = slackVault ? await storage.store.chatTeams.list('slack') : [];
      const tokens = slackVault ? await readTokens(slackVault, teams) : [];
      const { ok, account, problem, remedy } = await checkSlack(settings, tokens);
      return ok
        ? { state: 'ok', detail: account ?? 'connected', remedy: null }
        : { state: 'wrong', detail: problem ?? 'does not answer', remedy };
    },
  };
}

function discordProbe({ storage }: House, settings: DiscordSettings): Probe {
  return {
    name: 'Surface discord',
    async look() {
      const { checkDiscord } = await import('./surfaces/discord/check.ts');
      const { ok, account, problem, remedy } = await checkDiscord(settings);
      if (!ok) return { state: 'wrong', detail: problem ?? 'does not answer', remedy };
      const linked = (await storage.store.chatTeams.list('discord')).length > 0;
      const how = linked ? '' : ', working with no server yet: docket serve prints the code of /docket link';
      return { state: 'ok', detail: `${account}${how}`, remedy: null };
    },
  };
}

function trackerProbe(house: House, name: TrackerName): Probe {
  return {
    name: `Tracker ${name}`,
    async look() {
      const tracker = await house.trackers.open(name);
      const { ok, problem, remedy } = await tracker.check();
      if (!ok) return { state: 'wrong', detail: problem ?? 'does not answer', remedy };
      return { state: 'ok', detail: (await tracker.destination()).label, remedy: null };
    },
  };
}
