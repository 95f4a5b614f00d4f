/** A small stateful GitHub on this machine: one repository, checked against GitHub's own description of its APIs. */
import { actOut } from '../act-out.ts';
import { type Answer, send } from '../answer.ts';
import { answerControl, type Controlled, type Teammate } from '../control.ts';
import { createFaults, type Faults } from '../faults.ts';
import { forgetfulJournal, openJournal } from '../journal.ts';
import type { LoopbackRequest } from '../loopback-server.ts';
import { openServer, type ServerOptions } from '../open-server.ts';
import { pageHeaders } from '../page.ts';
import { readRest } from './answer-rest.ts';
import { forbidden, rateLimited, unauthorized } from './answers.ts';
import { type AppCredentials, createApp, type SandboxApp } from './app.ts';
import { type CodeDeeds, createCode } from './code.ts';
import { type ContentGate, type ContentLimits, createContentGate } from './content-limits.ts';
import { answerGraphql, forbiddenFields, readGraphql } from './graphql.ts';
import { createViews, type Views } from './graphql-views.ts';
import { findNumber } from './issue-rows.ts';
import { createMutations } from './mutations.ts';
import { issuePage, listPage, missingPage } from './pages.ts';
import { repository, seedRows } from './seed.ts';
import { describeIssue, editIssue, IssueEdit, type SandboxIssue, writeIssue } from './teammate.ts';
import { createWebhooks, type Webhooks, webhookSecret } from './webhooks.ts';
import { createWorld, type World } from './world.ts';

/** The one token the sandbox knows. It opens nothing but the sandbox. */
const token = 'ghp_docket_sandbox';

export type GithubSandbox = {
  /** Its front page, where people see the issues; also what GITHUB_API_URL is set to. */
  url: string;
  token: string;
  /** `owner/name`. */
  repository: string;
  /** What an app installed there signs in with. */
  app(): AppCredentials;
  faults: Faults;
  /** What was asked for so far, refused requests included: GraphQL's root fields, and the names GitHub gives REST's operations. */
  operations(): readonly string[];
  /** How many requests came, whatever they asked for. */
  requests(): number;
  /** What its webhooks are signed with, but for hooks that have a secret of their own. */
  webhookSecret: string;
  webhooks: Webhooks;
  code: CodeDeeds;
  /** In the order they were created. */
  issues(): SandboxIssue[];
  /** Changes an issue as a teammate would on GitHub. Throws when there is no such issue, label or person. */
  edit(number: number, edit: IssueEdit): SandboxIssue;
  /** Writes an issue as a teammate would. */
  write(edit: IssueEdit): SandboxIssue;
  close(): Promise<void>;
};

export type GithubSandboxOptions = ServerOptions & {
  log?: { info(message: string, fields?: Record<string, unknown>): void };
  now?: () => Date;
  /** False when the repository's owner has no issue types; true when left out. */
  issueTypes?: boolean;
  /** Whether the owner has a field "Priority"; false when left out. */
  priorityField?: boolean;
  /** False for a token that may only write issues: GitHub then drops labels, types and the like without a word. */
  mayTriage?: boolean;
  /** GitHub's limits on making things; none when left out. */
  limits?: ContentLimits;
  /** How long a new issue stays out of the lists. */
  listLagMs?: number;
  /** Where it reports to from the start. */
  webhookUrl?: string | undefined;
};

type Desk = Controlled<IssueEdit> & {
  world: World;
  views: Views;
  mutations: object;
  gate: ContentGate;
  app: SandboxApp;
  asked: string[];
  requests: number;
  now: () => Date;
};

/** Listens when it resolves. Everything it answered as done survives a kill when it has a state file. */
export async function startGithubSandbox(options: GithubSandboxOptions = {}): Promise<GithubSandbox> {
  const { now = () => new Date(), mayTriage = true, listLagMs = 0, stateFile } = options;
  const journal = stateFile === undefined ? forgetfulJournal() : openJournal(stateFile);
  const webhooks = createWebhooks(() => world);
  const { issueTypes = true, priorityField = false } = options;
  const given = { seed: seedRows({ issueTypes, priorityField }), journal };
  const world = createWorld(given, { now, mayTriage, listLagMs, noticed: webhooks.notice });
  const views = createViews(world);
  const teammate = teammateIn(world);
  const desk: Desk = {
    world,
    views,
    mutations: createMutations(world, views),
    faults: createFaults(),
    gate: createContentGate(options.limits ?? null, now),
    app: createApp(now),
    webhooks,
    asked: [],
    requests: 0,
    stateFile,
    teammate,
    Edit: IssueEdit,
    now,
  };
  const server = await openServer(options, journal, (request) => serve(desk, request));
  world.base = server.url;
  for (const { url } of world.hooks.values()) webhooks.add(url);
  if (options.webhookUrl) webhooks.add(options.webhookUrl);
  options.log?.info('GitHub sandbox is listening', { url: server.url });
  return {
    url: server.url,
    token,
    repository: `${repository.owner}/${repository.name}`,
    app: desk.app.credentials,
    faults: desk.faults,
    operations: () => desk.asked,
    requests: () => desk.requests,
    webhookSecret,
    webhooks,
    code: createCode(world),
    ...teammate,
    edit: (number, edit) => teammate.edit(String(number), edit),
    async close() {
      await server.close();
      journal.close();
    },
  };
}

function teammateIn(world: World): Teammate<IssueEdit, SandboxIssue> {
  return {
    issues: () => [...world.issues.values()].map((issue) => describeIssue(world, issue)),
    write: (edit) => describeIssue(world, writeIssue(world, edit)),
    edit: (number, edit) => describeIssue(world, editIssue(world, number, edit)),
  };
}

async function serve(desk: Desk, request: LoopbackRequest): Promise<void> {
  const { pathname } = request.url;
  if (/^\/(graphql$|repos\/|app\/|user$)/.test(pathname)) return serveApi(desk, request);
  send(request.response, answerControl(desk, request) ?? answerPage(desk, pathname));
}

function answerPage({ world }: Desk, pathname: string): Answer {
  const [, owner, name, noun, number] = pathname.split('/');
  if (pathname === '/') return { status: 200, headers: pageHeaders, body: listPage(world) };
  try {
    const here = owner === repository.owner && name === repository.name && /^(issues|pull)$/.test(noun ?? '');
    if (!here || !number) throw new Error('No such page');
    return { status: 200, headers: pageHeaders, body: issuePage(world, findNumber(world, number)) };
  } catch {
    return { status: 404, headers: pageHeaders, body: missingPage() };
  }
}

/** One request as the API it goes to reads it. */
type Read = { operations: string[]; makes: number; graphql: boolean; act(): Answer; forbidden(): Answer };

async function serveApi(desk: Desk, request: LoopbackRequest): Promise<void> {
  desk.requests += 1;
  const { authorization } = request.headers;
  const asApp = desk.app.answer({ method: request.method, path: request.url.pathname, authorization });
  if (asApp) return send(request.response, asApp);
  const given = authorization?.replace(/^(token|bearer) /i, '') ?? '';
  if (given !== token && !desk.app.isToken(given)) return send(request.response, unauthorized());
  const read = readApi(desk, request);
  if ('status' in read) return send(request.response, read);
  desk.asked.push(...read.operations);
  await actOut(desk.faults.strike(read.operations), request.response, {
    act() {
      const wait = read.makes > 0 ? desk.gate.enter(read.makes) : null;
      if (wait !== null) return rateLimited(wait, read.graphql);
      const answer = read.act();
      return { ...answer, headers: { ...answer.headers, date: desk.now().toUTCString() } };
    },
    rateLimited: (resetMs) => rateLimited(resetMs, read.graphql),
    unauthorized,
    forbidden: read.forbidden,
  });
}

/** What others are notified of, and GitHub therefore limits. */
const creations = /^(createIssue|addComment|issues\/create(-comment)?)$/;

function readApi(
  { world, views, mutations }: Desk,
  { method, url, headers, body }: LoopbackRequest,
): Read | Answer {
  const makes = (operations: readonly string[]) => operations.filter((name) => creations.test(name)).length;
  if (url.pathname === '/graphql') {
    const read = readGraphql(body);
    if ('status' in read) return read;
    const { operations } = read;
    return {
      operations,
      makes: makes(operations),
      graphql: true,
      act: () => answerGraphql(read, views, mutations),
      forbidden: () => forbiddenFields(read),
    };
  }
  const read = readRest({ method, url, body, ifNoneMatch: headers['if-none-match'] });
  if ('status' in read) return read;
  const operations = [read.operation];
  return { operations, makes: makes(operations), graphql: false, act: () => read.act(world), forbidden };
}
