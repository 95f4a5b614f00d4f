/** Tickets as plain JSON records: out, and back in without loss. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, it } from 'vitest';
import { attachNamed } from '../../src/cli/attach-files.ts';
import { saveParts } from '../../src/cli/save-file.ts';
import { attach, refusalOf, shareToolHouse, type ToolHouse } from '../support/tool-house.ts';

let tools: ToolHouse;
beforeAll(async () => {
  tools = await shareToolHouse();
});

const importAs = (desk: Awaited<ReturnType<ToolHouse['enter']>>, records: unknown) =>
  desk.call('import_tickets', {}, { file: attach('t.json', JSON.stringify(records)) });

it('S2-5, S2-9: one file per ticket goes out, and comes back into another workspace as it was', async () => {
  const here = await tools.enter();
  const bug = (
    await here.type('/docket raise bug Stand 4 is shut | 37 customers wait because it is shut in production')
  ).wire.key;
  const epic = (await here.type('/docket raise epic Doors')).wire.key;
  const feature = (await here.type('/docket raise feature Open by phone')).wire.key;
  await here.call('create_ticket', { title: 'A part', parent: epic, criteria: ['It opens'] });
  await here.type(`/docket link ${bug} blocks ${feature}`);
  await here.call('report_work', {
    ticket: bug,
    agent: 'qa',
    result: 'failed',
    details: '',
    error: 'still shut',
  });
  await here.type(`/docket assign ${feature} research`);
  const { file } = (await here.call('export', { format: 'pm-json', select: { all: true } })).output;
  const folder = mkdtempSync(join(inject('tempFolder'), 'records-'));
  expect(await saveParts(folder, file.parts)).toBe(`Wrote 4 files into ${folder}`);
  expect(readdirSync(folder)).toContain(`${bug}.json`);
  expect(JSON.parse(readFileSync(join(folder, `${bug}.json`), 'utf8'))).toMatchObject({
    ...{ id: bug, status: 'blocked', priority: 'critical', assignee: 'PM', reporter: 'Dana', tags: [] },
    blocker: 'QA Agent reported: still shut',
    orchestration: { agents_required: ['Research Agent', 'Engineer Agent', 'QA Agent'] },
    agent_updates: [{ agent: 'QA Agent', result: 'failed', details: 'still shut' }],
    metadata: { affected_users: 37, estimated_hours: 8 },
    linked_tickets: [{ ticket_id: feature, relationship: 'blocks' }],
  });

  const there = await tools.enter();
  for (const one of await attachNamed([folder]))
    expect((await there.call('import_tickets', {}, { file: one })).wire.refused).toEqual([]);
  const again = (await there.call('export', { format: 'pm-json', select: { all: true } })).output.file;
  const byId = (text: string) =>
    JSON.parse(text).toSorted((a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id));
  expect(byId(again.text)).toEqual(byId(file.text));
  expect((await importAs(there, JSON.parse(file.text))).wire).toMatchObject({
    added: [],
    known: { length: 4 },
  });
  const next = (await there.type('/docket raise bug Another')).wire.key;
  expect(Number(next.split('-')[2])).toBe(Number(bug.split('-')[2]) + 1);
});

it('S2-6, S2-7: reads records by what can be seen, with priorities and statuses in their words', async () => {
  const desk = await tools.enter();
  const statuses = [
    ['open', undefined, 'open'],
    ['in_progress', undefined, 'in_progress'],
    ['blocked', undefined, 'blocked'],
    ['closed', 'fixed', 'done'],
    ['closed', 'wont_fix', 'cancelled'],
    ['resolved', undefined, 'done'],
  ] as const;
  const words = ['critical', 'high', 'medium', 'low', undefined, 'none'];
  const records = statuses.map(([status, resolution], at) => ({
    ...{ id: `BUG-2025-00${at + 1}`, title: `Bug ${at}`, status, resolution, priority: words[at] },
    ...{ created_at: '2025-03-01T10:00:00', assignee: 'Somebody Else', tags: ['bug'] },
  }));
  const { wire } = await importAs(desk, { tickets: records });
  expect(wire.added.map((one: { work_status: string }) => one.work_status)).toEqual(
    statuses.map(([, , is]) => is),
  );
  expect(wire.added.map((one: { priority: string }) => one.priority)).toEqual([
    'P0',
    'P1',
    'P2',
    'P3',
    null,
    null,
  ]);
  expect(wire.added[3]).toMatchObject({
    resolution: 'completed',
    resolution_detail: 'fixed',
    ticket_type: 'bug',
  });
  expect(wire.added[0]).toMatchObject({
    created_at: '2025-03-01T10:00:00.000Z',
    metadata: { assignee: 'Somebody Else' },
  });
});

it('says what it left out and why, and refuses what holds no records', async () => {
  const desk = await tools.enter();
  const records = [
    { id: 'X', title: 'A' },
    { title: 'No id' },
    { id: 'BUG-2025-001', title: 'B', status: 'odd' },
  ];
  const { wire, shown } = await importAs(desk, records);
  expect(wire).toMatchObject({
    added: [],
    refused: [{ key: '"No id"' }, { key: 'X' }, { key: 'BUG-2025-001' }],
  });
  expect(shown[0]!.card.summary).toContain('Imported 0 tickets');
  expect((await refusalOf(importAs(desk, 7))).code).toBe('INVALID_INPUT');
  expect((await refusalOf(desk.call('import_tickets'))).message).toContain('no file');
  const folder = mkdtempSync(join(inject('tempFolder'), 'records-'));
  writeFileSync(join(folder, 'x.json'), '{');
  const [broken] = await attachNamed([folder]);
  expect((await refusalOf(desk.call('import_tickets', {}, { file: broken! }))).message).toContain('x.json');
  await expect(attachNamed(['/no/such'])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
