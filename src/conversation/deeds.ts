/** What a conversation may have done for people; `app.ts` fills it in with `callTool`, the only door to a tool. */
import type { AgentTool } from '../agent/agent.ts';
import type { Shown } from '../cards/shown.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { Attachment } from '../ports/surface.ts';

export type DeedOptions = { signal: AbortSignal; attachments: readonly Attachment[] };

/** Each throws DocketError for what a person can act on, and something else only for a bug of ours. */
export type Deeds = {
  press(
    pressed: { action: string; values: Record<string, string> | null },
    caller: Caller,
    options: DeedOptions,
  ): Promise<Shown[]>;
  isCommand(text: string): boolean;
  command(text: string, caller: Caller, options: DeedOptions): Promise<Shown[]>;
  /** Calls a read tool on behalf of the system, to draw a card again. */
  read(tool: string, input: Record<string, unknown>, caller: Caller): Promise<Shown[]>;
  /** The tools a model may call for this person; every card they give goes to `show`, every fault to `fail`. */
  agentTools(caller: Caller, options: DeedOptions, seen: ToolSeen): AgentTool[];
  /** Ids of the workflows that can be run, read without loading them. */
  workflows(workspaceId: Id): Promise<string[]>;
  trackers(): { names: { name: string; sandbox: boolean }[]; preferred: string | null };
};

export type ToolSeen = { show(shown: Shown[]): Promise<void>; fail(error: unknown): void };
