/** A real MCP client at Docket's MCP server: it reads and drafts, and brings nothing to a tracker. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../src/root.ts';
import { openProgram, openStranger } from '../support/api.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { bikes } from '../support/tool-house.ts';

let chat: TestHouse;
let address: string;
let client: Client;
beforeAll(async () => {
  chat = await openTestHouse({ env: { DOCKET_HTTP_PORT: '0' } });
  address = (await chat.house.startListening())!;
  client = await connect((await openProgram(chat.house, address)).token);
});
afterAll(async () => {
  await client.close();
  await chat.close();
});

async function connect(token: string): Promise<Client> {
  const made = new Client({ name: 'a-client', version: '1' });
  const headers = { authorization: `Bearer ${token}` };
  const transport = new StreamableHTTPClientTransport(new URL('/mcp', address), { requestInit: { headers } });
  // The SDK's own type of a transport disagrees with itself under exact optional properties.
  await made.connect(transport as Parameters<Client['connect']>[0]);
  return made;
}

// Each test says itself what it expects in an answer.
// biome-ignore lint/suspicious/noExplicitAny: an answer of any tool
async function call(name: string, args: Record<string, unknown> = {}): Promise<any> {
  return client.callTool({ name, arguments: args });
}

describe('an MCP client', () => {
  it('is offered what a model may do, and nothing that decides', async () => {
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['generate_tickets', 'trace_ticket', 'push_tickets']));
    for (const decision of ['approve_tickets', 'confirm_push', 'retry_push', 'send_update'])
      expect(names).not.toContain(decision);
    const listing = tools.find(({ name }) => name === 'list_tickets')!;
    expect(listing.annotations).toMatchObject({ readOnlyHint: true });
    expect(listing.inputSchema.properties).toHaveProperty('select');
  });

  it('drafts tickets of a document, reads them, and only asks for a push', async () => {
    await call('ingest_document', { text: bikes, title: 'Bike Parking' });
    const drafted = await call('generate_tickets', { document: 'Bike Parking' });
    expect(drafted.structuredContent).toMatchObject({ total: 3 });
    const [{ key }] = drafted.structuredContent.tickets;

    const { resources } = await client.listResources();
    const { contents } = await client.readResource({ uri: resources[0]!.uri });
    expect(contents[0]).toMatchObject({ mimeType: 'text/markdown', text: bikes });
    const ticket = await client.readResource({ uri: `docket://tickets/${key}` });
    expect(JSON.parse((ticket.contents[0] as { text: string }).text)).toMatchObject({ key });

    const asked = await call('push_tickets', { select: { all: true }, tracker: 'linear' });
    expect(asked.isError).toBeFalsy();
    const refused = await call('approve_tickets', { which: 'all' });
    expect(refused).toMatchObject({ isError: true });
    await chat.house.storage.queue.settled([]);
    expect(chat.sandbox.issues()).toEqual([]);
    const approved = await chat.house.services.tickets.select(await chat.house.callerFor('cli'), {
      all: true,
    });
    for (const view of approved) expect(view.ticket.review.status).toBe('generated');
  });

  it('is told in a sentence what was wrong', async () => {
    const missing = await call('show_ticket', { ticket: 'TASK-2026-999' });
    expect(missing).toMatchObject({
      isError: true,
      content: [{ text: expect.stringMatching(/^NOT_FOUND: /) }],
    });
    await expect(client.readResource({ uri: 'docket://tickets/TASK-2026-999' })).rejects.toThrow(
      /TASK-2026-999/,
    );
    await expect(client.readResource({ uri: 'file:///etc/passwd' })).rejects.toThrow(/no resource/);
  });

  it('begins with a prompt', async () => {
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name).sort()).toEqual(['pick-up-ticket', 'plan-document']);
    const { messages } = await client.getPrompt({ name: 'plan-document', arguments: { document: 'Bikes' } });
    expect(JSON.stringify(messages)).toContain('\\"Bikes\\"');
  });

  it('reads how a run of a workflow stands', async () => {
    const raised = await call('raise_ticket', { template: 'bug', title: 'The lock jams' });
    const begun = await call('run_workflow', {
      name: 'bug-fix',
      select: { ids: [raised.structuredContent.key] },
    });
    const [{ id }] = begun.structuredContent.runs;
    const { contents } = await client.readResource({ uri: `docket://runs/${id}` });
    expect((contents[0] as { text: string }).text).toContain('diagnose');
  });

  it.runIf(process.env.DOCKET_TEST_DEEP)(
    'starts Docket itself over stdin and stdout, and drafts there too',
    async () => {
      const home = mkdtempSync(join(tmpdir(), 'docket-mcp-'));
      const own = new Client({ name: 'a-client', version: '1' });
      const env = { PATH: process.env.PATH!, DOCKET_HOME: home };
      const args = [join(root, 'bin/docket.js'), 'mcp'];
      try {
        await own.connect(new StdioClientTransport({ command: process.execPath, args, env }));
        const { tools } = await own.listTools();
        expect(tools.map(({ name }) => name)).not.toContain('approve_tickets');
        await own.callTool({ name: 'ingest_document', arguments: { text: bikes, title: 'Bike Parking' } });
        const drafted = await own.callTool({
          name: 'generate_tickets',
          arguments: { document: 'Bike Parking' },
        });
        expect(drafted.structuredContent).toMatchObject({ total: 3 });
      } finally {
        await own.close();
        rmSync(home, { recursive: true, force: true });
      }
    },
    60_000,
  );

  it('without a token does not come in, and a stranger sees nothing', async () => {
    await expect(connect('docket_none')).rejects.toThrow();
    const stranger = await connect((await openStranger(chat.house, address)).token);
    expect((await stranger.listResources()).resources).toEqual([]);
    await stranger.close();
  });
});
