/** The plan of the house as data: who may import whom, which package has which door, and how files are written. */
import type { SourceFile } from './imports.ts';

const services = ['insights', 'documents', 'generation', 'tickets', 'publication', 'planning', 'factory'];

/** Room to the rooms it may import, besides itself. */
export const mayImport: Record<string, readonly string[]> = {
  domain: [],
  cards: ['domain'],
  ports: ['domain', 'cards'],
  workspace: ['domain', 'ports'],
  ...Object.fromEntries(
    services.map((room, at) => [
      room,
      ['domain', 'ports', 'json-schema', 'outbound', ...services.slice(0, at)],
    ]),
  ),
  'json-schema': [],
  outbound: [],
  'outside-agents': ['domain', 'ports', 'outbound'],
  'repo-tickets': ['domain', 'ports', 'tickets'],
  webhooks: ['domain', 'ports', 'outbound'],
  catalog: ['domain', 'cards', 'ports', 'workspace', ...services, 'repo-tickets', 'webhooks'],
  tools: ['domain', 'cards', 'catalog'],
  evaluation: ['domain', 'ports', 'documents', 'generation', 'tickets', 'catalog'],
  planner: ['domain', 'catalog'],
  agent: ['domain', 'ports', 'catalog'],
  workflow: ['domain', 'ports', 'catalog', 'json-schema'],
  conversation: ['domain', 'cards', 'ports', 'agent', 'workflow'],
  /** What chat services have alike. */
  messenger: ['domain', 'cards', 'ports'],
  surfaces: ['domain', 'cards', 'ports', 'messenger'],
  trackers: ['domain', 'ports'],
  models: ['domain', 'ports'],
  storage: ['domain', 'ports'],
  sandbox: [],
  api: ['domain', 'ports', 'workspace', 'catalog', ...services, 'webhooks'],
  cli: ['domain', 'cards', 'ports', 'catalog', 'repo-tickets'],
  'root.ts': [],
  'load-on-call.ts': [],
  'adapters.ts': ['domain', 'ports', 'surfaces', 'trackers', 'models', 'outside-agents'],
  'config.ts': ['domain', 'ports', 'adapters.ts', 'api'],
};

/** These put the house together, the conversation on top of it, and open its door; they may know every room. */
const knowAll = new Set([
  'app.ts',
  'chat.ts',
  'regular-work.ts',
  'agents-room.ts',
  'planning-rooms.ts',
  'open-outgoing.ts',
  'run-workflows.ts',
  'listen.ts',
  'terminal-chat.ts',
  'play-demo.ts',
  'operate.ts',
  'sandboxes.ts',
  'serve.ts',
  'intake-thread.ts',
  'intake-worker.ts',
  'open-discord.ts',
  'stop-thread.ts',
  'answered-aside.ts',
  'tokens.ts',
  'until-told.ts',
  'main.ts',
  'evaluate.ts',
  'run-eval.ts',
]);

/** Package to the places that may import it. A place is a room, a sub-room or a file below `src/`. */
export const doors: Record<string, readonly string[]> = {
  '@slack/bolt': ['surfaces/slack'],
  '@slack/types': ['surfaces/slack'],
  '@slack/web-api': ['surfaces/slack'],
  ws: ['sandbox'],
  'discord.js': ['surfaces/discord'],
  '@octokit/rest': ['trackers/github'],
  '@octokit/auth-app': ['trackers/github'],
  '@linear/sdk': ['trackers/linear'],
  'jira.js': ['trackers/jira'],
  openai: ['models'],
  '@langchain/openai': ['models'],
  langchain: ['agent', 'workflow', 'planner', 'models', 'storage/checkpoints.ts'],
  '@langchain/core': ['agent', 'workflow', 'planner', 'models', 'storage/checkpoints.ts'],
  '@langchain/langgraph': ['agent', 'workflow', 'planner', 'models', 'storage/checkpoints.ts'],
  '@langchain/langgraph-checkpoint': ['agent', 'workflow', 'planner', 'models', 'storage/checkpoints.ts'],
  '@langchain/langgraph-checkpoint-postgres': ['storage/checkpoints.ts'],
  keyv: ['storage'],
  pg: ['storage'],
  kysely: ['storage'],
  'pg-boss': ['storage'],
  '@electric-sql/pglite': ['storage'],
  'node:sqlite': ['storage'],
  hono: ['api'],
  '@hono/node-server': ['api'],
  'prom-client': ['api'],
  'rate-limiter-flexible': ['api'],
  '@modelcontextprotocol/sdk': ['api'],
  graphql: ['sandbox'],
  ajv: ['sandbox', 'json-schema'],
  'ajv-formats': ['sandbox'],
  'mdast-util-from-markdown': ['documents', 'trackers/jira'],
  'mdast-util-gfm': ['documents', 'trackers/jira'],
  'mdast-util-to-string': ['documents'],
  'micromark-extension-gfm': ['documents', 'trackers/jira'],
  mdast: ['documents', 'generation', 'trackers/jira'],
  'mdast-util-to-markdown': ['documents'],
  'hast-util-from-html': ['documents'],
  'hast-util-to-mdast': ['documents'],
  mammoth: ['documents'],
  unpdf: ['documents'],
  'csv-parse': ['documents'],
  'node-diff3': ['documents'],
  undici: ['documents', 'outbound', 'outside-agents', 'webhooks'],
  'ipaddr.js': ['outbound'],
  yaml: ['catalog', 'repo-tickets', 'workflow', 'factory/read-spec.ts'],
  commander: ['cli'],
  '@clack/prompts': ['cli'],
  pino: ['app.ts', 'cli'],
  picocolors: ['surfaces/terminal', 'cli', 'play-demo.ts'],
  'string-width': ['surfaces/terminal', 'cli'],
  'wrap-ansi': ['surfaces/terminal', 'cli'],
  'node:fs': [
    'catalog',
    'documents',
    'repo-tickets',
    'storage',
    'api/door-key.ts',
    'sandbox',
    'cli',
    'planner/training',
    'main.ts',
    'config.ts',
    'play-demo.ts',
    'evaluation',
  ],
  'node:child_process': ['catalog', 'documents', 'repo-tickets', 'storage', 'cli', 'main.ts'],
};

const forbiddenNames = /^(utils?|helpers?|common|misc|types|constants|index|shared|manager)$/;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** `src/trackers/linear/mapping.ts` is in room `trackers`, place `trackers/linear`. */
function roomOf(path: string): string {
  const parts = path.split('/');
  return parts[0] === 'src' ? parts[1]! : parts[0]!;
}

function placeOf(path: string): string {
  return path.startsWith('src/') ? path.slice(4) : path;
}

/** Rooms whose sub-rooms are strangers to each other: one adapter never knows the next. */
const separate = new Set(['surfaces', 'trackers']);

/** Everything wrong with one file, as sentences; empty when it keeps the rules. */
export function faultsOf(file: SourceFile): string[] {
  return [...importFaults(file), ...doorFaults(file), ...styleFaults(file)];
}

function importFaults(file: SourceFile): string[] {
  const from = roomOf(file.path);
  if (knowAll.has(from)) return [];
  const allowed = mayImport[from];
  if (!allowed) return [`${file.path}: no room "${from}" is in the plan`];
  return file.imports.flatMap((imported) => {
    if (!imported.own) return [];
    if (!imported.specifier.endsWith('.ts') && !imported.specifier.endsWith('.json')) {
      return [`${file.path}: "${imported.specifier}" must end in .ts`];
    }
    const to = roomOf(imported.to);
    if (to === from)
      return crossesAdapters(file.path, imported.to)
        ? [`${file.path} imports its neighbour ${imported.to}`]
        : [];
    return allowed.includes(to) ? [] : [`${file.path} (${from}) may not import ${imported.to} (${to})`];
  });
}

function crossesAdapters(from: string, to: string): boolean {
  const [, room, sub] = from.split('/');
  return separate.has(room!) && to.split('/')[2] !== sub;
}

function doorFaults(file: SourceFile): string[] {
  const place = placeOf(file.path);
  return file.imports.flatMap((imported) => {
    if (imported.own) return [];
    const name = imported.to.replace(/^(node:fs)\/.*/, '$1');
    if (roomOf(file.path) === 'domain' && name !== 'zod' && name !== 'node:crypto') {
      return [`${file.path}: domain knows no package but zod, and imports ${name}`];
    }
    const allowed = doors[name];
    if (!allowed) {
      return name === 'zod' || name.startsWith('node:')
        ? []
        : [`${file.path}: package ${name} has no door in the plan`];
    }
    const inside = allowed.some((door) => place === door || place.startsWith(`${door}/`));
    return inside ? [] : [`${file.path}: ${name} may be imported only in ${allowed.join(', ')}`];
  });
}

function styleFaults(file: SourceFile): string[] {
  const faults: string[] = [];
  const lines = file.text.split('\n').length - 1;
  const say = (fault: string) => faults.push(`${file.path}: ${fault}`);
  if (lines > 300) say(`${lines} lines, at most 300`);
  if (!/^(#!.*\n)?\/\*\*? ?[A-Z`][^\n]*/.test(file.text))
    say('does not open with one sentence on what it is for');
  if (/\bprocess\.env\b/.test(file.code) && file.path !== 'src/config.ts')
    say('reads the environment outside config.ts');
  if (/\bconsole\./.test(file.code) && !/^src\/(cli|surfaces\/terminal)\//.test(file.path))
    say('writes to the console');
  for (const part of file.path.replace(/\.ts$/, '').split('/')) {
    if (!kebab.test(part)) say(`"${part}" is not kebab-case`);
    if (forbiddenNames.test(part)) say(`"${part}" is a name that says nothing`);
  }
  if (
    /\.tickets\.(insert|swap)\(/.test(file.code) &&
    roomOf(file.path) !== 'tickets' &&
    roomOf(file.path) !== 'storage'
  ) {
    say('writes a ticket row outside tickets/');
  }
  return faults;
}

/** One path through the import graph that returns to where it began, or null. Dynamic imports count too. */
export function findCircle(files: readonly SourceFile[]): string[] | null {
  const graph = new Map(
    files.map((file) => [file.path, file.imports.filter((one) => one.own).map((one) => one.to)]),
  );
  const done = new Set<string>();
  const visit = (path: string, trail: string[]): string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const next of graph.get(path) ?? []) {
      const circle = visit(next, [...trail, path]);
      if (circle) return circle;
    }
    done.add(path);
    return null;
  };
  for (const path of graph.keys()) {
    const circle = visit(path, []);
    if (circle) return circle;
  }
  return null;
}
