/** Checks what an agent produced against the JSON Schema its step asks for. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

type Schema = Record<string, unknown>;

const known = new WeakMap<Schema, ValidateFunction>();

/** Throws whatever ajv throws for what is no JSON Schema. Which draft it names is left aside. */
export function compileSchema(schema: Schema): ValidateFunction {
  const { $schema: _draft, ...rest } = schema;
  const compiled =
    known.get(schema) ?? new Ajv2020({ strict: false, allErrors: true, logger: false }).compile(rest);
  known.set(schema, compiled);
  return compiled;
}

/** Every fault as `path: what it should be`; empty when it holds. */
export function faultsOfOutput(schema: Schema, output: unknown): string[] {
  const validate = compileSchema(schema);
  if (validate(output)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `output${instancePath.replaceAll('/', '.')} ${message}`,
  );
}
