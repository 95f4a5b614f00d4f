/** Programs that follow what happens: a stream that misses nothing, pages after an event, and webhooks out. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openProgram, openStranger, type Program, programWith } from '../support/api.ts';
import { openTestHouse, type TestHouse, wordsOf } from '../support/house.ts';
import { openReceiver } from '../support/receiver.ts';

let chat: TestHouse;
let address: string;
let program: Program;
let stranger: Program;
beforeAll(async () => {
  chat = await openTestHouse({ env: { DOCKET_HTTP_PORT: '0', DOCKET_WEBHOOKS_TO_PRIVATE: '1' }, lobby: '' });
  address = (await chat.house.startListening())!;
  program = await openProgram(chat.house, address);
  stranger = await openStranger(chat.house, address);
});
afterAll(() => chat.close());

type Message = { id?: string; event?: string; data?: string };

/** Reads messages until there are so many, then hangs up. */
async function follow(
  whose: Program,
  { query = '', last, most }: { query?: string; last?: string; most: number },
  meanwhile: () => Promise<unknown>,
): Promise<Message[]> {
  const hangUp = new AbortController();
  const answer = await fetch(`${address}/api/events${query}`, {
    signal: hangUp.signal,
    headers: {
      ...{ authorization: `Bearer ${whose.token}`, accept: 'text/event-stream' },
      ...(last ? { 'last-event-id': last } : {}),
    },
  });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const done = meanwhile();
  const messages: Message[] = [];
  let heard = '';
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    heard += chunk;
    const parts = heard.split('\n\n');
    heard = parts.pop()!;
    for (const part of parts.filter((one) => !one.startsWith(':')))
      messages.push(Object.fromEntries(part.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2))));
    if (messages.length >= most) break;
  }
  hangUp.abort();
  await done;
  return messages;
}

const make = (title: string, whose = program) => whose.ask('post', '/api/tickets', { title });

it('are sent each event as it happens, of their own workspace and filter alone', async () => {
  const messages = await follow(program, { query: '?types=TicketCreated', most: 2 }, async () => {
    await make('Not ours', stranger);
    await make('First');
    await make('Second');
  });
  expect(messages.map(({ event }) => event)).toEqual(['TicketCreated', 'TicketCreated']);
  const told = messages.map(({ data }) => JSON.parse(data!));
  const { body: own } = await program.ask('get', '/api/workspaces');
  expect(new Set(told.map((event) => event.workspace_id))).toEqual(new Set([own.workspaces[0].id]));
});

it('go on after the last event they saw, and are told when it is not known', async () => {
  const [first] = await follow(program, { most: 1 }, () => make('Seen'));
  await make('Missed');
  const missed = await follow(
    program,
    { last: first!.id!, query: '?types=TicketCreated', most: 1 },
    async () => {},
  );
  const { body: page } = await program.ask('get', `/api/events?after=${first!.id}&types=TicketCreated`);
  expect(page.events.map(({ id }: { id: string }) => id)).toContain(missed[0]!.id);
  const [reset] = await follow(stranger, { last: first!.id!, most: 1 }, async () => {});
  expect(reset).toEqual({ event: 'reset', data: '{}' });
  expect((await stranger.ask('get', `/api/events?after=${first!.id}`)).status).toBe(404);
  const accept = { accept: 'text/event-stream' };
  expect((await program.ask('get', '/api/events?types=Nonsense', undefined, accept)).status).toBe(422);
  expect((await stranger.ask('get', '/api/events', undefined, { authorization: '', ...accept })).status).toBe(
    401,
  );
});

it('are seen with what they propose, where people talk, and a person’s press there decides', async () => {
  await chat.say('hello');
  const agent = await openProgram(chat.house, address, { kind: 'agent' });
  const { body: ticket } = await agent.ask('post', '/api/tickets', { title: 'Paint the stand' });
  const before = chat.messages.length;
  await agent.ask('delete', `/api/execution/tickets/${ticket.id}`);
  const shown = () => wordsOf(chat.messages.slice(before).map(({ card }) => card));
  await expect.poll(shown).toContain('Discard one ticket');
  const wish = { ticket_ids: [ticket.id], platform: 'linear' };
  expect((await agent.ask('post', '/api/execution/push', wish)).status).toBe(202);
  await expect.poll(shown).toContain('1 draft ticket');
  expect(chat.sandbox.issues()).toEqual([]);
  await chat.pressAction(/dk1:go:[^"]+/.exec(shown())![0], null);
  expect((await program.ask('get', `/api/tickets/${ticket.id}`)).status).toBe(404);
  const { body } = await program.ask('get', '/api/pending-actions');
  expect(body.pendingActions.map(({ status }: { status: string }) => status)).toEqual(['executed']);
});

it('are seen in the place that was chosen for what needs attention', async () => {
  await chat.say('/docket escalations here', { thread: 'alerts' });
  await chat.say('hello', { thread: 'elsewhere' });
  const agent = await openProgram(chat.house, address, { kind: 'agent' });
  const { body: ticket } = await agent.ask('post', '/api/tickets', { title: 'Oil the lock' });
  const before = chat.messages.length;
  await agent.ask('delete', `/api/tickets/${ticket.id}`);
  const told = () => chat.messages.slice(before).map(({ thread, card }) => `${thread}: ${card.summary}`);
  await expect.poll(told).toContainEqual(expect.stringMatching(/^alerts: .*Discard one ticket/));
  expect(told().join()).not.toMatch(/elsewhere|main/);
});

it('give a ticket to people and agents, and hand parts of it on', async () => {
  const { body: ticket } = await make('Shared out');
  const post = (deed: string, body: object) => program.ask('post', `/api/tickets/${ticket.id}/${deed}`, body);
  expect(await post('assign', { user_id: 'Ada' })).toMatchObject({ status: 200, body: { assignee: 'Ada' } });
  expect((await post('assign', { team_id: 'core' })).status).toBe(422);
  expect((await post('claim', { minutes: 30 })).status).toBe(200);
  expect((await post('release', {})).status).toBe(200);
  const collaborator = await post('collaborators', { principal_id: 'qa', role: 'reviewer' });
  expect(collaborator).toMatchObject({ status: 200, body: { added: true } });
  expect((await post('project', { project: 'Autumn' })).status).toBe(200);
  const { body: listed } = await program.ask('get', '/api/tickets?project=Autumn&ready=true');
  expect(listed).toMatchObject({ total: 1, tickets: [{ id: ticket.id }] });
  const schema = { type: 'object', required: ['answer'] };
  const part = { title: 'Look it up', assigned_agent_id: 'research', expected_output_schema: schema };
  expect((await post('delegate', part)).status).toBe(201);
  expect((await post('cancel', { reason: 'Not needed' })).status).toBe(200);
  expect((await post('reopen', { reason: 'Needed after all' })).status).toBe(200);
});

it('have an address told, which takes what happened while Docket was down', async () => {
  const receiver = await openReceiver();
  try {
    const wish = { url: receiver.url, event_types: ['TicketCreated'] };
    const added = await program.ask('post', '/api/webhooks', wish);
    expect(added).toMatchObject({ status: 201, body: { failures: 0, paused_at: null } });
    receiver.secret = added.body.secret;
    const path = `/api/webhooks/${added.body.id}`;
    expect((await program.ask('post', `${path}/test`)).body).toMatchObject({ taken: true });
    expect((await stranger.ask('post', `${path}/test`)).status).toBe(404);
    expect((await stranger.ask('delete', path)).status).toBe(404);
    await make('Told');
    await expect.poll(() => receiver.taken.at(-1)?.type, { timeout: 5000 }).toBe('TicketCreated');
    await chat.restart(async ({ callTool, callerFor }) => {
      await callTool('create_ticket', { title: 'Made as it stopped' }, await callerFor('cli'));
    });
    const titles = async () => {
      const { body } = await program.ask('get', '/api/tickets?limit=500');
      const made = new Set(receiver.taken.map(({ data }) => data.ticket_id));
      return body.tickets
        .filter(({ id }: { id: string }) => made.has(id))
        .map(({ title }: { title: string }) => title);
    };
    address = (await chat.house.startListening())!;
    program = programWith(address, program.token);
    await expect.poll(titles, { timeout: 8000 }).toEqual(['Told', 'Made as it stopped']);
    expect((await program.ask('delete', path)).status).toBe(204);
  } finally {
    await receiver.close();
  }
});
