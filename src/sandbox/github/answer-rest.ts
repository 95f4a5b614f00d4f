/** Answers one REST request the way GitHub's server would: checked, paged, and with a tag to ask again by. */
import { createHash } from 'node:crypto';
import { type Answer, json } from '../answer.ts';
import { openRestDescription, type RestDescription } from '../rest-description.ts';
import { quotaHeaders, Refusal, refusalAnswer, restError } from './answers.ts';
import { endpoints, type RestResult, requireRepository } from './rest.ts';
import type { World } from './world.ts';

export type RestCall = {
  method: string;
  url: URL;
  body: string;
  /** What the client says it has already. */
  ifNoneMatch: string | undefined;
};

export type ReadRest = {
  /** As GitHub calls it, `issues/create`: what faults and request counts go by. */
  operation: string;
  act(world: World): Answer;
};

let description: RestDescription | null = null;

/** GitHub's own, read when the first request needs it. */
export function githubDescription(): RestDescription {
  description ??= openRestDescription(new URL('./rest.openapi.json', import.meta.url));
  return description;
}

/** The request as read, or the answer that refuses it because GitHub's description does not allow it. */
export function readRest(call: RestCall): ReadRest | Answer {
  const { method, url } = call;
  let body: unknown;
  try {
    body = call.body === '' ? undefined : JSON.parse(call.body);
  } catch {
    return restError(400, 'Problems parsing JSON');
  }
  const checked = githubDescription().check(method, url, body);
  const endpoint = endpoints[checked?.operation ?? ''];
  if (!checked || !endpoint) return restError(404, 'Not Found');
  const { operation, parts: parameters, faults } = checked;
  if (faults.length > 0) return refuseShape(faults);
  const request = { parameters, query: url.searchParams, body: (body ?? {}) as Record<string, unknown> };
  return {
    operation,
    act(world) {
      try {
        requireRepository(parameters);
        return finish(world, call, endpoint({ world, ...request }));
      } catch (error) {
        if (error instanceof Refusal) return refusalAnswer(error);
        throw error;
      }
    },
  };
}

function refuseShape(faults: readonly { instancePath: string; message?: string }[]): Answer {
  const reasons = faults.map(({ instancePath, message }) => `${instancePath.slice(1)} ${message}`.trim());
  return restError(422, `Invalid request.\n\n${reasons.join('\n')}`);
}

/** The same bytes get the same tag, and who has them already gets none. */
function finish(world: World, call: RestCall, result: RestResult): Answer {
  const { body, link } = result.list
    ? pageOf(world, call.url, result.list)
    : { body: result.body, link: null };
  const answer = json(result.status, body, { ...quotaHeaders, ...(link ? { link } : {}) });
  if (call.method !== 'GET') return answer;
  const etag = `W/"${createHash('sha256').update(answer.body).digest('hex')}"`;
  if (call.ifNoneMatch === etag) return { status: 304, headers: { ...quotaHeaders, etag }, body: '' };
  return { ...answer, headers: { ...answer.headers, etag } };
}

function pageOf(world: World, url: URL, list: readonly unknown[]): { body: unknown[]; link: string | null } {
  const size = Math.min(100, Math.max(1, Number(url.searchParams.get('per_page') ?? 30)));
  const page = Math.max(1, Number(url.searchParams.get('page') ?? 1));
  const last = Math.max(1, Math.ceil(list.length / size));
  const to = (number: number, rel: string) => {
    const there = new URL(url.pathname + url.search, world.base);
    there.searchParams.set('page', String(number));
    return `<${there}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [to(page - 1, 'prev'), to(1, 'first')] : []),
    ...(page < last ? [to(page + 1, 'next'), to(last, 'last')] : []),
  ];
  return {
    body: list.slice((page - 1) * size, page * size),
    link: links.length > 0 ? links.join(', ') : null,
  };
}
