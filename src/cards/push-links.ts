/** What became of the links of a pushed ticket, in words for its row. */
import type { PushLink } from '../domain/publication-view.ts';
import { enumerate } from './phrases.ts';

const deeds: Record<Exclude<PushLink['type'], 'source'>, string> = {
  blocks: 'Blocks',
  relatesTo: 'Relates to',
  duplicateOf: 'Duplicate of',
  issue: 'Linked to',
};

/** Empty where there is nothing to say: what still waits follows by itself, and a source is seen at the issue. */
export function sayLinks(links: readonly PushLink[]): string[] {
  const made = Object.entries(deeds).flatMap(([type, deed]) => {
    const keys = links.filter((link) => link.type === type && link.state === 'confirmed').map(({ to }) => to);
    return keys.length > 0 ? [`${deed} ${enumerate(keys)}.`] : [];
  });
  const failed = links
    .filter(({ state }) => state === 'failed')
    .map(({ to, reason }) => `Not linked to ${to}: ${(reason ?? 'it was refused').replace(/\.?$/, '.')}`);
  return [...made, ...failed];
}
