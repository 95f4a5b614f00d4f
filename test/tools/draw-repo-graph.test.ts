/** draw_repo_graph: the file that the command would write. */
import { expect, it } from 'vitest';
import { useRepoDesk } from '../support/repo-desk.ts';
import { wordsOf } from '../support/tool-house.ts';

const { begin, run } = useRepoDesk();

it('S3-74: hands over the portfolio graph as Mermaid, and JSON when asked', async () => {
  const repo = await begin();
  const group = await repo.do('new', '--title', 'Launch', '--node-type', 'group');
  const id = await repo.do('new', '--title', 'Export', '--group-id', group);
  const drawn = await run('draw_repo_graph');
  expect(wordsOf(drawn)).toContain('2 tickets and 1 connection in the portfolio graph.');
  expect(drawn.output.file.name).toMatch(/_portfolio\.md$/);
  expect(drawn.output.file.text).toContain('n0 -.->|contains| n1');
  const json = await run('draw_repo_graph', { format: 'json', view: 'dependency', ticket: id });
  expect(JSON.parse(json.output.file.text)).toMatchObject({ root_id: id, edges: [] });
});
