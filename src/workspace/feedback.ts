/** Keeps what people say of answers, and lists it for those who run the workspace. */
import { DocketError } from '../domain/errors.ts';
import type { DomainEvent } from '../domain/event.ts';
import { Feedback } from '../domain/feedback.ts';
import { type Caller, requireWriter } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { workspaceEvent } from './workspace-event.ts';

export type FeedbackService = {
  give(caller: Caller, said: Pick<Feedback, 'about' | 'kind' | 'verdict' | 'comment'>): Promise<Feedback>;
  /** Each person's latest word on each answer, newest first. FORBIDDEN for all but owners and admins. */
  list(caller: Caller): Promise<Feedback[]>;
};

type Deps = { store: Store; clock: Clock; ids: IdSource };

export function createFeedback({ store, clock, ids }: Deps): FeedbackService {
  return {
    async give(caller, { about, kind, verdict, comment }) {
      requireWriter(caller);
      const event = workspaceEvent(caller, {
        id: ids.next(),
        type: 'FeedbackGiven',
        occurredAt: clock.now().toISOString(),
        ...(kind === 'push' ? { pushId: about } : {}),
        payload: { about, kind, verdict, comment },
      });
      await store.transact((nouns) => nouns.events.append([event]));
      return readFeedback(event);
    },
    async list(caller) {
      if (!caller.roles.some((role) => role === 'owner' || role === 'admin')) throw forbidden();
      const events = await store.events.ofType(caller.workspaceId, 'FeedbackGiven');
      const latest = new Map<string, Feedback>();
      for (const one of events.map(readFeedback)) {
        const key = `${one.about} ${one.by.id}`;
        // A word that was given with an explanation keeps it when the same button is pressed again.
        const comment =
          one.comment ?? (latest.get(key)?.verdict === one.verdict ? latest.get(key)!.comment : null);
        latest.delete(key);
        latest.set(key, { ...one, comment });
      }
      return [...latest.values()].reverse();
    },
  };
}

function readFeedback({ payload, actor, occurredAt }: DomainEvent): Feedback {
  return Feedback.parse({ ...payload, by: { id: actor.id, name: actor.name }, at: occurredAt });
}

function forbidden(): DocketError {
  return new DocketError('FORBIDDEN', {
    message: 'Only owners and admins can read what people said of answers.',
    remedy: 'Ask an owner of the workspace.',
  });
}
