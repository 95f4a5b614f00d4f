/** A vendor's own description of its REST interface, and the check of requests against it. */
import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Schema = Record<string, unknown>;
type Operation = {
  operationId: string;
  parameters: { name: string; in: string; schema: Schema }[];
  requestBody?: Schema;
  /** What it answers when all is well, where the document says so. */
  answer?: { schema: Schema };
};
type Description = { paths: Record<string, Record<string, Operation>>; schemas: Record<string, Schema> };

export type CheckedRequest = {
  /** As the vendor calls it: `createIssues`. */
  operation: string;
  /** The parts of the path that have names. */
  parts: Record<string, string>;
  /** What does not do; empty when all does. */
  faults: ErrorObject[];
};

export type RestDescription = {
  /** Null when the vendor has no such endpoint, or the sandbox does not serve it. */
  check(method: string, url: URL, body: unknown): CheckedRequest | null;
  /** What the vendor would not answer so; for the tests that keep a sandbox honest. */
  checkAnswer(operation: string, body: unknown): ErrorObject[];
};

/** `file` is an OpenAPI document cut to what is served: parameters and bodies by path, and the schemas they name. */
export function openRestDescription(file: URL): RestDescription {
  const { paths, schemas } = JSON.parse(readFileSync(file, 'utf8')) as Description;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, `#/components/schemas/${name}`);
  const compiled = new Map<Schema, ValidateFunction>();
  const errorsOf = (schema: Schema, value: unknown): ErrorObject[] => {
    const validate = compiled.get(schema) ?? ajv.compile(schema);
    compiled.set(schema, validate);
    return validate(value) ? [] : (validate.errors ?? []);
  };
  // A path without names goes before one that would take a word of it for a name.
  const byWords = Object.entries(paths).toSorted(([one], [other]) => namesIn(one) - namesIn(other));
  return {
    check(method, url, body) {
      for (const [path, operations] of byWords) {
        const parts = matchPath(path, url.pathname);
        const operation = operations[method.toLowerCase()];
        if (!parts || !operation) continue;
        const inBody = operation.requestBody ? errorsOf(operation.requestBody, body ?? {}) : [];
        const faults = [...queryFaults(operation, url, errorsOf), ...inBody];
        return { operation: operation.operationId, parts, faults };
      }
      return null;
    },
    checkAnswer(name, body) {
      const all = Object.values(paths).flatMap((operations) => Object.values(operations));
      const { answer } = all.find(({ operationId }) => operationId === name) ?? {};
      return answer ? errorsOf(answer.schema, body) : [];
    },
  };
}

function queryFaults(
  { parameters }: Operation,
  url: URL,
  errorsOf: (schema: Schema, value: unknown) => ErrorObject[],
): ErrorObject[] {
  return parameters.flatMap(({ name, in: place, schema }) => {
    const given = place === 'query' ? url.searchParams.get(name) : null;
    if (given === null || schema.type === 'array') return [];
    const value =
      schema.type === 'integer' ? Number(given) : schema.type === 'boolean' ? given === 'true' : given;
    return errorsOf(schema, value).map((error) => ({ ...error, instancePath: `/${name}` }));
  });
}

function namesIn(path: string): number {
  return path.split('{').length;
}

function matchPath(template: string, pathname: string): Record<string, string> | null {
  const [wanted, given] = [template.split('/'), pathname.split('/')];
  if (wanted.length !== given.length) return null;
  const parts: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const name = part.match(/^\{(\w+)\}$/)?.[1];
    if (name) parts[name] = decodeURIComponent(given[at]!);
    else if (part !== decodeURIComponent(given[at]!)) return null;
  }
  return parts;
}
