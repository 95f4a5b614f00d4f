/** Brings planned and expected arguments into one form, so that only what differs in meaning differs. */
import type { Intent } from './intent.ts';
import type { Situation } from './situation.ts';
import { ticketsMatching } from './slots/queries.ts';

/** A deed as one comparable text; keys sorted, words lower-case, lists as sets, defaults filled, queries resolved. */
export function normalise(intent: Intent, situation: Situation): string {
  return JSON.stringify([intent.tool, normaliseArgs(intent, situation)]);
}

/** Each argument as `path=value`, for counting right and wrong slots. */
export function slotsIn(intent: Intent, situation: Situation): string[] {
  const found: string[] = [];
  const visit = (value: unknown, path: string) => {
    if (value && typeof value === 'object' && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) visit(inner, `${path}.${key}`);
    } else if (Array.isArray(value)) {
      for (const inner of value) found.push(`${path}=${JSON.stringify(inner)}`);
    } else {
      found.push(`${path}=${JSON.stringify(value)}`);
    }
  };
  visit(normaliseArgs(intent, situation), intent.tool);
  return found;
}

function normaliseArgs({ tool, args }: Intent, situation: Situation): unknown {
  const filled = { ...defaults(tool, args, situation), ...args };
  const { about: _about, ...compared } = filled as Record<string, unknown>;
  return canonical(compared, '', situation);
}

/** What a deed means when it is not said. */
function defaults(
  tool: string,
  args: Record<string, unknown>,
  situation: Situation,
): Record<string, unknown> {
  if (tool === 'push_tickets' && !args.tracker && situation.preferredTracker)
    return { tracker: situation.preferredTracker };
  return {};
}

function canonical(value: unknown, key: string, situation: Situation): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item, key, situation));
    return items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (value && typeof value === 'object') return canonicalObject(value as Record<string, unknown>, situation);
  return typeof value === 'string' ? plain(value, key, situation) : value;
}

function canonicalObject(value: Record<string, unknown>, situation: Situation): Record<string, unknown> {
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, canonical(inner, key, situation)] as const,
  );
  const object: Record<string, unknown> = Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  const resolved = typeof object.query === 'string' ? ticketsMatching(object.query, situation) : [];
  if (resolved.length > 0) {
    delete object.query;
    object.matching = resolved;
  }
  if (object.last === true && situation.focus.length > 0 && !object.except) {
    delete object.last;
    object.ids = [...situation.focus].sort((a, b) => a - b);
  }
  if (typeof object.matching === 'object' && !object.ids && Object.keys(object).length === 1)
    return { ids: object.matching };
  spareNamed(object);
  if (Array.isArray(object.ids)) object.ids = [...(object.ids as number[])].sort((a, b) => a - b);
  return object;
}

/** "2-6 without 3" are 2, 4, 5 and 6. */
function spareNamed(object: Record<string, unknown>): void {
  const spared = object.except as { ids?: number[] } | undefined;
  if (!Array.isArray(object.ids) || !spared?.ids || Object.keys(spared).length > 1) return;
  object.ids = object.ids.filter((id) => !spared.ids!.includes(id));
  delete object.except;
}

function plain(text: string, key: string, situation: Situation): string {
  const lower = text
    .toLowerCase()
    .replace(/^["'“]+|["'”.!]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (key === 'doc' && lower === situation.activeDocument) return 'active';
  return lower.replace(/^(?:the|a|an) /, '');
}
