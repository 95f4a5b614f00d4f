/** A capability at the desk of a tool test, and people of the roles its gates ask for. */
import type { Caller, Role } from '../../src/domain/principal.ts';
import type { Called, Desk } from './tool-house.ts';

/** An idea of Dana's triaged into one capability; its key and id. */
export async function beginCapability(
  desk: Desk,
  title = 'Lead scoring',
): Promise<{ key: string; id: string }> {
  const { output } = await desk.call('submit_idea', { title });
  const triaged = await desk.call('triage_idea', { idea: output.idea.idea.key });
  const { key } = triaged.output.idea.capabilities[0];
  const { output: shown } = await desk.call('show_capability', { capability: key });
  return { key, id: shown.view.capability.id };
}

/** Dana with these roles besides her own. */
export function withRoles({ dana }: Pick<Desk, 'dana'>, ...roles: Role[]): Caller {
  return { ...dana, roles: [...dana.roles, ...roles] };
}

/** To the approval of its spec. */
export async function bringToApproval(desk: Desk, key: string): Promise<Called> {
  await desk.call('write_capability', { capability: key, kind: 'spec', text: '# Spec' });
  return desk.call('submit_capability', { capability: key });
}
