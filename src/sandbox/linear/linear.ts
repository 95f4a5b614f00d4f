/** A small stateful Linear on this machine that speaks the real wire and checks every request against Linear's schema. */
import { actOut } from '../act-out.ts';
import { type Answer, send } from '../answer.ts';
import { answerControl, type Controlled, type Teammate } from '../control.ts';
import { createFaults, type Faults } from '../faults.ts';
import { forgetfulJournal, openJournal } from '../journal.ts';
import type { LoopbackRequest } from '../loopback-server.ts';
import { openServer, type ServerOptions } from '../open-server.ts';
import { pageHeaders } from '../page.ts';
import { forbidden, invalid, rateLimited, unauthorized } from './answers.ts';
import { answerRequest, type Roots, readRequest } from './execute.ts';
import { findIssue } from './issue-rows.ts';
import { createMutations } from './mutations.ts';
import { issuePage, listPage, missingPage } from './pages.ts';
import { createQueries } from './queries.ts';
import { createRequestLimit, type RequestLimit } from './request-limit.ts';
import { organization, seedRows } from './seed.ts';
import { describeIssue, editIssue, IssueEdit, type SandboxIssue, writeIssue } from './teammate.ts';
import { createViews } from './views.ts';
import { createWebhooks, type Webhooks, webhookSecret } from './webhooks.ts';
import { createWorld, type World } from './world.ts';

/** The one key the sandbox knows. It opens nothing but the sandbox. */
const apiKey = 'lin_api_docket_sandbox';

export type LinearSandbox = {
  /** Its front page, where people see the issues. */
  url: string;
  /** What LINEAR_API_URL is set to. */
  apiUrl: string;
  apiKey: string;
  /** What its webhooks are signed with. */
  webhookSecret: string;
  webhooks: Webhooks;
  faults: Faults;
  /** Vendors' names of the operations asked for so far, refused ones included. */
  operations(): readonly string[];
  /** How many requests came, whatever they asked for. */
  requests(): number;
  /** Texts of an issue's comments, the first first. */
  comments(issueId: string): string[];
  /** Addresses attached to an issue. */
  attachments(issueId: string): string[];
  /** In the order they were created. */
  issues(): SandboxIssue[];
  /** Changes an issue as a teammate would in Linear's app. Throws when there is no such issue, state or person. */
  edit(key: string, edit: IssueEdit): SandboxIssue;
  /** Writes an issue as a teammate would. */
  write(edit: IssueEdit): SandboxIssue;
  close(): Promise<void>;
};

export type LinearSandboxOptions = ServerOptions & {
  log?: { info(message: string, fields?: Record<string, unknown>): void };
  now?: () => Date;
  /** Whether a batch may hold a parent with its children; true when left out. */
  takesSiblings?: boolean;
  /** Where it reports what happens. */
  webhookUrl?: string;
  /** Requests it takes in an hour, as Linear's 2,500; no limit when left out. */
  requestsPerHour?: number;
};

type Desk = Controlled<IssueEdit> & {
  world: World;
  webhooks: Webhooks;
  teammate: Teammate<IssueEdit, SandboxIssue>;
  roots: Roots;
  asked: string[];
  requests: number;
  base: string;
  limit: RequestLimit;
  now: () => Date;
};

/** Listens when it resolves. Everything it answered as done survives a kill when it has a state file. */
export async function startLinearSandbox(options: LinearSandboxOptions = {}): Promise<LinearSandbox> {
  const now = options.now ?? (() => new Date());
  const { stateFile, takesSiblings } = options;
  const journal = stateFile === undefined ? forgetfulJournal() : openJournal(stateFile);
  const webhooks: Webhooks = createWebhooks(
    () => world,
    now,
    () => desk.base,
  );
  const world = createWorld(seedRows(), journal, { now, takesSiblings, noticed: webhooks.notice });
  const desk: Desk = {
    world,
    webhooks,
    roots: {},
    faults: createFaults(),
    asked: [],
    requests: 0,
    base: '',
    stateFile,
    teammate: teammateIn(world, () => desk.base),
    Edit: IssueEdit,
    limit: createRequestLimit(options.requestsPerHour ?? null, now),
    now,
  };
  const server = await openServer(options, journal, (request) => serve(desk, request));
  desk.base = server.url;
  const views = createViews(world, server.url);
  desk.roots = { ...createQueries(world, views), ...createMutations(world, views) };
  if (options.webhookUrl) webhooks.add(options.webhookUrl);
  options.log?.info('Linear sandbox is listening', { url: server.url });
  return {
    url: server.url,
    apiUrl: `${server.url}/graphql`,
    ...faceOf(desk),
    async close() {
      await server.close();
      journal.close();
    },
  };
}

/** What tests and teammates see of it and do to it, past the API. */
function faceOf(desk: Desk): Omit<LinearSandbox, 'url' | 'apiUrl' | 'close'> {
  const { world, faults, webhooks, teammate } = desk;
  return {
    apiKey,
    webhookSecret,
    webhooks,
    faults,
    operations: () => desk.asked,
    requests: () => desk.requests,
    comments: (issueId) =>
      [...world.comments.values()].filter((row) => row.issueId === issueId).map(({ body }) => body),
    attachments: (issueId) =>
      [...world.attachments.values()].filter((row) => row.issueId === issueId).map(({ url }) => url),
    ...teammate,
  };
}

function teammateIn(world: World, base: () => string): Teammate<IssueEdit, SandboxIssue> {
  return {
    issues: () => [...world.issues.values()].map((issue) => describeIssue(world, base(), issue)),
    write: (edit) => describeIssue(world, base(), writeIssue(world, edit)),
    edit: (key, edit) => describeIssue(world, base(), editIssue(world, key, edit)),
  };
}

async function serve(desk: Desk, request: LoopbackRequest): Promise<void> {
  const { pathname } = request.url;
  if (pathname === '/graphql' && request.method === 'POST') return serveApi(desk, request);
  send(request.response, answerControl(desk, request) ?? answerPage(desk, pathname));
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
  desk.requests += 1;
  if (request.headers.authorization !== apiKey) return send(request.response, unauthorized());
  const resetAt = desk.limit.take();
  if (resetAt !== null) return send(request.response, rateLimited(resetAt));
  const read = readRequest(request.body);
  if ('status' in read) return send(request.response, read);
  desk.asked.push(...read.operations);
  await actOut(desk.faults.strike(read.operations, request.body), request.response, {
    act: () => answerRequest(read, desk.roots),
    rateLimited: (resetMs) => rateLimited(desk.now().getTime() + resetMs),
    unauthorized,
    forbidden,
    invalid,
  });
}
