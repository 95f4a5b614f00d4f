/** What every store promises for its documents, tickets and people, whichever database is below it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { newWorkspace, type TestStorage } from '../support/storage.ts';
import {
  aBlock,
  aDocument,
  aLink,
  aMember,
  aRef,
  aTicket,
  aTrace,
  aVersion,
  awkward,
  newId,
  sampleTime,
} from './store-samples.ts';

const later = '2026-11-21T10:00:00.000Z';

export function storeContract(open: () => Promise<TestStorage>): void {
  let storage: TestStorage;
  let store: Store;
  const workspace = async (): Promise<Id> => (await newWorkspace(storage)).id;
  beforeAll(async () => {
    storage = await open();
    store = storage.store;
  });
  afterAll(() => storage?.close());

  describe('workspaces and members', () => {
    it('gives back what was stored, and the oldest workspace first', async () => {
      const first = await newWorkspace(storage, 'Oldest');
      await newWorkspace(storage, 'Newer');
      expect(await store.workspaces.get(first.id)).toEqual(first);
      expect(await store.workspaces.byName('Oldest')).toEqual(first);
      expect((await store.workspaces.list()).map(({ name }) => name).slice(-2)).toEqual(['Oldest', 'Newer']);
      expect((await store.workspaces.first())?.id).toBe((await store.workspaces.list())[0]!.id);
      expect(await store.workspaces.get(newId())).toBeNull();
    });

    it('replaces the settings of one workspace', async () => {
      const one = await workspace();
      const other = await workspace();
      await store.workspaces.updateSettings(one, { issueSecret: 's', nested: { on: true } });
      expect((await store.workspaces.get(one))?.settings).toEqual({ issueSecret: 's', nested: { on: true } });
      expect((await store.workspaces.get(other))?.settings).toEqual({});
      const renamed = { ...(await store.workspaces.get(one))!, name: `Renamed ${one}` };
      await store.workspaces.update(renamed);
      expect(await store.workspaces.byName(renamed.name)).toEqual(renamed);
      expect(await store.workspaces.delete(one, renamed.createdAt)).toBe(true);
      expect(await store.workspaces.delete(one, renamed.createdAt)).toBe(false);
      expect(await store.workspaces.get(one)).toBeNull();
      expect(await store.workspaces.byName(renamed.name)).toBeNull();
    });

    it('keeps tokens of programs, and lists those of one workspace that are not revoked', async () => {
      const [one, other] = [await workspace(), await workspace()];
      const memberId = newId();
      const member = { id: memberId, workspaceId: one, name: 'Ana', roles: ['pm' as const], identities: [] };
      await store.members.insert({ ...member, createdAt: later });
      const more = { kind: 'agent' as const, roles: ['pm' as const], secretHash: 'hash', createdAt: later };
      const token = { id: newId(), workspaceId: one, memberId, revokedAt: null, ...more };
      await store.apiTokens.insert(token);
      expect(await store.apiTokens.get(token.id)).toEqual(token);
      expect(await store.apiTokens.list(one)).toEqual([token]);
      expect(await store.apiTokens.list(other)).toEqual([]);
      const { id, name, roles } = member;
      expect(await store.apiTokens.withMember(token.id)).toEqual({ token, member: { id, name, roles } });
      expect(await store.apiTokens.withMember(newId())).toBeNull();
      expect(await store.apiTokens.spend(token.id, 7, 20)).toBe(20);
      expect(await store.apiTokens.spend(token.id, 7, 20)).toBe(40);
      expect(await store.apiTokens.spend(token.id, 8, 20)).toBe(20);
      expect(await store.apiTokens.revoke(other, token.id, later)).toBe(false);
      expect(await store.apiTokens.revoke(one, token.id, later)).toBe(true);
      expect(await store.apiTokens.revoke(one, token.id, later)).toBe(false);
      expect(await store.apiTokens.list(one)).toEqual([]);
      expect((await store.apiTokens.get(token.id))?.revokedAt).toBe(later);
    });

    it('links a team of a chat service to one workspace, for good', async () => {
      const [one, other] = [await workspace(), await workspace()];
      const team = newId();
      const row = { surface: 'slack', team, name: 'Acme', workspaceId: one, linkedAt: later };
      expect(await store.chatTeams.link(row)).toBe(true);
      expect(await store.chatTeams.link({ ...row, workspaceId: other })).toBe(false);
      expect(await store.chatTeams.link({ ...row, team: newId() })).toBe(false);
      expect(await store.chatTeams.find('slack', team)).toEqual(row);
      expect(await store.chatTeams.find('discord', team)).toBeNull();
      expect(await store.chatTeams.list('slack')).toContainEqual(row);
    });

    it('finds a person by id, by name in any case and by identity, in their own workspace only', async () => {
      const here = await workspace();
      const there = await workspace();
      const identities = [
        { surface: 'slack', externalId: 'U1' },
        { surface: 'terminal', externalId: 'maria' },
      ];
      const maria = aMember(here, { identities });
      await store.members.insert(maria);
      expect(await store.members.get(here, maria.id)).toEqual(maria);
      expect(await store.members.byName(here, 'MARIA')).toEqual(maria);
      expect(await store.members.byIdentity(here, 'slack', 'U1')).toEqual(maria);
      expect(await store.members.byIdentity(here, 'slack', 'maria')).toBeNull();
      expect(await store.members.get(there, maria.id)).toBeNull();
      expect(await store.members.byName(there, 'Maria')).toBeNull();
      expect(await store.members.byIdentity(there, 'slack', 'U1')).toBeNull();
    });

    it('keeps what was changed on a member', async () => {
      const here = await workspace();
      const member = aMember(here);
      await store.members.insert(member);
      const changed = {
        ...member,
        roles: ['viewer' as const],
        identities: [{ surface: 'web', externalId: '1' }],
      };
      await store.members.update(changed);
      expect(await store.members.list(here)).toEqual([changed]);
    });
  });

  describe('documents, versions and blocks', () => {
    it('stores a document with its first version, and lists newest first without deleted ones', async () => {
      const here = await workspace();
      const older = aDocument(here);
      const newer = aDocument(here, { createdAt: later, insightIds: ['a', 'b'] });
      const deleted = aDocument(here, { deletedAt: later });
      for (const one of [older, newer, deleted]) await store.documents.insert(one, aVersion(one.id));
      expect(await store.documents.list(here)).toEqual([newer, older]);
      expect(await store.documents.get(here, deleted.id)).toEqual(deleted);
      const named = await store.documents.some(here, [older.id, deleted.id, older.id, here]);
      expect(named.map(({ id }) => id).sort()).toEqual([older.id, deleted.id].sort());
      expect(await store.documents.some(here, [])).toEqual([]);
      expect(await store.documents.some(await workspace(), [older.id])).toEqual([]);
      expect(await store.documents.version(here, older.id, 0)).toEqual(aVersion(older.id));
      expect(await store.documents.list(await workspace())).toEqual([]);
    });

    it('adds versions, and shows none of them to another workspace', async () => {
      const here = await workspace();
      const there = await workspace();
      const document = aDocument(here);
      await store.documents.insert(document, aVersion(document.id));
      const next = aVersion(document.id, { version: 1, content: '' });
      await store.documents.addVersion(here, next);
      await store.documents.addVersion(there, { ...next, version: 2 });
      await store.documents.swap({ ...document, version: 1, title: 'Renamed' }, 0);
      expect((await store.documents.get(here, document.id))?.title).toBe('Renamed');
      expect(await store.documents.version(here, document.id, 1)).toEqual(next);
      expect(await store.documents.version(here, document.id, 2)).toBeNull();
      expect(await store.documents.version(there, document.id, 1)).toBeNull();
      expect(await store.documents.get(there, document.id)).toBeNull();
    });

    it('swaps a document only at the version it is expected to have, and lists its versions without texts', async () => {
      const here = await workspace();
      const document = aDocument(here);
      await store.documents.insert(document, aVersion(document.id));
      const next = { ...document, version: 1, skipped: ['a'] };
      expect(await store.documents.swap(next, 1)).toBe(false);
      expect(await store.documents.swap({ ...next, workspaceId: await workspace() }, 0)).toBe(false);
      expect(await store.documents.swap(next, 0)).toBe(true);
      expect(await store.documents.get(here, document.id)).toEqual(next);
      const edit = { version: 1, via: 'edit' as const, note: 'Dana added a risk.' };
      const conflict = {
        id: 'c',
        lines: [1, 2] as [number, number],
        before: 'a',
        edited: 'b',
        received: 'c',
      };
      const cuts = { split: [3], joined: [] };
      const second = aVersion(document.id, { ...edit, received: awkward, cuts, conflicts: [conflict] });
      await store.documents.addVersion(here, second);
      expect(await store.documents.version(here, document.id, 1)).toEqual(second);
      expect(await store.documents.history(here, document.id)).toMatchObject([
        { version: 0, note: null },
        edit,
      ]);
      expect(await store.documents.history(await workspace(), document.id)).toEqual([]);
    });

    it('replaces the blocks of one version and leaves those of another', async () => {
      const here = await workspace();
      const document = aDocument(here);
      await store.documents.insert(document, aVersion(document.id));
      const many = Array.from({ length: 1200 }, (_, order) => aBlock(document, { order }));
      const kept = aBlock({ ...document, version: 1 }, { id: many[0]!.id });
      await store.blocks.replace(here, document.id, 0, [...many].reverse());
      await store.blocks.replace(here, document.id, 1, [kept]);
      expect(await store.blocks.list(here, document.id, 0)).toEqual(many);
      await store.blocks.replace(here, document.id, 0, many.slice(0, 1));
      expect(await store.blocks.list(here, document.id, 0)).toEqual(many.slice(0, 1));
      expect(await store.blocks.list(here, document.id, 1)).toEqual([kept]);
      expect(await store.blocks.get(here, kept.id)).toEqual(kept);
      expect(await store.blocks.list(await workspace(), document.id, 0)).toEqual([]);
    });
  });

  describe('tickets', () => {
    it('gives a ticket back exactly as it was stored', async () => {
      const here = await workspace();
      const ticket = aTicket(here, {
        parentId: newId(),
        effort: 'about a week',
        archivedAt: later,
        planning: { nodeType: 'group', effortRange: null, estimatedHours: 1.5, suggestedAfter: [newId()] },
      });
      await store.tickets.insert(ticket);
      expect(await store.tickets.get(here, ticket.id)).toEqual(ticket);
      expect(await store.tickets.byKey(here, ticket.key)).toEqual(ticket);
      expect(await store.tickets.getAnywhere(ticket.id)).toEqual(ticket);
    });

    it('shows a ticket to no other workspace', async () => {
      const here = await workspace();
      const there = await workspace();
      const ticket = aTicket(here);
      await store.tickets.insert(ticket);
      expect(await store.tickets.get(there, ticket.id)).toBeNull();
      expect(await store.tickets.byKey(there, ticket.key)).toBeNull();
      expect(await store.tickets.byIdPrefix(there, ticket.id.slice(0, 8))).toEqual([]);
      expect(await store.tickets.list(there, { ids: [ticket.id] })).toEqual([]);
      expect(await store.tickets.swap({ ...ticket, workspaceId: there, version: 2 }, 1)).toBe(false);
    });

    it('lets exactly one of many writers of the same version win', async () => {
      const here = await workspace();
      const ticket = aTicket(here);
      await store.tickets.insert(ticket);
      const attempts = Array.from({ length: 10 }, (_, n) =>
        store.tickets.swap({ ...ticket, title: `Writer ${n}`, version: 2 }, 1),
      );
      const won = (await Promise.all(attempts)).filter(Boolean);
      expect(won).toHaveLength(1);
      expect((await store.tickets.get(here, ticket.id))?.version).toBe(2);
    });

    it('finds tickets by id prefix, and takes no character of it for a wildcard', async () => {
      const here = await workspace();
      const ticket = aTicket(here);
      await store.tickets.insert(ticket);
      expect(await store.tickets.byIdPrefix(here, ticket.id.slice(0, 30))).toEqual([ticket]);
      expect(await store.tickets.byIdPrefix(here, '%'.repeat(8))).toEqual([]);
      expect(await store.tickets.byIdPrefix(here, '_'.repeat(8))).toEqual([]);
    });

    it('lists in order of creation by document, parent, review status and ids, without deleted ones', async () => {
      const here = await workspace();
      const documentId = newId();
      const parent = aTicket(here);
      const child = aTicket(here, { parentId: parent.id, createdAt: later });
      const from = aTicket(here, {
        origin: { ...parent.origin, documentId },
        review: { ...parent.review, status: 'reviewed' },
      });
      const deleted = aTicket(here, { deletedAt: later, origin: { ...parent.origin, documentId } });
      for (const one of [child, parent, from, deleted]) await store.tickets.insert(one);
      const listed = async (query: Parameters<Store['tickets']['list']>[1]) =>
        (await store.tickets.list(here, query)).map(({ id }) => id);
      expect(await listed({})).toEqual([parent.id, from.id, child.id]);
      expect(await listed({ documentId })).toEqual([from.id]);
      expect(await listed({ documentId, deleted: true })).toEqual([from.id, deleted.id]);
      expect(await listed({ parentId: parent.id })).toEqual([child.id]);
      expect(await listed({ review: ['reviewed', 'pushed'] })).toEqual([from.id]);
      expect(await listed({ ids: [child.id, deleted.id] })).toEqual([child.id]);
      expect(await listed({ ids: [] })).toEqual([]);
    });

    it('gives a page of what fits, with how much fits in all', async () => {
      const here = await workspace();
      const base = aTicket(here);
      const first = aTicket(here, { title: 'Book 100% of stands', labels: ['Bikes'], priority: 1 });
      const second = aTicket(here, { createdAt: later, parentId: first.id, labels: [] });
      const away = aTicket(here, { archivedAt: later });
      const other = aTicket(await workspace());
      for (const one of [second, first, away, other]) await store.tickets.insert(one);
      await store.links.insert({
        ...{ id: newId(), workspaceId: here, type: 'blocks', createdBy: 'ana', createdAt: base.createdAt },
        ...{ sourceId: first.id, targetId: second.id, declaredOn: 'source' },
      });
      const paged = async (query: object, limit = 10, offset = 0) => {
        const { tickets, total } = await store.tickets.page(here, { ...query, limit, offset });
        return [total, ...tickets.map(({ id }) => id)];
      };
      expect(await paged({})).toEqual([2, first.id, second.id]);
      const whole = await store.tickets.page(here, { limit: 10, offset: 0 });
      expect(whole.tickets).toEqual(await store.tickets.list(here, { ids: [first.id, second.id] }));
      const around = {
        ...{ now: expect.any(String), refs: [], blockers: [{ ticketId: second.id, key: first.key }] },
        keys: new Map([[first.id, first.key]]),
      };
      expect(whole.around).toEqual(around);
      const ticket = (await store.tickets.get(here, second.id))!;
      expect(await store.tickets.look(here, 'id', second.id)).toEqual({ ticket, around });
      expect(await store.tickets.look(here, 'key', second.key)).toEqual({ ticket, around });
      expect(await store.tickets.look(here, 'id', other.id)).toBeNull();
      expect(await paged({}, 1, 1)).toEqual([2, second.id]);
      expect(await paged({}, 1, 5)).toEqual([2]);
      expect(await paged({ archived: true })).toEqual([1, away.id]);
      expect(await paged({ words: ['100%', 'BIKES'] })).toEqual([1, first.id]);
      expect(await paged({ words: ['1_0%'] })).toEqual([0]);
      expect(await paged({ labels: ['bikes'], priorities: [1, 2] })).toEqual([1, first.id]);
      expect(await paged({ parentId: first.id, types: [second.type], keyPrefix: second.key })).toEqual([
        1,
        second.id,
      ]);
      expect(await paged({ assigneeIds: [null], work: ['open'] })).toEqual([2, first.id, second.id]);
      expect(await paged({ assigneeIds: ['nobody'] })).toEqual([0]);
      expect(await paged({ ready: true })).toEqual([1, first.id]);
      expect(await paged({ ready: false })).toEqual([1, second.id]);
    });

    it('never gives a number twice, whoever asks at once', async () => {
      const here = await workspace();
      const there = await workspace();
      const numbers = await Promise.all(
        Array.from({ length: 20 }, () => store.tickets.nextNumber(here, 'BUG', 2026)),
      );
      expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
      expect(await store.tickets.nextNumber(here, 'BUG', 2027)).toBe(1);
      expect(await store.tickets.nextNumber(here, 'FEAT', 2026)).toBe(1);
      expect(await store.tickets.nextNumber(there, 'BUG', 2026)).toBe(1);
    });

    it('mends half a character and refuses a NUL, in text and inside facets', async () => {
      const here = await workspace();
      const ticket = aTicket(here, { title: 'half \ud83d', criteria: [] });
      const origin = { ...ticket.origin, sourceQuote: 'half \ud83d' };
      await store.tickets.insert({ ...ticket, origin });
      const kept = await store.tickets.get(here, ticket.id);
      expect([kept?.title, kept?.origin.sourceQuote]).toEqual(['half \ufffd', 'half \ufffd']);
      const nul = { ...origin, sourceQuote: 'a\u0000b' };
      const refused = { code: 'INVALID_INPUT' };
      await expect(store.tickets.swap({ ...ticket, title: 'a\u0000b', origin }, 1)).rejects.toMatchObject(
        refused,
      );
      await expect(store.tickets.swap({ ...ticket, origin: nul }, 1)).rejects.toMatchObject(refused);
      expect(await store.tickets.get(here, ticket.id)).toEqual(kept);
    });

    it('refuses a second ticket with the same key in a workspace', async () => {
      const here = await workspace();
      const ticket = aTicket(here);
      await store.tickets.insert(ticket);
      await expect(store.tickets.insert({ ...ticket, id: newId() })).rejects.toThrow();
      await store.tickets.insert({ ...ticket, id: newId(), workspaceId: await workspace() });
    });
  });

  describe('links, traces and outside copies', () => {
    async function pair(here: Id) {
      const [a, b] = [aTicket(here), aTicket(here)];
      await store.tickets.insert(a);
      await store.tickets.insert(b);
      return [a, b] as const;
    }

    it('keeps one link per type and direction', async () => {
      const here = await workspace();
      const [a, b] = await pair(here);
      const link = aLink(a, b);
      await store.links.insert(link);
      await store.links.insert(aLink(a, b));
      expect(await store.links.ofTickets(here, [b.id])).toEqual([link]);
      const back = aLink(b, a);
      await store.links.insert(back);
      expect(await store.links.ofType(here, 'blocks')).toEqual([link, back]);
      await store.links.delete(here, link.id);
      expect(await store.links.ofTickets(here, [a.id])).toEqual([back]);
    });

    it('takes a related pair for the same pair from either end', async () => {
      const here = await workspace();
      const [a, b] = await pair(here);
      const link = aLink(a, b, { type: 'relatesTo' });
      await store.links.insert(link);
      await store.links.insert(aLink(b, a, { type: 'relatesTo' }));
      expect(await store.links.ofType(here, 'relatesTo')).toEqual([link]);
      const there = await workspace();
      await store.links.delete(there, link.id);
      expect(await store.links.ofTickets(there, [a.id])).toEqual([]);
      expect(await store.links.ofTickets(here, [a.id])).toEqual([link]);
    });

    it('knows which blocks a ticket came from and which tickets a document led to', async () => {
      const here = await workspace();
      const document = aDocument(here);
      await store.documents.insert(document, aVersion(document.id));
      const [a, b] = await pair(here);
      const block = aBlock(document);
      const traces = [aTrace(a, block), aTrace(b, block, { lines: [] })];
      await store.traces.insert(traces);
      await store.traces.insert([]);
      expect(await store.traces.ofTicket(here, a.id)).toEqual([traces[0]]);
      expect(await store.traces.ofDocument(here, document.id)).toEqual(traces);
      expect(await store.traces.ofDocument(await workspace(), document.id)).toEqual([]);
    });

    it('keeps one outside copy per ticket and tracker: a second replaces the first', async () => {
      const here = await workspace();
      const [a, b] = await pair(here);
      await store.externalRefs.put(aRef(a, { externalKey: 'ENG-1' }));
      const second = aRef(a, { externalKey: 'ENG-2', syncedAt: sampleTime });
      const github = aRef(a, { tracker: 'github', externalKey: '#7' });
      await store.externalRefs.put(second);
      await store.externalRefs.put(github);
      expect(await store.externalRefs.ofTickets(here, [a.id, b.id])).toEqual([github, second]);
      expect(await store.externalRefs.byExternalKey(here, 'ENG-2')).toEqual([second]);
      expect(await store.externalRefs.byExternalKey(here, 'ENG-1')).toEqual([]);
      expect(await store.externalRefs.byExternalKey(await workspace(), 'ENG-2')).toEqual([]);
    });
  });
}
