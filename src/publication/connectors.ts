/** What the connector of an audience says of its tracker: which words there mean what here (S1-45, S1-46). */
import type { Connector } from '../domain/capability.ts';
import type { Id } from '../domain/ids.ts';
import { parsePriority } from '../domain/priority.ts';
import type { IssueDraft, IssueSnapshot } from '../domain/push.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';

/** The connector through which this ticket is at this tracker; null for tickets of no capability and audiences without one. */
export type FindConnector = (ticket: Ticket, tracker: string) => Connector | null;

/** Reads nothing where none of the tickets belongs to a capability. */
export async function readConnectors(
  nouns: Pick<Nouns, 'products' | 'capabilities'>,
  workspaceId: Id,
  tickets: readonly Ticket[],
): Promise<FindConnector> {
  const ids = [...new Set(tickets.flatMap(({ stage }) => stage?.capabilityId ?? []))];
  if (ids.length === 0) return () => null;
  const products = new Map((await nouns.products.list(workspaceId)).map((product) => [product.id, product]));
  if (![...products.values()].some(({ config }) => config.connectors.length > 0)) return () => null;
  const capabilities = await nouns.capabilities.list(workspaceId, { ids });
  const configs = new Map(capabilities.map(({ id, productId }) => [id, products.get(productId)?.config]));
  return ({ stage }, tracker) => {
    const connectors = configs.get(stage?.capabilityId ?? '')?.connectors ?? [];
    const found = connectors.find(
      (one) => one.enabled && one.provider === tracker && one.audiences.includes(stage!.audience),
    );
    return found ?? null;
  };
}

/** The issue in our words. One that only pushes is not read at all. */
export function readThrough(connector: Connector | null, issue: IssueSnapshot): IssueSnapshot {
  if (!connector) return issue;
  const status = lookUp(connector.status_map, issue.rawStatus) ?? issue.workStatus;
  const words = [issue.rawPriority ?? '', ...issue.labels];
  const named = words.map((word) => lookUp(connector.priority_map, word)).find((word) => word !== undefined);
  return {
    ...issue,
    workStatus: status,
    resolution: status === issue.workStatus ? issue.resolution : status === 'done' ? 'completed' : null,
    priority: named === undefined ? issue.priority : parsePriority(named),
    labels: issue.labels.map((label) => lookUp(connector.label_map, label) ?? label),
  };
}

/** The draft in the tracker's words. */
export function sendThrough(connector: Connector | null, draft: IssueDraft): IssueDraft {
  return { ...draft, labels: labelsThrough(connector, draft.labels) };
}

/** Our labels as they are called there. */
export function labelsThrough(connector: Connector | null, labels: readonly string[]): string[] {
  const theirs = new Map(Object.entries(connector?.label_map ?? {}).map(([there, here]) => [here, there]));
  return labels.map((label) => theirs.get(label) ?? label);
}

/** Names are compared whatever their case, as people write them. */
export function lookUp<Value>(
  map: Readonly<Record<string, Value>> | undefined,
  word: string,
): Value | undefined {
  const wanted = word.trim().toLowerCase();
  return Object.entries(map ?? {}).find(([name]) => name.trim().toLowerCase() === wanted)?.[1];
}
