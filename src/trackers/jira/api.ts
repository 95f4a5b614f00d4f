/** One request to Jira through jira.js: bounded in time, never repeated, and its answer checked. */
import type { Client, SendRequestOptions } from 'jira.js/core';
import type { Log } from '../../ports/log.ts';
import type { JiraSettings } from './settings.ts';

export type JiraApi = {
  /** Throws JiraRefusal, or what `fetch`, the reading of the answer or its check throws; `readFault` knows them all. */
  ask<Answer>(call: (client: Client) => Promise<Answer>, signal?: AbortSignal): Promise<Answer>;
};

/** Jira's answer where it is none of the good ones. */
export class JiraRefusal extends Error {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, else null. */
  readonly body: unknown;

  constructor(response: Response, text: string) {
    super(`${response.status} ${text.slice(0, 200)}`);
    this.status = response.status;
    this.headers = response.headers;
    this.body = parseOrNull(text);
  }
}

/** Jira names types, statuses and priorities in the language of the account, and we know them by their English names. */
const always = {
  accept: 'application/json',
  'content-type': 'application/json',
  'accept-language': 'en',
  'x-force-accept-language': 'true',
};

export type JiraApiDeps = {
  log: Log;
  timeoutMs: number;
  /** An answer unlike jira.js describes it is refused, not only noted; for tests that keep the sandbox honest. */
  strict: boolean;
};

/**
 * The endpoints, their parameters and their answers are jira.js's. The sending is ours, because its own takes no signal,
 * follows redirects with the token, and keeps from us the headers that say which limit was met.
 */
export function createJiraApi(settings: JiraSettings, deps: JiraApiDeps): JiraApi {
  const authorization = authorizationOf(settings);
  return {
    ask(call, signal) {
      const timeout = AbortSignal.timeout(deps.timeoutMs);
      const bound = signal ? AbortSignal.any([timeout, signal]) : timeout;
      return call({
        async sendRequest(request) {
          const response = await fetch(addressOf(settings.apiUrl, request), {
            method: request.method ?? 'GET',
            headers: { ...always, authorization },
            body: request.body === undefined ? undefined : JSON.stringify(request.body),
            redirect: 'error',
            signal: bound,
          });
          const text = await response.text();
          if (!response.ok) throw new JiraRefusal(response, text);
          return readAnswer(request, text, deps);
        },
      });
    },
  };
}

/** Real answers vary with things jira.js cannot know, so one that it does not describe is passed on as it is. */
function readAnswer<Answer>(
  { schema, url }: SendRequestOptions<Answer>,
  text: string,
  { strict, log }: JiraApiDeps,
): Answer {
  const data = text === '' ? undefined : JSON.parse(text);
  const parsed = data === undefined ? undefined : schema?.safeParse(data);
  if (parsed === undefined) return data;
  if (parsed.success) return parsed.data;
  if (strict) throw parsed.error;
  log.debug('Jira answered with something jira.js does not describe', { url });
  return data;
}

function authorizationOf({ email, apiToken }: JiraSettings): string {
  if (email === null) return `Bearer ${apiToken}`;
  return `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`;
}

/** Version 2 of the interface would take our text for wiki markup, so nothing is ever sent there. */
function addressOf(base: string, { url, searchParams = {} }: SendRequestOptions): string {
  if (!url.startsWith('/rest/api/3/')) throw new Error(`${url} is not of version 3`);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(searchParams)) {
    if (value !== undefined) for (const one of [value].flat()) query.append(name, String(one));
  }
  return `${base}${url}${query.size > 0 ? `?${query}` : ''}`;
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
