/** claim_repo_ticket: the lease in the log is that of the command, in the name of whoever asked. */
import { expect, it } from 'vitest';
import { useRepoDesk } from '../support/repo-desk.ts';
import { refusalOf, wordsOf } from '../support/tool-house.ts';

const { begin, run, asModel, asViewer } = useRepoDesk();

it('S3-74: claims for some minutes, refuses what others hold, and takes over for a reason', async () => {
  const repo = await begin();
  const id = await repo.do('new', '--title', 'Export');
  expect(wordsOf(await run('claim_repo_ticket', { ticket: id.slice(-6), minutes: 30 }))).toMatch(
    /Acquired claim/,
  );
  const { claim, ...entry } = repo.log(id)[0]!;
  expect(entry).toMatchObject({ event_type: 'claim', written_by: 'tickets', actor_type: 'human' });
  expect(claim).toMatchObject({ action: 'acquire', holder_id: entry.actor_id, ttl_minutes: 30 });
  expect(String(entry.actor_id)).toMatch(/^@[\p{L}\p{N}-]+$/u);
  expect((await repo.run('claim', '--ticket', id)).out).toContain(`Ticket is claimed by ${entry.actor_id}`);
  expect(wordsOf(await run('claim_repo_ticket', { ticket: id, release: true }))).toContain('Released claim');
  await repo.do('claim', '--ticket', id, '--actor-id', 'agent:codex');
  expect((await run('claim_repo_ticket', { ticket: id })).output).toMatchObject({ done: false });
  expect((await asModel('claim_repo_ticket', { ticket: id, reason: 'now' })).output).toMatchObject({
    done: false,
  });
  expect((await run('claim_repo_ticket', { ticket: id, reason: 'it is stuck' })).output).toMatchObject({
    done: true,
  });
  expect((await repo.run('validate', '--strict')).code).toBe(0);
});

it('refuses viewers, unknown tickets and secrets, and writes nothing', async () => {
  const repo = await begin();
  const id = await repo.do('new', '--title', 'Export');
  expect(await refusalOf(asViewer('claim_repo_ticket', { ticket: id }))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await refusalOf(run('claim_repo_ticket', { ticket: '../../etc' }))).toMatchObject({
    code: 'INVALID_INPUT',
  });
  expect(await refusalOf(run('claim_repo_ticket', { ticket: 'nowhere' }))).toMatchObject({
    code: 'NOT_FOUND',
  });
  const reason = `ghp_${'a'.repeat(30)}`;
  expect((await refusalOf(run('claim_repo_ticket', { ticket: id, reason }))).message).toContain(
    'SECRET_DETECTED',
  );
  expect(repo.log(id)).toEqual([]);
});

it('S3-74: “next” is the first that is ready and held by nobody', async () => {
  const repo = await begin();
  expect(await refusalOf(run('claim_repo_ticket', { ticket: 'next' }))).toMatchObject({ code: 'NOT_FOUND' });
  const later = await repo.do('new', '--title', 'Later', '--priority', 'low');
  const first = await repo.do('new', '--title', 'First', '--priority', 'critical');
  expect((await run('claim_repo_ticket', { ticket: 'next' })).output).toMatchObject({
    done: true,
    ticket: { id: first },
  });
  await repo.do('claim', '--ticket', first, '--force', '--reason', 'x', '--actor-id', 'agent:codex');
  expect((await run('claim_repo_ticket', { ticket: 'next' })).output.ticket.id).toBe(later);
});
