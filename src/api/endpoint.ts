/** What an endpoint of the REST API is: its address, what it takes, and the work behind it. */
import * as z from 'zod';
import type { CallTool } from '../catalog/call-tool.ts';
import type { Catalog } from '../catalog/load-tools.ts';
import type { Services } from '../catalog/services.ts';
import type { Caller } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { Attachment } from '../ports/surface.ts';

/** What endpoints need of the running house. */
export type ApiHouse = {
  catalog: Catalog;
  callTool: CallTool;
  services: Services;
  store: Store;
  clock: Clock;
  ids: IdSource;
};

export type Answer = {
  status: 200 | 201 | 202 | 204;
  body?: unknown;
  /** Of what is answered; its tag begins with it. */
  version?: number;
  /** The whole tag, where it is no hash of the body. */
  etag?: string;
  /** Fields of the body that are shown once: they are not kept for the same request sent again. */
  secrets?: readonly string[];
};

export type Asked<Params, Query, Body> = {
  house: ApiHouse;
  caller: Caller;
  params: Params;
  query: Query;
  body: Body;
  /** The version that `If-Match` or the body names; null without one. */
  version: number | null;
  /** `If-Match` as it was sent, for what has other changes than versions; null without one. */
  match: string | null;
  /** Calls a tool for whoever asks, and gives what programs read of it. */
  call(tool: string, input?: object, file?: Attachment): Promise<unknown>;
  signal: AbortSignal;
};

type Shape<Schema> = Schema extends z.ZodType<infer Value> ? Value : Record<string, never>;

export type EndpointDefinition<P, Q, B> = {
  method: 'get' | 'post' | 'patch' | 'delete';
  /** With `{id}` for what varies. */
  path: string;
  /** A verb phrase in the words of the tools; unique. Clients name their function after it. */
  name: string;
  summary: string;
  tag: string;
  /** `{id}` is a ticket that is changed only at the version the request names, where it names one (S4-32). */
  changes?: 'ticket';
  params?: P;
  query?: Q;
  body?: B;
  /** Success statuses and what comes with them; faults are the same everywhere. */
  answers: Partial<Record<Answer['status'], z.ZodType | string>>;
  run(asked: Asked<Shape<P>, Shape<Q>, Shape<B>>): Promise<Answer>;
};

// Endpoints of different inputs stand in one list; each reads only what its own schemas let through.
// biome-ignore lint/suspicious/noExplicitAny: the inputs are known inside each endpoint
export type Endpoint = EndpointDefinition<any, any, any>;

export function defineEndpoint<
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(definition: EndpointDefinition<P, Q, B>): Endpoint {
  return definition;
}

export const ById = z.object({
  id: z.string().min(1).max(200).meta({ description: 'Its id' }),
});

/** A whole number in the query, within bounds. */
export function count(most: number, fallback: number, least = 0) {
  return z.coerce.number().int().min(least).max(most).default(fallback);
}

/** Several words in the query, separated by commas or given again and again. */
export const Words = z
  .union([z.string(), z.array(z.string())])
  .transform((said) => [said].flat().flatMap((part) => part.split(',').map((word) => word.trim())))
  .transform((words) => words.filter(Boolean));

/** `true` or `false` in the query. */
export const Flag = z.enum(['true', 'false']).transform((said) => said === 'true');

/** Of a body that changes a ticket. */
export const Versioned = {
  version: z
    .int()
    .optional()
    .meta({ description: 'As If-Match: 409 VERSION_CONFLICT where the ticket is at another by now' }),
};

export const Workspaced = {
  workspace_id: z
    .string()
    .optional()
    .meta({ description: 'The workspace of the token; may be left out, and is refused when it is another' }),
};
