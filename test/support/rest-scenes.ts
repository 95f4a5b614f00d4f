/** Programs do what people do, endpoint by endpoint: work on tickets, answer what waits, keep records and workspaces. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Answered, type Program, programWith } from './api.ts';
import { bikes } from './tool-house.ts';

let address: string;
let program: Program;
let agent: Program;
let stranger: Program;

const codeOf = ({ status, body }: Answered) => [status, body.error?.code];

type Post = (deed: string, fields: unknown, headers?: Record<string, string>) => Promise<Answered>;

/** Made and approved, so that it may be worked on. */
async function aTicket(body: object): Promise<{ id: string; post: Post }> {
  const { status, body: made } = await program.ask('post', '/api/tickets', body);
  expect(status, JSON.stringify(made)).toBe(201);
  await program.ask('patch', `/api/execution/tickets/${made.id}`, {});
  const post: Post = (deed, fields, headers) =>
    program.ask('post', `/api/tickets/${made.id}/${deed}`, fields, headers);
  return { id: made.id, post };
}

/** In a house that others use too: opening one takes longer than all of this. */
export function tellRestScenes(
  open: () => { address: string; program: Program; agent: Program; stranger: Program },
): void {
  beforeAll(() => {
    ({ address, program, agent, stranger } = open());
  });
  tellWork();
  tellWaiting();
  tellUpstream();
  tellWorkspaces();
}

const tellWork = () =>
  describe('the work on a ticket', () => {
    it('S4-12, S4-33, S4-35: is one run’s at a time, and done only with what its schema asks for', async () => {
      const schema = {
        type: 'object',
        required: ['userCount'],
        properties: { userCount: { type: 'integer' } },
        additionalProperties: false,
      };
      const wish = { title: 'Count the users', expectedOutputSchema: schema, outputContractMode: 'strict' };
      const { id, post } = await aTicket(wish);
      expect((await program.ask('get', `/api/tickets/${id}`)).body.expected_output_schema).toEqual(schema);

      expect((await post('transition', { to: 'wip' })).body.work_status).toBe('in_progress');
      const mine = { agent_id: 'engineer', run_id: 'run-1' };
      expect((await post('checkout', mine)).body).toMatchObject({
        checkout: 'success',
        checkout_run_id: 'run-1',
      });
      expect((await post('checkout', mine)).body.checkout).toBe('alreadyOwned');
      const theirs = { agent_id: 'qa', run_id: 'run-2' };
      expect(codeOf(await post('checkout', theirs))).toEqual([409, 'CHECKOUT_CONFLICT']);
      expect(codeOf(await post('release', { run_id: 'run-2' }))).toEqual([409, 'CHECKOUT_CONFLICT']);
      expect((await post('release', { run_id: 'run-1' })).body.outcome).toBe('released');

      const wrong = await post('complete', { output: { user_count: 3 } });
      expect(codeOf(wrong)).toEqual([422, 'OUTPUT_CONTRACT_VIOLATION']);
      const done = await post('complete', { output: '{"userCount":3}' });
      expect(done.body).toMatchObject({ work_status: 'done', output_json: { userCount: 3 } });
      expect(codeOf(await post('checkout', mine))).toEqual([409, 'CHECKOUT_CONFLICT']);
      const unreadable = { title: 'Never made', expected_output_schema: '{' };
      expect((await program.ask('post', '/api/tickets', unreadable)).status).toBe(422);
      expect((await program.ask('get', '/api/tickets?q=Never')).body.total).toBe(0);
    });

    it('S4-3, S4-5: leaves the table only when a person forces it and says why', async () => {
      const { id, post } = await aTicket({ title: 'Paint it' });
      expect(codeOf(await post('transition', { to: 'done' }))).toEqual([409, 'INVALID_TRANSITION']);
      expect((await post('transition', { to: 'done' })).body.error.details).toEqual({
        from: 'open',
        to: 'done',
        allowed: ['in_progress', 'cancelled'],
      });
      expect((await post('transition', { to: 'done', force: true })).status).toBe(422);
      expect((await post('transition', { to: 'nowhere' })).status).toBe(422);
      const forced = { to: 'done', force: true, reason: 'Done last week' };
      const byAgent = await agent.ask('post', `/api/tickets/${id}/transition`, forced);
      expect(codeOf(byAgent)).toEqual([409, 'INVALID_TRANSITION']);
      const done = await post('transition', forced);
      expect(done).toMatchObject({ status: 200, body: { work_status: 'done' } });
      expect((await post('transition', { to: 'closed' })).body.version).toBe(done.body.version);
      expect((await post('reopen', { reason: 'It peels' })).body.work_status).toBe('open');
      await post('transition', { to: 'in_progress' });
      expect((await post('fail', { error: 'No paint' })).body).toMatchObject({
        work_status: 'failed',
        error_message: 'No paint',
      });
      const { body } = await program.ask('get', `/api/tickets/${id}/history`);
      expect(body.history).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ type: 'TicketStatusChanged', to: 'done', reason: 'Done last week' }),
          expect.objectContaining({ type: 'TicketFailed', reason: 'No paint', kind: 'event' }),
        ]),
      );
    });

    it('S4-32: happens at the version the request names, or not at all', async () => {
      const { id, post } = await aTicket({ title: 'Weigh it', acceptance_criteria: ['It has a weight'] });
      const { body: now, headers } = await program.ask('get', `/api/tickets/${id}`);
      const stale = await post('assign', { user_id: 'Ada', version: now.version - 1 });
      expect(codeOf(stale)).toEqual([409, 'VERSION_CONFLICT']);
      expect(stale.body.error.details).toEqual({ current_version: now.version });
      const tag = headers.get('etag')!;
      expect((await post('assign', { user_id: 'Ada' }, { 'if-match': tag })).body.assignee).toBe('Ada');
      const late = await program.ask(
        'patch',
        `/api/tickets/${id}`,
        { title: 'No' },
        { 'if-match': `${now.version}` },
      );
      expect(codeOf(late)).toEqual([409, 'VERSION_CONFLICT']);
      const last = `${now.version + 1}`;
      const edited = await program.ask(
        'patch',
        `/api/tickets/${id}`,
        { title: 'Weigh both' },
        { 'if-match': last },
      );
      expect(edited.body).toMatchObject({ title: 'Weigh both', acceptance_criteria: ['It has a weight'] });
      expect(codeOf(await post('cancel', { version: now.version }))).toEqual([409, 'VERSION_CONFLICT']);
    });

    it('S4-15: ends with its deletion, with what is below it where that is said', async () => {
      const { id: parent } = await aTicket({ title: 'Above' });
      const { id: child } = await aTicket({ title: 'Below', parent_ticket_id: parent });
      const { id: last } = await aTicket({ title: 'Lowest', parent: child });
      expect((await agent.ask('delete', `/api/tickets/${child}`)).status).toBe(202);
      expect((await program.ask('delete', `/api/tickets/${child}`)).status).toBe(204);
      const { body: lowest } = await program.ask('get', `/api/tickets/${last}`);
      expect(lowest.parent_ticket_id).toBe(parent);
      expect((await program.ask('delete', `/api/tickets/${parent}?cascade=true`)).status).toBe(204);
      expect((await program.ask('get', `/api/tickets/${last}`)).status).toBe(404);
    });

    it('S2-77, S2-30: begins with an epic and its parts, a plain task, or a workflow of one’s own', async () => {
      const children = ['Lock', { title: 'Test the lock', kind: 'qa', after: [1] }];
      const epic = { kind: 'epic', title: 'A better stand', children };
      const { status, body } = await program.ask('post', '/api/pm/tickets', epic);
      expect([status, body.key]).toEqual([201, expect.stringMatching(/^EPIC-/)]);
      expect(body.children[1]).toMatchObject({ title: 'Test the lock', depends_on: [body.children[0].key] });
      const task = await program.ask('post', '/api/pm/tickets', { kind: 'task', title: 'Sweep' });
      expect(task).toMatchObject({ status: 201, body: { ticket_type: 'task' } });
      const definition = { id: 'a-look', name: 'A look', steps: [{ id: 'look', agent: 'qa' }] };
      expect((await program.ask('post', '/api/workflows/validate', { definition })).status).toBe(200);
      const { body: links } = await program.ask('get', `/api/tickets/${body.children[1].id}/links`);
      expect(links.relations).toMatchObject({ blocked_by: [body.children[0].key], sub_issue_of: [body.key] });
    });
  });

const tellWaiting = () =>
  describe('what waits for a person', () => {
    it('S0-66: is approved with edits, rejected with a reason, or approved as a batch', async () => {
      const ids = await Promise.all(['One', 'Two', 'Three', 'Four'].map((title) => aTicket({ title })));
      const ask = (at: number) =>
        agent.ask('delete', `/api/tickets/${ids[at]!.id}`, undefined, { 'docket-batch': 'spring-clean' });
      for (const at of [0, 1, 2]) expect((await ask(at)).status).toBe(202);
      const list = '/api/pending-actions?batchId=spring-clean';
      const { body } = await program.ask('get', list);
      expect(body).toMatchObject({
        total: 3,
        pendingActions: [{ toolName: 'discard_tickets', batchId: 'spring-clean' }, {}, {}],
      });
      const [first, second] = body.pendingActions;
      const home = (id: string, deed: string) => `/api/pending-actions/${id}/${deed}`;
      const nonsense = { userEdits: { select: 7 } };
      expect((await program.ask('post', home(first.id, 'approve'), nonsense)).status).toBe(422);
      const userEdits = { select: { ids: [ids[3]!.id] } };
      const edited = await program.ask('post', home(first.id, 'approve'), { userEdits });
      expect(edited.body).toMatchObject({
        status: 'executed',
        userEdits,
        result: expect.anything(),
        error: null,
      });
      expect(edited.body.executedAt >= edited.body.createdAt).toBe(true);
      expect((await program.ask('get', `/api/tickets/${ids[0]!.id}`)).status).toBe(200);
      expect((await program.ask('get', `/api/tickets/${ids[3]!.id}`)).status).toBe(404);

      const rejected = await program.ask('post', home(second.id, 'reject'), { reason: 'Still needed' });
      expect(rejected.body).toMatchObject({ status: 'rejected', reason: 'Still needed', executedAt: null });
      const whole = { batchId: 'spring-clean' };
      expect((await agent.ask('post', '/api/pending-actions/batch-approve', whole)).status).toBe(403);
      const rest = await program.ask('post', '/api/pending-actions/batch-approve', whole);
      expect(rest.body).toMatchObject({ executed: 1, failed: 0, pendingActions: [{ status: 'executed' }] });
      expect((await program.ask('post', '/api/pending-actions/batch-approve', whole)).status).toBe(404);
    });
  });

const tellUpstream = () =>
  describe('what stands upstream', () => {
    it('S0-25, S0-7, S0-20: is recorded, changed and linked to a block, which keeps to the version that was read', async () => {
      const post = async (path: string, body: object) => (await program.ask('post', path, body)).body;
      const source = await post('/api/research/sources', {
        title: 'Interviews',
        kind: 'interview',
        text: 'It rains.',
      });
      const insight = await post('/api/insights', {
        title: 'Wet saddles',
        severity: 'high',
        source_ids: [source.id],
      });
      const wish = { title: 'Roofs', addressesInsightIds: [insight.id], status: 'accepted' };
      const made = await program.ask('post', '/api/recommendations', wish);
      expect(made).toMatchObject({
        status: 201,
        body: { status: 'accepted', addresses_insight_ids: [insight.id] },
      });
      const path = `/api/recommendations/${made.body.id}`;
      expect((await program.ask('patch', path, { title: 'Roofs for all' })).body.title).toBe('Roofs for all');
      expect(codeOf(await program.ask('patch', path, { status: 'suggested' }))).toEqual([
        409,
        'INVALID_TRANSITION',
      ]);

      const document = await post('/api/documents', { title: 'Bikes', content: bikes });
      const home = `/api/documents/${document.id}/blocks`;
      const { body: read, headers } = await program.ask('get', home);
      const one = `${home}/${read.blocks[1].id}`;
      const tag = { 'if-match': headers.get('etag')! };
      const linked = await program.ask(
        'patch',
        one,
        { recommendation_id: made.body.id, content: 'They get wet.' },
        tag,
      );
      expect(linked.body.blocks[1]).toMatchObject({
        recommendation_id: made.body.id,
        content: expect.stringContaining('wet'),
      });
      expect(codeOf(await program.ask('patch', one, { content: 'They dry.' }, tag))).toEqual([
        409,
        'VERSION_CONFLICT',
      ]);
      expect(codeOf(await program.ask('delete', one, undefined, tag))).toEqual([409, 'VERSION_CONFLICT']);

      expect((await agent.ask('delete', path)).status).toBe(403);
      expect((await program.ask('delete', path)).status).toBe(204);
      expect((await program.ask('get', path)).status).toBe(404);
    });

    it('S1-61: is a capability, also under the paths of the first version, and its tickets are found by stage', async () => {
      const { body: idea } = await program.ask('post', '/api/factory/ideas', { title: 'Sheds' });
      const { body: waiting } = await program.ask('get', '/api/tickets?stage=triage&audience=product');
      expect(waiting.tickets).toMatchObject([{ stage: 'triage', audience: 'product' }]);
      const key = idea.key ?? idea.idea?.key;
      const capabilities = [{ title: 'Shed booking' }];
      const triaged = await program.ask('post', `/api/v1/factory/ideas/${key}/triage`, { capabilities });
      expect(triaged.status, JSON.stringify(triaged.body)).toBe(200);
      const { body: all } = await program.ask('get', '/api/factory/capabilities');
      const one = `/api/v1/factory/capabilities/${all.capabilities[0].key}`;
      const spec = await program.ask('post', `${one}/spec`, { text: '# Spec\n\nPeople book sheds.' });
      expect(spec.body).toMatchObject({ stage: 'spec_approval' });
      expect((await agent.ask('post', `${one}/approve-spec`, {})).status).toBe(403);
    });
  });

const tellWorkspaces = () =>
  describe('a workspace', () => {
    it('S0-26: is made, described, joined and deleted by those who may', async () => {
      const named = { name: 'Boats', product_name: 'Ferry' };
      expect((await stranger.ask('post', '/api/workspaces', named)).status).toBe(403);
      const made = await program.ask('post', '/api/workspaces', named);
      expect(made).toMatchObject({
        status: 201,
        body: { name: 'Boats', product_name: 'Ferry', target_users: '' },
      });
      expect(JSON.stringify(made.body)).not.toContain('issueSecret');
      const path = `/api/workspaces/${made.body.id}`;
      expect((await program.ask('patch', path, { name: 'Mine now' })).status).toBe(403);
      const theirs = programWith(address, made.body.token);
      const changed = await theirs.ask('patch', path, {
        target_users: 'Islanders',
        time_zone: 'Europe/Oslo',
      });
      expect(changed.body).toMatchObject({
        product_name: 'Ferry',
        target_users: 'Islanders',
        time_zone: 'Europe/Oslo',
      });
      const joined = await theirs.ask('post', `${path}/members`, { name: 'Bo', roles: ['member'] });
      expect(joined).toMatchObject({ status: 201, body: { name: 'Bo', roles: ['member'] } });
      expect((await theirs.ask('delete', path)).status).toBe(204);
      // Wrong tokens of one address are counted; others here may have used them up.
      expect([401, 429]).toContain((await theirs.ask('get', '/api/tickets')).status);
      const { body: own } = await program.ask('get', '/api/workspaces');
      expect((await program.ask('delete', `/api/workspaces/${own.workspaces[0].id}`)).status).toBe(409);
    });
  });
