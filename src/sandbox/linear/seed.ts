/** The workspace a new Linear sandbox starts with: one team with Linear's default workflow. */
import type { Change } from './world.ts';

export const organization = {
  id: seedId(1),
  name: 'Docket sandbox',
  urlKey: 'sandbox',
};

export const viewerId = seedId(2);
export const projectStatusId = seedId(4);
const teammateId = seedId(3);
const teamId = seedId(10);

const workflow = [
  ['Backlog', 'backlog', '#bec2c8'],
  ['Todo', 'unstarted', '#e2e2e2'],
  ['In Progress', 'started', '#f2c94c'],
  ['In Review', 'started', '#0f783c'],
  ['Done', 'completed', '#5e6ad2'],
  ['Canceled', 'canceled', '#95a2b3'],
  ['Duplicate', 'duplicate', '#95a2b3'],
] as const;

const labels = [
  ['Bug', '#eb5757'],
  ['Feature', '#bb87fc'],
  ['Improvement', '#4ea7fc'],
] as const;

/** The same rows with the same ids at every start, so a journal need only hold what came after. */
export function seedRows(): Change[] {
  const born = {
    createdAt: '2026-01-05T09:00:00.000Z',
    updatedAt: '2026-01-05T09:00:00.000Z',
    archivedAt: null,
  };
  return [
    { noun: 'users', row: { ...born, id: viewerId, ...person('Docket Tester', 'docket') } },
    { noun: 'users', row: { ...born, id: teammateId, ...person('Robin Teammate', 'robin') } },
    {
      noun: 'teams',
      row: { ...born, id: teamId, key: 'ENG', name: 'Engineering', defaultStateId: seedId(20) },
    },
    ...workflow.map(([name, type, color], position): Change => {
      return {
        noun: 'states',
        row: { ...born, id: seedId(20 + position), teamId, name, type, color, position },
      };
    }),
    ...labels.map(([name, color], at): Change => {
      const row = { ...born, id: seedId(40 + at), teamId: null, name, color, isGroup: false, parentId: null };
      return { noun: 'labels', row };
    }),
    {
      noun: 'projects',
      row: { ...born, id: seedId(60), name: 'Launch', slugId: '5a9d3c21e07b', teamIds: [teamId] },
    },
  ];
}

function person(name: string, displayName: string) {
  return { name, displayName, email: `${displayName}@sandbox.invalid` };
}

function seedId(number: number): string {
  return `d0c4e700-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}
