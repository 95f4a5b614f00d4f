/** Linear's filters: comparators on fields, nested filters on relations, and the compounds `and` and `or`. */
import { invalidArgument, notImplemented } from './answers.ts';

/** An entity as the schema sees it: plain fields, and relations as functions. */
export type View = { id: string; [field: string]: unknown };

type Filter = Record<string, unknown>;

const comparators: Record<string, (value: unknown, wanted: unknown) => boolean> = {
  eq: (value, wanted) => value === wanted,
  neq: (value, wanted) => value !== wanted,
  in: (value, wanted) => (wanted as unknown[]).includes(value),
  nin: (value, wanted) => !(wanted as unknown[]).includes(value),
  null: (value, wanted) => (value === null) === wanted,
  gt: (value, wanted) => value !== null && (value as number) > (wanted as number),
  gte: (value, wanted) => value !== null && (value as number) >= (wanted as number),
  lt: (value, wanted) => value !== null && (value as number) < (wanted as number),
  lte: (value, wanted) => value !== null && (value as number) <= (wanted as number),
  eqIgnoreCase: (value, wanted) => lower(value) === lower(wanted),
  neqIgnoreCase: (value, wanted) => lower(value) !== lower(wanted),
  contains: (value, wanted) => String(value ?? '').includes(String(wanted)),
  notContains: (value, wanted) => !String(value ?? '').includes(String(wanted)),
  containsIgnoreCase: (value, wanted) => lower(value).includes(lower(wanted)),
  startsWith: (value, wanted) => String(value ?? '').startsWith(String(wanted)),
  endsWith: (value, wanted) => String(value ?? '').endsWith(String(wanted)),
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the entity passes every part of the filter. A part the sandbox does not know is an error, never a guess. */
export function matches(entity: View | null, filter: Filter): boolean {
  return Object.entries(filter).every(([name, part]) => {
    if (part === null || part === undefined) return true;
    if (name === 'and') return (part as Filter[]).every((one) => matches(entity, one));
    if (name === 'or') return (part as Filter[]).some((one) => matches(entity, one));
    if (name === 'null') return (entity === null) === part;
    return entity !== null && matchesField(entity, name, part as Filter);
  });
}

function matchesField(entity: View, name: string, part: Filter): boolean {
  const value = readField(entity, name);
  if (Array.isArray(value)) return matchesMany(value as View[], part);
  if (name === 'id') requireUuids(part);
  const isComparator = Object.keys(part).every((key) => key in comparators);
  if (!isComparator) return matches(value as View | null, part);
  return Object.entries(part).every(
    ([key, wanted]) => wanted === undefined || comparators[key]!(value, wanted),
  );
}

function matchesMany(entities: View[], part: Filter): boolean {
  const { some, every, length, ...each } = part as { some?: Filter; every?: Filter; length?: Filter };
  if (length) throw notImplemented('A filter on the length of a collection');
  if (some && !entities.some((one) => matches(one, some))) return false;
  if (every && !entities.every((one) => matches(one, every))) return false;
  return Object.keys(each).length === 0 || entities.some((one) => matches(one, each));
}

/** A relation is a function of the view; one that leads to many answers a connection. */
function readField(entity: View, name: string): unknown {
  const field = entity[name];
  if (field === undefined) throw notImplemented(`The filter on ${name}`);
  if (typeof field !== 'function') return field;
  const value: unknown = field({ first: 250 });
  return (value as { nodes?: unknown } | null)?.nodes ?? value;
}

function requireUuids(part: Filter): void {
  for (const id of Object.values(part).flat()) {
    if (typeof id === 'string' && !uuid.test(id)) throw invalidArgument('id', 'must be a UUID');
  }
}

function lower(value: unknown): string {
  return String(value ?? '').toLowerCase();
}
