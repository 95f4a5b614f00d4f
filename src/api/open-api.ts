/** Writes the OpenAPI 3.1 document of the REST API; its schemas are JSON Schema, which zod writes itself. */
import * as z from 'zod';
import type { Endpoint } from './endpoint.ts';

export type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  description?: string;
  example?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  required?: string[];
};

export type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  security: object[];
  parameters: { name: string; in: string; required: boolean; description?: string; schema: Schema }[];
  requestBody?: { content: Json };
  responses: Record<string, { description: string; content?: Json }>;
};

type Json = { 'application/json': { schema: Schema } };

export type OpenApi = {
  openapi: string;
  info: typeof info;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: object };
};

export const info = {
  title: 'Docket',
  version: '1',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  description:
    'Documents in, reviewed tickets out. Every request carries "Authorization: Bearer TOKEN"; a token acts for one member of one workspace. A POST may carry an Idempotency-Key, a change of a ticket or document If-Match with the ETag or version it was read with (409 VERSION_CONFLICT otherwise). Docket-Batch names what is asked of a person together. Names in bodies may be written in snake_case or camelCase.',
};

const Fault = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string().meta({ description: 'What happened, and what was left unchanged' }),
      remedy: z.string().meta({ description: 'What to do now' }),
      details: z.record(z.string(), z.unknown()),
    }),
  })
  .meta({ id: 'Fault' });

export function writeOpenApi(endpoints: readonly Endpoint[]): OpenApi {
  const schemas: Record<string, Schema> = {};
  const paths: OpenApi['paths'] = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] ??= {};
    paths[endpoint.path]![endpoint.method] = describe(endpoint, schemas);
  }
  const securitySchemes = { token: { type: 'http', scheme: 'bearer' } };
  return { openapi: '3.1.0', info, paths, components: { schemas, securitySchemes } };
}

function describe(endpoint: Endpoint, schemas: Record<string, Schema>): Operation {
  const { name, summary, tag, params, query, body, answers } = endpoint;
  const content = (schema: z.ZodType, io: 'input' | 'output'): Json => ({
    'application/json': { schema: write(schema, io, schemas) },
  });
  const told = Object.entries(answers).map(([status, what]) => [
    status,
    typeof what === 'string'
      ? { description: what }
      : { description: 'Done', content: content(what as z.ZodType, 'output') },
  ]);
  return {
    operationId: name,
    summary,
    tags: [tag],
    security: [{ token: [] }],
    parameters: [...parametersOf(params, 'path', schemas), ...parametersOf(query, 'query', schemas)],
    ...(body ? { requestBody: { content: content(body, 'input') } } : {}),
    responses: {
      ...Object.fromEntries(told),
      ...faultsOf(endpoint, content(Fault, 'output')),
      default: { description: 'A fault, with what to do about it', content: content(Fault, 'output') },
    },
  };
}

/** What every endpoint of its kind may answer besides; the code in the body says which fault it was. */
function faultsOf({ method, path, body, query }: Endpoint, content: Json): Operation['responses'] {
  const isChange = method !== 'get';
  const said: [boolean, number, string][] = [
    [true, 401, 'No token that is in use was shown'],
    [isChange || path.includes('{'), 403, 'Not allowed to whoever the token acts for'],
    [path.includes('{'), 404, 'There is no such thing in the workspace of the token'],
    [
      isChange,
      409,
      'It stands otherwise than the request takes it: changed since, under way, or not allowed so',
    ],
    [Boolean(body ?? query), 422, 'Something in the request cannot be used'],
    [true, 429, 'Too many requests; Retry-After says when to go on'],
  ];
  return Object.fromEntries(
    said.flatMap(([may, status, description]) => (may ? [[status, { description, content }]] : [])),
  );
}

function parametersOf(
  shape: z.ZodObject | undefined,
  where: 'path' | 'query',
  schemas: Record<string, Schema>,
): Operation['parameters'] {
  if (!shape) return [];
  const { properties = {}, required = [] } = write(shape, 'input', schemas);
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: where,
    required: required.includes(name),
    ...(description ? { description } : {}),
    schema,
  }));
}

/** Schemas with a name of their own stand once among the components, and are pointed at. */
function write(schema: z.ZodType, io: 'input' | 'output', schemas: Record<string, Schema>): Schema {
  const written = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema & {
    $schema?: string;
    $defs?: Record<string, Schema>;
    id?: string;
  };
  const { $schema: _dialect, $defs = {}, ...rest } = point(written) as typeof written;
  for (const [name, part] of Object.entries($defs)) schemas[name] ??= withoutId(part);
  if (rest.id === undefined) return rest;
  schemas[rest.id] ??= withoutId(rest);
  return { $ref: `#/components/schemas/${rest.id}` };
}

function withoutId(schema: Schema & { id?: string }): Schema {
  const { id: _id, ...rest } = schema;
  return rest;
}

function point(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(point);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) =>
      name === '$ref' && typeof inner === 'string'
        ? [name, inner.replace('#/$defs/', '#/components/schemas/')]
        : [name, point(inner)],
    ),
  );
}
