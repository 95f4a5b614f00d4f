/** A small stateful Linear on this machine that speaks the real wire and checks every request against Linear's schema. */
import { setTimeout as wait } from 'node:timers/promises';
import { createFaults, type Fault, type Faults } from '../faults.ts';
import { forgetfulJournal, type Journal, openJournal } from '../journal.ts';
import { type LoopbackRequest, type LoopbackServer, listenOnLoopback } from '../loopback-server.ts';
import { pageHeaders } from '../page.ts';
import { describeHolder, holderPath, refuseSecondHolder } from '../state-holder.ts';
import { type Answer, badGateway, forbidden, json, rateLimited, unauthorized } from './answers.ts';
import { answerControl } from './control.ts';
import { answerRequest, type Request, type Roots, readRequest } from './execute.ts';
import { findIssue } from './issue-rows.ts';
import { createMutations } from './mutations.ts';
import { issuePage, listPage, missingPage } from './pages.ts';
import { createQueries } from './queries.ts';
import { organization, seedRows } from './seed.ts';
import { describeIssue, editIssue, type IssueEdit, type SandboxIssue, writeIssue } from './teammate.ts';
import { createViews } from './views.ts';
import { createWorld, type World } from './world.ts';

/** The one key the sandbox knows. It opens nothing but the sandbox. */
const apiKey = 'lin_api_docket_sandbox';

export type LinearSandbox = {
  /** Its front page, where people see the issues. */
  url: string;
  /** What LINEAR_API_URL is set to. */
  apiUrl: string;
  apiKey: string;
  faults: Faults;
  /** Vendors' names of the operations asked for so far, refused ones included. */
  operations(): readonly string[];
  /** In the order they were created. */
  issues(): SandboxIssue[];
  /** Changes an issue as a teammate would in Linear's app. Throws when there is no such issue, state or person. */
  edit(key: string, edit: IssueEdit): SandboxIssue;
  /** Writes an issue as a teammate would. */
  write(edit: IssueEdit): SandboxIssue;
  close(): Promise<void>;
};

export type LinearSandboxOptions = {
  /** Must be free. Left out, the port of the last run with this state file, or any free one. */
  port?: number;
  /** Where issues are kept; left out, they last as long as the sandbox. A second one that wants it is refused. */
  stateFile?: string;
  log?: { info(message: string, fields?: Record<string, unknown>): void };
  now?: () => Date;
};

type Desk = {
  world: World;
  faults: Faults;
  roots: Roots;
  asked: string[];
  base: string;
  stateFile: string | undefined;
  now: () => Date;
};

/** Listens when it resolves. Everything it answered as done survives a kill when it has a state file. */
export async function startLinearSandbox(options: LinearSandboxOptions = {}): Promise<LinearSandbox> {
  const now = options.now ?? (() => new Date());
  const journal = options.stateFile === undefined ? forgetfulJournal() : openJournal(options.stateFile);
  const world = createWorld(seedRows(), journal, now);
  const faults = createFaults();
  const desk: Desk = { world, faults, roots: {}, asked: [], base: '', stateFile: options.stateFile, now };
  const lastPort = rememberedPort(journal);
  const server = await openServer(options, lastPort, (request) => serve(desk, request)).catch((error) => {
    journal.close();
    throw error;
  });
  desk.base = server.url;
  const views = createViews(world, server.url);
  desk.roots = { ...createQueries(world, views), ...createMutations(world, views) };
  if (lastPort !== server.port) journal.append({ port: server.port });
  options.log?.info('Linear sandbox is listening', { url: server.url });
  return {
    url: server.url,
    apiUrl: `${server.url}/graphql`,
    apiKey,
    faults,
    operations: () => desk.asked,
    issues: () => [...world.issues.values()].map((issue) => describeIssue(world, server.url, issue)),
    edit: (key, edit) => describeIssue(world, server.url, editIssue(world, key, edit)),
    write: (edit) => describeIssue(world, server.url, writeIssue(world, edit)),
    async close() {
      await server.close();
      journal.close();
    },
  };
}

/** Throws when the asked port is taken, or another living sandbox has the state file. */
async function openServer(
  { port, stateFile }: LinearSandboxOptions,
  lastPort: number | undefined,
  handle: (request: LoopbackRequest) => Promise<void>,
): Promise<LoopbackServer> {
  const server = await listenOnLoopback({ port, preferredPort: lastPort }, handle);
  if (stateFile === undefined || lastPort === undefined || lastPort === server.port) return server;
  try {
    await refuseSecondHolder(stateFile, lastPort);
    return server;
  } catch (error) {
    await server.close();
    throw error;
  }
}

function rememberedPort(journal: Journal): number | undefined {
  const ports = (journal.entries as { port?: number }[]).flatMap(({ port }) => port ?? []);
  return ports.at(-1);
}

async function serve(desk: Desk, request: LoopbackRequest): Promise<void> {
  const { pathname } = request.url;
  if (pathname === '/graphql' && request.method === 'POST') return serveApi(desk, request);
  if (pathname === holderPath) return send(request, json(200, describeHolder(desk.stateFile)));
  if (pathname.startsWith('/_sandbox/')) {
    const path = pathname.slice('/_sandbox'.length);
    return send(request, answerControl(desk, { method: request.method, path, body: request.body }));
  }
  send(request, answerPage(desk, pathname));
}

function answerPage({ world, base }: Desk, pathname: string): Answer {
  const [, place, noun, key] = pathname.split('/');
  if (pathname === '/') return { status: 200, headers: pageHeaders, body: listPage(world, base) };
  try {
    if (place !== organization.urlKey || noun !== 'issue' || !key) throw new Error('No such page');
    return { status: 200, headers: pageHeaders, body: issuePage(world, base, findIssue(world, key)) };
  } catch {
    return { status: 404, headers: pageHeaders, body: missingPage() };
  }
}

async function serveApi(desk: Desk, request: LoopbackRequest): Promise<void> {
  if (request.headers.authorization !== apiKey) return send(request, unauthorized());
  const read = readRequest(request.body);
  if ('status' in read) return send(request, read);
  desk.asked.push(...read.operations);
  const fault = desk.faults.strike(read.operations);
  if (fault) return serveFault(desk, request, read, fault);
  send(request, answerRequest(read, desk.roots));
}

async function serveFault(desk: Desk, request: LoopbackRequest, read: Request, fault: Fault): Promise<void> {
  switch (fault.kind) {
    case 'lost_request':
      return void request.response.destroy();
    case 'server_error':
      return send(request, badGateway());
    case 'rate_limited':
      return send(request, rateLimited(desk.now().getTime() + fault.resetMs));
    case 'unauthorized':
      return send(request, unauthorized());
    case 'forbidden':
      return send(request, forbidden());
    case 'slow':
      await wait(fault.delayMs);
      return send(request, answerRequest(read, desk.roots));
    case 'server_error_after':
      answerRequest(read, desk.roots);
      return send(request, badGateway());
    case 'lost_answer':
      answerRequest(read, desk.roots);
      return void request.response.destroy();
    case 'truncated': {
      const { body, ...whole } = answerRequest(read, desk.roots);
      return send(request, { ...whole, body: body.slice(0, body.length / 2) });
    }
  }
}

/** A client that has gone meanwhile gets nothing, and that is no fault of ours. */
function send({ response }: LoopbackRequest, answer: Answer): void {
  response.writeHead(answer.status, answer.headers).end(answer.body);
}
