/** Output contracts: the JSON Schema a ticket's result must fit, read once and checked as often as somebody hands in work. */
import { Ajv, type ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { DocketError } from '../domain/errors.ts';
import type { OutputContract } from '../domain/execution.ts';

/** Formats and keywords it does not know are taken as notes to people. */
const lenient = { allErrors: true, strict: false, validateFormats: false } as const;

/** By the draft the schema names; the newest where it names none. */
function compile(schema: Record<string, unknown>) {
  const isOlder = /draft-0\d/.test(String(schema.$schema ?? ''));
  return (isOlder ? new Ajv(lenient) : new Ajv2020(lenient)).compile(schema);
}

const largestSchema = 50_000;

/** The contract for a schema given as an object or as JSON text (S4-12). Throws INVALID_INPUT when it is no JSON Schema. */
export function readContract(
  schema: Record<string, unknown> | string,
  mode: OutputContract['mode'] = 'strict',
): OutputContract {
  const read = typeof schema === 'string' ? parseSchema(schema) : schema;
  if (JSON.stringify(read).length > largestSchema)
    throw notASchema(`it is longer than ${largestSchema} characters`);
  try {
    compile(read);
  } catch (error) {
    throw notASchema(error instanceof Error ? error.message.slice(0, 200) : 'it cannot be read');
  }
  return { schema: read, mode, rejections: 0 };
}

function parseSchema(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    if (read !== null && typeof read === 'object' && !Array.isArray(read))
      return read as Record<string, unknown>;
  } catch {
    throw notASchema('it is not JSON');
  }
  throw notASchema('it is no JSON object');
}

function notASchema(why: string): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `The expected output schema cannot be used: ${why}. Nothing was changed.`,
    remedy: 'Give a JSON Schema, as an object or as JSON text.',
  });
}

/** What is wrong with the output, each in a sentence; empty when it fits. */
export function findViolations(schema: Record<string, unknown>, output: unknown): string[] {
  if (output === null || output === undefined) return ['there is no output'];
  const validate = compile(schema);
  if (validate(output)) return [];
  return (validate.errors ?? []).map(sayViolation);
}

function sayViolation({ instancePath, message, params }: ErrorObject): string {
  const place = instancePath === '' ? 'the output' : instancePath.slice(1).replaceAll('/', '.');
  const extra = typeof params.additionalProperty === 'string' ? ` (${params.additionalProperty})` : '';
  return `${place} ${message ?? 'does not fit'}${extra}`;
}
