/** A ticket as a file and back: the same canonical values (U-32), and to the byte the same file where nothing changed (U-3). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/domain/new-id.ts';
import type { Priority } from '../../../src/domain/priority.ts';
import { Resolution, TicketType, WorkStatus } from '../../../src/domain/ticket.ts';
import {
  type Canonical,
  differences,
  fitFile,
  readProjection,
  updateProjection,
  writeProjection,
} from '../../../src/repo-tickets/project-ticket.ts';
import { readTicketText } from '../../../src/repo-tickets/ticket-file.ts';

const named = { key: 'TASK-2026-001', createdAt: '2026-03-17T17:00:00Z' };
const ids = Array.from({ length: 6 }, (_id, at) => newId(1_760_000_000_000 + at));
const some = fc.uniqueArray(fc.constantFrom(...ids.slice(1)), { maxLength: 2 });
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '## Not a section',
    '# Ticket',
    '```\n## code\n```',
    '```\nleft open',
    '(fill in)',
    '- [ ] x',
    '\\## escaped',
    'a\n\n## b\nc',
    '~~~',
  ),
);

const canonical: fc.Arbitrary<Canonical> = fc
  .record({
    id: fc.constant(ids[0]!),
    title: fc.string({ minLength: 1, maxLength: 60 }).map((title) => title.trim() || 'x'),
    status: fc.constantFrom(...WorkStatus.options),
    resolution: fc.constantFrom(null, ...Resolution.options),
    resolutionDetail: fc.option(fc.string({ maxLength: 30 })),
    description: fc.array(words, { maxLength: 4 }).map((lines) => lines.join('\n')),
    criteria: fc.array(fc.record({ text: fc.string({ minLength: 1, maxLength: 40 }), met: fc.boolean() }), {
      maxLength: 3,
    }),
    type: fc.constantFrom(...TicketType.options),
    priority: fc.constantFrom<Priority>(0, 1, 2, 3, 4),
    labels: fc.array(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 3 }),
    owner: fc.option(fc.constantFrom('@dana', 'agent:engineer', 'team:core')),
    parentId: fc.option(fc.constantFrom(...ids.slice(1))),
    nodeType: fc.constantFrom('work' as const, 'group' as const, 'checkpoint' as const),
    lane: fc.option(fc.string({ maxLength: 12 })),
    horizon: fc.option(fc.string({ maxLength: 12 })),
    dependencies: some,
    blocks: some,
    related: some,
    precedes: some,
    memberOf: some,
  })
  .map((ticket) => {
    const terminal = ticket.status === 'done' || ticket.status === 'cancelled';
    return { ...ticket, resolution: terminal ? ticket.resolution : null };
  });

/** Set DOCKET_TEST_DEEP for a hundred times as many. */
const many = process.env.DOCKET_TEST_DEEP ? 100 : 1;

describe('projection', () => {
  it('U-32: an unchanged ticket comes back with the same canonical values', () => {
    fc.assert(
      fc.property(canonical, (ticket) => {
        const file = readTicketText(writeProjection(ticket, named));
        expect(differences(readProjection(file, ticket.id), fitFile(ticket))).toEqual([]);
        expect(updateProjection(file, ticket, named)).toBeNull();
      }),
      { numRuns: 150 * many },
    );
  });

  it('U-32: a change of one ticket into any other arrives, and other sections stay as they stand', () => {
    fc.assert(
      fc.property(canonical, canonical, (one, other) => {
        const extra = '## Notes\n\nKept *as it is*.\n';
        const text = writeProjection(one, named).replace('## Verification', `${extra}\n## Verification`);
        const file = readTicketText(text);
        const after = updateProjection(file, other, named) ?? text;
        expect(differences(readProjection(readTicketText(after), other.id), fitFile(other))).toEqual([]);
        expect(after).toContain(extra);
        expect(readTicketText(after).frontMatter.created_at).toBe(named.createdAt);
      }),
      { numRuns: 80 * many },
    );
  });

  it('U-32: a marker counts only while the visible status is the one it was written for', () => {
    const failed = fc.sample(canonical, 1)[0]!;
    const ticket: Canonical = { ...failed, status: 'failed', resolution: null, resolutionDetail: 'no agent' };
    const text = writeProjection(ticket, named);
    expect(text).toContain('status: blocked');
    const read = (changed: string) => {
      const { status, resolution, resolutionDetail } = readProjection(readTicketText(changed), ticket.id);
      return [status, resolution, resolutionDetail];
    };
    expect(read(text)).toEqual(['failed', null, 'no agent']);
    expect(read(text.replace('\nstatus: blocked', '\nstatus: doing'))).toEqual(['in_progress', null, null]);
    expect(read(text.replace('\nstatus: blocked', '\nstatus: done'))).toEqual(['done', 'completed', null]);
  });

  it('U-46: the parent is a group of the ticket and marked as its parent', () => {
    const [sample] = fc.sample(canonical, 1);
    const ticket: Canonical = { ...sample!, parentId: ids[1]!, memberOf: [ids[2]!] };
    const { planning, custom } = readTicketText(writeProjection(ticket, named)).frontMatter as Record<
      string,
      Record<string, unknown>
    >;
    expect(planning!.group_ids).toEqual([ids[1], ids[2]]);
    expect(custom!.docket).toMatchObject({ parent: ids[1], key: 'TASK-2026-001' });
  });
});
