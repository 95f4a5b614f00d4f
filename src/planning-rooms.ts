/** Opens planning and the capability pipeline, with the templates and pipelines of their folder. */
import { join } from 'node:path';
import { loadTemplates } from './catalog/load-templates.ts';
import { loadPipelines } from './catalog/load-workflows.ts';
import type { Pipeline } from './domain/pipeline.ts';
import type { FactoryDeps } from './factory/desk.ts';
import type { Factory } from './factory/factory.ts';
import { loadOnCall } from './load-on-call.ts';
import { createPlanning, type Planning } from './planning/create-planning.ts';
import { root } from './root.ts';

type Deps = Omit<Parameters<typeof createPlanning>[0], 'templates' | 'publication'> & {
  publication: Parameters<typeof createPlanning>[0]['publication'] & FactoryDeps['publication'];
};

/** What they hold is read anew each time, so that an edited file holds at once. */
export function openPlanningRooms(deps: Deps): { planning: Planning; factory: Factory } {
  const templates = () => loadTemplates(join(root, 'workflows', 'templates'));
  return {
    planning: createPlanning({ ...deps, templates }),
    factory: loadOnCall(async () => {
      const { createFactory } = await import('./factory/factory.ts');
      return createFactory({ ...deps, templates, pipelines: readPipelines });
    }),
  };
}

async function readPipelines(): Promise<Pipeline[]> {
  const { readPipeline } = await import('./workflow/read-pipeline.ts');
  const files = await loadPipelines(join(root, 'workflows'));
  return files.map(({ file, text }) => readPipeline(file, text));
}
