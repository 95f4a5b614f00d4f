/** The workflows there are: those that come with Docket and those a workspace made, found by loose names. */
import { isPipeline, type WorkflowFile } from '../catalog/load-workflows.ts';
import { type AgentId, agentName, findAgent } from '../domain/agent-role.ts';
import { DocketError, isDocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { WorkflowEntry } from '../domain/workflow-view.ts';
import type { Store } from '../ports/store.ts';
import { readWorkflow } from './read-workflow.ts';

export type Found = { workflow: Workflow; text: string };

export type Shelf = {
  list(workspaceId: Id): Promise<WorkflowEntry[]>;
  /** Throws NOT_FOUND with the names there are, and the fault of one that cannot be read. */
  find(workspaceId: Id, name: string): Promise<Found>;
};

/** A workflow of the workspace goes before one of the same id that came with Docket. */
export function createShelf(store: Pick<Store, 'workflows'>, files: readonly WorkflowFile[]): Shelf {
  const shipped = files.map(({ file, text }) => readEntry(file, text, file.replace(/\.ya?ml$/, '')));
  const list: Shelf['list'] = async (workspaceId) => {
    const kept = (await store.workflows.ownWorkflows(workspaceId)).filter(({ text }) => !isPipeline(text));
    const own = kept.map(({ workflowId, text }) => readEntry('this workspace', text, workflowId));
    const ids = new Set(own.map(({ id }) => id));
    return [...shipped.filter(({ id }) => !ids.has(id)), ...own];
  };
  return {
    list,
    async find(workspaceId, name) {
      const entries = await list(workspaceId);
      const entry = pick(entries, name);
      if (entry?.workflow) return { workflow: entry.workflow, text: entry.text };
      if (entry) readWorkflow(entry.from, entry.text);
      const agent = findAgent(name);
      if (agent) return forAgent(agent);
      throw noWorkflow(entries, name);
    },
  };
}

function readEntry(from: string, text: string, id: string): WorkflowEntry {
  try {
    const workflow = readWorkflow(from === 'this workspace' ? id : from, text);
    return { id: workflow.id, from, workflow, text, problem: null };
  } catch (error) {
    if (!isDocketError(error)) throw error;
    return { id, from, workflow: null, text, problem: error.message };
  }
}

const otherNames: Record<string, string> = {
  bug: 'bug-fix',
  bugs: 'bug-fix',
  docs: 'documentation',
  doc: 'documentation',
  incident: 'production-incident',
  security: 'security-vulnerability',
  vulnerability: 'security-vulnerability',
  performance: 'performance-issue',
  report: 'weekly-report',
  triage: 'bug-triage',
};

/** By id; else by name or by the only one whose id or name begins so. */
function pick(entries: readonly WorkflowEntry[], name: string): WorkflowEntry | undefined {
  const wanted = squeeze(name);
  const exact = entries.find((entry) => names(entry).includes(wanted));
  if (exact || wanted === '') return exact;
  const other = entries.find(({ id }) => id === otherNames[wanted]);
  if (other) return other;
  const close = entries.filter((entry) => names(entry).some((known) => known.startsWith(`${wanted}-`)));
  return close.length === 1 ? close[0] : undefined;
}

function names({ id, workflow }: WorkflowEntry): string[] {
  return [id, ...(workflow ? [squeeze(workflow.name)] : [])];
}

function squeeze(name: string): string {
  const words = name
    .trim()
    .toLowerCase()
    .replace(/^the /, '')
    .replace(/[^a-z0-9]+/g, '-');
  return words.replace(/-(?:workflow|flow|bot)$/, '').replace(/^-+|-+$/g, '');
}

/** One agent alone. */
function forAgent(agent: AgentId): Found {
  const id = `${agent.replaceAll('_', '-')}-alone`;
  const text = `id: ${id}\nname: ${agentName(agent)}\nworks_on: anything\nsteps:\n  - { id: work, agent: ${agent}, task: "Look at it" }\non_complete: null\n`;
  return { workflow: readWorkflow(id, text), text };
}

function noWorkflow(entries: readonly WorkflowEntry[], name: string): DocketError {
  return new DocketError('NOT_FOUND', {
    message: `There is no workflow called "${name}". Nothing was started.`,
    remedy: `There are: ${entries.map(({ id }) => id).join(', ')}. Or describe your own: /docket plan-workflow research, then engineer and security, then qa.`,
  });
}
