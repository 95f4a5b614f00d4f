/** Runs one GraphQL request against the sandbox the way Linear's server would. */
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLResolveInfo,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  parse,
  validate,
} from 'graphql';
import { type Answer, json } from '../answer.ts';
import { notImplemented, refusedByTheSchema, tooComplex } from './answers.ts';
import { complexityOf, highestComplexity } from './complexity.ts';
import { linearSchema } from './schema.ts';

export type Roots = Record<string, unknown>;

export type Request = { document: DocumentNode; variables: Record<string, unknown>; operations: string[] };

/** The request as read, or the answer that refuses it because the schema does not allow it. */
export function readRequest(body: string): Request | Answer {
  const sent = parseBody(body);
  if (sent === null) return json(400, { errors: [{ message: 'The body is not a GraphQL request' }] });
  let document: DocumentNode;
  try {
    document = parse(sent.query);
  } catch (error) {
    return refusedByTheSchema([error as GraphQLError]);
  }
  const faults = validate(linearSchema(), document);
  if (faults.length > 0) return refusedByTheSchema(faults);
  if (complexityOf(document, sent.variables) > highestComplexity) return tooComplex();
  return { document, variables: sent.variables, operations: rootFields(document) };
}

/** Field errors come with status 200, as at Linear; unusable variables with 400. */
export function answerRequest(request: Request, roots: Roots): Answer {
  const result = execute({
    schema: linearSchema(),
    document: request.document,
    rootValue: roots,
    variableValues: request.variables,
    fieldResolver: resolveField,
  }) as ExecutionResult;
  if (result.data === undefined) return refusedByTheSchema(result.errors ?? []);
  return json(200, result, {
    'x-ratelimit-requests-limit': '2500',
    'x-ratelimit-requests-remaining': '2400',
  });
}

function parseBody(body: string): { query: string; variables: Record<string, unknown> } | null {
  try {
    const { query, variables } = JSON.parse(body);
    return typeof query === 'string' ? { query, variables: variables ?? {} } : null;
  } catch {
    return null;
  }
}

/** Vendors' names of the operations, aliases undone: what faults and request counts go by. */
function rootFields(document: DocumentNode): string[] {
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    return definition.selectionSet.selections.flatMap((one) =>
      one.kind === Kind.FIELD ? [one.name.value] : [],
    );
  });
}

/** What we keep, or what an untouched field of that type holds; a thing we cannot make up is an explicit error. */
function resolveField(source: unknown, given: unknown, _context: unknown, info: GraphQLResolveInfo): unknown {
  const value = (source as Roots)[info.fieldName];
  if (typeof value === 'function') return value(given);
  if (value !== undefined) return value;
  const isRoot = info.path.prev === undefined;
  if (!isRoot && !isNonNullType(info.returnType)) return null;
  const fallback = isRoot ? undefined : emptyValue(info);
  if (fallback === undefined) throw notImplemented(`${info.parentType.name}.${info.fieldName}`);
  return fallback;
}

const emptyScalars: Record<string, unknown> = {
  Boolean: false,
  Int: 0,
  Float: 0,
  String: '',
  ID: '',
  DateTime: new Date(0).toISOString(),
  JSON: {},
  JSONObject: {},
};

function emptyValue(info: GraphQLResolveInfo): unknown {
  if (isNonNullType(info.returnType) && isListType(info.returnType.ofType)) return [];
  const type = getNamedType(info.returnType);
  if (isScalarType(type)) return emptyScalars[type.name];
  if (isEnumType(type)) return type.getValues()[0]?.value;
  if (type.name.endsWith('Connection')) {
    return { nodes: [], edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false } };
  }
  // A plain part of its parent can be empty; an entity of its own cannot be made up.
  const isEntity = !isObjectType(type) || type.getInterfaces().some(({ name }) => name === 'Node');
  return isEntity ? undefined : {};
}
