/** Reads a request into what its endpoint takes, or says which field is wrong and why. */

import type { Context } from 'hono';
import * as z from 'zod';
import { DocketError } from '../domain/errors.ts';

/** Throws INVALID_INPUT for a body that is no JSON object. An absent one is an empty one. */
export async function readBody(context: Context): Promise<Record<string, unknown>> {
  const text = await context.req.text();
  if (text.trim() === '') return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw notJson();
  }
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw notJson();
  return takeBoth(body) as Record<string, unknown>;
}

/** Names may come in snake_case and in camelCase; what follows reads snake_case. */
function takeBoth(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(takeBoth);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      takeBoth(inner),
    ]),
  );
}

/** What of it an endpoint takes, and the names it does not know. Throws INVALID_INPUT naming each wrong field. */
export function readPart(schema: z.ZodType | undefined, part: unknown, where: string): unknown {
  if (!schema) return {};
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

/** The version in `"v12"` or `"v12-…"`, as answers give it; null without the header. Throws INVALID_INPUT for any other. */
export function readVersion(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const [, version] = /^(?:W\/)?"v(\d{1,9})(?:-[\w-]*)?"$/.exec(header.trim()) ?? [];
  if (version !== undefined) return Number(version);
  throw new DocketError('INVALID_INPUT', {
    message: 'If-Match names no version of anything here. Nothing was done.',
    remedy: 'Send the ETag of the last answer, such as "v3", or leave the header out.',
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
