/** How the sandbox's Jira is set up: its project, types, workflow, priorities, links and fields. */

/** How this site differs from an ordinary one. */
export type SiteOptions = {
  /** Fields that the create screens have not, by id. */
  withoutFields?: readonly string[];
  /** Names of custom fields that every issue must have. */
  requiredFields?: readonly string[];
  /** Names of the priorities, the highest first. */
  priorities?: readonly string[];
  /** A search sees a change only this much later. */
  indexLagMs?: number;
  /** Keeps the properties of comments to itself; Atlassian does not promise to show them in a list. */
  hidesCommentProperties?: boolean;
};

export const project = { id: '10000', key: 'PROD', name: 'Product' };

export type IssueTypeSetup = { id: string; name: string; hierarchyLevel: number; subtask: boolean };
export type StatusSetup = { id: string; name: string; category: 'new' | 'indeterminate' | 'done' };
export type TransitionSetup = { id: string; name: string; from: string; to: string; hasScreen: boolean };
export type FieldSetup = { id: string; name: string; required: boolean; schema: Record<string, unknown> };

export type Setup = {
  types: readonly IssueTypeSetup[];
  statuses: readonly StatusSetup[];
  transitions: readonly TransitionSetup[];
  priorities: readonly { id: string; name: string }[];
  resolutions: readonly { id: string; name: string }[];
  linkTypes: readonly { id: string; name: string; inward: string; outward: string }[];
  /** On every create screen; `parent` only where a type may have one. */
  fields: readonly FieldSetup[];
};

export const storyPoints = 'customfield_10016';

const types: readonly IssueTypeSetup[] = [
  { id: '10001', name: 'Epic', hierarchyLevel: 1, subtask: false },
  { id: '10002', name: 'Story', hierarchyLevel: 0, subtask: false },
  { id: '10003', name: 'Task', hierarchyLevel: 0, subtask: false },
  { id: '10004', name: 'Bug', hierarchyLevel: 0, subtask: false },
  { id: '10005', name: 'Subtask', hierarchyLevel: -1, subtask: true },
];

const statuses: readonly StatusSetup[] = [
  { id: '10000', name: 'To Do', category: 'new' },
  { id: '10001', name: 'In Progress', category: 'indeterminate' },
  { id: '10002', name: 'In Review', category: 'indeterminate' },
  { id: '10003', name: 'Done', category: 'done' },
];

/** From one status to the next and back: nothing leads straight from the first to the last. */
const transitions: readonly TransitionSetup[] = [
  { id: '11', name: 'Start', from: '10000', to: '10001', hasScreen: false },
  { id: '21', name: 'Stop', from: '10001', to: '10000', hasScreen: false },
  { id: '31', name: 'Review', from: '10001', to: '10002', hasScreen: false },
  { id: '41', name: 'Rework', from: '10002', to: '10001', hasScreen: false },
  { id: '51', name: 'Finish', from: '10002', to: '10003', hasScreen: true },
  { id: '61', name: 'Reopen', from: '10003', to: '10000', hasScreen: false },
];

const builtIn: readonly FieldSetup[] = [
  { id: 'summary', name: 'Summary', required: true, schema: { type: 'string', system: 'summary' } },
  { id: 'issuetype', name: 'Work type', required: true, schema: { type: 'issuetype', system: 'issuetype' } },
  { id: 'project', name: 'Space', required: true, schema: { type: 'project', system: 'project' } },
  { id: 'reporter', name: 'Reporter', required: true, schema: { type: 'user', system: 'reporter' } },
  {
    id: 'description',
    name: 'Description',
    required: false,
    schema: { type: 'string', system: 'description' },
  },
  { id: 'priority', name: 'Priority', required: false, schema: { type: 'priority', system: 'priority' } },
  {
    id: 'labels',
    name: 'Labels',
    required: false,
    schema: { type: 'array', items: 'string', system: 'labels' },
  },
  { id: 'assignee', name: 'Assignee', required: false, schema: { type: 'user', system: 'assignee' } },
  { id: 'parent', name: 'Parent', required: false, schema: { type: 'issuelink', system: 'parent' } },
  {
    id: 'issuelinks',
    name: 'Linked work items',
    required: false,
    schema: { type: 'array', items: 'issuelinks', system: 'issuelinks' },
  },
  {
    id: storyPoints,
    name: 'Story point estimate',
    required: false,
    schema: { type: 'number', custom: 'com.pyxis.greenhopper.jira:jsw-story-points', customId: 10_016 },
  },
];

const text = 'com.atlassian.jira.plugin.system.customfieldtypes:textfield';

export function setUp({ withoutFields = [], requiredFields = [], priorities }: SiteOptions): Setup {
  const names = priorities ?? ['Highest', 'High', 'Medium', 'Low', 'Lowest'];
  const required = requiredFields.map((name, at) => {
    const customId = 10_100 + at;
    return {
      id: `customfield_${customId}`,
      name,
      required: true,
      schema: { type: 'string', custom: text, customId },
    };
  });
  return {
    types,
    statuses,
    transitions,
    priorities: names.map((name, at) => ({ id: String(at + 1), name })),
    resolutions: ['Done', "Won't Do", 'Duplicate'].map((name, at) => ({ id: String(10_000 + at), name })),
    linkTypes: [
      { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
      { id: '10001', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
      { id: '10002', name: 'Relates', inward: 'relates to', outward: 'relates to' },
    ],
    fields: [...builtIn.filter(({ id }) => !withoutFields.includes(id)), ...required],
  };
}
