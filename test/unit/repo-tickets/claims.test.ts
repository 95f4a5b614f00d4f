/** Claims: leases in the logs (S3-55 to S3-57), and two at once. */
import { describe, expect, it } from 'vitest';
import { foldClaims } from '../../../src/repo-tickets/claims.ts';
import { TicketRepo } from '../../support/ticket-repo.ts';

const as = (actor: string) => ['--actor-id', actor];
const minute = 60_000;

describe('claims', () => {
  it('S3-55: a claim lives in the log, changes nothing else, and ends by itself', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    const before = repo.ticket(id);
    await repo.do('claim', '--ticket', id, '--ttl-minutes', '30');
    expect(repo.ticket(id)).toBe(before);
    const held = async () =>
      (await repo.json<{ active_claim: object | null }[]>('list', '--json'))[0]!.active_claim;
    expect(await held()).toMatchObject({ holder_id: '@alice', ttl_minutes: 30 });
    repo.now += 30 * minute;
    expect(await held()).toBeNull();
    expect(await repo.do('claim', '--ticket', id, ...as('agent:beta'))).toMatch(/^Acquired claim /);
    expect(await repo.do('list', '--claimed-by', 'agent:beta')).toContain(id);
    expect((await repo.run('validate', '--strict')).code).toBe(0);
  });

  it('S3-56: events count in the order of second and run; a release ends its own claim or any', () => {
    const event = (order: string, action: string, claimId?: string, expires = '2026-03-17T18:00:00Z') => ({
      order,
      claim: { action, ...(claimId ? { claim_id: claimId } : {}), holder_id: '@a', expires_at: expires },
    });
    const now = new Date('2026-03-17T17:00:00Z');
    const fold = (...events: ReturnType<typeof event>[]) => foldClaims(events, now)?.claim_id ?? null;
    expect(fold(event('1:a', 'acquire', 'c1'))).toBe('c1');
    expect(fold(event('2:a', 'override', 'c2'), event('1:a', 'acquire', 'c1'))).toBe('c2');
    expect(fold(event('1:b', 'acquire', 'c2'), event('1:a', 'acquire', 'c1'))).toBe('c2');
    expect(fold(event('1:a', 'acquire', 'c1'), event('2:a', 'release', 'c1'))).toBeNull();
    expect(fold(event('1:a', 'acquire', 'c1'), event('2:a', 'release', 'c9'))).toBe('c1');
    expect(fold(event('1:a', 'acquire', 'c1'), event('2:a', 'release'))).toBeNull();
    expect(fold(event('1:a', 'acquire', 'c1', '2026-03-17T17:00:00Z'))).toBeNull();
    expect(fold(event('1:a', 'acquire', 'c1', 'never'))).toBeNull();
  });

  it('S3-57: acquire, renew, refuse, override and release, each with its words and its entry', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    const claim = (...flags: string[]) => repo.run('claim', '--ticket', id, ...flags);
    const last = () => repo.log(id).at(-1)!;
    expect((await claim('--release')).out).toBe('No active claim.\n');
    expect(await claim('--ttl-minutes', 'soon')).toMatchObject({
      code: 2,
      err: 'Invalid --ttl-minutes. Use a positive integer\n',
    });
    repo.write('.tickets/config.yml', 'defaults:\n  claims:\n    ttl_minutes: 15\n');
    const acquired = await claim(...as('agent:alpha'));
    const first = last().claim!;
    expect(acquired).toEqual({ code: 0, out: `Acquired claim ${String(first.claim_id)}\n`, err: '' });
    expect(last()).toMatchObject({
      event_type: 'claim',
      written_by: 'tickets',
      actor_type: 'agent',
      claim: {
        action: 'acquire',
        holder_id: 'agent:alpha',
        holder_type: 'agent',
        ttl_minutes: 15,
        expires_at: '2026-03-17T17:15:00Z',
        reason: '',
        supersedes_claim_id: null,
      },
    });
    repo.now += 5 * minute;
    expect((await claim(...as('agent:alpha'))).out).toBe(`Renewed claim ${String(first.claim_id)}\n`);
    expect(last().claim).toMatchObject({ action: 'renew', expires_at: '2026-03-17T17:20:00Z' });
    const refusal = { code: 1, out: 'Ticket is claimed by agent:alpha until 2026-03-17T17:20:00Z.\n' };
    expect(await claim(...as('@bob'))).toMatchObject(refusal);
    expect(await claim(...as('@bob'), '--release')).toMatchObject(refusal);
    expect(await claim(...as('@bob'), '--force')).toMatchObject({
      code: 2,
      err: 'Forced claim override requires --reason\n',
    });
    expect(await claim(...as('@bob'), '--force', '--release')).toMatchObject({
      code: 2,
      err: 'Forced claim release requires --reason\n',
    });
    const override = await claim(...as('@bob'), '--force', '--reason', 'alpha is gone');
    expect(override.out).toBe(`Overrode claim ${String(first.claim_id)}\n`);
    const second = last().claim!;
    expect(second).toMatchObject({
      action: 'override',
      supersedes_claim_id: first.claim_id,
      reason: 'alpha is gone',
    });
    expect(second.claim_id).not.toBe(first.claim_id);
    expect((await claim(...as('@bob'), '--release')).out).toBe(`Released claim ${String(second.claim_id)}\n`);
    expect(last().claim).not.toHaveProperty('ttl_minutes');
    expect(last().claim).not.toHaveProperty('expires_at');
    await claim(...as('@bob'));
    expect((await claim(...as('@eve'), '--force', '--release', '--reason', 'tidy')).code).toBe(0);
    expect((await repo.run('validate', '--strict')).code).toBe(0);
  });

  it('S3-57: what happens within one second of one run still counts in its order', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    const run = ['--run-id', 'r', '--run-started', '20260317T160000.000Z'];
    for (const flags of [[], ['--release'], [], ['--release'], []])
      await repo.do('claim', '--ticket', id, ...run, ...flags);
    expect(await repo.json<object[]>('list', '--claimed', '--json')).toHaveLength(1);
    expect((await repo.run('claim', '--ticket', id, ...as('@bob'))).code).toBe(1);
  });
});
