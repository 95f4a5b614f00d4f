/** The `tickets` program itself, and `docket repo`: exit codes, streams and what is loaded. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TicketRepo } from '../support/ticket-repo.ts';

const bin = (name: string) => join(process.cwd(), 'bin', name);

function run(repo: TicketRepo, program: string[], ...args: string[]) {
  const env = { PATH: process.env.PATH, HOME: repo.root, USER: 'alice', NODE_DISABLE_COMPILE_CACHE: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...args], {
    cwd: repo.root,
    env,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

it('works from a shell, says faults on stderr, and loads no database, model, surface or parser it does not need', () => {
  const repo = new TicketRepo();
  const trace = [
    '--import',
    `data:text/javascript,${encodeURIComponent(`
    import { registerHooks } from 'node:module';
    registerHooks({ load(url, context, next) { process.stderr.write('LOADED ' + url + '\\n'); return next(url, context); } });`)}`,
  ];
  const made = run(repo, [...trace, bin('tickets.js')], 'new', '--title', 'From a shell');
  expect(made.code, made.err).toBe(0);
  const loaded = made.err.split('\n').filter((line) => line.startsWith('LOADED file:'));
  expect(loaded.length).toBeLessThan(36);
  expect(loaded.filter((line) => /node_modules/.test(line))).toEqual([]);
  expect(
    loaded.filter((line) => /src\/(?!cli\/tickets|repo-tickets|domain\/(?:errors|new-id))/.test(line)),
  ).toEqual([]);
  const id = made.out.trim();
  expect(run(repo, [bin('docket.js')], 'repo', 'status', '--ticket', id, '--status', 'doing')).toEqual({
    code: 0,
    out: '',
    err: '',
  });
  expect(run(repo, [bin('tickets.js')], 'claim', '--ticket', 'nowhere')).toEqual({
    code: 2,
    out: '',
    err: 'Ticket not found: nowhere\n',
  });
});
