/** Boards, approvals, findings of duplicates and mirrors of issues, in memory. */
import type { Approval } from '../../src/domain/approval.ts';
import type { ReviewBoard } from '../../src/domain/conversation.ts';
import type { DuplicateFinding } from '../../src/domain/duplicate.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import type { IssueMirror } from '../../src/ports/publication-store.ts';
import type { Nouns } from '../../src/ports/store.ts';
import type { Database, Transaction } from './memory-database.ts';
import { byCreation, compare, type Run, updateRow } from './memory-store.ts';

export function reviewNouns(
  database: Database,
  run: Run,
): Pick<Nouns, 'boards' | 'approvals' | 'duplicates' | 'mirrors'> {
  return {
    boards: boardNoun(database, run),
    approvals: approvalNoun(database, run),
    ...comparisonNouns(database, run),
  };
}

function boardNoun(database: Database, run: Run): Nouns['boards'] {
  const boards = (transaction: Transaction, workspaceId: string) =>
    database
      .rows<ReviewBoard>(transaction, 'boards')
      .filter((one) => one.workspaceId === workspaceId)
      .sort(byCreation);
  return {
    insert: (board) => run((transaction) => database.put(transaction, 'boards', board.id, board)),
    get: (workspaceId, id) =>
      run((transaction) => boards(transaction, workspaceId).find((one) => one.id === id) ?? null),
    swap: (board, expectedRev) =>
      run((transaction) =>
        updateRow<ReviewBoard>(database, transaction, ['boards', board.id], (current) =>
          current?.rev === expectedRev && current.workspaceId === board.workspaceId ? board : undefined,
        ),
      ),
    newest: (workspaceId, most) =>
      run((transaction) => boards(transaction, workspaceId).toReversed().slice(0, most)),
    latest: (workspaceId, threadId, documentId) =>
      run((transaction) => {
        const shows = (board: ReviewBoard) =>
          board.documentId === documentId ||
          board.ticketIds.some(
            (id) => database.get<Ticket>(transaction, 'tickets', id)?.origin.documentId === documentId,
          );
        const found = boards(transaction, workspaceId)
          .filter((one) => threadId === null || one.threadId === threadId)
          .findLast((one) => documentId === null || shows(one));
        return found ?? null;
      }),
    showing: (workspaceId, ticketIds) =>
      run((transaction) =>
        boards(transaction, workspaceId).filter((one) => one.ticketIds.some((id) => ticketIds.includes(id))),
      ),
  };
}

function approvalNoun(database: Database, run: Run): Nouns['approvals'] {
  const ofTickets = (transaction: Transaction, workspaceId: string, ids: readonly string[]) =>
    database
      .rows<Approval>(transaction, 'approvals')
      .filter((one) => one.workspaceId === workspaceId && ids.includes(one.ticketId))
      .sort((one, other) => compare(other.approvedAt, one.approvedAt) || compare(other.id, one.id));
  const stands = (one: Approval) => one.usedAt === null && one.voidedAt === null;
  const changeStanding = async (
    transaction: Transaction,
    workspaceId: string,
    ids: readonly string[],
    next: Partial<Approval>,
  ) => {
    let changed = 0;
    for (const id of ids) {
      const did = await updateRow<Approval>(database, transaction, ['approvals', id], (current) =>
        current && current.workspaceId === workspaceId && stands(current)
          ? { ...current, ...next }
          : undefined,
      );
      if (did) changed += 1;
    }
    return changed;
  };
  return {
    insert: (approvals) =>
      run((transaction) => {
        for (const one of approvals) database.put(transaction, 'approvals', one.id, one);
      }),
    standing: (workspaceId, ids) =>
      run((transaction) => ofTickets(transaction, workspaceId, ids).filter(stands)),
    history: (workspaceId, ids) => run((transaction) => ofTickets(transaction, workspaceId, ids)),
    use: (workspaceId, ids, pushId, at) =>
      run((transaction) => changeStanding(transaction, workspaceId, ids, { usedAt: at, pushId })),
    void: (workspaceId, ticketIds, at) =>
      run(async (transaction) => {
        const standing = ofTickets(transaction, workspaceId, ticketIds).filter(stands);
        const ids = standing.map(({ id }) => id);
        await changeStanding(transaction, workspaceId, ids, { voidedAt: at });
      }),
  };
}

function comparisonNouns(database: Database, run: Run): Pick<Nouns, 'duplicates' | 'mirrors'> {
  const keyOf = (ticketId: string, destination: string) => `${ticketId} ${destination}`;
  return {
    duplicates: {
      ofTickets: (workspaceId, ids) =>
        run((transaction) =>
          database
            .rows<DuplicateFinding>(transaction, 'findings')
            .filter((one) => one.workspaceId === workspaceId && ids.includes(one.ticketId))
            .sort((one, other) =>
              compare(keyOf(one.ticketId, one.destination), keyOf(other.ticketId, other.destination)),
            ),
        ),
      note: (findings) =>
        run(async (transaction) => {
          for (const finding of findings) {
            const key = keyOf(finding.ticketId, finding.destination);
            await updateRow<DuplicateFinding>(database, transaction, ['findings', key], (current) => ({
              ...finding,
              decision: current?.decision ?? null,
            }));
          }
        }),
      decide: (workspaceId, ticketId, destination, decision) =>
        run(async (transaction) => {
          const key = keyOf(ticketId, destination);
          await updateRow<DuplicateFinding>(database, transaction, ['findings', key], (current) =>
            current?.workspaceId === workspaceId ? { ...current, decision } : undefined,
          );
        }),
    },
    mirrors: {
      get: (workspaceId, destination) =>
        run(
          (transaction) =>
            database.get<IssueMirror>(transaction, 'mirrors', keyOf(workspaceId, destination)) ?? null,
        ),
      put: (mirror) =>
        run((transaction) =>
          database.put(transaction, 'mirrors', keyOf(mirror.workspaceId, mirror.destination), mirror),
        ),
    },
  };
}
