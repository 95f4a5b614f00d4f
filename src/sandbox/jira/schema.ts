/** Atlassian's published schemas, read when the first request needs them. */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { openRestDescription, type RestDescription } from '../rest-description.ts';

let rest: RestDescription | null = null;
let adf: ValidateFunction | null = null;

export function jiraRest(): RestDescription {
  rest ??= openRestDescription(new URL('./rest.openapi.json', import.meta.url));
  return rest;
}

/** Whether Jira would take this as rich text. */
export function isAdf(value: unknown): boolean {
  if (adf === null) {
    const file = new URL('./adf.schema.json', import.meta.url);
    adf = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(file, 'utf8')));
  }
  return adf(value) as boolean;
}
