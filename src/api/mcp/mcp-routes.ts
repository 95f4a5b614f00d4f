/** MCP over streamable HTTP: each request stands by itself, so any instance can answer it. */
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { refuse } from '../answer-fault.ts';
import { authorize, type Gate, type Signed } from '../authorize.ts';
import { createMcpServer, type McpHouse } from './mcp-server.ts';

const largestMessage = 4 * 1024 * 1024;

export function mcpRoutes(house: McpHouse, gate: Gate): Hono<Signed> {
  const routes = new Hono<Signed>();
  const limit = bodyLimit({
    maxSize: largestMessage,
    onError: (context) =>
      context.json(refuse('TOO_LARGE', 'The message is larger than 4 MB.', 'Send less at once.'), 413),
  });
  routes.post('/', authorize(gate), limit, async (context) => {
    const server = createMcpServer(house, context.get('caller'));
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    return transport.handleRequest(context.req.raw);
  });
  routes.all('/', (context) => {
    const remedy = 'Send messages with POST; nothing is sent from here unasked.';
    return context.json(refuse('INVALID_INPUT', 'There is no stream to open here.', remedy), 405, {
      allow: 'POST',
    });
  });
  return routes;
}
