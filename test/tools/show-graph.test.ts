/** show_graph: what can start, what waits, and the chain that decides the end. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ per: 'file', begin: 'drafted' });

it('draws waves and the critical path of stated dependencies', async () => {
  const [first, second, third] = drafted.keys;
  const { wire } = await desk.type('/docket graph');
  expect(wire.waves).toEqual([[first, third], [second]]);
  expect(wire.critical_path).toEqual([first, second]);
});

it('follows one ticket to what it waits for', async () => {
  const [first, second] = drafted.keys;
  const graph = await desk.type(`/docket graph ${second}`);
  expect(graph.wire.tickets).toEqual([second, first]);
  expect(wordsOf(graph)).toContain('2 tickets, 1 stated dependency: they can be done in 2 steps.');
});

it('says so when nothing depends on anything', async () => {
  const [first, , third] = drafted.keys;
  const graph = await desk.call('show_graph', { select: { ids: [first, third] } });
  expect(wordsOf(graph)).toContain('2 tickets: none depends on another.');
});
