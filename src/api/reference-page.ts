/** The OpenAPI document as it is fetched, and a page of it that people can read. */
import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { Endpoint } from './endpoint.ts';
import { info, type Operation, type Schema, writeOpenApi } from './open-api.ts';

/** `/openapi.json` and `/reference`; neither needs a token, since neither says anything of anybody. */
export function documentRoutes(endpoints: readonly Endpoint[]): Hono {
  const routes = new Hono();
  const document = writeOpenApi(endpoints);
  const page = drawPage(document.paths);
  routes.get('/openapi.json', (context) => context.json(document));
  routes.get('/reference', (context) => context.html(page));
  return routes;
}

function drawPage(paths: Record<string, Record<string, Operation>>) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? 'other'))];
  const sections = tags.map((tag) => {
    const own = operations.filter(({ operation }) => (operation.tags?.[0] ?? 'other') === tag);
    return html`<h2 id="${anchor(tag)}">${tag}</h2>${own.map(drawOperation)}`;
  });
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Docket’s REST API</title>
<meta name="viewport" content="width=device-width"><style>${raw(style)}</style></head>
<body><main><h1>Docket’s REST API</h1><p>${info.description}</p>
<p>For programs: <a href="/openapi.json">openapi.json</a></p>
<nav>${tags.map((tag) => html`<a href="#${anchor(tag)}">${tag}</a> `)}</nav>${sections}</main></body></html>`;
}

function drawOperation({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const body = operation.requestBody?.content?.['application/json']?.schema;
  const fields = [
    ...(operation.parameters ?? []).map((one) => ({ ...one, where: one.in })),
    ...Object.entries(body?.properties ?? {}).map(([name, schema]) => ({
      name,
      schema,
      where: 'body',
      required: body?.required?.includes(name) ?? false,
      description: schema.description,
    })),
  ];
  return html`<details><summary><b class="${method}">${method.toUpperCase()}</b> <code>${path}</code>
<span>${operation.summary ?? ''}</span></summary>
<table>${fields.map(
    ({ name, where, required, schema, description }) => html`<tr><td><code>${name}</code></td>
<td>${where}${required ? '' : ', optional'}</td><td>${sayType(schema)}</td>
<td>${description ?? schema?.description ?? sayExample(schema)}</td></tr>`,
  )}</table>
<p>Answers ${Object.keys(operation.responses ?? {})
    .filter((status) => Number(status) < 400)
    .join(' or ')}, or a fault.</p></details>`;
}

function sayExample(schema: Schema | undefined): string {
  return schema?.example === undefined ? '' : `such as ${schema.example}`;
}

function sayType(schema: Schema | undefined): string {
  if (schema?.$ref) return schema.$ref.split('/').at(-1)!;
  if (schema?.enum) return schema.enum.join(' | ');
  if (schema?.anyOf) return [...new Set(schema.anyOf.map(sayType))].join(' or ');
  if (schema?.type === 'array') return `list of ${sayType(schema.items)}`;
  return [schema?.type ?? 'any'].flat().join(' or ');
}

function anchor(tag: string): string {
  return tag.replaceAll(' ', '-');
}

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1c2024;background:#fff}main{max-width:60rem;margin:2rem auto;padding:0 1rem}
nav a{margin-right:.8rem}summary{cursor:pointer;padding:.3rem 0 .3rem 5rem;text-indent:-5rem}summary span{color:#60646c}details>table,details>p{margin-left:5rem}details{border-bottom:1px solid #e8e8ec}
table{border-collapse:collapse;margin:.5rem 0 .5rem 1rem}td{padding:.15rem .8rem .15rem 0;vertical-align:top;font-size:.9rem}
td:nth-child(2){white-space:nowrap}b{text-indent:0;display:inline-block;min-width:3.6rem;font-size:.8rem}b.get{color:#0b68cb}b.post{color:#18794e}b.patch{color:#ad5700}b.delete{color:#ce2c31}
@media(prefers-color-scheme:dark){body{background:#111113;color:#edeef0}summary span{color:#b0b4ba}details{border-color:#2e3035}a{color:#70b8ff}}`;
