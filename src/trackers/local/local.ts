/** Docket itself as a tracker: a pushed ticket gets a key and stays here, and nothing is sent anywhere. */
import { type IssueSnapshot, refuse } from '../../domain/push.ts';
import type { Tracker } from '../../ports/tracker.ts';

/**
 * A local issue is nothing but its key: the ticket it was made from is its only content, so there is nothing to store,
 * lose or repeat. Every key therefore has its issue, before and after a crash. Its raw status never changes, so reading
 * it back never touches a ticket's work status. Its links are the tickets' own, and it lists nothing that is not a
 * ticket anyway.
 */
export function createLocalTracker(): Tracker {
  return {
    name: 'local',
    traits: {
      uniqueKey: true,
      quarantineMs: 0,
      requestTimeoutMs: 1000,
      maxConcurrency: 1,
      createAtOnce: 50,
      idIsKey: true,
      linkAtOnce: 50,
      showsSource: false,
      embedsLinks: false,
      limits: [],
    },
    check: async () => ({ ok: true, account: 'Docket', problem: null, remedy: null }),
    destination: async () => ({ id: 'local', tracker: 'local', label: 'Docket only', sandbox: false }),
    preflight: async () => [],
    create: async (orders) =>
      orders.map(({ draft, key }) => ({
        kind: 'created',
        issue: issueOf(key.uuid, draft.title),
        warnings: [],
      })),
    find: async (keys) => new Map(keys.map(({ marker, uuid }) => [marker, [issueOf(uuid)]])),
    read: async (externalIds) => new Map(externalIds.map((id) => [id, issueOf(id)])),
    list: async () => ({ issues: [], next: null }),
    link: async (orders) => orders.map(({ fromId }) => ({ kind: 'done', issue: issueOf(fromId) })),
    amend: async () => editedHere,
    update: async () => editedHere,
    comment: async () => editedHere,
    changes: async () => ({ issues: [], cursor: '', more: false }),
    sweep: async () => new Map(),
  };
}

const editedHere = refuse('A ticket that only Docket has is edited in Docket');

function issueOf(uuid: string, title = ''): IssueSnapshot {
  return {
    externalId: uuid,
    externalKey: `LOCAL-${uuid.slice(0, 6).toUpperCase()}`,
    url: '',
    title,
    rawStatus: 'Docket only',
    workStatus: 'open',
    resolution: null,
    assignee: null,
    text: '',
    priority: null,
    labels: [],
    updatedAt: new Date(0).toISOString(),
  };
}
