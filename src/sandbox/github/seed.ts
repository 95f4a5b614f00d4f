/** The repository a new GitHub sandbox starts with: GitHub's default labels and issue types, and two people. */
import { type Change, nodeId } from './world.ts';

export const repository = { owner: 'sandbox', name: 'product', ...nodeId('R', 1) };
export const organization = { login: 'sandbox', ...nodeId('O', 2) };
export const viewerId = nodeId('U', 3).id;

const labels = [
  ['bug', 'd73a4a', "Something isn't working"],
  ['documentation', '0075ca', 'Improvements or additions to documentation'],
  ['duplicate', 'cfd3d7', 'This issue or pull request already exists'],
  ['enhancement', 'a2eeef', 'New feature or request'],
  ['good first issue', '7057ff', 'Good for newcomers'],
  ['help wanted', '008672', 'Extra attention is needed'],
  ['invalid', 'e4e669', "This doesn't seem right"],
  ['question', 'd876e3', 'Further information is requested'],
  ['wontfix', 'ffffff', 'This will not be worked on'],
] as const;

const priorities = ['Urgent', 'High', 'Medium', 'Low'];

/** The same rows with the same ids at every start, so a journal need only hold what came after. */
export function seedRows(options: { issueTypes: boolean; priorityField: boolean }): Change[] {
  const born = { createdAt: '2026-01-05T09:00:00Z', updatedAt: '2026-01-05T09:00:00Z' };
  const people = [
    ['docket-tester', 'Docket Tester'],
    ['robin', 'Robin Teammate'],
  ] as const;
  const changes: Change[] = people.map(([login, name], at) => {
    return { noun: 'users', row: { ...born, ...nodeId('U', 3 + at), login, name } };
  });
  changes.push(
    ...labels.map(([name, color, description], at): Change => {
      return { noun: 'labels', row: { ...born, ...nodeId('LA', 20 + at), name, color, description } };
    }),
  );
  const types = options.issueTypes ? ['Task', 'Bug', 'Feature'] : [];
  changes.push(
    ...types.map((name, at): Change => ({ noun: 'types', row: { ...born, ...nodeId('IT', 40 + at), name } })),
  );
  if (options.priorityField) {
    const choices = priorities.map((name, at) => ({ id: nodeId('IFSSO', 60 + at).id, name }));
    const row = { ...born, ...nodeId('IFSS', 50), name: 'Priority', options: choices };
    changes.push({ noun: 'fields', row });
  }
  return changes;
}
