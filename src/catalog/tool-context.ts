/** What a tool is given besides its input: services, caller, what the thread is about, and the files that came along. */
import { emptyFocus } from '../domain/conversation.ts';
import type { Caller } from '../domain/principal.ts';
import type { Store } from '../ports/store.ts';
import type { Attachment } from '../ports/surface.ts';
import type { ToolContext } from './define-tool.ts';
import { type Catalog, listCommands } from './load-tools.ts';
import type { Services } from './services.ts';

export type CallOptions = { signal?: AbortSignal; attachments?: readonly Attachment[] };

export async function buildContext(
  deps: { services: Services; store: Store; catalog: Pick<Catalog, 'commands'> },
  caller: Caller,
  options: CallOptions,
): Promise<ToolContext> {
  const thread = caller.threadId ? await deps.store.threads.get(caller.workspaceId, caller.threadId) : null;
  return {
    services: deps.services,
    caller,
    focus: thread?.focus ?? emptyFocus(),
    attachments: options.attachments ?? [],
    commands: listCommands(deps.catalog),
    signal: options.signal ?? new AbortController().signal,
  };
}
