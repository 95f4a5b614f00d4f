/** A webhook from GitHub, signed over the raw body. GitHub signs no time, so an old one is known by its delivery alone. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { readMarker } from '../../domain/issue-marker.ts';
import type { ReadWebhook } from '../../ports/webhook.ts';

const Issue = z.object({
  node_id: z.string(),
  body: z.string().nullish(),
  pull_request: z.unknown().optional(),
});
const Payload = z.object({
  action: z.string().optional(),
  repository: z.object({ full_name: z.string() }).optional(),
  issue: Issue.optional(),
  /** Of the events about what is above or below an issue, and about what blocks it. */
  parent_issue: Issue.optional(),
  sub_issue: Issue.optional(),
  blocked_issue: Issue.optional(),
  blocking_issue: Issue.optional(),
  /** Of the events about code. */
  pull_request: z.object({ number: z.int() }).optional(),
  workflow_run: z.object({ head_sha: z.string() }).optional(),
  check_suite: z.object({ head_sha: z.string() }).optional(),
  deployment: z.object({ sha: z.string() }).optional(),
  sha: z.string().optional(),
});
type Payload = z.infer<typeof Payload>;

/** `tenant` is the full name of the repository. */
export function createGithubWebhook(secret: string): ReadWebhook {
  return ({ headers, body }) => {
    if (!isSigned(secret, body, headers['x-hub-signature-256']))
      return { kind: 'refused', reason: 'signature' };
    const payload = read(body);
    const deliveryId = headers['x-github-delivery'];
    const event = headers['x-github-event'];
    if (payload === null || !deliveryId || !event) return { kind: 'refused', reason: 'malformed' };
    const issues = issuesIn(payload);
    const code = codeIn(event, payload);
    if ((issues.length === 0 && code.length === 0) || !payload.repository)
      return { kind: 'refused', reason: 'unsupported' };
    return {
      kind: 'accepted',
      deliveryId,
      tenant: payload.repository.full_name,
      event: payload.action ? `${event}.${payload.action}` : event,
      externalIds: [...new Set([...issues.map(({ node_id }) => node_id), ...code])],
      markers: issues.flatMap((issue) => readMarker(issue.body ?? '') ?? []),
    };
  };
}

/** What to look at again of code: a pull request that was merged or reviewed, a commit that was checked or deployed. */
function codeIn(
  event: string,
  { action, pull_request, workflow_run, check_suite, deployment, sha }: Payload,
): string[] {
  const pulls = /^(?:closed|submitted|dismissed)$/.test(action ?? '') ? [pull_request?.number] : [];
  const done = event === 'deployment_status' || event === 'status' || action === 'completed';
  const commits = done ? [workflow_run?.head_sha, check_suite?.head_sha, deployment?.sha, sha] : [];
  return [
    ...pulls.flatMap((number) => (number === undefined ? [] : [`pull:${number}`])),
    ...commits.flatMap((hash) => (hash && /^[0-9a-f]{7,64}$/.test(hash) ? [`commit:${hash}`] : [])),
  ];
}

/** GitHub tells of comments on pull requests as if those were issues. */
function issuesIn({ issue, parent_issue, sub_issue, blocked_issue, blocking_issue }: Payload) {
  return [issue, parent_issue, sub_issue, blocked_issue, blocking_issue].filter(
    (one) => one !== undefined && one.pull_request === undefined,
  ) as z.infer<typeof Issue>[];
}

function isSigned(secret: string, body: Uint8Array, signature: string | undefined): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const given = Buffer.from(signature ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function read(body: Uint8Array): Payload | null {
  try {
    return Payload.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    return null;
  }
}
