/** What came with a message: what the event holds, and what it left at the surface, fetched once and kept. */
import * as z from 'zod';
import { drawNoticeCard } from '../cards/notice-card.ts';
import type { Thread } from '../domain/conversation.ts';
import type { StoredInbound } from '../ports/conversation-store.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Attachment, Fetched, Surface } from '../ports/surface.ts';
import type { Outbox } from './outbox.ts';

const Kept = z.object({ attachments: z.array(z.custom<Attachment>()) });

type Deps = { store: Store; surfaces: ReadonlyMap<string, Surface>; outbox: Outbox; log: Log };

/** The same again after a crash, so that a run goes on with what it began with. What could not be had is said in the thread. */
export async function gatherAttachments(
  deps: Deps,
  thread: Thread,
  { id, event }: StoredInbound,
): Promise<Attachment[]> {
  if (event.kind !== 'message') return [];
  const { attachments, shared = [] } = event;
  if (shared.length === 0) return attachments;
  const known = await deps.store.toolCalls.get(id, 'shared');
  if (known) return [...attachments, ...Kept.parse(known.output).attachments];
  const fetched = await fetchOrSay(deps, thread, shared);
  await deps.store.toolCalls.put(id, 'shared', { attachments: fetched.attachments });
  if (fetched.left.length > 0) {
    await deps.outbox.show(thread, {
      card: drawNoticeCard(`Not read: ${fetched.left.join('; ')}.`, 'warning'),
    });
  }
  return [...attachments, ...fetched.attachments];
}

async function fetchOrSay(deps: Deps, thread: Thread, shared: readonly unknown[]): Promise<Fetched> {
  const surface = deps.surfaces.get(thread.surface);
  try {
    return (
      (await surface?.fetchShared?.(thread.external, shared)) ?? {
        attachments: [],
        left: ['what was shared'],
      }
    );
  } catch (error) {
    deps.log.warn('what was shared could not be fetched', { error });
    return { attachments: [], left: ['what was shared could not be fetched; share it again'] };
  }
}
