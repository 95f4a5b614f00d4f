/** What agents report, who else is at a ticket, and projects, as rows. */
import type { AgentUpdateStore, CollaboratorStore, ProjectStore } from '../../ports/work-store.ts';
import { agentUpdateRow, collaboratorRow, type Db, projectRow } from '../tables.ts';

export function agentUpdateStore(db: Db): AgentUpdateStore {
  const read = (workspaceId: string) =>
    db.selectFrom('agentUpdates').select(agentUpdateRow.columns).where('workspaceId', '=', workspaceId);
  return {
    async append(update) {
      await db.insertInto('agentUpdates').values(agentUpdateRow.pack(update)).execute();
    },
    told: async (workspaceId, ticketId, key) =>
      (await read(workspaceId).where('ticketId', '=', ticketId).where('key', '=', key).executeTakeFirst()) ??
      null,
    ofTickets: (workspaceId, ticketIds) =>
      read(workspaceId)
        .where((is) => is('ticketId', '=', is.fn.any(is.val(ticketIds))))
        .orderBy('id')
        .execute(),
  };
}

export function collaboratorStore(db: Db): CollaboratorStore {
  return {
    async put(collaborator) {
      const { role } = collaborator;
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('collaborators')
        .values(collaboratorRow.pack(collaborator))
        .onConflict((known) =>
          known
            .columns(['ticketId', 'principalId'])
            .doUpdateSet({ role })
            .where('collaborators.role', '!=', role),
        )
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    ofTickets: (workspaceId, ticketIds) =>
      db
        .selectFrom('collaborators')
        .select(collaboratorRow.columns)
        .where('workspaceId', '=', workspaceId)
        .where((is) => is('ticketId', '=', is.fn.any(is.val(ticketIds))))
        .orderBy('joinedAt')
        .orderBy('principalId')
        .execute(),
  };
}

export function projectStore(db: Db): ProjectStore {
  const list: ProjectStore['list'] = (workspaceId) =>
    db
      .selectFrom('projects')
      .select(projectRow.columns)
      .where('workspaceId', '=', workspaceId)
      .orderBy('createdAt')
      .orderBy('id')
      .execute();
  return {
    list,
    async put(project) {
      const row = projectRow.pack(project);
      const { id: _id, workspaceId: _workspace, createdAt: _created, ...rest } = row;
      const others = await list(project.workspaceId);
      const same = (name: string) => name.toLowerCase() === project.name.toLowerCase();
      if (others.some(({ id, name }) => id !== project.id && same(name))) return false;
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('projects')
        .values(row)
        .onConflict((known) =>
          known.column('id').doUpdateSet(rest).where('projects.workspaceId', '=', project.workspaceId),
        )
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}
