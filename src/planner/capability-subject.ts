/** Which capability words mean: its key, its title, or the one the thread speaks of. */
import type { Situation } from './situation.ts';

/** A key of two parts; a ticket's has three. */
export const capabilityKey = '[a-z][a-z0-9]{1,9}-\\d{1,6}';

const pronoun =
  /^(?:it|this|that|this one|that one|(?:this|that|the|our) (?:capability|feature|pipeline item))$/i;

/** Its key; undefined for the thread's own one; null where the words are no capability. */
export function capabilityMeant(words: string, situation: Situation): string | undefined | null {
  const said = words
    .trim()
    .replace(/^(?:the |our )?(?:capability|feature) (?=\S)/i, '')
    .replace(/^["“']|["”']$/g, '');
  if (pronoun.test(said)) return situation.pipeline.capabilities.length > 0 ? undefined : null;
  if (new RegExp(`^${capabilityKey}$`, 'i').test(said)) return ownKey(said.toUpperCase(), situation);
  return byTitle(said.toLowerCase(), situation);
}

/** A key of a tracker may look alike: what is on the list is meant first, and nothing that no product's keys begin with. */
function ownKey(key: string, { tickets, others, pipeline }: Situation): string | null {
  if ([...tickets, ...others].some((ticket) => ticket.externalKey === key)) return null;
  return pipeline.prefixes.includes(key.split('-')[0]!) ? key : null;
}

/** All of its title, or so much of it that no other one fits. */
function byTitle(said: string, { pipeline: { capabilities } }: Situation): string | null {
  const bare = said.replace(/^(?:the|our|a) /, '');
  if (bare.length < 4) return null;
  const exact = capabilities.find(({ title }) => title.toLowerCase() === bare);
  if (exact) return exact.key;
  const near = capabilities.filter(({ title }) => ` ${title.toLowerCase()} `.includes(` ${bare} `));
  return near.length === 1 ? near[0]!.key : null;
}
