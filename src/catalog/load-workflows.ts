/** Loads the workflows folder: the text of every file, by its name, pipelines apart. What the texts say is for `workflow/` to read. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type WorkflowFile = { file: string; text: string };

/** Whether a text says of itself that capabilities go through it (U-102), and that it is not run on a ticket. */
export function isPipeline(text: string): boolean {
  return /^kind:\s*["']?pipeline["']?\s*(?:#.*)?$/m.test(text);
}

/** Workflows that are run, in the order of their names; none where there is no such folder. */
export async function loadWorkflows(folder: string): Promise<WorkflowFile[]> {
  return (await loadFiles(folder)).filter(({ text }) => !isPipeline(text));
}

/** Pipelines that capabilities go through. */
export async function loadPipelines(folder: string): Promise<WorkflowFile[]> {
  return (await loadFiles(folder)).filter(({ text }) => isPipeline(text));
}

async function loadFiles(folder: string): Promise<WorkflowFile[]> {
  const files = await readdir(folder).catch(() => []);
  const wanted = files.filter((file) => /\.ya?ml$/.test(file)).sort();
  return Promise.all(
    wanted.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })),
  );
}
