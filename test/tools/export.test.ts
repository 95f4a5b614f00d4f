/** export: tickets, traces and dependencies as a file that is handed over. */
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { bikes, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ house: 'own', begin: 'drafted' });

const fileOf = async (command: string) => (await desk.type(`/docket export ${command}`)).shown[0]!.file!;
type Graph = {
  nodes: { id: string; type: string; label: string }[];
  edges: { from: string; to: string; type: string; facts: { lines?: number[]; quote?: string } }[];
};
const graphOf = async (): Promise<Graph> => JSON.parse((await fileOf('json trace')).text);

it('gives tickets as JSON in the shape every program reads', async () => {
  const { file, card } = (await desk.type('/docket export json')).shown[0]!;
  expect(file).toMatchObject({ name: 'bike-parking-tickets.json', mediaType: 'application/json' });
  expect(JSON.parse(file!.text)).toEqual({ tickets: drafted.tickets, total: 3 });
  expect(card.summary).toBe('Exported 3 tickets of “Bike Parking” as JSON.');
});

it('gives tickets as CSV that reads back, also of a selection a model asks for', async () => {
  const select = { ids: [drafted.keys[1]] };
  const { shown, brief } = await desk.call('export', { format: 'csv', select }, { by: desk.model });
  const [row, ...more] = parse<Record<string, string>>(shown[0]!.file!.text, { columns: true });
  expect(more).toEqual([]);
  expect(row).toMatchObject({ key: drafted.keys[1], priority: 'P1', depends_on: drafted.keys[0] });
  expect(row!.source_quote).toBe(drafted.tickets[1].source_quote);
  expect(brief).toMatchObject({ file: 'bike-parking-tickets.csv', tickets: 1 });
  expect(JSON.stringify(brief)).not.toContain('commuter');
});

it('gives tickets as Markdown with one section each and criteria to tick', async () => {
  const { name, text } = await fileOf('markdown bike parking');
  expect(name).toBe('bike-parking-tickets.md');
  expect(text.match(/^## .*$/gm)).toEqual(drafted.tickets.map(({ key, title }) => `## ${key} ${title}`));
  expect(text).toContain('- [ ] A stand is never booked twice');
  expect(text).toContain('### Context');
});

it('leads from research to the issue in the trace, and each edge has both its ends', async () => {
  await desk.call('record_research', { title: 'Interviews', text: 'Full.' });
  await desk.call('record_insight', { title: 'Racks are full', sources: ['interviews'] });
  await desk.call('record_recommendation', { title: 'Book a stand', insights: ['racks'] });
  await desk.call('link_insights', { recommendation: 'book' });
  await desk.finishPush(await desk.startPush(drafted.keys));
  const { nodes, edges } = await graphOf();
  const ids = new Set(nodes.map(({ id }) => id));
  expect(ids.size).toBe(nodes.length);
  for (const { from, to } of edges) expect([ids.has(from), ids.has(to)]).toEqual([true, true]);
  expect(new Set(nodes.map(({ type }) => type))).toEqual(
    new Set(['research', 'insight', 'recommendation', 'document', 'block', 'ticket', 'issue']),
  );
  expect(new Set(edges.map(({ type }) => type))).toEqual(
    new Set(['informs', 'supports', 'motivates', 'contains', 'becomes', 'pushed_as']),
  );
});

it('leaves no edge behind when a ticket is discarded, and quotes the stored version byte for byte', async () => {
  await desk.type(`/docket discard ${drafted.keys[0]}`);
  const { nodes, edges } = await graphOf();
  expect(nodes.filter(({ type }) => type === 'ticket')).toHaveLength(2);
  const ids = new Set(nodes.map(({ id }) => id));
  for (const { from, to } of edges) expect([ids.has(from), ids.has(to)]).toEqual([true, true]);
  const text = bikes.split('\n');
  for (const { facts } of edges.filter(({ type }) => type === 'becomes')) {
    expect(facts.quote).toBe(facts.lines!.map((line) => text[line - 1]).join('\n'));
  }
});

it('draws traces and dependencies as Mermaid', async () => {
  const { name, text } = await fileOf('mermaid graph');
  expect(name).toBe('bike-parking-graph.mmd');
  expect(text).toMatch(/^flowchart LR\n/);
  expect(text).toMatch(/n1 -->\|blocks\| n2/);
  expect((await fileOf('mermaid')).text).toContain('-->|becomes|');
});

it('gives the trace as a table, for spreadsheets and for pages', async () => {
  const rows = parse<Record<string, string>>((await fileOf('csv trace')).text, { columns: true });
  expect(rows[0]).toMatchObject({ ticket: drafted.keys[0], document: 'Bike Parking', lines: '9, 11–12' });
  expect((await fileOf('markdown trace')).text).toContain('| ticket | title |');
});

it('refuses a format that there is not, and an export of nothing', async () => {
  expect((await refusalOf(desk.type('/docket export'))).message).toContain('format');
  expect((await refusalOf(fileOf('csv graph'))).remedy).toBe('Ask for json or mermaid.');
  const none = desk.call('export', { format: 'json', select: { priority: ['P3'] } });
  expect((await refusalOf(none)).message).toBe('No ticket fits that. Nothing was exported.');
});
