/** Tells the log of a file what was said about its ticket and stands in no field: reports and comments (U-52). */
import type { Comment } from '../domain/comment.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Clock } from '../ports/clock.ts';
import { appendEntry } from './logs.ts';
import type { TicketPlace } from './repository.ts';
import { runOf } from './run-of.ts';
import { findSecret } from './secrets.ts';
import { eventsIn } from './unread-log.ts';
import { whileLocked } from './write-file.ts';

/**
 * In order, each event once: an entry bears the id of what it tells of, so that one which was written before a kill is not
 * written again. `comments` holds the texts, by event. What looks like a secret stays out.
 */
export function tellLog(
  place: TicketPlace,
  events: readonly DomainEvent[],
  comments: ReadonlyMap<string, Comment>,
  clock: Clock,
): void {
  const news = events.flatMap((event) => sayEvent(event, comments.get(event.id)) ?? []);
  if (news.length === 0) return;
  whileLocked(place.folder, () => {
    const told = eventsIn(place);
    for (const { event, actor, summary, text } of news) {
      if (told.has(event.id)) continue;
      const custom = { docket: { event: event.id } };
      const content = { summary, event_type: 'work', context: [text], written_by: 'tickets', custom };
      appendEntry(place, runOf({ principal: actor }, clock), content);
    }
  });
}

type Said = { event: DomainEvent; actor: DomainEvent['actor']; summary: string; text: string };

function sayEvent(event: DomainEvent, comment: Comment | undefined): Said | null {
  const { type, actor, payload } = event;
  if (comment) return keep(event, actor, `${comment.author.name} commented`, comment.text);
  if (type !== 'AgentUpdateAdded') return null;
  const { agent, result, details, error } = payload as Record<string, string | undefined>;
  const said = [details, error].filter((text) => text !== undefined && text !== '').join(' ');
  return keep(event, { ...actor, kind: 'agent', id: `agent:${agent}` }, `${agent} reported ${result}`, said);
}

function keep(event: DomainEvent, actor: Said['actor'], who: string, text: string): Said | null {
  if (findSecret(text)) return null;
  const summary = text ? `${who}: ${text.split('\n')[0]!.slice(0, 200)}` : who;
  return { event, actor, summary, text: text || summary };
}
