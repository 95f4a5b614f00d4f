/** MCP over stdin and stdout, for a client that starts Docket itself. */
import type { Readable, Writable } from 'node:stream';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Caller } from '../../domain/principal.ts';
import { createMcpServer, type McpHouse } from './mcp-server.ts';

/** Resolves when the client has closed its end. */
export async function serveMcp(
  house: McpHouse,
  caller: Caller,
  streams: { input: Readable; output: Writable },
): Promise<void> {
  const server = createMcpServer(house, caller);
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
    streams.input.once('end', () => void server.close());
  });
  await server.connect(new StdioServerTransport(streams.input, streams.output));
  await closed;
}
