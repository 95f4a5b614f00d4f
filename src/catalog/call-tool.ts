/** `callTool`, the only door to a tool: checks input, permission and effect, runs it once, and keeps what it is about. */
import * as z from 'zod';
import type { Shown } from '../cards/shown.ts';
import { changeFocus } from '../domain/conversation.ts';
import { DocketError, isDocketError } from '../domain/errors.ts';
import { type Caller, isPersonDeciding, requirePerson, requireWriter } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { askPerson, type Wish } from './ask-person.ts';
import type { ToolContext } from './define-tool.ts';
import type { Catalog, Tool } from './load-tools.ts';
import type { Services } from './services.ts';
import { tellOfCards } from './tell-of-proposal.ts';
import { buildContext, type CallOptions } from './tool-context.ts';

export type ToolResult = {
  tool: string;
  output: unknown;
  shown: Shown[];
  /** A person was asked, and nothing done yet: `output` is what they were shown, or null. */
  asksPerson: boolean;
  /** What a model reads of it. */
  brief: unknown;
};

/**
 * Throws DocketError only: NOT_FOUND for a name that is no tool, INVALID_INPUT naming each wrong field, FORBIDDEN and
 * HUMAN_APPROVAL_REQUIRED before anything is read, and whatever the tool's service refuses.
 */
export type CallTool = (
  name: string,
  input: unknown,
  caller: Caller,
  options?: CallOptions,
) => Promise<ToolResult>;

export type CallToolDeps = {
  catalog: Catalog;
  services: Services;
  store: Store;
  clock: Clock;
  ids: IdSource;
};

/** In the place of a secret, for whoever asks once more. */
export const shownBefore = '(shown when it was made)';

/** What a call left behind, as kept for a repeated one. */
type Outcome = { output?: unknown; proposed?: unknown; pending?: Shown; pendingBrief?: string };

export function createCallTool(deps: CallToolDeps): CallTool {
  return async (name, input, caller, options = {}) => {
    const tool = findTool(deps.catalog, name);
    requirePermission(tool, caller);
    const parsed = parseInput(tool, input);
    const context = await buildContext(deps, withDeed(deps, tool, caller), options);
    const outcome = await once(deps.store, tool, caller, () => act(deps, tool, parsed, context));
    const result = describe(tool, outcome);
    await keepFocus(deps.store, tool, outcome, context);
    return result;
  };
}

/** What a tool writes for a person is kept under one deed, so that they can take it back. */
function withDeed({ ids }: Pick<CallToolDeps, 'ids'>, tool: Tool, caller: Caller): Caller {
  if (tool.effect !== 'write' || tool.undoable === false) return caller;
  return { ...caller, deed: { id: ids.next(), tool: tool.name } };
}

function findTool(catalog: Catalog, name: string): Tool {
  const tool = catalog.tools.get(name);
  if (tool) return tool;
  throw new DocketError('NOT_FOUND', {
    message: `There is no tool called "${name}".`,
    remedy: `The tools are: ${[...catalog.tools.keys()].join(', ')}.`,
  });
}

function requirePermission(tool: Tool, caller: Caller): void {
  if (tool.effect === 'read') return;
  requireWriter(caller);
  if (tool.access === 'person') requirePerson(caller, tool.name.replaceAll('_', ' '));
}

/** Throws INVALID_INPUT that names each wrong field and what it should be. */
export function parseInput(tool: Tool, input: unknown): Record<string, unknown> {
  const parsed = tool.input.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  throw new DocketError('INVALID_INPUT', {
    message: `${tool.name} cannot use that: ${faults.join('; ')}. Nothing was done.`,
    remedy: `It takes: ${Object.keys(tool.input.shape).join(', ') || 'nothing'}.`,
    details: { issues: z.treeifyError(parsed.error) },
  });
}

/** A call that changes something is done once per run and call id, also when the process died before it could answer. */
async function once(
  store: Store,
  tool: Tool,
  caller: Caller,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  if (tool.effect === 'read' || !caller.runId || !caller.callId) return work();
  const recorded = await store.toolCalls.get(caller.runId, caller.callId);
  if (recorded) return recorded.output as Outcome;
  const outcome = await work();
  await store.toolCalls.put(caller.runId, caller.callId, withoutSecrets(tool, outcome));
  return outcome;
}

function withoutSecrets({ secrets = [] }: Tool, outcome: Outcome): Outcome {
  if (secrets.length === 0 || !outcome.output) return outcome;
  const hidden = Object.fromEntries(secrets.map((name) => [name, shownBefore]));
  return { ...outcome, output: { ...outcome.output, ...hidden } };
}

async function act(
  deps: CallToolDeps,
  tool: Tool,
  input: Record<string, unknown>,
  context: ToolContext,
): Promise<Outcome> {
  const mayDecide = tool.effect === 'read' || isPersonDeciding(context.caller);
  if (!mayDecide && tool.propose) {
    const proposed = await tool.propose(input, context);
    await tellOfCards(deps, context.caller, [tool.show(undefined, proposed)].flat());
    return { proposed };
  }
  if (!mayDecide && tool.ask) {
    return ask(deps, { tool: tool.name, input, preview: await tool.ask(input, context) }, context);
  }
  try {
    return { output: await tool.run(input, context) };
  } catch (error) {
    const wish = readQuestion(tool, input, error);
    if (!wish || context.caller.threadId === null) throw error;
    return ask(deps, wish, context);
  }
}

async function ask(deps: CallToolDeps, wish: Wish, { caller }: ToolContext): Promise<Outcome> {
  return { pending: await askPerson(deps, wish, caller), pendingBrief: wish.preview };
}

/** What a person is asked where a tool needs their word first; null for every other failure. */
function readQuestion(tool: Tool, input: Record<string, unknown>, error: unknown): Wish | null {
  if (!tool.confirm || !isDocketError(error) || error.code !== 'NEEDS_CONFIRMATION') return null;
  const details = error.details ?? {};
  const preview = String(details.question ?? error.message);
  return { tool: tool.name, input: tool.confirm(input, details), preview };
}

function describe(tool: Tool, outcome: Outcome): ToolResult {
  if (outcome.pending) {
    const brief = {
      asked_a_person: outcome.pendingBrief,
      note: 'Nothing happened yet. A card with Approve was shown.',
    };
    return { tool: tool.name, output: null, shown: [outcome.pending], asksPerson: true, brief };
  }
  const shown = [tool.show(outcome.output, outcome.proposed)].flat();
  const brief = tool.brief
    ? tool.brief(outcome.output, outcome.proposed)
    : (outcome.output ?? outcome.proposed);
  const output = outcome.output ?? outcome.proposed;
  return { tool: tool.name, output, shown, asksPerson: outcome.proposed !== undefined, brief };
}

async function keepFocus(store: Store, tool: Tool, outcome: Outcome, context: ToolContext): Promise<void> {
  const { threadId, workspaceId, runId } = context.caller;
  if (!threadId || !tool.focus || outcome.pending) return;
  const change = tool.focus(outcome.output, outcome.proposed);
  await store.threads.setFocus(workspaceId, threadId, changeFocus(context.focus, change, runId ?? null));
}
