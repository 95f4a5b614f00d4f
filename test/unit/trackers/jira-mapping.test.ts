/** Our words to Jira's and back: what goes out comes back as it was, however the site is set up. */
import { describe, expect, it } from 'vitest';
import type { Priority } from '../../../src/domain/priority.ts';
import type { TicketType, WorkStatus } from '../../../src/domain/ticket.ts';
import {
  fits,
  type JiraStatus,
  type JiraType,
  pickType,
  readLabels,
  readPriority,
  readStatus,
  readType,
  statusLabels,
  toLabels,
  toPriority,
  toSummary,
  typeLabels,
  wontDo,
} from '../../../src/trackers/jira/mapping.ts';

type Site = {
  statuses: JiraStatus[];
  /** None where the workflow sets no resolution. */
  resolutions: string[];
  priorities: { id: string; name: string }[];
  types: JiraType[];
};

function named(...names: string[]) {
  return names.map((name, at) => ({ id: String(at + 1), name }));
}

function typesOf(...names: [string, number][]): JiraType[] {
  return names.map(([name, level], at) => ({ id: String(at), name, level, subtask: level < 0 }));
}

const sites: Record<string, Site> = {
  'an ordinary site': {
    statuses: [
      { name: 'To Do', category: 'new' },
      { name: 'In Progress', category: 'indeterminate' },
      { name: 'Done', category: 'done' },
    ],
    resolutions: ['Done', "Won't Do", 'Duplicate'],
    priorities: named('Highest', 'High', 'Medium', 'Low', 'Lowest'),
    types: typesOf(['Epic', 1], ['Story', 0], ['Task', 0], ['Bug', 0], ['Subtask', -1]),
  },
  'a site with words of its own': {
    statuses: [
      { name: 'Backlog', category: 'new' },
      { name: 'On Hold', category: 'indeterminate' },
      { name: 'Doing', category: 'indeterminate' },
      { name: 'Abandoned', category: 'done' },
      { name: 'Shipped', category: 'done' },
    ],
    resolutions: [],
    priorities: named('Blocker', 'Critical', 'Major', 'Minor'),
    types: typesOf(['Initiative', 2], ['Epic', 1], ['Feature', 0], ['Chore', 0]),
  },
  'a site with hardly anything': {
    statuses: [
      { name: 'Open', category: 'new' },
      { name: 'Work', category: 'indeterminate' },
      { name: 'Closed', category: 'done' },
    ],
    resolutions: [],
    priorities: named('Showstopper', 'Highest', 'High', 'Medium', 'Low', 'Lowest'),
    types: typesOf(['Task', 0]),
  },
};

const statuses: WorkStatus[] = ['open', 'in_progress', 'blocked', 'done', 'failed', 'cancelled'];
const priorities: Priority[] = [1, 2, 3, 4];
const types: TicketType[] = ['epic', 'feature', 'task', 'bug'];
const cases = statuses.flatMap((status) =>
  priorities.flatMap((priority) => types.map((type) => ({ status, priority, type }))),
);

function roundTrip(site: Site, { status, priority, type }: (typeof cases)[number]) {
  const standing = site.statuses.filter((one) => fits(status, one));
  const at = standing.find(({ name }) => wontDo.test(name) === (status === 'cancelled')) ?? standing[0]!;
  const wanted = { done: 'Done', cancelled: "Won't Do" }[status as string];
  const resolution = site.resolutions.find((name) => name === wanted) ?? null;
  const issueType = pickType(site.types, type, { below: null, wanted: null })!;
  const ours = [...typeLabels(type, issueType), ...statusLabels(status, at, resolution)];
  const labels = toLabels(['onboarding'], ours);
  return {
    status: readStatus(at, resolution, labels).workStatus,
    priority: readPriority(toPriority(priority, site.priorities)!.id, site.priorities),
    type: readType(issueType, labels),
    labels: readLabels(labels),
  };
}

describe.each(Object.entries(sites))('status, priority and type at %s', (_, site) => {
  it('are 96, and each comes back as it went out', () => {
    expect(cases).toHaveLength(96);
    expect(cases.map((one) => roundTrip(site, one))).toEqual(
      cases.map((one) => ({ ...one, labels: ['onboarding'] })),
    );
  });
});

describe('what Jira says of an issue', () => {
  it.each([
    ['new', 'To Do', null, [], 'open', null],
    ['indeterminate', 'In Review', null, [], 'in_progress', null],
    ['indeterminate', 'Blocked', null, [], 'blocked', null],
    ['indeterminate', 'In Progress', null, ['status:blocked'], 'blocked', null],
    ['indeterminate', 'In Progress', null, ['status:failed'], 'failed', null],
    ['done', 'Done', 'Done', ['status:blocked'], 'done', 'completed'],
    ['done', 'Done', 'Fixed', [], 'done', 'completed'],
    ['done', 'Done', "Won't Do", [], 'cancelled', 'dropped'],
    ['done', 'Done', 'Won’t Fix', [], 'cancelled', 'dropped'],
    ['done', 'Cancelled', 'Done', [], 'cancelled', 'dropped'],
    ['done', 'Done', 'Duplicate', [], 'cancelled', 'merged'],
    ['done', 'Done', null, ['status:cancelled'], 'cancelled', 'dropped'],
    ['new', 'To Do', null, ['status:failed', 'status:cancelled'], 'open', null],
    ['undefined', 'Being reviewed', null, [], 'in_progress', null],
    ['undefined', 'Canceled', null, [], 'cancelled', 'dropped'],
  ] as const)(
    'is read from %s "%s" (%s) with %j as %s',
    (category, name, resolution, labels, workStatus, ended) => {
      expect(readStatus({ name, category }, resolution, labels)).toEqual({ workStatus, resolution: ended });
    },
  );

  it('takes a priority below our last for low, above our first for urgent, and one it does not know for none', () => {
    const five = sites['an ordinary site']!.priorities;
    const six = sites['a site with hardly anything']!.priorities;
    expect(readPriority('5', five)).toBe(4);
    expect(readPriority('1', six)).toBe(1);
    expect(readPriority('99', five)).toBeNull();
    expect(readPriority('1', [])).toBeNull();
  });

  it('gives no priority to a ticket without one, and spreads ours over a scheme of three', () => {
    const three = named('High', 'Normal', 'Low');
    expect(toPriority(0, three)).toBeNull();
    expect(toPriority(1, [])).toBeNull();
    expect(priorities.map((priority) => toPriority(priority, three)?.name)).toEqual([
      'High',
      'Normal',
      'Normal',
      'Low',
    ]);
  });

  it('picks a type by the level of the parent, by the wanted name, and by the ticket’s own type', () => {
    const { types: all } = sites['an ordinary site']!;
    const pick = (type: TicketType, below: number | null, wanted: string | null = null) =>
      pickType(all, type, { below, wanted })?.name ?? null;
    expect([pick('bug', null), pick('story', 1), pick('doc', null)]).toEqual(['Bug', 'Story', 'Task']);
    expect([pick('bug', 0), pick('bug', -1), pick('epic', 1)]).toEqual(['Subtask', null, 'Task']);
    expect([pick('bug', null, 'story'), pick('bug', null, 'No such')]).toEqual(['Story', 'Bug']);
  });

  it('writes a title on one line, without what is no character', () => {
    expect(toSummary('One\n  two\u0000three \ud800')).toBe('One two three \ufffd');
  });

  it('writes labels without spaces, each once', () => {
    expect(toLabels(['on boarding', ' import ', 'import', ''], ['type:doc'])).toEqual([
      'on-boarding',
      'import',
      'type:doc',
    ]);
  });
});
