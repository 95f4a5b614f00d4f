/** Makes a repository of so many tickets, the same from the same seed: groups, links, claims and logs as teams have them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../src/domain/new-id.ts';
import { priorities, statuses } from '../src/repo-tickets/format.ts';
import { writeTicketText } from '../src/repo-tickets/ticket-file.ts';

/** Numbers below `limit`, the same sequence for the same seed (mulberry32). */
export function seeded(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const start = Date.parse('2026-03-01T08:00:00Z');

/** One group for every twenty tickets, in a tree three deep; each ticket depends on up to two earlier ones. */
export function writeRepository(root: string, count: number, seed = 1): void {
  const random = seeded(seed);
  const ids = Array.from({ length: count }, (_id, at) => idOf(at, random));
  for (const [at, id] of ids.entries()) {
    const isGroup = at % 20 === 0;
    const group = isGroup
      ? at === 0
        ? []
        : [ids[Math.floor(at / 400) * 20 === at ? 0 : Math.floor(at / 400) * 20]!]
      : [ids[at - (at % 20)]!];
    const earlier = () => ids[random(at)]!;
    const front = {
      id,
      version: 3,
      version_url: 'version/20260317-tickets-spec.md',
      title: `Ticket ${at}: "${['export', 'import', 'search', 'invite'][random(4)]}" works for everybody`,
      status: statuses[random(5)],
      created_at: new Date(start + at * 60_000).toISOString().replace('.000', ''),
      priority: priorities[random(4)],
      labels: ['team-a', 'api'],
      assignment: { mode: 'mixed', owner: 'agent:codex' },
      ...(at > 20 && !isGroup ? { dependencies: [earlier(), earlier()] } : {}),
      planning: {
        node_type: isGroup ? 'group' : 'work',
        group_ids: group,
        lane: ['build', 'verify', 'launch'][random(3)],
        rank: at + 1,
        horizon: 'current',
        precedes: at + 1 < count && !isGroup && (at + 1) % 20 !== 0 ? [ids[at + 1]!] : [],
      },
      verification: { commands: ['npm test'] },
    };
    writeOne(join(root, '.tickets', id), writeTicketText(front, body), logOf(id, at, random));
  }
}

function idOf(at: number, random: (limit: number) => number): string {
  return newId(
    start + at * 60_000,
    Uint8Array.from({ length: 10 }, () => random(256)),
  );
}

const body = `# Ticket

## Description
${'People who administer a workspace want this, because today they do it by hand every week.\n'.repeat(6)}
## Acceptance Criteria
- [ ] It works for an empty workspace
- [ ] It works for ten thousand entries
- [ ] It says what went wrong

## Verification
- npm test
`;

function writeOne(folder: string, ticket: string, lines: readonly object[]): void {
  mkdirSync(join(folder, 'logs'), { recursive: true });
  writeFileSync(join(folder, 'ticket.md'), ticket);
  const log = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  writeFileSync(join(folder, 'logs', '20260301T080000.000Z-run.jsonl'), log);
}

function logOf(id: string, at: number, random: (limit: number) => number): object[] {
  const head = {
    version: 3,
    version_url: 'version/20260317-tickets-spec.md',
    ts: '2026-03-01T09:00:00Z',
    run_started: '20260301T080000.000Z',
    actor_type: 'agent',
    actor_id: 'agent:codex',
  };
  const claim = {
    action: 'acquire',
    claim_id: id,
    holder_id: 'agent:codex',
    holder_type: 'agent',
    reason: '',
    supersedes_claim_id: null,
    ttl_minutes: 60,
    expires_at: '2099-01-01T00:00:00Z',
  };
  const work = {
    summary: `Went on with part ${random(100)}.`,
    event_type: 'work',
    written_by: 'tickets',
    context: ['c'],
  };
  const claimed = { summary: `Acquired claim ${id}`, event_type: 'claim', written_by: 'tickets', claim };
  return [{ ...head, ...work }, { ...head, ...work }, ...(at % 10 === 3 ? [{ ...head, ...claimed }] : [])];
}
