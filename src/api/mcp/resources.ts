/** Documents, tickets and pushes as MCP resources: `docket://documents/ID`, `docket://tickets/KEY`, `docket://runs/ID`, `docket://pushes/ID`. */
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  ErrorCode,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { wirePush, wireTicket } from '../../catalog/wire.ts';
import { wireResult } from '../../catalog/wire-result.ts';
import { isDocketError } from '../../domain/errors.ts';
import type { Caller } from '../../domain/principal.ts';
import type { ApiHouse } from '../endpoint.ts';

type Read = (house: ApiHouse, caller: Caller, id: string) => Promise<{ mimeType: string; text: string }>;

const json = (value: unknown) => ({ mimeType: 'application/json', text: JSON.stringify(value) });

const kinds: Record<string, { title: string; variable: string; mimeType: string; read: Read }> = {
  documents: {
    title: 'The text of a document',
    variable: 'id',
    mimeType: 'text/markdown',
    read: async ({ services }, caller, id) => ({
      mimeType: 'text/markdown',
      text: await services.documents.content(caller, id),
    }),
  },
  tickets: {
    title: 'A ticket, by key or id',
    variable: 'key',
    mimeType: 'application/json',
    async read({ services }, caller, key) {
      const [view] = await services.tickets.select(caller, { ids: [key] });
      return json(wireTicket(view!));
    },
  },
  runs: {
    title: 'How a run of a workflow stands, step by step',
    variable: 'id',
    mimeType: 'application/json',
    async read({ callTool, catalog }, caller, id) {
      const tool = catalog.tools.get('show_run')!;
      return json(wireResult(tool, await callTool(tool.name, { run: id }, caller)));
    },
  },
  pushes: {
    title: 'How a push stands',
    variable: 'id',
    mimeType: 'application/json',
    read: async ({ services }, caller, id) => json(wirePush(await services.publication.pushView(caller, id))),
  },
};

export function offerResources(server: Server, house: ApiHouse, caller: Caller): void {
  server.setRequestHandler(ListResourcesRequestSchema, async () => ({
    resources: (await house.services.documents.list(caller)).map(({ id, title, version }) => ({
      uri: `docket://documents/${id}`,
      name: title,
      description: `Version ${version}`,
      mimeType: 'text/markdown',
    })),
  }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, async () => ({
    resourceTemplates: Object.entries(kinds).map(([kind, { title, variable, mimeType }]) => ({
      uriTemplate: `docket://${kind}/{${variable}}`,
      name: kind,
      description: title,
      mimeType,
    })),
  }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params: { uri } }) => {
    const [, kind = '', id = ''] = /^docket:\/\/(\w+)\/([^/]+)$/.exec(uri) ?? [];
    if (!Object.hasOwn(kinds, kind))
      throw new McpError(ErrorCode.InvalidParams, `There is no resource ${uri}.`);
    try {
      return { contents: [{ uri, ...(await kinds[kind]!.read(house, caller, decodeURIComponent(id))) }] };
    } catch (error) {
      if (isDocketError(error)) throw new McpError(ErrorCode.InvalidParams, error.message);
      throw error;
    }
  });
}
