/** Arguments in, exit code out. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { House, openHouse as OpenHouse } from './app.ts';
import type { Card } from './cards/card.ts';
import { loadTools } from './catalog/load-tools.ts';
import type { AdminDeeds } from './cli/admin-commands.ts';
import { attachFiles } from './cli/attach-files.ts';
import { createLog } from './cli/log.ts';
import { complain, type Deeds, runProgram } from './cli/program.ts';
import type { CommandHouse } from './cli/tool-command.ts';
import { allSettings, readConfig, readEnvironment } from './config.ts';
import { readDocumentFile } from './documents/document-file.ts';
import { isDocketError } from './domain/errors.ts';
import type { Environment } from './ports/settings.ts';
import { root } from './root.ts';
import type { TokenCommand, TokenDeps, TokenWish } from './tokens.ts';

/** Runs one command to its end and gives its exit code; what people need to know is printed. */
export async function run(args: readonly string[]): Promise<number> {
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  outliveReaders();
  compileWasmOnce();
  try {
    return await runProgram(args, createDeeds(say));
  } catch (error) {
    const json = args.includes('--json');
    return isDocketError(error) ? complain(error, json, say) : reportBug(error, json, say);
  }
}

/**
 * The embedded store is one large WebAssembly module, of which most runs of the program use a little. Compiling that a
 * second time, optimized, takes V8 half a second of processor time and some 400 MB, and makes queries a fifth faster.
 */
function compileWasmOnce(): void {
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}

/** What people need is the reference; the rest is for the log. */
function reportBug(error: unknown, json: boolean, say: (text: string) => void): number {
  const reference = randomBytes(2).toString('hex');
  createLog('error').error('something broke', { reference, error });
  const message = `Something broke on our side. Reference ${reference}.`;
  const remedy = 'Try again; if it stays, report it with the log line of this reference.';
  say(
    json
      ? JSON.stringify({ error: { code: 'INTERNAL', message, remedy, details: {} } })
      : `${message}\n${remedy}`,
  );
  return 2;
}

/** A reader that has seen enough, such as `head`, does not end the work. */
function outliveReaders(): void {
  process.stdout.off('error', outlive).on('error', outlive);
}

function outlive(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function createDeeds(complainTo: (text: string) => void): Deeds {
  const environment = readEnvironment();
  const config = once(() => readConfig(environment));
  const log = once(() => createLog(config().core.logLevel));
  const user = userInfo().username || 'owner';
  const open = () => openHouse(config(), log(), user);
  const openOnScreen = () => {
    const { core } = config();
    return openHouse(config(), createLog(core.logLevel, join(core.home, 'docket.log')), user);
  };
  const print = (text: string) => void process.stdout.write(`${text}\n`);
  const color = Boolean(process.stdout.isTTY) && !environment.NO_COLOR;
  const streams = { input: process.stdin, output: process.stdout };
  return {
    ...startDeeds(environment, { user, print }),
    complain: complainTo,
    print,
    drawCard: (card) => drawCard(card, color),
    loadCatalog: () => loadTools(join(root, 'tools')),
    open: async () => commandHouse(await open()),
    chat: async (options) =>
      (await import('./terminal-chat.ts')).chatInTerminal(
        await (process.stdin.isTTY ? openOnScreen() : open()),
        streams,
        options,
      ),
    demo: async (options) =>
      (await import('./play-demo.ts')).playDemo(config(), log(), process.stdout, options),
    init: async ({ example }) => {
      if (example) return printEnvExample(print);
      const { requireTerminal, runInit } = await import('./cli/init.ts');
      requireTerminal(Boolean(process.stdin.isTTY && process.stdout.isTTY));
      return runInit(allSettings.filter((one) => one.name !== 'core'));
    },
    doctor: async ({ json }) =>
      (await operate()).runDoctor({ json, color, user, log: createLog('silent') }, print),
    sandbox: async (options) => (await operate()).runSandbox(options, print),
    backup: async (file) =>
      withHouse(await open(), async (house) => (await operate()).backUp(house, file, print)),
    restore: async (file, { force }) => (await operate()).restore(config(), file, force, print),
    route: async (text, { context }) => {
      const { route } = await import('./evaluate.ts');
      print(JSON.stringify(route(text, context), null, 2));
      return 0;
    },
    evaluate: async (options) => (await import('./run-eval.ts')).runEval(config(), log(), options, print),
    ...memberDeeds(open, print),
    ...adminDeeds(() => config().core.home, { open, print, user }),
  };
}

function openService(environment: Environment, user: string): Promise<House> {
  const config = readConfig(environment, { serves: true });
  return openHouse(config, createLog(config.core.logLevel), user);
}

function startDeeds(
  environment: Environment,
  { user, print }: { user: string; print: (text: string) => void },
): Pick<Deeds, 'repo' | 'version' | 'serve'> {
  const version = String(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
  const start = () => import('./cli/tickets/start-tickets.ts');
  return {
    version,
    repo: async (words) => (await start()).run(words, { environment, version }),
    // Slack's client may still be waiting to try a connection again, which would keep the process alive for ever.
    serve: async () =>
      process.exit(await (await import('./serve.ts')).serve(await openService(environment, user), print)),
  };
}

function memberDeeds(
  open: () => Promise<House>,
  print: (text: string) => void,
): Pick<Deeds, 'addMember' | 'linkMember' | 'linkTeam'> {
  return {
    addMember: async (wish) =>
      withHouse(await open(), async (house) => (await operate()).addOneMember(house, wish, print)),
    linkMember: async (wish) =>
      withHouse(await open(), async (house) => (await operate()).linkOneMember(house, wish, print)),
    linkTeam: async (ids) =>
      withHouse(await open(), async (house) => (await operate()).linkOneTeam(house, ids, print)),
  };
}

function adminDeeds(
  home: () => string,
  { open, print, user }: { open: () => Promise<House>; print: (text: string) => void; user: string },
): AdminDeeds {
  const tokens = () => import('./tokens.ts');
  const openTokens = async () => {
    const { storage, clock, ids, workspace, close } = await open();
    return { store: storage.store, clock, ids, workspace, close };
  };
  const ask = async (command: TokenCommand, wish: TokenWish) => {
    print(await (await tokens()).runTokenCommand(command, wish, { home: home(), open: openTokens }));
    return 0;
  };
  const inHouse = async (work: (house: TokenDeps) => Promise<string>) =>
    withHouse(await open(), async ({ storage, clock, ids, workspace }) => {
      print(await work({ store: storage.store, clock, ids, workspace }));
      return 0;
    });
  return {
    createToken: (wish) => ask('create_token', wish),
    listTokens: (wish) => ask('list_tokens', wish),
    revokeToken: (id, wish) => ask('revoke_token', { ...wish, id }),
    createWorkspace: (name) =>
      inHouse(async (house) => (await tokens()).createOneWorkspace(house, name, user)),
    mcp: async ({ as }) =>
      withHouse(await open(), async (house) => {
        const { serveMcp } = await import('./api/mcp/mcp-stdio.ts');
        const caller = await house.callerFor('mcp', as);
        await serveMcp(house.api, caller, { input: process.stdin, output: process.stdout });
        return 0;
      }),
    listWorkspaces: () => inHouse(async (house) => (await tokens()).listWorkspaces(house)),
  };
}

/** The rooms behind the commands are loaded when one of them is to run. */
const openHouse: typeof OpenHouse = async (...args) => (await import('./app.ts')).openHouse(...args);

const operate = () => import('./operate.ts');

async function drawCard(card: Card, color: boolean): Promise<string> {
  const { printCard } = await import('./surfaces/terminal/print-card.ts');
  return printCard(card, { width: Math.min(process.stdout.columns ?? 80, 100), color });
}

async function printEnvExample(print: (text: string) => void): Promise<number> {
  const { writeEnvExample } = await import('./cli/env-example.ts');
  print(writeEnvExample(allSettings).trimEnd());
  return 0;
}

async function withHouse(house: House, work: (house: House) => Promise<number>): Promise<number> {
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}

function commandHouse(house: House): CommandHouse {
  return {
    catalog: house.catalog,
    callTool: house.callTool,
    callerFor: (via, name) => house.callerFor(via, name),
    attach: (text) => attachFiles(text, readDocumentFile),
    async finishPush(pushId, caller) {
      const before = await house.services.publication.pushView(caller, pushId);
      await house.startPushing();
      await house.storage.queue.settled([before.push.destination.id]);
      return house.services.publication.pushView(caller, pushId);
    },
    close: () => house.close(),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
