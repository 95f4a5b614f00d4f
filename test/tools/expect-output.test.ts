/** expect_output: what a ticket's result is held to. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });
const raise = async (title: string, kind = 'bug') =>
  (await desk.type(`/docket raise ${kind} ${title}`)).wire.key;

it('S4-12, S4-35: takes a schema as text or object, holds the result to it, and lets go of it', async () => {
  const key = await raise('Count the doors');
  const schema = { type: 'object', required: ['doors'] };
  const set = await desk.type(`/docket expect ${key} ${JSON.stringify(schema)}`);
  expect(wordsOf(set)).toContain(`The result of ${key} has to fit a schema.`);
  expect(set.wire).toMatchObject({ expected_output_schema: schema, output_contract_mode: 'strict' });
  await desk.type(`/docket status ${key} doing`);
  expect((await refusalOf(desk.type(`/docket status ${key} done`))).code).toBe('OUTPUT_CONTRACT_VIOLATION');
  const loose = await desk.call('expect_output', { ticket: key, schema, mode: 'permissive' });
  expect(loose.wire.output_contract_mode).toBe('permissive');
  expect((await desk.type(`/docket expect ${key} nothing`)).wire.expected_output_schema).toBeNull();
  expect((await refusalOf(desk.type(`/docket expect ${key} {`))).code).toBe('INVALID_INPUT');
});
