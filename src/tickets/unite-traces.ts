/** The traces of merged tickets as those of one: all of a document in its newest version among them. */
import type { BlockTicketLink } from '../domain/document.ts';
import type { Id } from '../domain/ids.ts';
import type { Nouns } from '../ports/store.ts';
import { createCarrier } from './carry-lines.ts';
import { newestTraces } from './sources.ts';
import { readVersionText } from './version-text.ts';

type Kept = Omit<BlockTicketLink, 'id' | 'ticketId' | 'createdAt'>;

/**
 * What has to be added to the traces of `first` so that it stands for the others too. Only a ticket's newest traces
 * count, so older ones, its own as well, are written anew where their lines stand in the newer version; lines that are
 * gone there are left behind.
 */
export async function uniteTraces(
  nouns: Nouns,
  workspaceId: Id,
  first: Id,
  others: readonly Id[],
): Promise<Kept[]> {
  const traces = newestTraces(await nouns.traces.ofTickets(workspaceId, [first, ...others]));
  const kept: Kept[] = [];
  for (const [documentId, cited] of Map.groupBy([...traces.values()].flat(), (trace) => trace.documentId)) {
    const newest = Math.max(...cited.map((trace) => trace.documentVersion));
    for (const [version, group] of Map.groupBy(cited, (trace) => trace.documentVersion)) {
      if (version === newest) kept.push(...group.filter((trace) => trace.ticketId !== first));
      else
        kept.push(
          ...(await carryTraces(nouns, workspaceId, group, { documentId, from: version, to: newest })),
        );
    }
  }
  return kept;
}

async function carryTraces(
  nouns: Nouns,
  workspaceId: Id,
  traces: readonly BlockTicketLink[],
  { documentId, from, to }: { documentId: Id; from: number; to: number },
): Promise<Kept[]> {
  const now = await readVersionText(nouns, workspaceId, documentId, to);
  const carry = createCarrier(await readVersionText(nouns, workspaceId, documentId, from), now);
  return traces.flatMap((trace) => {
    const lines = carry(trace);
    const at = lines[0] ?? 0;
    const block = now.blocks.find(({ lines: [begin, end] }) => begin <= at && at <= end);
    if (!block) return [];
    return [{ ...trace, lines, blockId: block.id, contentHash: block.contentHash, documentVersion: to }];
  });
}
