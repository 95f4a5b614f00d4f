/** How tools are described to a model. */
import { expect, it } from 'vitest';
import * as z from 'zod';
import { describeTool, describeTools } from '../../../src/agent/describe-tool.ts';
import { loadTools } from '../../../src/catalog/load-tools.ts';
import { TicketSelector } from '../../../src/domain/selector.ts';

it('says once what an object and the objects in it have in common', () => {
  const schema = z.object({ select: TicketSelector.optional(), count: z.int() });
  const { parameters } = describeTool({ name: 'pick', description: 'Picks.', schema }).function;
  const { select, count } = parameters.properties as Record<string, z.core.JSONSchema.BaseSchema>;
  expect(count).toMatchObject({ type: 'integer' });
  expect(Object.keys(select!.properties!)).toEqual(Object.keys(TicketSelector.shape));
  expect(select!.properties!.priority).toEqual({ type: 'array', items: { type: 'string' } });
  expect(select!.properties!.or).toEqual({ type: 'object', description: 'The fields beside it' });
  expect(select!.properties!.except).toEqual({ type: 'object', description: 'The fields beside it' });
  expect(select!.properties!.not_review).toEqual({ type: 'array', description: 'As review' });
});

it('leaves what is not said elsewhere as it is', () => {
  const near = z.object({ a: z.string(), b: z.string(), c: z.int() });
  const schema = z.object({ a: z.string(), b: z.string(), c: z.string(), near, list: z.array(near) });
  const { parameters } = describeTool({ name: 'x', description: 'X.', schema }).function;
  const { $schema, ...whole } = z.toJSONSchema(schema, { io: 'input' });
  expect(parameters).toEqual(whole);
});

it('says once what several tools take, beside what one of them says of it', () => {
  const select = TicketSelector.optional();
  const [first, second, third] = describeTools([
    { name: 'show', description: 'Shows.', schema: z.object({ select }) },
    { name: 'drop', description: 'Drops.', schema: z.object({ select, why: z.string() }) },
    {
      name: 'size',
      description: 'Sizes.',
      schema: z.object({ select: select.describe('Absent means all') }),
    },
  ]).map((one) => one.function.parameters.properties as Record<string, z.core.JSONSchema.BaseSchema>);
  expect(Object.keys(first!.select!.properties!)).toEqual(Object.keys(TicketSelector.shape));
  expect(second).toEqual({
    select: { type: 'object', description: 'As select of show' },
    why: { type: 'string' },
  });
  expect(third!.select!.description).toBe('As select of show. Absent means all');
});

it('keeps all tools together small enough to be sent with every question', async () => {
  const { tools } = await loadTools('tools');
  const open = [...tools.values()].filter(({ access }) => access === 'anyone');
  const described = describeTools(
    open.map(({ name, description, input }) => ({ name, description, schema: input })),
  );
  expect(JSON.stringify(described).length).toBeLessThan(62_500);
});
