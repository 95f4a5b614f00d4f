/** Many pushes of the real program, each killed several times, a few side by side. */
import { startPostgres } from '../support/postgres.ts';
import { type KillResult, playKills } from './kills.ts';
import type { KindName } from './kinds.ts';

export type KillCampaign = {
  /** In all, shared evenly by the trackers and stores. */
  kills: number;
  kinds: readonly KindName[];
  stores: readonly ('embedded' | 'postgres')[];
  sideBySide: number;
};

const killsPerPush = 5;
/** So many, and what is wrong is not the program: no more is learnt from going on. */
const mostFaults = 50;

type Sum = Omit<KillResult, 'faults'> & { pushes: number; faults: string[]; seconds: number };

/** True when nothing was wrong. Says what came of each tracker and store. */
export async function playMany(campaign: KillCampaign, say: (line: string) => void): Promise<boolean> {
  const { kinds, stores, sideBySide } = campaign;
  const server = stores.includes('postgres') ? await startPostgres() : null;
  if (typeof server === 'string') throw new Error(server);
  const share = campaign.kills / (kinds.length * stores.length);
  let isGood = true;
  try {
    for (const store of stores) {
      for (const kind of kinds) {
        const sum = emptySum();
        const startedAt = performance.now();
        let seed = 0;
        const work = async () => {
          while (sum.kills < share && sum.faults.length < mostFaults) {
            seed += 1;
            const wish = { kind, kills: killsPerPush, seed, server: store === 'postgres' ? server : null };
            const result = await playKills(wish);
            add(sum, result, wish.seed);
            say(`${kind} on ${store}: push ${wish.seed}, ${result.kills} kills`);
          }
        };
        await Promise.all(
          Array.from({ length: Math.min(sideBySide, Math.ceil(share / killsPerPush)) }, work),
        );
        sum.seconds = (performance.now() - startedAt) / 1000;
        say(sayOf(`${kind} on ${store}`, sum));
        for (const fault of sum.faults) say(`  ${fault}`);
        isGood &&= isFaultless(sum);
      }
    }
  } finally {
    await server?.stop();
  }
  return isGood;
}

function emptySum(): Sum {
  return { pushes: 0, kills: 0, duplicates: 0, lost: 0, wrongIds: 0, faults: [], seconds: 0 };
}

function add(sum: Sum, { kills, duplicates, lost, wrongIds, faults }: KillResult, seed: number): void {
  sum.pushes += 1;
  sum.kills += kills;
  sum.duplicates += duplicates;
  sum.lost += lost;
  sum.wrongIds += wrongIds;
  sum.faults.push(...faults.map((fault) => `seed ${seed}: ${fault}`));
}

function isFaultless({ duplicates, lost, wrongIds, faults }: Sum): boolean {
  return duplicates + lost + wrongIds + faults.length === 0;
}

function sayOf(where: string, { pushes, kills, duplicates, lost, wrongIds, seconds }: Sum): string {
  const rate = (kills / seconds).toFixed(2);
  const found = `${duplicates} duplicates, ${lost} lost, ${wrongIds} wrong ids`;
  return `${where.padEnd(20)} ${pushes} pushes, ${kills} kills in ${seconds.toFixed(0)} s (${rate} a second): ${found}`;
}
