/** Writes a zod shape in the part of JSON Schema that structured outputs accept, and undoes what that changed. */
import * as z from 'zod';

type Json = Record<string, unknown>;

/** Keywords the servers enforce; the rest is checked by zod after the answer. */
const kept = ['type', 'enum', 'description', 'minimum', 'maximum', 'minItems', 'maxItems', '$ref'];

/**
 * Strict mode wants every property required and none besides, so an optional one becomes nullable (see
 * `readStrict`). `strict` is false for shapes with free keys, which strict mode cannot express.
 * Source: OpenAI's guide to structured outputs, "Supported schemas".
 */
export function writeStrictSchema(shape: z.ZodType): { schema: Json; strict: boolean } {
  const json = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Json;
  if (json.type !== 'object') throw new Error('a model can be asked for an object only');
  const schema = convert(json);
  return { schema, strict: !JSON.stringify(schema).includes('"additionalProperties":{') };
}

function convert(node: Json): Json {
  const out: Json = Object.fromEntries(Object.entries(node).filter(([key]) => kept.includes(key)));
  if ('const' in node) out.enum = [node.const];
  const options = node.anyOf ?? node.oneOf;
  if (Array.isArray(options)) out.anyOf = options.map(convert);
  if (node.items) out.items = convert(node.items as Json);
  if (node.type === 'object') Object.assign(out, convertObject(node));
  if (node.$defs) out.$defs = mapValues(node.$defs as Json, convert);
  return out;
}

function convertObject(node: Json): Json {
  const required = new Set(node.required as string[] | undefined);
  const properties = mapValues((node.properties ?? {}) as Json, (property, name) =>
    required.has(name) ? convert(property) : { anyOf: [convert(property), { type: 'null' }] },
  );
  const free =
    typeof node.additionalProperties === 'object' ? convert(node.additionalProperties as Json) : false;
  return { properties, required: Object.keys(properties), additionalProperties: free };
}

function mapValues(record: Json, map: (value: Json, key: string) => Json): Json {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value as Json, key)]));
}

/**
 * Reads an answer to a strict schema. Where the shape refuses a null, the null stood for an optional property left out,
 * so it is taken out before the shape has the last word.
 */
export function readStrict<Shape extends z.ZodType>(
  value: unknown,
  shape: Shape,
): z.ZodSafeParseResult<z.infer<Shape>> {
  const first = shape.safeParse(value);
  if (first.success) return first;
  const copy = structuredClone(value);
  for (const { path } of first.error.issues) dropNull(copy, path);
  return shape.safeParse(copy);
}

function dropNull(root: unknown, path: readonly PropertyKey[]): void {
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)?.[key], root);
  const last = path.at(-1);
  if (last === undefined || typeof parent !== 'object' || parent === null || Array.isArray(parent)) return;
  if ((parent as Record<PropertyKey, unknown>)[last] === null)
    delete (parent as Record<PropertyKey, unknown>)[last];
}
