/** Sends what people let out to issues, as the program's queue would. */
import type { House } from '../../src/app.ts';

/** What is put off is worked off as well once its time has come; nothing is waited for. */
export async function workWrites({ storage, services, workspace }: House): Promise<void> {
  for (const { id } of await storage.store.issueWrites.open()) {
    const job = { payload: { kind: 'write', id } };
    await services.publication.workSync(workspace.id, job, new AbortController().signal);
  }
}
