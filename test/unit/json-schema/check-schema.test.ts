/** Schemas are read by the draft they name, wherever they come from. */
import { expect, it } from 'vitest';
import { compileSchema, findFaults } from '../../../src/json-schema/check-schema.ts';

const tuple = { type: 'array', items: [{ type: 'string' }, { type: 'number' }] };

it.each([
  ['http://json-schema.org/draft-07/schema#', tuple],
  ['https://json-schema.org/draft/2019-09/schema', tuple],
  ['https://json-schema.org/draft/2020-12/schema', { type: 'array', prefixItems: tuple.items }],
])('reads a schema of %s as that draft means it', ($schema, schema) => {
  expect(findFaults({ $schema, ...schema }, ['a', 1])).toEqual([]);
  expect(findFaults({ $schema, ...schema }, ['a', 'b'])).toEqual(['1 must be number']);
});

it('reads a schema that names no draft by the newest, and refuses what is none', () => {
  expect(findFaults({ prefixItems: [{ type: 'number' }] }, ['a'])).toEqual(['0 must be number']);
  expect(() => compileSchema({ type: 'text' })).toThrow();
  expect(() => compileSchema(tuple)).toThrow();
});
