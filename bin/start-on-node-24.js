/** Runs Docket's TypeScript on a Node that reads TypeScript; plain JavaScript, so that any old Node gets a clear sentence. */
import { readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const oldest = [22, 18];

/** Docket itself. Sets the exit code; resolves when the program has ended. */
export function startOnNode24(args) {
  return start(args, { bin: 'docket.js', program: '../src/main.ts' });
}

/** The ticket commands alone, which have to be there at once. */
export function startTickets(args) {
  return start(args, { bin: 'tickets.js', program: '../src/cli/tickets/start-tickets.ts' });
}

/** `--version` is answered here, before anything is loaded. */
async function start(args, { bin, program }) {
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    process.stdout.write(`${readVersion()}\n`);
    return;
  }
  if (canRunTypeScript()) {
    module.enableCompileCache?.();
    const { run } = await import(new URL(program, import.meta.url).href);
    process.exitCode = await run(args, { environment: process.env, version: readVersion() });
    return;
  }
  const node = findBundledNode();
  if (node) process.exitCode = await runOn(node, bin, args);
  else {
    process.stderr.write(
      `Docket needs Node ${oldest.join('.')} or newer, and this is ${process.versions.node}. Install Node 24, then run it again.\n`,
    );
    process.exitCode = 2;
  }
}

function readVersion() {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

function canRunTypeScript() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** npm installs one of these as an optional dependency, by platform. */
function findBundledNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  try {
    return createRequire(import.meta.url).resolve(`node-${platform}-${process.arch}/${file}`);
  } catch {
    return null;
  }
}

async function runOn(node, bin, args) {
  const { spawn } = await import('node:child_process');
  const child = spawn(node, [fileURLToPath(new URL(`./${bin}`, import.meta.url)), ...args], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}
