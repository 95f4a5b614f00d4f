/** How a shape is written for structured outputs and how the answer is read back. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readStrict, writeStrictSchema } from '../../../src/models/strict-schema.ts';

describe('a strict schema', () => {
  it('requires every property, makes the optional ones nullable and allows no others, at every depth', () => {
    const shape = z.object({
      title: z.string().min(1).max(80).describe('A short title'),
      note: z.string().optional(),
      parts: z.array(z.object({ size: z.int().min(0).max(8), done: z.boolean().default(false) })).max(9),
    });
    expect(writeStrictSchema(shape)).toEqual({
      strict: true,
      schema: {
        type: 'object',
        required: ['title', 'note', 'parts'],
        additionalProperties: false,
        properties: {
          title: { type: 'string', description: 'A short title' },
          note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
          parts: {
            type: 'array',
            maxItems: 9,
            items: {
              type: 'object',
              required: ['size', 'done'],
              additionalProperties: false,
              properties: {
                size: { type: 'integer', minimum: 0, maximum: 8 },
                done: { anyOf: [{ type: 'boolean' }, { type: 'null' }] },
              },
            },
          },
        },
      },
    });
  });

  it('says unions as anyOf, literals as enums and keeps references', () => {
    const Step = z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('text'), text: z.string() }),
        z.object({ kind: z.literal('code'), code: z.string() }),
      ])
      .meta({ id: 'Step' });
    const { schema } = writeStrictSchema(z.object({ first: Step, rest: z.array(Step) }));
    const text = JSON.stringify(schema);
    expect(text).not.toContain('oneOf');
    expect(text).not.toContain('"const"');
    expect(text).toContain('"enum":["text"]');
    expect(text).toContain('"$ref":"#/$defs/Step"');
    expect(schema.$defs).toHaveProperty('Step.anyOf');
  });

  it('gives up strictness for free keys, which it cannot express', () => {
    expect(writeStrictSchema(z.object({ by: z.record(z.string(), z.int()) })).strict).toBe(false);
  });

  it('refuses a shape that is no object', () => {
    expect(() => writeStrictSchema(z.array(z.string()))).toThrow('an object only');
  });
});

describe('an answer to a strict schema', () => {
  const shape = z.object({
    owner: z.string().nullable(),
    parts: z.array(z.object({ note: z.string().optional(), done: z.boolean().default(false) })),
  });

  it('loses the nulls that stand for something left out, and only those', () => {
    const read = readStrict({ owner: null, parts: [{ note: null, done: null }] }, shape);
    expect(read.data).toEqual({ owner: null, parts: [{ done: false }] });
  });

  it('is refused as the shape refuses it when something required is missing', () => {
    expect(readStrict({ owner: 'Ada', parts: null }, shape).success).toBe(false);
    expect(readStrict(null, shape).success).toBe(false);
    expect(readStrict({ owner: 'Ada', parts: [null] }, shape).success).toBe(false);
  });
});
