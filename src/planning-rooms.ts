/** Opens planning and the capability pipeline, with the templates and pipelines of their folder. */
import { join } from 'node:path';
import { loadTemplates } from './catalog/load-templates.ts';
import { isPipeline, loadPipelines, loadWorkflows } from './catalog/load-workflows.ts';
import type { Id } from './domain/ids.ts';
import type { FactoryDeps } from './factory/desk.ts';
import type { Factory } from './factory/factory.ts';
import { loadOnCall } from './load-on-call.ts';
import { createPlanning, type Planning } from './planning/create-planning.ts';
import type { Pipelines } from './ports/pipelines.ts';
import { root } from './root.ts';

type Deps = Omit<Parameters<typeof createPlanning>[0], 'templates' | 'publication'> & {
  publication: Parameters<typeof createPlanning>[0]['publication'] & FactoryDeps['publication'];
};

/** What they hold is read anew each time, so that an edited file holds at once. */
export function openPlanningRooms(deps: Deps): {
  planning: Planning;
  factory: Factory;
  pipelines: Pipelines;
} {
  const templates = () => loadTemplates(join(root, 'workflows', 'templates'));
  const pipelines = loadOnCall<Pipelines>(async () => {
    const { createPipelines } = await import('./workflow/pipelines.ts');
    const folder = join(root, 'workflows');
    return createPipelines({
      ...deps,
      shipped: () => loadPipelines(folder),
      templates: () => templates().map(({ id }) => id),
      workflows: (workspaceId) => namesOf(deps, folder, workspaceId),
    });
  });
  return {
    pipelines,
    planning: createPlanning({ ...deps, templates }),
    factory: loadOnCall(async () => {
      const { createFactory } = await import('./factory/factory.ts');
      return createFactory({
        ...deps,
        templates,
        pipelines: async (id, nouns) => (await pipelines.list(id, nouns)).map(({ pipeline }) => pipeline),
      });
    }),
  };
}

async function namesOf({ store }: Deps, folder: string, workspaceId: Id): Promise<string[]> {
  const files = (await loadWorkflows(folder)).map(({ file }) => file.replace(/\.ya?ml$/, ''));
  const own = (await store.workflows.ownWorkflows(workspaceId)).filter(({ text }) => !isPipeline(text));
  return [...files, ...own.map(({ workflowId }) => workflowId)];
}
