/** Output contracts: the JSON Schema a ticket's result must fit, read once and checked as often as somebody hands in work. */
import { DocketError } from '../domain/errors.ts';
import type { OutputContract } from '../domain/execution.ts';
import { compileSchema, findFaults } from '../json-schema/check-schema.ts';

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
    compileSchema(read);
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
  return findFaults(schema, output);
}
