/** Programs over HTTP: the whole main job by the document that says how, and what they may not do. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse } from '../../src/app.ts';
import { silentLog } from '../../src/ports/log.ts';
import { runTokenCommand, type TokenCommand, type TokenWish } from '../../src/tokens.ts';
import { addMember } from '../../src/workspace/members.ts';
import { type Answered, openProgram, openStranger, type Program, programWith } from '../support/api.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { tellRestScenes } from '../support/rest-scenes.ts';
import { bikes } from '../support/tool-house.ts';

let chat: TestHouse;
let address: string;
let program: Program;
let agent: Program;
let stranger: Program;
beforeAll(async () => {
  chat = await openTestHouse({ env: { DOCKET_HTTP_PORT: '0' } });
  address = (await chat.house.startListening())!;
  program = await openProgram(chat.house, address);
  agent = await openProgram(chat.house, address, { kind: 'agent' });
  stranger = await openStranger(chat.house, address);
});
afterAll(() => chat.close());

type Operation = { operationId: string; parameters: { name: string; in: string }[] };

/** A client made of nothing but the document: operations by name, with their path filled in. */
async function clientOf({ ask }: Program) {
  const { body: document } = await ask('get', '/openapi.json');
  const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) => Object.entries(methods).map(([method, one]) => ({ path, method, ...one })),
  );
  return async (name: string, said: Record<string, string> = {}, body?: unknown): Promise<Answered> => {
    const operation = operations.find(({ operationId }) => operationId === name)!;
    const path = operation.path.replace(/\{(\w+)\}/g, (_all, part: string) =>
      encodeURIComponent(said[part]!),
    );
    const query = operation.parameters.filter((one) => one.in === 'query' && one.name in said);
    const search = new URLSearchParams(Object.fromEntries(query.map((one) => [one.name, said[one.name]!])));
    return ask(operation.method, `${path}?${search}`, body);
  };
}

describe('a program that knows nothing but openapi.json', () => {
  it('reads a valid document, and people a page of it', async () => {
    const { body } = await program.ask('get', '/openapi.json');
    const { valid, errors } = await new Validator().validate(body);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    const { body: page } = await program.ask('get', '/reference');
    expect(page).toContain('/api/execution/generate');
  });

  it('takes a document through review and push to the status that comes back', async () => {
    const call = await clientOf(program);
    const made = await call('createDocument', {}, { title: 'Bike Parking', content: bikes });
    expect(made).toMatchObject({ status: 201, body: { status: 'draft', version: 0 } });
    const document = { id: made.body.id };
    const { body: shown } = await call('listBlocks', document);
    expect(shown.blocks.map((block: { block_type: string }) => block.block_type)).toContain('user_story');

    const generated = await call('generateTickets', {}, { documentId: made.body.id });
    expect(generated).toMatchObject({ status: 200, body: { total: 3, created: 3 } });
    const [first, second, third] = generated.body.tickets;
    const early = await call('pushTickets', {}, { document_id: made.body.id, platform: 'linear' });
    expect(early).toMatchObject({ status: 200, body: { pushed: 0 } });
    expect(chat.sandbox.issues()).toEqual([]);

    const edited = await call('reviewTicket', { id: first.key }, { title: 'Book a stand', nonsense: 1 });
    expect(edited.body).toMatchObject({ status: 'reviewed', title: 'Book a stand' });
    expect(edited.body.warnings).toEqual([expect.stringContaining('"nonsense"')]);
    expect((await call('discardTicket', { id: third.id })).status).toBe(204);
    const reviewed = await call('approveTickets', {}, { ticket_ids: [first.id, second.id] });
    expect(reviewed.body).toMatchObject({ reviewed: 1, skipped: 1, errors: [] });

    const pushed = await call('pushTickets', {}, { document_id: made.body.id, platform: 'linear' });
    expect(pushed).toMatchObject({ status: 200, body: { finished: true, pushed: 2, failed: 0 } });
    expect(chat.sandbox.issues().map((issue) => issue.title)).toContain('Book a stand');
    const late = await call('reviewTicket', { id: first.key }, { title: 'Too late' });
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'TICKET_ALREADY_PUSHED' } } });

    chat.sandbox.edit('ENG-1', { state: 'In Progress' });
    expect((await call('syncTickets', {}, { document_id: made.body.id })).body).toMatchObject({ errors: 0 });
    const { body: moved } = await call('listTickets', { status: 'in_progress' });
    expect(moved).toMatchObject({ total: 1, tickets: [{ key: first.key, external_key: 'ENG-1' }] });
    const { body: trace } = await call('traceTicket', { id: first.key });
    expect(JSON.stringify(trace)).toContain('book a stand');
    const { body: told } = await call('listTicketEvents', { id: first.key });
    expect(told.events.map((event: { type: string }) => event.type)).toContain('TicketPushed');
  });

  it('S2-1, S2-58, S2-67, S2-77: raises a bug, has agents work on it, and sees what is active', async () => {
    const call = await clientOf(program);
    const bug = {
      kind: 'bug',
      title: 'Stand 4 does not open',
      description: 'The lock stays shut in production.',
    };
    const raised = await call('raiseTicket', {}, bug);
    expect(raised.status).toBe(201);
    const { body: active } = await call('listActive');
    const { key } = active.tickets.find((one: { title: string }) => one.title === bug.title);
    expect(key).toMatch(/^BUG-/);
    const { body: known } = await call('listWorkflows');
    expect(JSON.stringify(known.workflows)).toContain('bug-fix');
    const started = await call('runWorkflow', {}, { ticket_id: key, workflow_id: 'bug-fix' });
    expect(started.status).toBe(202);
    const { body: run } = await call('showRun', { id: started.body.runs[0].id });
    expect(JSON.stringify(run)).toContain('diagnose');
    expect((await call('listEscalations')).status).toBe(200);
    const sprint = await call('planSprint', {}, { available_hours: 20 });
    expect(sprint.status).toBe(200);
    const own = 'id: own-look\nname: Own look\nsteps: [{ id: look, agent: research }]\non_complete: null';
    const { body: other } = await call('raiseTicket', {}, { ...bug, title: 'Stand 5 does not open' });
    const mine = await call('runWorkflow', {}, { ticket_id: other.key, definition: own });
    expect(mine).toMatchObject({ status: 202, body: { runs: [{ workflow: 'own-look' }] } });
    expect((await call('runWorkflow', {}, { ticket_id: other.key })).status).toBe(422);
    const wrong = await call('validateWorkflow', {}, { text: 'id: x\nsteps: 7' });
    expect(wrong).toMatchObject({ status: 422, body: { error: { code: 'WORKFLOW_INVALID' } } });
  });

  it('finds every tool under its name', async () => {
    const call = await clientOf(program);
    const { body } = await call('call_count_tickets', {}, { by: 'status' });
    expect(JSON.stringify(body)).toMatch(/open/);
    const { body: document } = await program.ask('get', '/openapi.json');
    for (const name of chat.house.catalog.tools.keys())
      expect(document.paths).toHaveProperty([`/api/tools/${name}`]);
  });
});

describe('a token', () => {
  it('is needed, and a wrong, cut or revoked one opens nothing', async () => {
    const wrong = `${program.token.slice(0, -1)}${program.token.endsWith('A') ? 'B' : 'A'}`;
    for (const token of ['', 'x', wrong, program.token.slice(0, 60)]) {
      const { status, body } = await programWith(address, token).ask('get', '/api/tickets');
      expect({ status, code: body.error?.code }).toEqual({ status: 401, code: 'UNAUTHORIZED' });
    }
    const { house } = chat;
    const revoked = await openProgram(house, address);
    const { workspace, storage } = house;
    const token = (await storage.store.apiTokens.list(workspace.id)).at(-1)!;
    await storage.store.apiTokens.revoke(workspace.id, token.id, house.clock.now().toISOString());
    expect((await revoked.ask('get', '/api/tickets')).status).toBe(401);
    expect(JSON.stringify(token)).not.toContain(revoked.token.slice(-43));
  });

  it('may no more than its member still may', async () => {
    const { storage, clock, ids, workspace } = chat.house;
    const deps = { store: storage.store, clock, ids };
    await addMember(deps, workspace.id, { name: 'Vik', roles: ['viewer'] });
    const viewer = await openProgram(chat.house, address, { member: 'Vik' });
    expect((await viewer.ask('get', '/api/tickets')).status).toBe(200);
    const refused = await viewer.ask('post', '/api/tickets', { title: 'Not mine to make' });
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN' } } });
    const watching = await openProgram(chat.house, address, { member: 'Vik', kind: 'agent' });
    expect((await watching.ask('post', '/api/tickets', { title: 'Nor an agent’s' })).status).toBe(403);
  });

  it('of an agent drafts, asks, and never decides', async () => {
    const { body: ticket } = await agent.ask('post', '/api/tickets', { title: 'Paint the stand' });
    expect(ticket.key).toMatch(/^TASK-/);
    const approved = await agent.ask('patch', `/api/execution/tickets/${ticket.id}`, { status: 'reviewed' });
    expect(approved).toMatchObject({ status: 403, body: { error: { code: 'HUMAN_APPROVAL_REQUIRED' } } });
    const saved = await agent.ask('patch', `/api/execution/tickets/${ticket.id}`, { title: 'Paint it blue' });
    expect(saved.body).toMatchObject({ title: 'Paint it blue', status: ticket.status });
    expect((await agent.ask('post', '/api/execution/review', { ticket_ids: [ticket.id] })).status).toBe(403);
    const before = chat.sandbox.issues().length;
    const wish = { ticket_ids: [ticket.id], platform: 'linear' };
    const asked = await agent.ask('post', '/api/execution/push', wish);
    expect(asked).toMatchObject({ status: 202, body: { asked_a_person: true } });
    await agent.ask('post', '/api/tools/confirm_push', { board: ticket.id, rev: 1, which: 'all' });
    expect(chat.sandbox.issues()).toHaveLength(before);

    expect((await agent.ask('delete', `/api/execution/tickets/${ticket.id}`)).status).toBe(202);
    const { body: waiting } = await program.ask('get', '/api/pending-actions?status=pending');
    const { id, preview } = waiting.pendingActions.at(-1);
    expect(preview).toContain('Paint it blue');
    expect((await agent.ask('post', `/api/pending-actions/${id}/approve`)).status).toBe(403);
    const done = await program.ask('post', `/api/pending-actions/${id}/approve`);
    expect(done.body).toMatchObject({ status: 'executed', toolName: 'discard_tickets' });
    expect((await program.ask('post', `/api/pending-actions/${id}/approve`)).status).toBe(409);
    expect((await program.ask('get', `/api/tickets/${ticket.id}`)).status).toBe(404);
  });

  it('is made, listed and revoked by commands while the server has the store open', async () => {
    const { config } = chat.house;
    const command = (name: TokenCommand, wish: TokenWish) =>
      runTokenCommand(name, wish, {
        home: config.core.home,
        open: () => openHouse(config, silentLog, 'Ada').then(() => Promise.reject(new Error('was open'))),
      });
    const made = programWith(address, await command('create_token', { user: 'Ada', role: 'owner' }));
    expect((await made.ask('get', '/api/workspaces')).status).toBe(200);
    const last = (await command('list_tokens', {})).split('\n').at(-1)!;
    expect(last).toMatch(/ {2}Ada {2}user {2}owner {2}/);
    await command('revoke_token', { id: last.split(' ')[0]! });
    expect((await made.ask('get', '/api/workspaces')).status).toBe(401);
    await expect(command('create_token', { user: 'Nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(command('create_token', { user: 'Ada', role: 'king' })).rejects.toThrow(/no role/);
    expect((await made.ask('post', '/door/list_tokens', {}, { 'x-docket-key': 'guess' })).status).toBe(404);
  });

  it('of another workspace sees not one byte of this one', async () => {
    const { body: own } = await program.ask('get', '/api/tickets?limit=1');
    const [ticket] = own.tickets;
    const { body: documents } = await program.ask('get', '/api/documents');
    const [document] = documents.documents;
    const { body: actions } = await program.ask('get', '/api/pending-actions');
    const ids = { ticket: ticket.id, document: document.id, action: actions.pendingActions[0].id };
    const asked: [string, string, unknown?][] = [
      ['get', `/api/documents/${ids.document}`],
      ['get', `/api/documents/${ids.document}/blocks`],
      ['post', '/api/execution/generate', { document_id: ids.document }],
      ['get', `/api/execution/${ids.document}/tickets`],
      ['get', `/api/execution/tickets/${ids.ticket}`],
      ['patch', `/api/execution/tickets/${ids.ticket}`, {}],
      ['delete', `/api/execution/tickets/${ids.ticket}`],
      ['get', `/api/execution/tickets/${ids.ticket}/trace`],
      ['post', '/api/execution/push', { ticket_ids: [ids.ticket], platform: 'linear' }],
      ['post', '/api/execution/push', { document_id: ids.document, platform: 'linear' }],
      ['post', '/api/execution/sync', { document_id: ids.document }],
      ['get', `/api/tickets/${ticket.key}`],
      ['patch', `/api/tickets/${ids.ticket}`, { title: 'Taken over' }],
      ['get', `/api/tickets/${ids.ticket}/events`],
      ['get', `/api/events?ticket=${ids.ticket}`],
      ['get', `/api/pending-actions/${ids.action}`],
      ['post', `/api/pending-actions/${ids.action}/reject`],
      ['get', `/api/workspaces/${ticket.workspace_id}`],
      ['get', `/api/tickets?workspace_id=${ticket.workspace_id}`],
      ['post', '/api/tools/show_ticket', { ticket: ids.ticket }],
    ];
    for (const [method, path, body] of asked) {
      const answer = await stranger.ask(method, path, body);
      expect([403, 404], `${method} ${path}`).toContain(answer.status);
      expect(JSON.stringify(answer.body), path).not.toContain(ticket.title);
    }
    for (const path of ['/api/tickets', '/api/documents', '/api/events', '/api/pending-actions'])
      expect(JSON.stringify((await stranger.ask('get', path)).body), path).not.toContain(ticket.workspace_id);
  });

  it('that asks too often waits as long as it is told', async () => {
    const guess = () => programWith(address, 'docket_guess').ask('get', '/api/tickets');
    const answers = await Promise.all(Array.from({ length: 40 }, guess));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await program.ask('get', '/api/workspaces')).status).toBe(200);
  });
});

describe('a request', () => {
  it('with an idempotency key is carried out once, and refused with another body', async () => {
    const headers = { 'idempotency-key': 'make-one' };
    const make = (title: string) => program.ask('post', '/api/tickets', { title }, headers);
    const [one, again] = [await make('Only once'), await make('Only once')];
    expect(one.status).toBe(201);
    expect(again.body).toEqual(one.body);
    const { body } = await program.ask('get', '/api/tickets?q=Only+once');
    expect(body.total).toBe(1);
    expect(await make('Another')).toMatchObject({ status: 422, body: { error: { code: 'INVALID_INPUT' } } });
  });

  it('for an older version is refused with 409, and what is unchanged is not sent again', async () => {
    const { body: ticket } = await program.ask('post', '/api/tickets', { title: 'Twice edited' });
    const path = `/api/tickets/${ticket.id}`;
    const tag = (await program.ask('get', path)).headers.get('etag')!;
    expect((await program.ask('get', path, undefined, { 'if-none-match': tag })).status).toBe(304);
    expect((await program.ask('patch', path, { title: 'First' }, { 'if-match': tag })).status).toBe(200);
    const late = await program.ask('patch', path, { title: 'Second' }, { 'if-match': tag });
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'VERSION_CONFLICT' } } });
    expect((await program.ask('get', path)).body.title).toBe('First');
  });

  it.each([
    ['no JSON', 'post', '/api/tickets', '{"title":'],
    ['a list', 'post', '/api/tickets', '[]'],
    ['a wrong field', 'post', '/api/tickets', { title: 7 }],
    ['no platform there is', 'post', '/api/execution/push', { platform: 'trello', ticket_ids: ['1'] }],
    ['a wrong priority', 'patch', '/api/execution/tickets/1', { priority: 'P9' }],
    ['a wrong status', 'get', '/api/tickets?status=sleeping', undefined],
  ])('that holds %s is refused in a sentence with a remedy', async (_what, method, path, body) => {
    const { status, body: said } = await program.ask(method, path, body);
    expect([404, 422]).toContain(status);
    expect(said.error.message).toMatch(/\.$/);
    expect(said.error.remedy.length).toBeGreaterThan(10);
  });

  it('that is too large is refused before it is read', async () => {
    const body = JSON.stringify({ title: 'Large', content: 'x'.repeat(5 * 1024 * 1024) });
    const { status } = await program.ask('post', '/api/documents', body);
    expect(status).toBe(413);
  });

  it('from a page of another origin is not let through by any header', async () => {
    const { headers } = await program.ask('get', '/api/tickets', undefined, {
      origin: 'https://elsewhere.example',
    });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('shows in the metrics by route, without ids', async () => {
    const { body } = await program.ask('get', '/metrics');
    expect(body).toMatch(
      /docket_http_request_seconds_count\{method="GET",route="\/api\/tickets\/:id",status="200"\}/,
    );
    expect(body).not.toMatch(/TASK-\d/);
  });
});

tellRestScenes(() => ({ address, program, agent, stranger }));
