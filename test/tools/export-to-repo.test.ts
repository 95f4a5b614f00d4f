/** export_to_repo: reviewed tickets become files that validate, to the byte unchanged where nothing changed. */
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { useRepoDesk } from '../support/repo-desk.ts';
import { refusalOf, wordsOf } from '../support/tool-house.ts';

const { begin, run, asModel } = useRepoDesk();

it('S3-74: round trip: what was taken over and changed in chat stands in the file, with a log line, and no more', async () => {
  const repo = await begin();
  const id = await repo.do('new', '--title', 'Export as CSV', '--lane', 'build');
  repo.edit(id, (text) =>
    text
      .replace('## Verification', '## Notes\nkept  as is\n\n## Verification')
      .replace('title:', '# why: asked for\ntitle:'),
  );
  const original = repo.ticket(id);
  const key = (await run('import_from_repo', { tickets: [id] })).output.added[0];
  expect((await run('export_to_repo', { select: { ids: [key] } })).output).toMatchObject({ unchanged: 1 });
  expect(repo.ticket(id)).toBe(original);
  await run('edit_ticket', { ticket: key, title: 'Export every list' });
  expect(wordsOf(await run('export_to_repo', { select: { ids: [key] } }))).toContain('1 brought in step');
  expect(repo.ticket(id)).toBe(original.replace('Export as CSV', 'Export every list'));
  expect(repo.log(id).at(-1)).toMatchObject({ event_type: 'work', summary: `Brought in step with ${key}` });
  expect((await repo.run('validate', '--strict', '--all-fields')).out).toBe('');
});

it('a whole repository taken over and written back is the same to the byte, and a new link goes where it belongs', async () => {
  const repo = await begin();
  await repo.do('init', '--examples');
  const files = async () => {
    const rows = await repo.json<{ id: string }[]>('list', '--json');
    return new Map(rows.map(({ id }) => [id, repo.ticket(id)]));
  };
  const before = await files();
  const keys: string[] = (await run('import_from_repo')).output.added;
  expect(keys).toHaveLength(6);
  expect((await run('export_to_repo', { select: { ids: keys } })).output).toMatchObject({
    added: [],
    changed: [],
    unchanged: 6,
  });
  expect(await files()).toEqual(before);
  const [, api, screens] = keys;
  await run('link_tickets', { from: [api], kind: 'relates_to', on: [screens] });
  expect((await run('export_to_repo', { select: { ids: keys } })).output.changed).toEqual([api]);
  expect((await run('export_to_repo', { select: { ids: keys } })).output.unchanged).toBe(6);
  expect((await repo.run('validate', '--strict', '--all-fields')).out).toBe('');
  const after = await files();
  await run('unlink_tickets', { from: [api], kind: 'relates_to', on: [screens] });
  expect((await run('export_to_repo', { select: { ids: keys } })).output.unchanged).toBe(6);
  expect(await files()).toEqual(after);
});

it('writes only what a person sends, and nothing that waits for its review', async () => {
  const repo = await begin();
  const made = (await run('create_ticket', { title: 'Draft', type: 'task' })).output;
  const { id, key } = made.ticket.ticket ?? made.ticket;
  const { output } = await run('export_to_repo', { select: { ids: [key] } });
  expect(output).toMatchObject({ added: [], refused: [{ ticket: key }] });
  expect(existsSync(repo.path('.tickets', id))).toBe(false);
  expect(await refusalOf(asModel('export_to_repo', { select: { ids: [key] } }))).toMatchObject({
    code: 'HUMAN_APPROVAL_REQUIRED',
  });
  await run('approve_tickets', { select: { ids: [key] } });
  expect((await run('export_to_repo', { select: { ids: [key] } })).output).toMatchObject({ added: [key] });
  expect(repo.ticket(id)).toContain(`key: ${key}`);
  expect(await repo.do('validate', '--strict', '--all-fields')).toBe('');
  expect((await repo.run('log', '--ticket', key, '--summary', 'by key')).code).toBe(0);
});
