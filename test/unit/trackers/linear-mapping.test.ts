/** Our words to Linear's and back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TicketType, WorkStatus } from '../../../src/domain/ticket.ts';
import {
  type LinearState,
  labelNames,
  placeIn,
  readStatus,
  toIssueInput,
  typeLabel,
} from '../../../src/trackers/linear/mapping.ts';
import { draftOf, freshKey } from '../../contracts/tracker.ts';

const types = ['triage', 'backlog', 'unstarted', 'started', 'completed', 'canceled', 'duplicate'];
const usual: LinearState[] = [
  ['Backlog', 'backlog'],
  ['Todo', 'unstarted'],
  ['In Review', 'started'],
  ['In Progress', 'started'],
  ['Done', 'completed'],
  ['Canceled', 'canceled'],
].map(([name, type], at) => ({ id: name!, name: name!, type: type!, position: at === 2 ? 9 : at }));

const workStatus = fc.constantFrom(...WorkStatus.options);
const stateName = fc.constantFrom(
  'Todo',
  'Doing',
  'In QA',
  'On hold',
  'Blocked',
  'Shipped',
  'Nope',
  'やること',
);
const someStates = fc.array(fc.record({ name: stateName, type: fc.constantFrom(...types) }), {
  maxLength: 8,
});
const asStates = (some: { name: string; type: string }[]): LinearState[] => {
  return some.map((one, position) => ({ ...one, id: `${position}`, position }));
};

describe('a work status in Linear', () => {
  it.each(WorkStatus.options)('comes back as it went out: %s', (status) => {
    const { stateId, labels } = placeIn(usual, status);
    const state = usual.find(({ id }) => id === stateId)!;
    expect(readStatus(state, labels).workStatus).toBe(status);
  });

  it('comes back as it went out in any team that has a state for it', () => {
    fc.assert(
      fc.property(someStates, workStatus, (some, status) => {
        const states = asStates(some);
        const { stateId, labels } = placeIn(states, status);
        const state = states.find(({ id }) => id === stateId);
        if (!state) return;
        expect(readStatus(state, labels).workStatus).toBe(status);
        expect(readStatus(state, labels).resolution).not.toBe('merged');
      }),
    );
  });

  it('is placed wherever the team has a state of its type, and nowhere else', () => {
    const wanted = { open: 'unstarted', in_progress: 'started', done: 'completed', cancelled: 'canceled' };
    for (const [status, type] of Object.entries(wanted)) {
      expect(placeIn(usual, status as WorkStatus).stateId).toBe(
        usual.find((one) => one.type === type && one.name !== 'In Review')!.id,
      );
      const without = usual.filter((one) => one.type !== type);
      expect(placeIn(without, status as WorkStatus).stateId).toBeNull();
    }
  });

  it('goes to the first started state by position, not by order of the answer', () => {
    expect(placeIn(usual, 'in_progress').stateId).toBe('In Progress');
  });

  it('uses a state named for blocked work where the team has one, and a label where it has none', () => {
    const blocked = { id: 'b', name: 'Blocked', type: 'started', position: 0 };
    expect(placeIn([blocked, ...usual], 'blocked')).toEqual({ stateId: 'b', labels: [] });
    expect(placeIn([blocked, ...usual], 'in_progress').stateId).toBe('In Progress');
    expect(placeIn(usual, 'blocked')).toEqual({ stateId: 'In Progress', labels: ['status:blocked'] });
  });
});

describe('a Linear state read back', () => {
  it.each([
    ['triage', 'Triage', 'open', null],
    ['backlog', 'Backlog', 'open', null],
    ['unstarted', 'In Review', 'open', null],
    ['started', 'Done with design', 'in_progress', null],
    ['started', 'Blocked by legal', 'blocked', null],
    ['completed', 'Shipped', 'done', 'completed'],
    ['canceled', 'Canceled', 'cancelled', 'dropped'],
    ['canceled', 'Duplicate', 'cancelled', 'merged'],
    ['duplicate', 'Duplicate', 'cancelled', 'merged'],
  ] as const)('is judged by its type %s before its name "%s": %s', (type, name, status, resolution) => {
    expect(readStatus({ type, name }, [])).toEqual({ workStatus: status, resolution });
  });

  it.each([
    ['In progress', 'in_progress'],
    ['Doing', 'in_progress'],
    ['QA', 'in_progress'],
    ['Blocked', 'blocked'],
    ['Won’t do', 'cancelled'],
    ['Merged', 'done'],
    ['Someday', 'open'],
  ] as const)('is judged by its name when its type is new to us: "%s"', (name, status) => {
    expect(readStatus({ type: 'paused', name }, []).workStatus).toBe(status);
  });

  it('drops our status label once a person moved the issue on', () => {
    expect(readStatus({ type: 'completed', name: 'Done' }, ['status:blocked']).workStatus).toBe('done');
    expect(readStatus({ type: 'started', name: 'In Progress' }, ['status:failed']).workStatus).toBe(
      'in_progress',
    );
    expect(readStatus({ type: 'unstarted', name: 'Todo' }, ['status:blocked']).workStatus).toBe('open');
    expect(readStatus({ type: 'canceled', name: 'Canceled' }, ['Status:Failed']).workStatus).toBe('failed');
  });

  it('is always one of our words, and only ended work has a resolution', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.oneof(fc.constantFrom(...types), fc.string()),
        fc.array(fc.string()),
        (name, type, labels) => {
          const read = readStatus({ name, type }, labels);
          expect(WorkStatus.options).toContain(read.workStatus);
          if (read.resolution !== null) expect(['done', 'cancelled']).toContain(read.workStatus);
        },
      ),
    );
  });
});

describe('labels for Linear', () => {
  it('carry the type, except for a plain task', () => {
    expect(typeLabel('task')).toBeNull();
    const labels = TicketType.options.map(typeLabel);
    expect(new Set(labels).size).toBe(TicketType.options.length);
  });

  it('name each label once whatever its case, as the document wrote it first', () => {
    const names = labelNames(draftOf({ type: 'bug', labels: ['UX', 'ux', 'Type:Bug'] }), ['status:blocked']);
    expect(names).toEqual(['UX', 'Type:Bug', 'status:blocked']);
  });
});

describe('an issue for Linear', () => {
  const at = { teamId: 't', projectId: null, stateId: null, labelIds: [], unmapped: [], estimates: true };

  it('keeps the body as it is and ends with the marker', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (body) => {
        const key = freshKey();
        expect(toIssueInput(draftOf({ body }), key, at).description).toBe(
          `${body}\n\n<!-- docket:${key.marker} -->`,
        );
      }),
    );
  });

  it('leaves out what the draft does not say', () => {
    const input = toIssueInput(draftOf({ estimate: null }), freshKey(), at);
    expect(Object.keys(input).sort()).toEqual([
      'description',
      'id',
      'labelIds',
      'priority',
      'teamId',
      'title',
    ]);
  });

  it('leaves out an estimate that the team does not use', () => {
    expect(
      toIssueInput(draftOf({ estimate: 3 }), freshKey(), { ...at, estimates: false }),
    ).not.toHaveProperty('estimate');
  });
});
