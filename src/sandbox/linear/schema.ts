/** Linear's published schema, read when the first request needs it. */
import { readFileSync } from 'node:fs';
import { buildASTSchema, type GraphQLSchema, parse } from 'graphql';

let schema: GraphQLSchema | null = null;

/** `schema.graphql` is rebuilt from the types that `@linear/sdk` 98.0.0 ships; every document of that SDK validates. */
export function linearSchema(): GraphQLSchema {
  if (schema) return schema;
  const text = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');
  // The file is ours and known to be sound, so the checks that take most of the time are left out.
  schema = buildASTSchema(parse(text, { noLocation: true }), { assumeValid: true, assumeValidSDL: true });
  return schema;
}
