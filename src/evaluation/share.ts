/** Shares as their parts, so that those of many documents can be added up. */

export type Share = { hit: number; of: number };

/** Null when there was nothing to hit. */
export function toRate({ hit, of }: Share): number | null {
  return of === 0 ? null : hit / of;
}

/** How many of the items are so. */
export function shareOf<Item>(items: readonly Item[], is: (item: Item) => boolean): Share {
  return { hit: items.filter(is).length, of: items.length };
}

export function addShares(shares: readonly Share[]): Share {
  return {
    hit: shares.reduce((sum, share) => sum + share.hit, 0),
    of: shares.reduce((sum, share) => sum + share.of, 0),
  };
}
