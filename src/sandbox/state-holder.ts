/** Keeps two sandboxes from writing to one state file, which would give one number to two issues. */
import { resolve } from 'node:path';

/** Where a sandbox says which file its state is in. */
export const holderPath = '/_sandbox/state-file';

/** What it says there. */
export function describeHolder(stateFile: string | undefined): { stateFile: string | null } {
  return { stateFile: stateFile === undefined ? null : resolve(stateFile) };
}

/** Throws when the sandbox at this port, where the file was last used, is alive and uses it still. */
export async function refuseSecondHolder(stateFile: string, port: number): Promise<void> {
  const url = `http://127.0.0.1:${port}`;
  const holder = await fetch(url + holderPath, { signal: AbortSignal.timeout(1000) })
    .then((answer) => answer.json())
    .catch(() => null);
  if ((holder as { stateFile?: unknown } | null)?.stateFile !== resolve(stateFile)) return;
  throw new Error(`A sandbox at ${url} uses ${stateFile} already. Use that one, or another file.`);
}
