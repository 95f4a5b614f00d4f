/** Runs one GraphQL request against the sandbox the way GitHub's server would. */
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  validate,
} from 'graphql';
import { type Answer, json } from '../answer.ts';
import { notFound, quotaHeaders, Refusal } from './answers.ts';
import type { Views } from './graphql-views.ts';

export type GraphqlRequest = {
  document: DocumentNode;
  variables: Record<string, unknown>;
  /** Vendors' names of the root fields, aliases undone: what faults and request counts go by. */
  operations: string[];
};

let schema: GraphQLSchema | null = null;

/** `schema.graphql` is the part of GitHub's schema that is used here. */
function githubSchema(): GraphQLSchema {
  schema ??= buildSchema(readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8'));
  return schema;
}

/** The request as read, or the answer that refuses it because the schema does not allow it. GitHub says so with 200. */
export function readGraphql(body: string): GraphqlRequest | Answer {
  const sent = parseBody(body);
  if (sent === null) return json(400, { message: 'Problems parsing JSON' });
  try {
    const document = parse(sent.query);
    const faults = validate(githubSchema(), document);
    if (faults.length > 0) return json(200, { errors: faults.map(sayInvalid) });
    const roots = document.definitions.flatMap((one) => (one.kind === Kind.OPERATION_DEFINITION ? one : []));
    const operations = roots.flatMap(({ selectionSet }) =>
      selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? one.name.value : [])),
    );
    return { document, variables: sent.variables, operations };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return json(200, { errors: [sayInvalid(error)] });
  }
}

/** Refused fields are null, each with its error; the others stand. */
export function answerGraphql(request: GraphqlRequest, views: Views, mutations: object): Answer {
  const result = execute({
    schema: githubSchema(),
    document: request.document,
    rootValue: { ...queries(views), ...mutations },
    variableValues: request.variables,
  });
  if (result instanceof Promise) throw new Error('the sandbox answers at once');
  const errors = result.errors?.map(sayRefused);
  return json(
    200,
    { ...(result.data ? { data: result.data } : {}), ...(errors ? { errors } : {}) },
    quotaHeaders,
  );
}

/** A token without the right to any of it; GraphQL says so with 200. */
export function forbiddenFields({ operations }: GraphqlRequest): Answer {
  const message = 'Resource not accessible by personal access token';
  const errors = operations.map((name) => ({ type: 'FORBIDDEN', path: [name], message }));
  return json(
    200,
    { data: Object.fromEntries(operations.map((name) => [name, null])), errors },
    quotaHeaders,
  );
}

function queries(views: Views) {
  return {
    viewer: views.viewer,
    node: ({ id }: { id: string }) => found(views, id),
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => found(views, id)),
    repository(asked: { owner: string; name: string }) {
      const view = views.repository(asked);
      if (view) return view;
      const name = `${asked.owner}/${asked.name}`;
      throw new Refusal('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`);
    },
  };
}

/** A missing node is null in its place, with an error that names it. */
function found(views: Views, id: string): unknown {
  return views.node(id) ?? notFound(id);
}

function sayInvalid({ message, locations }: GraphQLError): Record<string, unknown> {
  const field = message.match(/^Cannot query field "(\w+)" on type "(\w+)"/);
  const extensions = field
    ? { code: 'undefinedField', typeName: field[2], fieldName: field[1] }
    : { code: 'argumentLiteralsIncompatible' };
  return { extensions, locations, message };
}

function sayRefused(error: GraphQLError): Record<string, unknown> {
  const { message, path, locations, originalError } = error;
  if (originalError instanceof Refusal) return { type: originalError.type, path, locations, message };
  if (originalError) throw originalError;
  return { extensions: { code: 'invalidVariable' }, locations, message };
}

function parseBody(body: string): { query: string; variables: Record<string, unknown> } | null {
  try {
    const { query, variables } = JSON.parse(body);
    return typeof query === 'string' ? { query, variables: variables ?? {} } : null;
  } catch {
    return null;
  }
}
