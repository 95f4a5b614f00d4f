/** JSON Schema for what agents hand in: read by the draft it names, compiled once, and loaded with the first schema there is. */
import { createRequire } from 'node:module';
import type { ErrorObject, ValidateFunction } from 'ajv';

export type JsonSchema = Record<string, unknown>;

const load = createRequire(import.meta.url);

/** Formats and keywords it does not know are taken as notes to people. */
const lenient = { allErrors: true, strict: false, validateFormats: false, logger: false } as const;

const compiled = new WeakMap<JsonSchema, ValidateFunction>();

/** Throws what ajv throws for what is no JSON Schema. A schema that names no draft is read by the newest. */
export function compileSchema(schema: JsonSchema): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const { $schema, ...rest } = schema;
  const validate = createReader(String($schema ?? '')).compile(rest);
  compiled.set(schema, validate);
  return validate;
}

/** The drafts up to 7 share a reader; so do those from 2019 on, each with its own. */
function createReader(draft: string) {
  if (/draft-0\d/.test(draft)) return new (load('ajv') as typeof import('ajv')).Ajv(lenient);
  if (/2019-09/.test(draft)) {
    return new (load('ajv/dist/2019.js') as typeof import('ajv/dist/2019.js')).Ajv2019(lenient);
  }
  return new (load('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js')).Ajv2020(lenient);
}

/** What is wrong with a value, each in a sentence; empty when it fits. */
export function findFaults(schema: JsonSchema, value: unknown): string[] {
  const validate = compileSchema(schema);
  return validate(value) ? [] : (validate.errors ?? []).map(sayFault);
}

function sayFault({ instancePath, message, params }: ErrorObject): string {
  const place = instancePath === '' ? 'the output' : instancePath.slice(1).replaceAll('/', '.');
  const extra = typeof params.additionalProperty === 'string' ? ` (${params.additionalProperty})` : '';
  return `${place} ${message ?? 'does not fit'}${extra}`;
}
