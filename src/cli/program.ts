/** The command line: every command, its flags, and where errors go. */
import { Argument, Command, CommanderError, Option } from 'commander';
import type { Catalog } from '../catalog/load-tools.ts';
import { DocketError } from '../domain/errors.ts';
import { type AdminDeeds, addAdminCommands, type Run } from './admin-commands.ts';
import { namesOf, type ToolCommandDeps, toolCommands } from './tool-command.ts';

export type ChatOptions = { thread?: string; as?: string };

export type EvalOptions = {
  planner?: string;
  fixtures?: string;
  generator?: string;
  set?: string;
  mode: 'rules' | 'model';
  /** End with 1 when a figure misses its gate. */
  gate: boolean;
  json: boolean;
};

/** What `main.ts` lends the commands; each resolves to an exit code. */
export type MemberLink = { user: string; slack?: string; discord?: string; team?: string };
export type NewMember = {
  user: string;
  role: string;
  slack?: string;
  discord?: string;
  team?: string;
  workspace?: string;
};

export type Deeds = ToolCommandDeps & {
  loadCatalog(): Promise<Catalog>;
  chat(options: ChatOptions): Promise<number>;
  demo(options: { fast: boolean }): Promise<number>;
  init(options: { example: boolean }): Promise<number>;
  doctor(options: { json: boolean }): Promise<number>;
  sandbox(options: {
    chat?: 'discord' | undefined;
    port: number;
    stateFile?: string | undefined;
    webhooksTo?: string | undefined;
  }): Promise<number>;
  backup(file: string): Promise<number>;
  restore(file: string, options: { force: boolean }): Promise<number>;
  serve(): Promise<number>;
  addMember(options: NewMember): Promise<number>;
  linkMember(options: MemberLink): Promise<number>;
  linkTeam(options: { slack?: string; discord?: string }): Promise<number>;
} & AdminDeeds & {
    route(text: string, options: { context?: string; json: boolean }): Promise<number>;
    evaluate(options: EvalOptions): Promise<number>;
    /** The commands of repository tickets, by themselves. */
    repo(words: readonly string[]): Promise<number>;
    version: string;
    complain(text: string): void;
  };

/** Exit codes: 0 ok, 1 a negative outcome or invalid input, 2 a tooling or set-up error (spec 90, 1). */
export async function runProgram(args: readonly string[], deeds: Deeds): Promise<number> {
  if (args[0] === 'repo') return deeds.repo(args.slice(1));
  let exitCode = 0;
  const misused: string[] = [];
  const setExit = (code: number) => {
    exitCode = code;
  };
  const program = new Command('docket')
    .description('Documents in, reviewed tickets out. With no command: chat in this terminal.')
    .version(deeds.version, '-V, --version')
    .exitOverride()
    .configureOutput({ writeErr: (text) => misused.push(text.trim()) });
  addHouseCommands(program, deeds, setExit);
  if (mayAskForTool(program, args)) await addToolCommands(program, args, deeds, setExit);
  try {
    refuseUnknownCommand(program, args);
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    const fault = new DocketError('INVALID_INPUT', { message: sayMisuse(misused), remedy: seeHelp });
    complain(fault, args.includes('--json'), deeds.complain);
    return 2;
  }
}

/** The commands of the house need no tool to be loaded, and most are typed to begin a chat. */
function mayAskForTool(program: Command, args: readonly string[]): boolean {
  const [word] = args;
  if (word === undefined) return false;
  return !isCommand(program, word) && (!word.startsWith('-') || isHelp(word));
}

/** Only what was typed is made into a command, since each writes a schema for its flags; help tells of them all. */
async function addToolCommands(
  program: Command,
  args: readonly string[],
  deeds: Deeds,
  setExit: (code: number) => void,
): Promise<void> {
  const [word] = args;
  const { tools } = await deeds.loadCatalog();
  for (const tool of tools.values()) {
    if (!tool.command && tool.access === 'person') continue;
    if (!isHelp(word!) && !namesOf(tool).has(word!)) continue;
    for (const command of toolCommands(tool, deeds, setExit))
      program.addCommand(command.copyInheritedSettings(program));
  }
}

function isHelp(word: string): boolean {
  return ['help', '--help', '-h'].includes(word);
}

function isCommand(program: Command, word: string): boolean {
  return program.commands.some((one) => one.name() === word || one.aliases().includes(word));
}

const seeHelp = 'See: docket --help';

/** Commander would hand any other word to the default command, the chat. */
function refuseUnknownCommand(program: Command, [word]: readonly string[]): void {
  if (word === undefined || word.startsWith('-') || word === 'help') return;
  if (isCommand(program, word)) return;
  program.error(`unknown command '${word}'`);
}

/** A usage fault as a sentence; where a subcommand is missing, its help. */
function sayMisuse(printed: readonly string[]): string {
  const text = printed.join('\n').replace(/^error: /, '');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.)]$|\n/.test(text) ? '' : '.'}`;
}

function addHouseCommands(program: Command, deeds: Deeds, setExit: (code: number) => void): void {
  const run =
    <Args extends unknown[]>(deed: (...args: Args) => Promise<number>) =>
    async (...args: Args) =>
      setExit(await deed(...args));
  const chat = (name: string, options?: { isDefault: boolean }) =>
    program
      .command(name, options)
      .option('--thread <name>', 'the conversation to go on with (default: "main")')
      .option('--as <user>', 'speak as this member');
  chat('chat', { isDefault: true })
    .description('chat in this terminal')
    .action(run((flags: ChatOptions) => deeds.chat(flags)));
  program
    .command('demo')
    .description('play the main job from examples/, in a store of its own')
    .option('--fast', 'without pauses', false)
    .action(run((flags: { fast: boolean }) => deeds.demo(flags)));
  program
    .command('init')
    .description('ask what to connect and write .env')
    .option('--example', 'print .env.example instead', false)
    .action(run((flags: { example: boolean }) => deeds.init(flags)));
  program
    .command('doctor')
    .description('each setting and connection: ok, off, or what is wrong')
    .option('--json', 'print one JSON document', false)
    .action(run((flags: { json: boolean }) => deeds.doctor(flags)));
  program
    .command('serve')
    .description('listen in Slack, in Discord, and for programs and webhooks until told to stop')
    .action(run(() => deeds.serve()));
  program
    .command('repo')
    .description('tickets in the repository, also as `tickets`; see: docket repo --help')
    .action(run(() => deeds.repo([])));
  addOperatorCommands(program, deeds, run);
  addAdminCommands(program, deeds, run);
  addEvaluationCommands(program, deeds, run);
}

function addEvaluationCommands(program: Command, deeds: Deeds, run: Run): void {
  program
    .command('route <text...>')
    .description('what the planner would do with a message, without doing it')
    .option('--context <file>', 'what the thread is about, as JSON')
    .option('--json', 'print one JSON document', false)
    .action(
      run((words: string[], flags: { context?: string; json: boolean }) =>
        deeds.route(words.join(' '), flags),
      ),
    );
  program
    .command('eval')
    .description('score the planner and the generator on labelled sets, ours when none is named')
    .option('--planner <file>', 'labelled messages, one JSON object a line')
    .option('--fixtures <file>', 'the world those messages refer to')
    .option('--generator <dir>', 'documents, and gold.json where they are labelled')
    .option('--set <dir>', 'the same as --generator')
    .addOption(
      new Option('--mode <mode>', 'who writes the tickets').choices(['rules', 'model']).default('rules'),
    )
    .option('--gate', 'end with 1 when a figure misses its gate; our own sets always do', false)
    .option('--json', 'print one JSON document', false)
    .action(run((flags: EvalOptions) => deeds.evaluate(flags)));
}

type SandboxFlags = { port?: string; state?: string; webhooks?: string };

function addSandboxCommand(program: Command, deeds: Deeds, run: Run): void {
  program
    .command('sandbox')
    .description('run the sandbox trackers, or a chat, and print the settings that point Docket at them')
    .addArgument(
      new Argument('[chat]', 'a chat in their place, to talk in with a browser').choices(['discord']),
    )
    .option(
      '--port <n>',
      'port of the sandbox Linear, 3031; GitHub and Jira get the next two. Of a chat, 3041',
    )
    .option('--state <file>', 'keep what is created in this file, and in others beside it')
    .option('--webhooks <url>', 'report changes to a Docket that listens there, e.g. http://127.0.0.1:3030')
    .action(
      run((chat: 'discord' | undefined, { port, state, webhooks }: SandboxFlags) =>
        deeds.sandbox({
          chat,
          port: Number(port ?? (chat ? 3041 : 3031)),
          stateFile: state,
          webhooksTo: webhooks?.replace(/\/$/, ''),
        }),
      ),
    );
}

function addOperatorCommands(program: Command, deeds: Deeds, run: Run): void {
  addSandboxCommand(program, deeds, run);
  program
    .command('backup <file>')
    .description('write the whole embedded store to a file')
    .action(run((file: string) => deeds.backup(file)));
  program
    .command('restore <file>')
    .description('bring a backup back')
    .option('--force', 'replace the store that is there', false)
    .action(run((file: string, flags: { force: boolean }) => deeds.restore(file, flags)));
  addMemberCommands(program, deeds, run);
}

function addMemberCommands(program: Command, deeds: Deeds, run: Run): void {
  const member = program.command('member').description('who belongs to the workspace');
  member
    .command('add')
    .description('add a member')
    .requiredOption('--user <name>', 'the name to act under, with --as')
    .option('--role <roles>', 'one or more roles, separated by commas', 'member')
    .option('--slack <id>', 'who they are in Slack: the member id from their profile')
    .option('--discord <id>', 'who they are in Discord: the user id from their profile')
    .option('--team <id>', inTeam)
    .option('--workspace <name>', 'in this workspace, by name or id')
    .action(run((flags: NewMember) => deeds.addMember(flags)));
  member
    .command('link')
    .description('say who a member is in Slack or in Discord')
    .requiredOption('--user <name>', 'the member')
    .option('--slack <id>', 'the member id from their profile in Slack')
    .option('--discord <id>', 'the user id from their profile in Discord')
    .option('--team <id>', inTeam)
    .action(run((flags: MemberLink) => deeds.linkMember(flags)));
  program
    .command('team')
    .description('workspaces of Slack that install the app, and servers of Discord')
    .command('link')
    .description('have one work in this workspace; one of Slack before it installs the app and gets its own')
    .option('--slack <id>', 'the id of a workspace of Slack, such as T0123ABCD')
    .option('--discord <id>', 'the id of a server of Discord')
    .action(run((flags: { slack?: string; discord?: string }) => deeds.linkTeam(flags)));
}

const inTeam = 'in the workspace of this team of Slack or server of Discord, by its id';

/** Says what went wrong on stderr, as JSON when that was asked for, and gives the exit code. */
export function complain(error: DocketError, json: boolean, say: (text: string) => void): number {
  const { code, message, remedy, details } = error;
  say(json ? JSON.stringify({ error: { code, message, remedy, details } }) : `${message}\n${remedy}`);
  return setUpCodes.has(code) ? 2 : 1;
}

const setUpCodes: ReadonlySet<string> = new Set([
  'CONFIG_INVALID',
  'STORE_LOCKED',
  'STORE_UNAVAILABLE',
  'DISK_FULL',
]);
