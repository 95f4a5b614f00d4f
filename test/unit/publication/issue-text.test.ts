/** An issue's text read back: what Docket wrote comes home as it was, and people's words stay people's. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFields, type SyncBase, type SyncFields } from '../../../src/domain/sync.ts';
import { readIssueText, writeIssueText } from '../../../src/publication/sync/issue-text.ts';

const written = `Riders lose time.

## Acceptance Criteria
- [ ] A stand is booked
- [x] It is confirmed

**Effort:** small

**Depends on:** FEAT-2026-001

---

Source: Bikes v1, lines 3–4

Approved by Ana in Docket`;

describe('an issue’s text', () => {
  it('falls into description, criteria and effort, without the footer', () => {
    expect(readIssueText(written)).toEqual({
      description: 'Riders lose time.',
      criteria: [
        { text: 'A stand is booked', met: false },
        { text: 'It is confirmed', met: true },
      ],
      effort: 'small',
    });
  });

  it('keeps what people wrote around it', () => {
    const text = written
      .replace('- [x]', 'Talk to legal first.\n* [x]')
      .replace('---', '---\n\nA rule of ours')
      .replace('Riders', '> Riders');
    const { description, criteria } = readIssueText(text);
    expect(criteria).toHaveLength(2);
    expect(description).toContain('> Riders lose time.');
    expect(description).toContain('## Acceptance Criteria\nTalk to legal first.');
    expect(description).toContain('A rule of ours');
  });

  it('reads the same again once it was written in the common form, whatever it says', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom('## Acceptance Criteria', '- [ ] one', '---', '**Effort:** large', 'Source: x', ''),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
        const once = writeIssueText(readIssueText(lines.join('\n')));
        const twice = writeIssueText(readIssueText(once));
        expect(writeIssueText(readIssueText(twice))).toBe(twice);
      }),
      { numRuns: 300 },
    );
  });
});

const fields: SyncFields = { title: 'A', body: 'B', status: 'open', priority: 2, labels: ['x', 'y'] };
const base: SyncBase = {
  workspaceId: 'w',
  ticketId: 't',
  tracker: 'linear',
  destination: 'linear:ENG',
  own: true,
  ours: fields,
  theirs: { ...fields, body: 'B as the tracker sets it' },
  seen: fields,
  assignee: null,
  seenAt: '2026-05-01T12:00:00.000Z',
  rev: 1,
};
const compare = (now: Partial<SyncFields>, seen: Partial<SyncFields>, over: Partial<SyncBase> = {}) =>
  compareFields({ ...base, ...over }, { ...base.ours, ...now }, { ...base.theirs, ...seen });

describe('a comparison', () => {
  it('finds nothing while each side is as it was, however differently both put it', () => {
    expect(compare({}, {})).toEqual([]);
    expect(compare({ labels: ['Y', 'X'] }, {})).toEqual([]);
  });

  it('tells who changed a field, whether both did, and whether they agree', () => {
    expect(compare({ title: 'Ours' }, {})).toEqual([{ field: 'title', kind: 'ours' }]);
    expect(compare({}, { priority: 1 })).toEqual([{ field: 'priority', kind: 'theirs' }]);
    expect(compare({ title: 'Ours' }, { title: 'Theirs' })).toEqual([{ field: 'title', kind: 'conflict' }]);
    expect(compare({ title: 'Same' }, { title: 'Same' })).toEqual([{ field: 'title', kind: 'agreed' }]);
  });

  it('never makes people choose between labels', () => {
    expect(compare({ labels: ['x'] }, { labels: ['x', 'y', 'z'] })).toEqual([
      { field: 'labels', kind: 'theirs' },
    ]);
  });

  it('looks at nothing but the status of an issue that others wrote', () => {
    const others = { own: false };
    expect(compare({ title: 'Ours' }, { title: 'Theirs', status: 'done' }, others)).toEqual([
      { field: 'status', kind: 'theirs' },
    ]);
  });
});
