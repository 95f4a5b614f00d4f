/** The people a new Jira sandbox starts with. */
import type { Change } from './world.ts';

export const viewerId = '712020:00000000-0000-4000-8000-000000000001';

export function seedRows(): Change[] {
  return [
    ['712020:00000000-0000-4000-8000-000000000001', 'Docket Tester', 'docket'],
    ['712020:00000000-0000-4000-8000-000000000002', 'Robin Teammate', 'robin'],
  ].map(([id, displayName, name]): Change => {
    return {
      noun: 'users',
      row: { id: id!, displayName: displayName!, emailAddress: `${name}@sandbox.invalid` },
    };
  });
}
