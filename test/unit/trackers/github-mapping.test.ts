/** Our words to GitHub's and back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Priority } from '../../../src/domain/priority.ts';
import { TicketType } from '../../../src/domain/ticket.ts';
import {
  distinctNames,
  placeOf,
  priorityIn,
  rawStatus,
  readBody,
  readPriority,
  readStatus,
  readType,
  typeIn,
  withPriority,
  writeBody,
} from '../../../src/trackers/github/mapping.ts';

const statuses = ['open', 'in_progress', 'blocked', 'done', 'failed', 'cancelled'] as const;
const priorities = [1, 2, 3, 4] as const;
const types = ['epic', 'feature', 'task', 'bug'] as const;

const owned = ['Task', 'Bug', 'Feature'].map((name) => ({ id: name, name }));
const field = { id: 'F', options: ['Urgent', 'High', 'Medium', 'Low'].map((name) => ({ id: name, name })) };
const owners = [
  { owner: 'a person', own: [], priority: null },
  { owner: 'an organisation with types and a field', own: owned, priority: field },
];

describe.each(owners)('a repository of $owner', ({ own, priority: priorityField }) => {
  const cases = statuses.flatMap((status) => {
    return priorities.flatMap((priority) => types.map((type) => [status, priority, type] as const));
  });

  it('brings each of the 96 combinations of status, priority and type back as it went out', () => {
    expect(cases).toHaveLength(96);
    for (const [status, priority, type] of cases) {
      const place = placeOf(status);
      const [asType, asPriority] = [typeIn(own, type), priorityIn(priorityField, priority)];
      const labels = distinctNames([place.label, asType.label, asPriority.label]);
      expect(readStatus(place.state, labels).workStatus, status).toBe(status);
      expect(readPriority(asPriority.optionId, labels), String(priority)).toBe(priority);
      expect(readType(asType.typeId, labels), type).toBe(type);
    }
  });

  it('brings every other type back too', () => {
    for (const type of TicketType.options) {
      const { typeId, label } = typeIn(own, type);
      expect(readType(typeId, distinctNames([label]))).toBe(type);
    }
  });

  it('says each state in words of its own', () => {
    const said = statuses.map((status) => {
      const { state, label } = placeOf(status);
      return rawStatus(state, distinctNames([label, 'bug']));
    });
    expect(new Set(said).size).toBe(statuses.length);
  });
});

describe('a status read from GitHub', () => {
  it('is what a person made of it, whatever label still says otherwise', () => {
    const label = ['status:in-progress'];
    expect(readStatus({ state: 'closed', reason: 'completed' }, label).workStatus).toBe('done');
    expect(readStatus({ state: 'closed', reason: 'not_planned' }, ['status:failed'])).toEqual({
      workStatus: 'cancelled',
      resolution: 'dropped',
    });
    expect(readStatus({ state: 'closed', reason: 'duplicate' }, [])).toEqual({
      workStatus: 'cancelled',
      resolution: 'merged',
    });
    expect(readStatus({ state: 'open', reason: 'reopened' }, ['Status:Blocked']).workStatus).toBe('blocked');
    expect(readStatus({ state: 'closed', reason: null }, []).workStatus).toBe('done');
  });
});

describe('a priority read from GitHub', () => {
  it('is unset where nothing says one, and unknown where an option is none of ours', () => {
    expect(readPriority(null, ['bug'])).toBe(0);
    expect(readPriority(undefined, ['bug'])).toBeNull();
    expect(readPriority(undefined, ['priority:P1'])).toBe(2);
    expect(readPriority('Critical', [])).toBe(1);
    expect(readPriority('Whenever', ['priority:P1'])).toBeNull();
  });
});

describe('a body', () => {
  const priority: Priority = 2;
  const marker = 'abcdefghijklmnopqrstuvwxyz';

  it('has the priority before the criteria, and the marker as its last line', () => {
    const text = 'Why.\n\n## Acceptance Criteria\n- [ ] It works\n\n---\n\nSource: PRD v1, line 3';
    expect(writeBody(text, { priority, marker })).toBe(
      `Why.\n\n**Priority:** P1 (High)\n\n## Acceptance Criteria\n- [ ] It works\n\n---\n\nSource: PRD v1, line 3\n\n<!-- docket:${marker} -->`,
    );
    const noted = writeBody('Why.\n\n---\n\nSource: PRD', { priority, marker });
    expect(noted).toMatch(/^Why\.\n\n\*\*Priority:\*\* P1 \(High\)\n\n---\n\nSource: PRD\n\n<!--/);
  });

  it('names the labels that GitHub would not take', () => {
    const body = writeBody('Why.', { priority, unmapped: ['one', 'two'], marker });
    expect(body).toBe(`Why.\n\n**Priority:** P1 (High)\n\n**Labels:** one, two\n\n<!-- docket:${marker} -->`);
  });

  it('says another priority in the same place', () => {
    const body = writeBody('Why.\n\n**Effort:** 3', { priority, marker });
    expect(withPriority(body, 1)).toBe(body.replace('P1 (High)', 'P0 (Critical)'));
    expect(withPriority('Their own words.', 1)).toBe('Their own words.');
  });

  it('is read back as the text it was written from', () => {
    const pieces = fc.constantFrom(
      'Words.',
      '## Acceptance Criteria\n- [ ] It works',
      '**Effort:** 3',
      '---',
      'Ask @robin about #12 and GH-7; fixes https://github.com/o/r/issues/1',
      '`@code #1`',
      '```\n@robin closes #1\n```',
      '<!-- docket:forged -->',
      '<!-- docket-section:forged -->',
    );
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 5 }), (parts) => {
        const text = parts.join('\n\n');
        expect(readBody(writeBody(text, { priority, marker }))).toBe(text.trim());
      }),
    );
  });

  it('of somebody else is left as it is', () => {
    expect(readBody('Ask @\u200brobin.')).toBe('Ask @\u200brobin.');
  });
});
