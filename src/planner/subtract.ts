/** Takes tickets out of a selection, whichever way either of them is named. */
import type { Select } from './intent.ts';
import type { Situation } from './situation.ts';
import { ticketsMatching } from './slots/queries.ts';

/** What is left of a selection without what is spared; null when that is nothing. */
export function subtract(select: Select, spared: Select, situation: Situation): Select | null {
  const { or, ...own } = select;
  const away = resolved(spared, situation);
  if (own.except && isCovered(away, resolved(own.except, situation))) return select;
  const other = or ? subtract(or, spared, situation) : null;
  const left = subtractOwn(own, away, situation);
  return left ? { ...left, ...(other ? { or: other } : {}) } : other;
}

function subtractOwn(own: Select, away: Select, situation: Situation): Select | null {
  if (JSON.stringify(own) === JSON.stringify(away)) return null;
  const numbers = numbersOf(own, situation);
  const keys = own.keys?.filter((key) => !away.keys?.includes(key));
  const rest = { ...own, ...(keys ? { keys } : {}) };
  if (!numbers) return keys?.length === 0 ? null : { ...rest, except: joined(own.except ?? {}, away) };
  const left = numbers.filter((id) => !away.ids?.includes(id));
  if (left.length === 0 && !keys?.length) return null;
  const onlyNames = Object.keys(away).every((name) => name === 'ids' || name === 'keys');
  if (onlyNames && left.length === numbers.length) return rest;
  return own.ids && onlyNames ? { ...rest, ids: left } : { ...rest, except: joined(own.except ?? {}, away) };
}

/** The numbers a selection stands for where that is known: given, of the words of a title, or of what was last shown. */
function numbersOf({ ids, query, last }: Select, situation: Situation): number[] | null {
  if (ids) return ids;
  const found = query ? ticketsMatching(query, situation) : last ? situation.focus : [];
  return found.length > 0 ? found : null;
}

function resolved({ or, query, ...own }: Select, situation: Situation): Select {
  const found = query ? ticketsMatching(query, situation) : [];
  const named: Select = found.length > 0 ? { ids: found } : query ? { query } : {};
  return [named, or ? resolved(or, situation) : {}].reduce(joined, own);
}

function joined(one: Select, other: Select): Select {
  const ids = [...new Set([...(one.ids ?? []), ...(other.ids ?? [])])];
  const named = ids.length > 0 ? { ids } : {};
  const [{ ids: _one, ...own }, { ids: _other, ...more }] = [one, other];
  if (Object.keys(more).length === 0 || JSON.stringify(own) === JSON.stringify(more))
    return { ...own, ...named };
  return Object.keys(own).length === 0 ? { ...more, ...named } : { ...own, ...named, or: more };
}

/** Spared already, as the exception the person named. */
function isCovered({ ids = [], ...spared }: Select, { ids: known = [], ...excepted }: Select): boolean {
  const same = (name: string) =>
    JSON.stringify((spared as Record<string, unknown>)[name]) ===
    JSON.stringify((excepted as Record<string, unknown>)[name]);
  return ids.every((id) => known.includes(id)) && Object.keys(spared).every(same);
}
