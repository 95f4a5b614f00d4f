/** Products, ideas and capabilities, as rows: each compared and set by version. */
import type { CapabilityStore, IdeaStore, ProductStore } from '../../ports/capability-store.ts';
import { packJson } from '../row.ts';
import {
  capabilityDocumentRow,
  capabilityRow,
  type Db,
  dependencyRow,
  eventRow,
  gateDecisionRow,
  ideaRow,
  productRow,
} from '../tables.ts';
import { readCosts, readOverview } from './capability-reports.ts';

export function productStore(db: Db): ProductStore {
  return {
    async insert(product) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('products')
        .values(productRow.pack(product))
        .onConflict((known) => known.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async swap(next, expected) {
      const { numUpdatedRows } = await db
        .updateTable('products')
        .set(productRow.pack(next))
        .where('workspaceId', '=', next.workspaceId)
        .where('id', '=', next.id)
        .where('version', '=', expected)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    list: (workspaceId) =>
      db
        .selectFrom('products')
        .select(productRow.columns)
        .where('workspaceId', '=', workspaceId)
        .orderBy('createdAt')
        .orderBy('id')
        .execute(),
  };
}

export function ideaStore(db: Db): IdeaStore {
  const read = (workspaceId: string) =>
    db.selectFrom('ideas').select(ideaRow.columns).where('workspaceId', '=', workspaceId);
  return {
    async insert(idea) {
      await db.insertInto('ideas').values(ideaRow.pack(idea)).execute();
    },
    async swap(next, expected) {
      const { numUpdatedRows } = await db
        .updateTable('ideas')
        .set(ideaRow.pack(next))
        .where('workspaceId', '=', next.workspaceId)
        .where('id', '=', next.id)
        .where('version', '=', expected)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    byKey: async (workspaceId, key) =>
      (await read(workspaceId).where('key', '=', key).executeTakeFirst()) ?? null,
    list(workspaceId, status) {
      const query = read(workspaceId).orderBy('createdAt', 'desc').orderBy('id', 'desc');
      return (status ? query.where('status', '=', status) : query).execute();
    },
  };
}

export function capabilityStore(db: Db): CapabilityStore {
  return {
    ...itemStore(db),
    ...documentsOf(db),
    ...dependenciesOf(db),
    ...decisionsOf(db),
    ...pipelinesOf(db),
    overview: (workspaceId) => readOverview(db, workspaceId),
    costs: (workspaceId, capabilityId) => readCosts(db, workspaceId, capabilityId),
    history: (workspaceId, id) =>
      db
        .selectFrom('events')
        .select(eventRow.columns)
        .where('workspaceId', '=', workspaceId)
        .where('capabilityId', '=', id)
        .orderBy('seq')
        .execute(),
  };
}

type Part<Key extends keyof CapabilityStore> = Pick<CapabilityStore, Key>;

function itemStore(db: Db): Part<'insert' | 'swap' | 'get' | 'byKey' | 'list'> {
  const read = (workspaceId: string) =>
    db.selectFrom('capabilities').select(capabilityRow.columns).where('workspaceId', '=', workspaceId);
  return {
    async insert(capability) {
      await db.insertInto('capabilities').values(capabilityRow.pack(capability)).execute();
    },
    async swap(next, expected) {
      const { numUpdatedRows } = await db
        .updateTable('capabilities')
        .set(capabilityRow.pack(next))
        .where('workspaceId', '=', next.workspaceId)
        .where('id', '=', next.id)
        .where('version', '=', expected)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    get: async (workspaceId, id) => (await read(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null,
    byKey: async (workspaceId, key) =>
      (await read(workspaceId).where('key', '=', key).executeTakeFirst()) ?? null,
    list(workspaceId, { ids, ideaId, open } = {}) {
      let query = read(workspaceId).orderBy('createdAt').orderBy('id');
      if (ids) query = query.where((is) => is('id', '=', is.fn.any(is.val(ids))));
      if (ideaId) query = query.where('ideaId', '=', ideaId);
      if (open) query = query.where('status', 'not in', ['shipped', 'cancelled']);
      return query.execute();
    },
  };
}

function documentsOf(db: Db): Part<'putDocument' | 'documents' | 'approveDocument'> {
  return {
    async putDocument(document) {
      await db.insertInto('capabilityDocuments').values(capabilityDocumentRow.pack(document)).execute();
    },
    documents: (workspaceId, capabilityId) =>
      db
        .selectFrom('capabilityDocuments')
        .select(capabilityDocumentRow.columns)
        .where('workspaceId', '=', workspaceId)
        .where('capabilityId', '=', capabilityId)
        .orderBy('kind')
        .orderBy('version')
        .execute(),
    async approveDocument({ workspaceId, capabilityId, kind, version }, { name, at }) {
      await db
        .updateTable('capabilityDocuments')
        .set({ approvedBy: name, approvedAt: at })
        .where('workspaceId', '=', workspaceId)
        .where('capabilityId', '=', capabilityId)
        .where('kind', '=', kind)
        .where('version', '=', version)
        .execute();
    },
  };
}

function dependenciesOf(
  db: Db,
): Part<'putDependency' | 'dropDependency' | 'dependencies' | 'allDependencies'> {
  const read = (workspaceId: string) =>
    db
      .selectFrom('capabilityDependencies')
      .select(dependencyRow.columns)
      .where('workspaceId', '=', workspaceId)
      .orderBy('capabilityId')
      .orderBy('dependsOnId');
  return {
    async putDependency(dependency) {
      const { waivedBy, waivedReason, waivedAt } = dependency;
      await db
        .insertInto('capabilityDependencies')
        .values(dependencyRow.pack(dependency))
        .onConflict((known) =>
          known.columns(['capabilityId', 'dependsOnId']).doUpdateSet({ waivedBy, waivedReason, waivedAt }),
        )
        .execute();
    },
    async dropDependency({ workspaceId, capabilityId, dependsOnId }) {
      await db
        .deleteFrom('capabilityDependencies')
        .where('workspaceId', '=', workspaceId)
        .where('capabilityId', '=', capabilityId)
        .where('dependsOnId', '=', dependsOnId)
        .execute();
    },
    dependencies: (workspaceId, ids) =>
      read(workspaceId)
        .where((is) =>
          is.or([
            is('capabilityId', '=', is.fn.any(is.val(ids))),
            is('dependsOnId', '=', is.fn.any(is.val(ids))),
          ]),
        )
        .execute(),
    allDependencies: (workspaceId) => read(workspaceId).execute(),
  };
}

function decisionsOf(db: Db): Part<'insertDecision' | 'decisions'> {
  return {
    async insertDecision(decision) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('gateDecisions')
        .values(gateDecisionRow.pack(decision))
        .onConflict((known) => known.columns(['capabilityId', 'gate', 'visit', 'by']).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    decisions: (workspaceId, capabilityId) =>
      db
        .selectFrom('gateDecisions')
        .select(gateDecisionRow.columns)
        .where('workspaceId', '=', workspaceId)
        .where('capabilityId', '=', capabilityId)
        .orderBy('at')
        .orderBy('id')
        .execute(),
  };
}

function pipelinesOf(db: Db): Part<'keepPipeline' | 'pipeline'> {
  return {
    async keepPipeline(workspaceId, digest, pipeline) {
      await db
        .insertInto('pipelines')
        .values({ workspaceId, digest, pipeline: packJson(pipeline)! })
        .onConflict((known) => known.columns(['workspaceId', 'digest']).doNothing())
        .execute();
    },
    async pipeline(workspaceId, digest) {
      const found = await db
        .selectFrom('pipelines')
        .select('pipeline')
        .where('workspaceId', '=', workspaceId)
        .where('digest', '=', digest)
        .executeTakeFirst();
      return found?.pipeline ?? null;
    },
  };
}
