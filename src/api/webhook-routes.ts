/** Where trackers deliver their webhooks: told genuine over the raw bytes, stored, and answered at once. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { TrackerName } from '../ports/tracker.ts';
import type { ReadWebhook, WebhookNews, WebhookRefusal } from '../ports/webhook.ts';

export type WebhookDeps = {
  /** What tells this tracker's deliveries genuine; null where it is not set up to send any. */
  readerOf(source: TrackerName): Promise<ReadWebhook | null>;
  /** Keeps a genuine one. */
  receive(source: TrackerName, news: WebhookNews): Promise<'accepted' | 'repeated' | 'foreign'>;
  /** Has this tracker asked what changed, soon. */
  lookSoon(source: TrackerName): Promise<void>;
  clock: Clock;
  log: Log;
};

/**
 * Reports about issues are far smaller, whatever GitHub may send of other things. Larger ones are refused before they are
 * read, because anybody can send them; what is missed is found by asking.
 */
export const largestWebhook = 1024 * 1024;

const sources: readonly TrackerName[] = ['github', 'linear', 'jira'];

export function webhookRoutes(deps: WebhookDeps): Hono {
  const routes = new Hono();
  const limit = bodyLimit({
    maxSize: largestWebhook,
    onError(context) {
      // What was not read still lies in the connection.
      context.header('connection', 'close');
      return refuse(context, 413, 'This is larger than any report about issues.');
    },
  });
  routes.post('/:source', limit, async (context) => {
    const source = sources.find((name) => name === context.req.param('source'));
    const read = source ? await deps.readerOf(source) : null;
    if (!source || !read) return refuse(context, 404, 'Nothing is connected here.');
    const body = new Uint8Array(await context.req.arrayBuffer());
    const told = read({ headers: context.req.header(), body }, deps.clock.now());
    if (told.kind === 'refused') return answerRefused(context, deps, source, told.reason);
    const received = await deps.receive(source, told);
    deps.log.info('a webhook came in', { source, event: told.event, received });
    if (received === 'foreign') return refuse(context, 404, 'That place is not connected here.');
    return context.json({ status: received }, received === 'accepted' ? 202 : 200);
  });
  return routes;
}

async function answerRefused(
  context: Context,
  deps: WebhookDeps,
  source: TrackerName,
  reason: WebhookRefusal['reason'],
): Promise<Response> {
  deps.log.info('a webhook was not taken', { source, reason });
  switch (reason) {
    case 'signature':
      return refuse(context, 401, 'The signature is missing or wrong.');
    case 'malformed':
      return refuse(context, 400, 'This is no report that can be read.');
    case 'unsupported':
      return context.json({ status: 'ignored' }, 200);
    case 'stale':
      // Signed, and so old that it may be a repetition: reason enough to look, and none to believe it.
      await deps.lookSoon(source);
      return context.json({ status: 'noted' }, 202);
  }
}

function refuse(context: Context, status: 400 | 401 | 404 | 413, message: string): Response {
  return context.json({ error: { code: codes[status], message } }, status);
}

const codes = { 400: 'INVALID_INPUT', 401: 'UNAUTHORIZED', 404: 'NOT_FOUND', 413: 'TOO_LARGE' } as const;
