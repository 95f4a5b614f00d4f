/** What a person agreed to is carried out once, also where the process died in the middle of it. */
import { expect, it } from 'vitest';
import { answerProposal } from '../../../src/catalog/answer-proposal.ts';
import type { Caller } from '../../../src/domain/principal.ts';
import { refusalOf } from '../../support/tool-house.ts';
import { useDesk } from '../../support/use-desk.ts';

const { desk, tools } = useDesk();

it('goes on where the same press had begun before a kill, and refuses a second press', async () => {
  const { storage, clock, ids, catalog, callTool } = tools.house;
  const { store } = storage;
  const { workspaceId, threadId } = desk.dana;
  const [id, run] = [ids.next(), ids.next()];
  await store.pendingActions.insert({
    ...{ id, workspaceId, threadId, batchId: id, tool: 'create_ticket', input: { title: 'Rotate the keys' } },
    ...{ preview: 'Write it?', status: 'pending', userEdits: null, reason: null, result: null, error: null },
    ...{ requestedBy: 'model', resolvedBy: null, createdAt: clock.now().toISOString() },
    ...{ resolvedAt: null, executedAt: null },
  });
  const deps = { catalog, store, clock, ids, callTool };
  const press = (runId: string, over: Partial<typeof deps> = {}) => {
    const caller: Caller = { ...desk.dana, runId, callId: 'press' };
    return answerProposal({ ...deps, ...over }, { id, agree: true }, caller, {});
  };
  // The process dies while the tool works, so nobody says how it ended.
  const died = new Promise<void>((resolve) => {
    const dying = () => new Promise<never>(() => resolve());
    void press(run, { callTool: dying });
  });
  await died;
  expect((await refusalOf(press(ids.next()))).code).toBe('STALE');
  const tickets = async () => (await store.tickets.list(workspaceId, {})).map(({ title }) => title);
  expect(await tickets()).toEqual([]);
  expect((await press(run)).result).toMatchObject({ tool: 'create_ticket' });
  expect(await store.pendingActions.get(workspaceId, id)).toMatchObject({ status: 'executed' });
  // It died once more, before it could show what came of it.
  expect((await press(run)).shown).toHaveLength(1);
  expect(await tickets()).toEqual(['Rotate the keys']);
});

it('S0-66: another request of the same token answers nothing again, whether the first said yes or no', async () => {
  const { storage, clock, ids, catalog, callTool } = tools.house;
  const { store } = storage;
  const { workspaceId, threadId } = desk.dana;
  const deps = { catalog, store, clock, ids, callTool };
  const runId = ids.next();
  const ask = async (title: string) => {
    const id = ids.next();
    await store.pendingActions.insert({
      ...{ id, workspaceId, threadId, batchId: id, tool: 'create_ticket', input: { title } },
      ...{
        preview: 'Write it?',
        status: 'pending',
        userEdits: null,
        reason: null,
        result: null,
        error: null,
      },
      ...{ requestedBy: 'model', resolvedBy: null, createdAt: clock.now().toISOString() },
      ...{ resolvedAt: null, executedAt: null },
    });
    return (callId: string, agree: boolean) =>
      answerProposal(deps, { id, agree }, { ...desk.dana, runId, callId }, {});
  };
  const [wanted, refused] = [await ask('Written once'), await ask('Never written')];
  await wanted('first', true);
  expect((await refusalOf(wanted('second', true))).code).toBe('STALE');
  await refused('third', false);
  expect((await refusalOf(refused('fourth', true))).code).toBe('STALE');
  const titles = (await store.tickets.list(workspaceId, {})).map(({ title }) => title);
  expect(titles.filter((title) => /once|never/i.test(title))).toEqual(['Written once']);
});
