/** The short ways of writing a workflow, turned into steps: groups (U-91), conditions (U-92) and arrows (U-93). */
import { agentName, findAgent } from '../domain/agent-role.ts';
import type { Branch } from '../domain/workflow.ts';
import { type Fault, fault } from './faults.ts';
import type { Written, WrittenGroup, WrittenStep } from './written.ts';

/** A step with its id, and with what it needs said by step id alone, or left for `resolve-needs` to find out. */
export type DraftStep = WrittenStep & { id: string; branch?: Branch };

type Draft = { steps: DraftStep[]; faults: Fault[] };

/** `g1-research`; agents of one group run together unless it says otherwise, and then in their order. */
export function readGroups(groups: readonly WrittenGroup[]): Draft {
  const faults: Fault[] = [];
  const idsOf = new Map<number, string[]>();
  for (const { group, agents } of groups) {
    if (idsOf.has(group)) faults.push(fault(null, `there are two groups ${group}`));
    idsOf.set(
      group,
      agents.map((agent) => `g${group}-${slug(agent)}`),
    );
  }
  const steps = groups.flatMap((one): DraftStep[] => {
    const before = [one.depends_on_group ?? []].flat();
    const missing = before.filter((group) => !idsOf.has(group));
    for (const group of missing) {
      faults.push(
        fault(null, `group ${one.group} depends on group ${group}, which there is not`, 'UNKNOWN_DEPENDENCY'),
      );
    }
    const needs = before.flatMap((group) => idsOf.get(group) ?? []);
    const ids = idsOf.get(one.group)!;
    return one.agents.map((agent, at) => ({
      id: ids[at]!,
      agent,
      task: one.task ?? `The part of ${nameOf(agent)}`,
      needs: one.can_run_together || at === 0 ? needs : [ids[at - 1]!],
    }));
  });
  return { steps, faults };
}

/** First match in the order written, unless all that match run. */
export function readConditions({ initial, conditions = {}, match }: Written): Draft {
  const faults: Fault[] = [];
  const first: DraftStep = { id: slug(initial!), agent: initial!, task: 'Look at it first', needs: [] };
  const taken = new Set([first.id]);
  const flags: string[] = [];
  const steps: DraftStep[] = [first];
  const ways = Object.entries(conditions).filter(([name]) => name !== 'default');
  const otherwise = conditions.default;
  for (const [name, agent] of ways) {
    const flag = /^if_([a-z][a-z0-9_]*)$/.exec(name)?.[1];
    if (!flag) {
      faults.push(fault(null, `the condition "${name}" must be written if_<flag> or default`));
      continue;
    }
    const branch = { of: first.id, flag, unless: match === 'all' ? [] : [...flags] };
    steps.push({
      id: freeId(taken, slug(agent)),
      agent,
      task: `Since ${flag.replaceAll('_', ' ')}`,
      needs: [first.id],
      branch,
    });
    flags.push(flag);
  }
  if (otherwise !== undefined) {
    const branch = { of: first.id, flag: null, unless: flags };
    steps.push({
      id: freeId(taken, slug(otherwise)),
      agent: otherwise,
      task: 'Since nothing else holds',
      needs: [first.id],
      branch,
    });
  }
  if (steps.length === 1) faults.push(fault(null, 'the conditions name no way to go on'));
  return { steps, faults };
}

/** `diagnose -> fix -> test`: one agent each, the last one for all labels that are left. */
export function readArrow(arrow: string, agents: readonly string[]): Draft {
  const labels = arrow.split(/->|→/).map((label) => label.trim());
  const faults: Fault[] = [];
  if (labels.some((label) => label === ''))
    faults.push(fault(null, `"${arrow}" has an arrow that leads from or to nothing`));
  if (agents.length > labels.length) {
    faults.push(
      fault(
        null,
        `${agents.length} agents are required for ${labels.length} steps; leave some out, or add steps`,
      ),
    );
  }
  const taken = new Set<string>();
  const steps = labels.filter(Boolean).map((label, at) => {
    const id = freeId(taken, slug(label));
    return { id, agent: agents[Math.min(at, agents.length - 1)]!, task: capitalize(label) };
  });
  return { steps, faults };
}

/** Steps written out; those without an id are named after their agent. */
export function readSteps(written: readonly WrittenStep[]): Draft {
  const taken = new Set(written.flatMap(({ id }) => id ?? []));
  const steps = written.map((step) => ({
    ...step,
    id: step.id ?? freeId(taken, slug(step.agent ?? (step.gate ? 'decide' : 'step'))),
  }));
  return { steps, faults: [] };
}

/** `research`, and `research-2` for the next one. */
function freeId(taken: Set<string>, wanted: string): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number++) id = `${wanted}-${number}`;
  taken.add(id);
  return id;
}

/** The agent's id where it is one; else the words with dashes between them. */
function slug(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return findAgent(name) ?? (words.slice(0, 50).replace(/-+$/, '') || 'step');
}

function nameOf(agent: string): string {
  const id = findAgent(agent);
  return id ? agentName(id) : agent;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
