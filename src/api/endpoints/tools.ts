/** Every tool by its name: whatever can be said in chat can be asked by a program, under the same rules. */
import * as z from 'zod';
import type { Catalog, Tool } from '../../catalog/load-tools.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { Anything } from '../wire-shapes.ts';

const File = z.object({
  name: z.string().min(1).max(255),
  media_type: z.string().default('application/octet-stream'),
  base64: z.string(),
});

export function toolEndpoints({ tools }: Pick<Catalog, 'tools'>): Endpoint[] {
  return [...tools.values()].map(toolEndpoint);
}

function toolEndpoint(tool: Tool): Endpoint {
  return defineEndpoint({
    method: 'post',
    path: `/api/tools/${tool.name}`,
    name: `call_${tool.name}`,
    summary: tool.description.split('. ')[0]!.replace(/\.$/, ''),
    tag: 'tools',
    // The tool itself looks over what it is given; here its schema is only shown.
    body: z.looseObject({ ...tool.input.partial().shape, file_content: File.optional() }),
    answers: { 200: Anything },
    async run({ body: { file_content: file, workspace_id: _workspace, ...input }, call }) {
      const attachment = file && { name: file.name, mediaType: file.media_type, base64: file.base64 };
      return { status: 200, body: await call(tool.name, input, attachment) };
    },
  });
}
