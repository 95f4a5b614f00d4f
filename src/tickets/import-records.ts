/** Takes tickets over that other programs kept as plain JSON: under their own keys, all at once, and none twice (S2-9, U-21). */
import { findAgent } from '../domain/agent-role.ts';
import { newCoordination } from '../domain/coordination.ts';
import { isDocketError } from '../domain/errors.ts';
import { TicketKey } from '../domain/ids.ts';
import { type PmRecord, type ReadRecord, readPmRecord } from '../domain/pm-record.ts';
import type { Caller, Member } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import { memberCalled } from './find-member.ts';
import { inside, type PeopleDeps } from './inside.ts';
import { linkTickets } from './link.ts';
import type { Splitting } from './split.ts';
import { viewTickets } from './view.ts';

export type ImportedRecords = {
  added: TicketView[];
  /** Keys that were there already; those tickets are left as they are. */
  known: string[];
  refused: { key: string; why: string }[];
};

export type ImportingRecords = {
  /** Throws FORBIDDEN for someone who may only read. */
  importRecords(caller: Caller, records: readonly PmRecord[]): Promise<ImportedRecords>;
};

export function createImporting(deps: PeopleDeps): ImportingRecords {
  return {
    importRecords: (caller, records) =>
      inside(deps, caller, async (writing) => {
        const at = writing.clock.now().toISOString();
        const { fit, refused } = readAll(records, at);
        const members = await writing.nouns.members.list(caller.workspaceId);
        const made = new Map<string, Ticket>();
        const known: string[] = [];
        for (const record of parentsFirst(fit)) {
          const before = await writing.nouns.tickets.byKey(caller.workspaceId, record.key);
          if (before) known.push(record.key);
          else made.set(record.key, await add(writing, record, members, made));
        }
        await linkAll(writing, fit, made);
        const added = await viewTickets(writing.nouns, caller.workspaceId, [...made.values()]);
        return { added, known, refused };
      }),
  };
}

function readAll(records: readonly PmRecord[], at: string) {
  const fit: ReadRecord[] = [];
  const refused: ImportedRecords['refused'] = [];
  const seen = new Set<string>();
  for (const record of records) {
    const refuse = (why: string) => refused.push({ key: record.id, why });
    if (!TicketKey.safeParse(record.id).success) refuse('its id is no key such as BUG-2026-001');
    else if (seen.has(record.id)) refuse('it is there twice');
    else {
      try {
        fit.push(readPmRecord(record, at));
        seen.add(record.id);
      } catch (error) {
        if (!isDocketError(error)) throw error;
        refuse(error.message);
      }
    }
  }
  return { fit, refused };
}

function parentsFirst(records: readonly ReadRecord[]): ReadRecord[] {
  const byKey = new Map(records.map((record) => [record.key, record]));
  const sorted = new Set<ReadRecord>();
  const visit = (record: ReadRecord, trail: ReadonlySet<string>) => {
    const parent = record.parentKey === null ? undefined : byKey.get(record.parentKey);
    if (parent && !trail.has(parent.key)) visit(parent, new Set([...trail, record.key]));
    sorted.add(record);
  };
  for (const record of records) visit(record, new Set());
  return [...sorted];
}

async function add(
  { nouns, scope, ids, addTickets }: Splitting,
  record: ReadRecord,
  members: readonly Member[],
  made: ReadonlyMap<string, Ticket>,
): Promise<Ticket> {
  const {
    key,
    assignee,
    parentKey,
    planning,
    coordination,
    updates,
    links: _links,
    work,
    ...content
  } = record;
  const agent = assignee === null ? null : findAgent(assignee);
  const member = assignee === null || agent ? null : memberCalled(members, assignee);
  const isUnknown = assignee !== null && !agent && !member;
  const metadata = isUnknown ? { ...coordination.metadata, assignee } : coordination.metadata;
  const { effortRange = null, ...planned } = planning;
  const parent =
    parentKey === null
      ? null
      : (made.get(parentKey) ?? (await nouns.tickets.byKey(scope.workspaceId, parentKey)));
  const [ticket] = await addTickets(nouns, scope, [
    {
      ...content,
      ...{ id: ids.next(), key, work, effortRange, planned, suggestedAfter: [] },
      parentId: parent?.id ?? null,
      assigneeId: agent ?? member?.id ?? null,
      assigneeType: agent ? 'agent' : 'user',
      coordination: { ...newCoordination(), ...coordination, metadata },
      origin: {
        ...{ kind: 'externalSync', madeBy: 'person', documentId: null, documentVersion: null },
        ...{ primaryBlockId: null, sourceLines: [], sourceQuote: null, sourceKey: null },
      },
    },
  ]);
  const none = { error: null, runId: null, stepId: null, key: null };
  for (const update of updates) {
    const place = { id: ids.next(), workspaceId: scope.workspaceId, ticketId: ticket!.id };
    await nouns.agentUpdates.append({ ...update, ...none, ...place });
  }
  return ticket!;
}

/** `true`: the other ticket is the source. */
const relations = {
  blocks: ['blocks', false],
  blocked_by: ['blocks', true],
  depends_on: ['blocks', true],
  related_to: ['relatesTo', false],
  duplicate_of: ['duplicateOf', false],
  duplicated_by: ['duplicateOf', true],
  precedes: ['precedes', false],
} as const;

/** Links to tickets that are not there, and words that mean none, are passed over. */
async function linkAll(
  writing: Splitting,
  records: readonly ReadRecord[],
  made: ReadonlyMap<string, Ticket>,
): Promise<void> {
  for (const { key, links } of records) {
    const own = made.get(key);
    for (const { ticket_id, relationship } of own ? links : []) {
      const relation = relations[relationship as keyof typeof relations];
      const other =
        made.get(ticket_id) ?? (await writing.nouns.tickets.byKey(writing.scope.workspaceId, ticket_id));
      if (!relation || !other || !own) continue;
      const [source, target] = relation[1] ? [other, own] : [own, other];
      await linkTickets(writing, relation[0], source, target);
    }
  }
}
