/** Reads a request into what its endpoint takes, or says which field is wrong and why. */

import type { Context } from 'hono';
import * as z from 'zod';
import { DocketError } from '../domain/errors.ts';

/** Throws INVALID_INPUT for a body that is no JSON object. An absent one is an empty one. */
export async function readBody(
  context: Context,
  schema: z.ZodType | undefined,
): Promise<Record<string, unknown>> {
  const text = await context.req.text();
  if (text.trim() === '') return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw notJson();
  }
  if (!isObject(body)) throw notJson();
  return takeBoth(body, schema) as Record<string, unknown>;
}

/**
 * Names of fields may come in snake_case and in camelCase; what follows reads snake_case. Only those a schema knows are
 * read so: what stands in a field of anybody's own, such as a JSON Schema, stays as it was sent.
 */
export function takeBoth(value: unknown, schema: z.ZodType | undefined): unknown {
  const known = schema && unwrap(schema);
  if (known instanceof z.ZodUnion) {
    const [fitting] = known.options.filter((one) => fits(one as z.ZodType, value));
    return fitting ? takeBoth(value, fitting as z.ZodType) : value;
  }
  if (known instanceof z.ZodArray && Array.isArray(value))
    return value.map((inner) => takeBoth(inner, known.element as z.ZodType));
  if (!(known instanceof z.ZodObject) || !isObject(value)) return value;
  const shape: Record<string, z.ZodType> = known.shape;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const snake = name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const own = Object.hasOwn(shape, name) || !Object.hasOwn(shape, snake) ? name : snake;
      return [own, takeBoth(inner, Object.hasOwn(shape, own) ? shape[own] : undefined)];
    }),
  );
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return unwrap(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return unwrap(schema.in as z.ZodType);
  return schema;
}

function fits(schema: z.ZodType, value: unknown): boolean {
  const known = unwrap(schema);
  return known instanceof z.ZodArray ? Array.isArray(value) : known instanceof z.ZodObject && isObject(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** What of it an endpoint takes, and the names it does not know. Throws INVALID_INPUT naming each wrong field. */
export function readPart<Part>(schema: z.ZodType<Part>, part: unknown, where: string): Part {
  const read = schema.safeParse(part);
  if (read.success) return read.data;
  const faults = read.error.issues.map(
    (issue) => `${[where, ...issue.path.map(String)].join('.')}: ${issue.message}`,
  );
  throw new DocketError('INVALID_INPUT', {
    message: `That cannot be used: ${faults.slice(0, 8).join('; ')}. Nothing was done.`,
    remedy: 'GET /openapi.json says what is taken here.',
    details: { issues: z.treeifyError(read.error) },
  });
}

/** Names that mean nothing here are told instead of refused. */
export function unknownFields(schema: z.ZodType | undefined, body: Record<string, unknown>): string[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.keys(body).filter((name) => !(name in schema.shape) && name !== 'workspace_id');
}

/** The version in `"v12"` or `"v12-…"`, as answers give it, or a bare `12`; null without the header. Throws INVALID_INPUT for any other. */
export function readVersion(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const said = header.trim().replace(/^W\//, '');
  const [, version] = /^"?v?(\d{1,9})(?:-[\w-]*)?"?$/.exec(said) ?? [];
  if (version !== undefined) return Number(version);
  throw new DocketError('INVALID_INPUT', {
    message: 'If-Match names no version of anything here. Nothing was done.',
    remedy: 'Send the ETag of the last answer, such as "v3", or the version itself, or leave the header out.',
  });
}

/** The tag that was sent, however strong; null without one, or where any will do. */
export function readMatch(header: string | undefined): string | null {
  const said = header?.trim().replace(/^W\//, '');
  return said === undefined || said === '*' ? null : said;
}

function notJson(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'The body is no JSON object. Nothing was done.',
    remedy: 'Send an object with content-type application/json.',
  });
}
