/** What Linear would refuse or change about a draft, said before anyone approves it. */
import type { IssueDraft } from '../../domain/push.ts';
import type { LinearDesk } from './desk.ts';
import { labelNames, placeIn } from './mapping.ts';
import type { Team } from './team.ts';

/** As the ticket's own titles, and well below what Linear takes. */
const maxTitle = 256;

export async function preflight(
  desk: LinearDesk,
  drafts: readonly IssueDraft[],
  signal?: AbortSignal,
): Promise<{ index: number; problem: string; fatal: boolean }[]> {
  const { team, labels } = await desk.place.current();
  const names = drafts.map((draft) => namesFor(team, draft));
  const labelProblems = await labels.problems(names, signal);
  return drafts.flatMap((draft, index) => [
    ...refusalsOf(draft).map((problem) => ({ index, problem, fatal: true })),
    ...[...changesOf(team, draft), ...labelProblems[index]!].map((problem) => {
      return { index, problem, fatal: false };
    }),
  ]);
}

function refusalsOf(draft: IssueDraft): string[] {
  if (draft.title.trim() === '') return ['Linear refuses an issue without a title.'];
  return draft.title.length > maxTitle ? [`The title is longer than ${maxTitle} characters.`] : [];
}

/** What becomes of a draft's estimate, where it does not arrive as it is. */
export function changesOf(team: Team, draft: IssueDraft): string[] {
  if (draft.estimate === null) return [];
  if (!team.estimates) return [`${team.name} does not use estimates; it is left out.`];
  return Number.isInteger(draft.estimate) ? [] : ['Linear takes whole points only; the estimate is rounded.'];
}

/** An issue whose work has not begun starts where the team's new issues start. */
export function placeOf(team: Team, draft: IssueDraft): { stateId: string | null; labels: string[] } {
  const started = draft.workStatus !== undefined && draft.workStatus !== 'open';
  return started ? placeIn(team.states, draft.workStatus!) : { stateId: null, labels: [] };
}

/** Every label the issue is meant to have. */
export function namesFor(team: Team, draft: IssueDraft): string[] {
  return labelNames(draft, placeOf(team, draft).labels);
}
