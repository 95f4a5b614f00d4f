/** Pipelines of a workspace's own, kept as versions beside its workflows and looked over before they hold (U-102). */
import { isPipeline, type WorkflowFile } from '../catalog/load-workflows.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Pipeline } from '../domain/pipeline.ts';
import { type Caller, type Role, requirePerson } from '../domain/principal.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeptPipeline, Lane, Pipelines } from '../ports/pipelines.ts';
import type { Store } from '../ports/store.ts';
import { type Fault, fault, refuseWorkflow } from './faults.ts';
import { keepText } from './keep-workflow.ts';
import { readPipeline } from './read-pipeline.ts';

type Deps = {
  store: Pick<Store, 'workflows' | 'members'>;
  clock: Clock;
  shipped(): Promise<WorkflowFile[]>;
  /** What stages may name: templates of tickets, and workflows that can be run. */
  templates(): string[];
  workflows(workspaceId: Id): Promise<string[]>;
};

export function createPipelines(deps: Deps): Pipelines {
  const { store } = deps;
  const list: Pipelines['list'] = async (workspaceId, { workflows } = store) => {
    const own = (await workflows.ownWorkflows(workspaceId)).filter(({ text }) => isPipeline(text));
    const read = (file: string, text: string, isOwn: boolean) => ({
      ...{ pipeline: readPipeline(file, text), text, own: isOwn },
    });
    const kept = own.map(({ workflowId, text }) => read(workflowId, text, true));
    const shipped = (await deps.shipped()).map(({ file, text }) => read(file, text, false));
    // Setting it back keeps the text that came with Docket as a version of its own.
    const isBack = ({ pipeline }: KeptPipeline) => shipped.some((one) => isSame(one.pipeline, pipeline));
    return [...kept.filter((one) => !isBack(one)), ...shipped];
  };
  const keep = async (caller: Caller, text: string): Promise<KeptPipeline> => {
    requireAdmin(caller);
    const pipeline = readPipeline('the pipeline', text);
    const faults = await faultsOf(deps, caller.workspaceId, pipeline);
    if (faults.length > 0) throw refuseWorkflow('the pipeline', faults);
    const kept = await keepText(deps, caller, { id: `pipeline-${pipeline.lane}`, text });
    return { pipeline: readPipeline('the pipeline', kept), text: kept, own: true };
  };
  return {
    list,
    async find({ workspaceId }, lane) {
      const found = (await list(workspaceId)).find(({ pipeline }) => pipeline.lane === lane);
      if (!found) throw noPipeline(lane);
      return { ...found, unheld: await unheldIn(deps, workspaceId, found.pipeline) };
    },
    keep,
    async reset(caller, lane) {
      const files = await deps.shipped();
      const read = files.map(({ file, text }) => ({ text, pipeline: readPipeline(file, text) }));
      const found = read.find(({ pipeline }) => pipeline.lane === lane);
      if (!found) throw noPipeline(lane);
      return { ...(await keep(caller, found.text)), own: false };
    },
  };
}

function isSame({ version: _, ...one }: Pipeline, { version: __, ...other }: Pipeline): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function faultsOf(deps: Deps, workspaceId: Id, { stages }: Pipeline): Promise<Fault[]> {
  const templates = new Set(deps.templates());
  const workflows = new Set(await deps.workflows(workspaceId));
  return stages.flatMap(({ id, workflow, tickets }) => [
    ...(workflow !== undefined && !workflows.has(workflow)
      ? [fault(id, `there is no workflow "${workflow}"`)]
      : []),
    ...tickets
      .filter(({ template }) => !templates.has(template))
      .map(({ id: name, template }) => fault(id, `ticket "${name}": there is no template "${template}"`)),
  ]);
}

async function unheldIn({ store }: Deps, workspaceId: Id, { stages }: Pipeline): Promise<Role[]> {
  const held = new Set((await store.members.list(workspaceId)).flatMap(({ roles }) => roles));
  const wanted = stages.flatMap(({ approvers }) =>
    approvers === undefined
      ? []
      : 'all_of' in approvers
        ? approvers.all_of.map((role) => [role])
        : [approvers.any_of],
  );
  return [...new Set(wanted.filter((roles) => !roles.some((role) => held.has(role))).flat())];
}

function requireAdmin(caller: Caller): void {
  requirePerson(caller, 'set up a pipeline');
  if (caller.roles.includes('owner') || caller.roles.includes('admin')) return;
  throw new DocketError('FORBIDDEN', {
    message: `${caller.principal.name} is no owner or admin, so cannot set up a pipeline. Nothing was changed.`,
    remedy: 'Ask an owner or admin of the workspace.',
  });
}

function noPipeline(lane: Lane): DocketError {
  return new DocketError('CONFIG_INVALID', {
    message: `There is no pipeline for a ${lane}. Nothing was changed.`,
    remedy: 'Put one into the folder workflows, with kind: pipeline.',
  });
}
