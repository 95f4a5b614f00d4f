/** Describes a tool to a model, in as few words as hold all of it: every call of a model carries every tool. */
import * as z from 'zod';
import type { AgentTool } from './run.ts';

type Schema = z.core.JSONSchema.BaseSchema;

type Described = ReturnType<typeof describeTool>;

/** Fields worth naming the tool that says them: the selection of tickets, which every other tool takes. */
const worthNaming = 600;

/** All tools of one question: what several of them take is said by the first of them. */
export function describeTools(
  tools: readonly Pick<AgentTool, 'name' | 'description' | 'schema'>[],
): Described[] {
  const first = new Map<string, string>();
  return tools.map((tool) => {
    const { type, function: described } = describeTool(tool);
    const { properties = {} } = described.parameters;
    const named = mapEntries(properties, (field, name) => {
      if (typeof field !== 'object') return field;
      const { description, ...own } = field;
      const said = JSON.stringify(own);
      const before = first.get(said);
      if (said.length < worthNaming) return field;
      if (before === undefined) first.set(said, `${name} of ${tool.name}`);
      if (before === undefined) return field;
      return { type: own.type, description: description ? `As ${before}. ${description}` : `As ${before}` };
    });
    const parameters = described.parameters.properties
      ? { ...described.parameters, properties: named }
      : described.parameters;
    return { type, function: { ...described, parameters } };
  });
}

export function describeTool({
  name,
  description,
  schema,
}: Pick<AgentTool, 'name' | 'description' | 'schema'>) {
  const parameters = known.get(schema) ?? describeInput(schema);
  known.set(schema, parameters);
  return { type: 'function' as const, function: { name, description, parameters } };
}

/** A schema never changes, and is asked for with every question. */
const known = new WeakMap<AgentTool['schema'], Schema>();

function describeInput(schema: AgentTool['schema']): Schema {
  const { $schema, ...parameters } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return shorten(parameters);
}

/** An object whose fields all stand in the object around it as well says just that. What a call holds is checked elsewhere. */
function shorten(schema: Schema, around: Schema['properties'] = {}): Schema {
  const { properties, items, anyOf, minLength } = schema;
  if (properties && repeats(properties, around)) {
    return { type: 'object', description: 'The fields beside it' };
  }
  const within = properties ?? around;
  const { minLength: _one, ...rest } = schema;
  return {
    // That a text is not empty goes without saying.
    ...(minLength === 1 ? rest : schema),
    ...(properties && {
      properties: sayOnce(mapValues(properties, (one) => shortenAny(one, within))),
    }),
    ...(items && !Array.isArray(items) && { items: shortenAny(items, around) }),
    ...(anyOf && { anyOf: anyOf.map((one) => shortenAny(one, around) as Schema) }),
  };
}

/** A list of values is given where it stands first; fields after it that take the same refer to it. */
const worthSaying = 70;

function sayOnce<Part extends Schema | boolean>(fields: Record<string, Part>): Record<string, Part | Schema> {
  const first = new Map<string, string>();
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const said = JSON.stringify(field);
      const before = first.get(said);
      if (before === undefined) first.set(said, name);
      if (before === undefined || typeof field !== 'object' || said.length < worthSaying)
        return [name, field];
      return [name, { type: field.type, description: `As ${before}` }];
    }),
  );
}

function shortenAny<Part extends Schema | boolean>(
  schema: Part,
  around: Schema['properties'],
): Part | Schema {
  return typeof schema === 'object' ? shorten(schema, around) : schema;
}

/** Not where there is little to save. */
function repeats(fields: NonNullable<Schema['properties']>, around: Schema['properties'] = {}): boolean {
  const names = Object.keys(fields);
  return (
    names.length > 2 && names.every((name) => JSON.stringify(fields[name]) === JSON.stringify(around[name]))
  );
}

function mapEntries<Value, Mapped>(
  record: Record<string, Value>,
  map: (value: Value, name: string) => Mapped,
) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}

function mapValues<Value, Mapped>(record: Record<string, Value>, map: (value: Value) => Mapped) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
