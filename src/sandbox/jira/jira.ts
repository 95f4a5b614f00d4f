/** A small stateful Jira on this machine: one project, each request checked against Atlassian's own descriptions. */
import { actOut } from '../act-out.ts';
import { type Answer, json, send } from '../answer.ts';
import { answerControl, type Controlled, type Teammate } from '../control.ts';
import { createFaults, type Faults } from '../faults.ts';
import { forgetfulJournal, openJournal } from '../journal.ts';
import type { LoopbackRequest } from '../loopback-server.ts';
import { openServer, type ServerOptions } from '../open-server.ts';
import { pageHeaders } from '../page.ts';
import { forbidden, Refusal, rateLimited, refusalAnswer, unauthorized } from './answers.ts';
import type { Ask, Operations } from './ask.ts';
import { createMany } from './bulk.ts';
import { findIssue, type IssueUpdate } from './issue-rows.ts';
import { createLimits, type Limits } from './limits.ts';
import { createOperations } from './operations.ts';
import { issuePage, listPage, missingPage } from './pages.ts';
import { jiraRest } from './schema.ts';
import { seedRows } from './seed.ts';
import { project, type SiteOptions } from './setup.ts';
import { describeIssue, editIssue, IssueEdit, type SandboxIssue, writeIssue } from './teammate.ts';
import { createWebhooks, type Webhooks, webhookSecret } from './webhooks.ts';
import { createWorld, type World } from './world.ts';

/** The one account the sandbox knows. It opens nothing but the sandbox. */
const email = 'docket@sandbox.invalid';
const apiToken = 'jira_docket_sandbox';

export type JiraSandbox = {
  /** Its front page, where people see the issues; also what JIRA_HOST is set to. */
  url: string;
  email: string;
  apiToken: string;
  /** Key of its project. */
  project: string;
  faults: Faults;
  /** Atlassian's names of the operations asked for so far, refused ones included. */
  operations(): readonly string[];
  /** How many requests came, whatever they asked for. */
  requests(): number;
  /** What its webhooks are signed with. */
  webhookSecret: string;
  webhooks: Webhooks;
  /** In the order they were created, without those deleted. */
  issues(): SandboxIssue[];
  /** Changes an issue as a teammate would in Jira. Throws when there is no such issue, status or person. */
  edit(key: string, edit: IssueEdit): SandboxIssue;
  /** Writes an issue as a teammate would. */
  write(edit: IssueEdit): SandboxIssue;
  close(): Promise<void>;
};

export type JiraSandboxOptions = ServerOptions &
  SiteOptions & {
    log?: { info(message: string, fields?: Record<string, unknown>): void };
    now?: () => Date;
    /** Where it reports to from the start. */
    webhookUrl?: string | undefined;
    /** Requests an endpoint takes in a second; Jira's own 100 when left out. */
    burst?: number;
  };

type Desk = Controlled<IssueEdit> & {
  world: World;
  operations: Operations;
  limits: Limits;
  asked: string[];
  requests: number;
};

/** Listens when it resolves. Everything it answered as done survives a kill when it has a state file. */
export async function startJiraSandbox(options: JiraSandboxOptions = {}): Promise<JiraSandbox> {
  const { now = () => new Date(), stateFile } = options;
  const journal = stateFile === undefined ? forgetfulJournal() : openJournal(stateFile);
  const webhooks = createWebhooks(() => world);
  const world = createWorld({ seed: seedRows(), journal }, { ...options, now, noticed: webhooks.notice });
  const operations = createOperations(world);
  const limits = createLimits(options.burst);
  const teammate = teammateIn(world);
  const desk: Desk = {
    world,
    webhooks,
    operations,
    limits,
    faults: createFaults(),
    asked: [],
    requests: 0,
    stateFile,
    teammate,
    Edit: IssueEdit,
  };
  const server = await openServer(options, journal, (request) => serve(desk, request));
  world.base = server.url;
  if (options.webhookUrl) webhooks.add(options.webhookUrl);
  options.log?.info('Jira sandbox is listening', { url: server.url });
  return {
    url: server.url,
    email,
    apiToken,
    project: project.key,
    faults: desk.faults,
    operations: () => desk.asked,
    requests: () => desk.requests,
    webhookSecret,
    webhooks,
    ...teammate,
    async close() {
      await server.close();
      journal.close();
    },
  };
}

function teammateIn(world: World): Teammate<IssueEdit, SandboxIssue> {
  return {
    issues() {
      const present = [...world.issues.values()].filter(({ deleted }) => !deleted);
      return present.map((issue) => describeIssue(world, issue));
    },
    write: (edit) => describeIssue(world, writeIssue(world, edit)),
    edit: (key, edit) => describeIssue(world, editIssue(world, key, edit)),
  };
}

async function serve(desk: Desk, request: LoopbackRequest): Promise<void> {
  const { pathname } = request.url;
  if (pathname.startsWith('/rest/')) return serveApi(desk, request);
  send(request.response, answerControl(desk, request) ?? answerPage(desk, pathname));
}

function answerPage({ world }: Desk, pathname: string): Answer {
  if (pathname === '/') return { status: 200, headers: pageHeaders, body: listPage(world) };
  const key = pathname.match(/^\/browse\/([^/]+)$/)?.[1];
  try {
    return { status: 200, headers: pageHeaders, body: issuePage(world, findIssue(world, key ?? '')) };
  } catch {
    return { status: 404, headers: pageHeaders, body: missingPage() };
  }
}

async function serveApi(desk: Desk, request: LoopbackRequest): Promise<void> {
  desk.requests += 1;
  const basic = Buffer.from(`${email}:${apiToken}`).toString('base64');
  if (![`Basic ${basic}`, `Bearer ${apiToken}`].includes(request.headers.authorization ?? '')) {
    return send(request.response, unauthorized());
  }
  const read = readRequest(desk, request);
  if ('status' in read) return send(request.response, read);
  desk.asked.push(read.operation);
  const fault = desk.faults.strike([read.operation]);
  await actOut(fault, request.response, {
    act: () => desk.limits.refuse(read, Date.parse(desk.world.now())) ?? answerRequest(desk, read),
    partly: () => answerRequest(desk, read, true),
    rateLimited: (resetMs) => rateLimited(resetMs, 'jira-quota-tenant-based'),
    unauthorized,
    forbidden,
  });
}

type Read = { operation: string; method: string; issueId: string | null; ask: Ask };

function readRequest(desk: Desk, { method, url, body }: LoopbackRequest): Read | Answer {
  let sent: unknown;
  try {
    sent = body === '' ? undefined : JSON.parse(body);
  } catch {
    return refusalAnswer(
      new Refusal(400, ['There was an error parsing JSON. Check that your request body is valid.']),
    );
  }
  const checked = jiraRest().check(method, url, sent);
  if (checked === null || !desk.operations[checked.operation]) {
    return json(404, { message: 'null for uri', 'status-code': 404 });
  }
  if (checked.faults.length > 0) {
    const said = checked.faults.map(({ instancePath, message }) => `${instancePath || 'body'} ${message}`);
    return refusalAnswer(
      new Refusal(400, [
        'Invalid request payload. Refer to the REST API documentation and try again.',
        ...said,
      ]),
    );
  }
  const { operation, parts } = checked;
  const ask = { parts, query: url.searchParams, body: (sent ?? {}) as Record<string, unknown> };
  return { operation, method, issueId: parts.issueIdOrKey ?? null, ask };
}

/** `partly` lets every second issue of a bulk request fail. */
function answerRequest(desk: Desk, { operation, ask }: Read, partly = false): Answer {
  try {
    if (partly && operation === 'createIssues') {
      const updates = ask.body.issueUpdates as IssueUpdate[];
      return createMany(
        desk.world,
        updates,
        new Set(Array.from(updates.keys()).filter((at) => at % 2 === 1)),
      );
    }
    return desk.operations[operation]!(ask);
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error);
    throw error;
  }
}
