/** GitHub's own REST description, and the check of requests and answers against it. */
import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Schema = Record<string, unknown>;
type Operation = {
  parameters: { name: string; in: 'path' | 'query'; schema: Schema }[];
  requestBody?: Schema;
  answer?: { status: number; schema: Schema };
};
type Description = { paths: Record<string, Record<string, Operation>>; schemas: Record<string, Schema> };

export type Checked = {
  /** `/repos/{owner}/{repo}/issues`, as GitHub writes it. */
  path: string;
  parameters: Record<string, string>;
  /** What does not do, or null. */
  faults: ErrorObject[] | null;
};

let description: Description | null = null;
let ajv: Ajv | null = null;
const compiled = new Map<Schema, ValidateFunction>();

/** Null when GitHub has no such endpoint, or the sandbox does not serve it. */
export function checkRequest(method: string, url: URL, body: unknown): Checked | null {
  const { paths } = describe();
  for (const [path, operations] of Object.entries(paths)) {
    const parameters = matchPath(path, url.pathname);
    const operation = operations[method.toLowerCase()];
    if (parameters && operation) return { path, parameters, faults: faultsIn(operation, url, body) };
  }
  return null;
}

/** What an answer of the sandbox has that GitHub's would not; for the tests that keep the sandbox honest. */
export function checkAnswer(method: string, path: string, body: unknown): ErrorObject[] {
  const answer = describe().paths[path]?.[method.toLowerCase()]?.answer;
  return answer ? (errorsOf(answer.schema, body) ?? []) : [];
}

/** A body that breaks the description, a query that does, or neither. */
function faultsIn(operation: Operation, url: URL, body: unknown): ErrorObject[] | null {
  const query = operation.parameters.flatMap(({ name, in: place, schema }) => {
    const given = place === 'query' ? url.searchParams.get(name) : null;
    if (given === null) return [];
    const value = schema.type === 'integer' ? Number(given) : given;
    return errorsOf(schema, value)?.map((error) => ({ ...error, instancePath: `/${name}` })) ?? [];
  });
  const inBody = operation.requestBody ? (errorsOf(operation.requestBody, body ?? {}) ?? []) : [];
  const faults = [...query, ...inBody];
  return faults.length > 0 ? faults : null;
}

function matchPath(template: string, pathname: string): Record<string, string> | null {
  const [wanted, given] = [template.split('/'), pathname.split('/')];
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const name = part.match(/^\{(\w+)\}$/)?.[1];
    if (name) found[name] = decodeURIComponent(given[at]!);
    else if (part !== given[at]) return null;
  }
  return found;
}

function errorsOf(schema: Schema, value: unknown): ErrorObject[] | null {
  const known = compiled.get(schema);
  const validate = known ?? compile(schema);
  return validate(value) ? null : (validate.errors ?? []);
}

function compile(schema: Schema): ValidateFunction {
  const validate = checker().compile(schema);
  compiled.set(schema, validate);
  return validate;
}

function checker(): Ajv {
  if (ajv) return ajv;
  ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const [name, schema] of Object.entries(describe().schemas)) {
    ajv.addSchema(schema, `#/components/schemas/${name}`);
  }
  return ajv;
}

function describe(): Description {
  const file = new URL('./rest.openapi.json', import.meta.url);
  description ??= JSON.parse(readFileSync(file, 'utf8')) as Description;
  return description;
}
