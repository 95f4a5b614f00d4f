/** What a push would make beside the issues, and how long it takes at best, in words for those who approve it. */
import type { BoardView, PushForecast } from '../domain/publication-view.ts';
import type { LinkKind } from '../domain/push.ts';
import { count, enumerate } from './phrases.ts';

const deeds: Record<LinkKind, string> = {
  blocks: 'blocks',
  relatesTo: 'relates to',
  duplicateOf: 'is a duplicate of',
};
const namedLinks = 12;
/** What is over in a moment needs no forecast. */
const worthSayingMs = 10_000;

/** Each link by name, because approving the tickets approves their links; empty where there is nothing to add. */
export function sayForecast({ forecast }: BoardView): string {
  if (!forecast) return '';
  const { links, pages } = forecast.all;
  const named = links.slice(0, namedLinks);
  const more = links.length - named.length;
  const list = [...nameLinks(named), ...(more > 0 ? [`${more} more`] : [])].join('; ');
  return [
    ...(links.length > 0
      ? [`With the issues ${links.length === 1 ? 'comes' : 'come'} ${count(links.length, 'link')}: ${list}.`]
      : []),
    ...(pages > 0
      ? [`${count(pages, 'issue')} will point to the page ${pages === 1 ? 'it was' : 'they were'} read from.`]
      : []),
    ...sayLeast(forecast.all),
  ].join(' ');
}

/** `FEAT-1 blocks FEAT-2 and FEAT-3`. */
function nameLinks(links: PushForecast['links']): string[] {
  const groups = Map.groupBy(links, ({ type, from }) => `${from} ${deeds[type]}`);
  return [...groups].map(([deed, group]) => `${deed} ${enumerate(group.map(({ to }) => to))}`);
}

/** `500 issues take at best 9 min: that is all the tracker allows.` */
export function sayLeast({ issues, leastMs }: PushForecast): string[] {
  if (leastMs < worthSayingMs) return [];
  return [`${count(issues, 'issue')} take at best ${sayDuration(leastMs)}: that is all the tracker allows.`];
}

/** `and makes 3 links`; empty where there are none. */
export function countLinks(forecast: PushForecast | undefined): string[] {
  const links = forecast?.links.length ?? 0;
  return links > 0 ? [`makes ${count(links, 'link')}`] : [];
}

function sayDuration(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (ms < 90_000) return `${Math.ceil(ms / 1000)} s`;
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return `${hours} h ${minutes - 60 * hours} min`;
}
