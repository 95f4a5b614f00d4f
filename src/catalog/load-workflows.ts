/** Loads the workflows folder: the text of every file, by its name. What the texts say is for `workflow/` to read. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type WorkflowFile = { file: string; text: string };

/** In the order of their names; none where there is no such folder. */
export async function loadWorkflows(folder: string): Promise<WorkflowFile[]> {
  const files = await readdir(folder).catch(() => []);
  const wanted = files.filter((file) => /\.ya?ml$/.test(file)).sort();
  return Promise.all(
    wanted.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })),
  );
}
