/** Turns a pressed choice, a submitted form or a typed `/docket` command into the one tool call it stands for. */
import { parseAction } from '../cards/action-token.ts';
import type { Shown } from '../cards/shown.ts';
import { DocketError } from '../domain/errors.ts';
import type { Caller } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { answerProposal } from './answer-proposal.ts';
import type { CallTool, ToolResult } from './call-tool.ts';
import type { Catalog } from './load-tools.ts';
import type { Services } from './services.ts';
import { buildContext, type CallOptions } from './tool-context.ts';

export type Pressed = { result: ToolResult | null; shown: Shown[] };

export type PressDeps = {
  catalog: Catalog;
  services: Services;
  store: Store;
  clock: Clock;
  ids: IdSource;
  callTool: CallTool;
};

/**
 * A press that needs answers first gives a form to show and changes nothing. Throws STALE for a token nobody answers any
 * more, and whatever the tool refuses.
 */
export async function pressChoice(
  deps: PressDeps,
  pressed: { action: string; values: Record<string, string> | null },
  caller: Caller,
  options: CallOptions,
): Promise<Pressed> {
  const token = parseAction(pressed.action);
  if (token.verb === 'go' || token.verb === 'no') {
    return answerProposal(deps, { id: token.ref, agree: token.verb === 'go' }, caller, options);
  }
  const answer = deps.catalog.presses.get(token.verb);
  if (!answer) {
    throw new DocketError('STALE', {
      message: 'This button is from another version of Docket. Nothing was changed.',
      remedy: 'Ask for the card again, for example "show the board".',
    });
  }
  const input = answer.press.input(token);
  if (answer.press.form && pressed.values === null) {
    const card = await answer.press.form(input, await buildContext(deps, caller, options));
    return { result: null, shown: [{ card }] };
  }
  const filled = pressed.values && answer.press.fill ? answer.press.fill(input, pressed.values) : input;
  const result = await deps.callTool(answer.tool.name, filled, caller, options);
  return { result, shown: answer.press.answer ? result.shown.map(keepPrivate) : result.shown };
}

function keepPrivate(shown: Shown): Shown {
  return shown.living ? shown : { ...shown, isPrivate: true };
}

const opening = /^\/docket(?:\s+|$)/i;

export function isCommand(text: string): boolean {
  return opening.test(text.trim());
}

/** `/docket approve TASK-2026-001` to the tool and its input; throws INVALID_INPUT naming the verbs there are. */
export function readCommand(catalog: Catalog, text: string): { tool: string; input: unknown } {
  const [verb = 'help', ...words] = text.trim().replace(opening, '').split(/\s+/).filter(Boolean);
  const flag = words.find((word) => catalog.commands.has(`${verb} ${word}`.toLowerCase()));
  const found = catalog.commands.get((flag ? `${verb} ${flag}` : verb).toLowerCase());
  const rest = words.filter((word) => word !== flag);
  if (found) return { tool: found.tool.name, input: found.command.input(rest) };
  throw new DocketError('INVALID_INPUT', {
    message: `There is no command "/docket ${verb}".`,
    remedy: `Commands are: ${[...catalog.commands.keys()].sort().join(', ')}. "/docket help" explains them.`,
  });
}
