/** Labels by name: found in the team or the workspace, created when the key may, and otherwise left for the body. */
import type { Log } from '../../ports/log.ts';
import { describeFault, type LinearFault, readFault } from './fault.ts';
import type { Label, LabelIndex } from './label-index.ts';

export type PickedLabels = { ids: string[]; unmapped: string[]; warnings: string[] };

export type LabelBook = {
  /** For each list of names, what cannot go onto an issue, in a sentence each. One request for names not seen yet. */
  problems(lists: readonly string[][], signal?: AbortSignal): Promise<string[][]>;
  /** Asks for the names not seen yet, so that `pick` need not ask for them one issue after another. */
  learn(names: readonly string[], signal?: AbortSignal): Promise<void>;
  /** Ids for these names, missing labels created. Throws only when Linear cannot be asked at all. */
  pick(names: readonly string[], signal?: AbortSignal): Promise<PickedLabels>;
};

export function createLabelBook(index: LabelIndex, log: Log): LabelBook {
  let last: Promise<unknown> = Promise.resolve();
  return {
    learn: (names, signal) => index.learn(names, signal),
    async problems(lists, signal) {
      await index.learn(lists.flat(), signal);
      return lists.map((names) => {
        const groups = new Set<string>();
        return names.flatMap((name) => misfit(name, index.get(name), groups) ?? []);
      });
    },
    // One after another, so that issues sent at the same time create a label they share only once.
    pick(names, signal) {
      const turn = last.then(() => pickAll(index, log, names, signal));
      last = turn.catch(() => {});
      return turn;
    },
  };
}

async function pickAll(
  index: LabelIndex,
  log: Log,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<PickedLabels> {
  await index.learn(names, signal);
  const picked: PickedLabels = { ids: [], unmapped: [], warnings: [] };
  const groups = new Set<string>();
  for (const name of names) {
    if (index.get(name).id === null) await obtain(index, log, name, signal);
    const label = index.get(name);
    const problem = misfit(name, label, groups) ?? (label.id === null ? sayUncreated(name) : null);
    if (problem === null) picked.ids.push(label.id!);
    else {
      picked.unmapped.push(name);
      picked.warnings.push(problem);
    }
  }
  return picked;
}

/** Creates the label, or learns that somebody else did meanwhile; a label that may not be created stays unknown. */
async function obtain(index: LabelIndex, log: Log, name: string, signal?: AbortSignal): Promise<void> {
  try {
    await index.create(name, signal);
  } catch (error) {
    const fault = readFault(error, new Date());
    if (stopsEverything(fault)) throw error;
    log.warn('a label could not be created in Linear', { label: name, ...describeFault(fault, error) });
    await index.learnAnew(name, signal);
  }
}

/** Why this label cannot be put on the issue; notes its group, of which an issue takes one label. */
function misfit(name: string, label: Label, groups: Set<string>): string | null {
  if (label.isGroup) return `"${name}" is a label group in Linear, so it is only named in the text.`;
  if (label.groupId === null) return null;
  if (groups.has(label.groupId)) {
    return `Linear takes one label of a group, so "${name}" is only named in the text.`;
  }
  groups.add(label.groupId);
  return null;
}

function sayUncreated(name: string): string {
  return `Linear did not let us create the label "${name}", so it is only named in the text.`;
}

/** With these, creating the issue would fail as well. */
function stopsEverything(fault: LinearFault): boolean {
  return fault.kind === 'auth' || fault.kind === 'rate_limited' || fault.kind === 'unreachable';
}
