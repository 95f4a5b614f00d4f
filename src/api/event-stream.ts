/** What happens in a workspace, as server-sent events: from now on, or from where a program lost the connection. */
import type { Context, MiddlewareHandler } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import type { Events } from '../ports/events.ts';
import type { Log } from '../ports/log.ts';
import { wireEvent } from '../webhooks/wire-event.ts';
import { refuse } from './answer-fault.ts';
import type { Signed } from './authorize.ts';
import type { ApiHouse } from './endpoint.ts';
import { EventFilter, isAbout } from './endpoints/event-filter.ts';

export type StreamDeps = { house: Pick<ApiHouse, 'store'>; watch: Events['watch']; log: Log };

/** A proxy cuts what says nothing for a minute, and a token may be taken back while a stream is open. Milliseconds. */
const sayAliveMs = 15_000;
const mostStreams = 20;
const batch = 100;

/**
 * For requests that accept `text/event-stream`; others go on to the next handler. Each message carries the id of its event:
 * a client that shows the last one in `Last-Event-ID` misses none. One that is not known here is answered with an event
 * `reset`, and what happens from then on. Ends when the token is revoked.
 */
export function streamEvents(deps: StreamDeps): MiddlewareHandler<Signed> {
  const open = new Map<string, number>();
  return async (context, next) => {
    if (!context.req.header('accept')?.includes('text/event-stream')) return next();
    const { success, data: filter } = EventFilter.safeParse(context.req.query());
    const { workspaceId } = context.get('caller');
    // Whoever reads the whole answers what is wrong with the request.
    if (!success || (filter.workspace_id ?? workspaceId) !== workspaceId) return next();
    const tokenId = context.get('tokenId');
    const count = open.get(tokenId) ?? 0;
    if (count >= mostStreams) {
      context.header('retry-after', '60');
      const remedy = 'Close one, or read several kinds of events from one stream.';
      return context.json(refuse('RATE_LIMITED', `This token has ${count} streams open.`, remedy), 429);
    }
    const from = await findPlace(context, deps);
    open.set(tokenId, count + 1);
    return streamSSE(context, async (stream) => {
      try {
        if (from.lost) await stream.writeSSE({ event: 'reset', data: '{}' });
        await send(stream, deps, {
          ...from,
          filter,
          tokenId,
          workspaceId,
        });
      } catch (error) {
        deps.log.error('a stream of events broke off', { error });
      } finally {
        const left = (open.get(tokenId) ?? 1) - 1;
        if (left > 0) open.set(tokenId, left);
        else open.delete(tokenId);
      }
    });
  };
}

type Place = { after: Id | null; lost: boolean };

async function findPlace(context: Context<Signed>, { house }: StreamDeps): Promise<Place> {
  const { workspaceId } = context.get('caller');
  const { events } = house.store;
  const last = context.req.header('last-event-id');
  if (last !== undefined && (await events.after(workspaceId, last, 1)) !== null)
    return { after: last, lost: false };
  return { after: await events.newest(workspaceId), lost: last !== undefined };
}

type Following = { after: Id | null; filter: EventFilter; tokenId: Id; workspaceId: Id };

async function send(stream: SSEStreamingApi, deps: StreamDeps, following: Following): Promise<void> {
  const { store } = deps.house;
  const { workspaceId, filter, tokenId } = following;
  const alarm = createAlarm();
  const unwatch = deps.watch(alarm.ring);
  stream.onAbort(alarm.ring);
  let { after } = following;
  let saidAt = Date.now();
  try {
    // Headers go out with the first bytes.
    await stream.write(': connected\n\n');
    while (!stream.aborted && !stream.closed) {
      const next: DomainEvent[] = (await store.events.after(workspaceId, after, batch)) ?? [];
      for (const event of next) {
        if (isAbout(event, filter))
          await stream.writeSSE({ id: event.id, event: event.type, data: JSON.stringify(wireEvent(event)) });
        after = event.id;
      }
      if (next.length === batch) continue;
      if (Date.now() - saidAt >= sayAliveMs) {
        if ((await store.apiTokens.get(tokenId))?.revokedAt !== null) return;
        await stream.write(': alive\n\n');
        saidAt = Date.now();
      }
      await alarm.sleep();
    }
  } finally {
    unwatch();
  }
}

/** A sleep that ends when it rings, also when it rang just before. */
function createAlarm(): { ring(): void; sleep(): Promise<void> } {
  let rang = false;
  let wake = () => {};
  return {
    ring() {
      rang = true;
      wake();
    },
    async sleep() {
      if (!rang)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      rang = false;
    },
  };
}
