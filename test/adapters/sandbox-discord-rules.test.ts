/** What the sandbox's Discord refuses, beyond what its published description forbids, and whom a message notifies. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DiscordSandbox, startDiscordSandbox } from '../../src/sandbox/discord/discord.ts';
import { ids } from '../../src/sandbox/discord/world.ts';

type Json = Record<string, unknown>;

const wide = { limit: 10_000, windowMs: 1000 };
let sandbox: DiscordSandbox;
let now = Date.parse('2026-11-20T09:00:00Z');
beforeAll(async () => {
  sandbox = await startDiscordSandbox({
    now: () => new Date(now),
    rates: { messages: wide, others: wide, global: wide },
  });
});
afterAll(() => sandbox.close());

async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: Json }> {
  const response = await fetch(`${sandbox.apiUrl}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${sandbox.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Json) };
}

const general = `/channels/${ids.general}/messages`;
const send = (body: Json) => ask('POST', general, body);

const v2 = 1 << 15;
const text = (content: string) => ({ type: 10, content });
const button = (id: string, over: Json = {}) => ({
  type: 2,
  style: 2,
  label: 'Press',
  custom_id: id,
  ...over,
});
const row = (...components: Json[]) => ({ type: 1, components });
const box = (...components: Json[]) => ({ type: 17, components });
const section = (...components: Json[]) => ({ type: 9, components, accessory: button('x') });
const of = (count: number, make: (at: number) => Json) => Array.from({ length: count }, (_, at) => make(at));

/** What is wrong, the message, and the code at its place. */
const messages: [string, Json, RegExp][] = [
  ['nothing at all', {}, /50006/],
  ['content over 2,000 letters', { content: 'x'.repeat(2001) }, /"content":.*MAX_LENGTH/],
  ['new components without the flag', { components: [text('a')] }, /UNION_TYPE_CHOICES/],
  ['content beside new components', { flags: v2, content: 'a', components: [text('a')] }, /LEGACY_FIELDS/],
  ['six rows', { content: 'a', components: of(6, (at) => row(button(`b${at}`))) }, /BAD_LENGTH/],
  ['41 components', { flags: v2, components: of(41, () => text('a')) }, /LAYOUT_TOO_LARGE|MAXITEMS/],
  [
    '41 components, nested',
    { flags: v2, components: of(4, () => box(...of(10, () => text('a')))) },
    /TOO_LARGE/,
  ],
  [
    '4,001 letters in all',
    { flags: v2, components: [text('x'.repeat(2000)), text('x'.repeat(2001))] },
    /TEXT_SIZE/,
  ],
  [
    'an id twice',
    { flags: v2, components: [row(button('a')), row(button('a', { disabled: true }))] },
    /ID_DUPLICATED/,
  ],
  ['an id over 100 letters', { flags: v2, components: [row(button('x'.repeat(101)))] }, /MAXLENGTH/],
  [
    'a label over 80 letters',
    { flags: v2, components: [row(button('a', { label: 'x'.repeat(81) }))] },
    /MAXLENGTH/,
  ],
  [
    'six buttons in a row',
    { flags: v2, components: [row(...of(6, (at) => button(`b${at}`)))] },
    /WIDTH|MAXITEMS/,
  ],
  ['a container in a container', { flags: v2, components: [box(box(text('a')))] }, /50035/],
  ['a button with nothing around it', { flags: v2, components: [button('a')] }, /50035/],
  ['a section of four texts', { flags: v2, components: [section(...of(4, () => text('a')))] }, /50035/],
  [
    'a section with nothing beside it',
    { flags: v2, components: [{ type: 9, components: [text('a')] }] },
    /50035/,
  ],
  [
    'a link with an id',
    { flags: v2, components: [row(button('a', { style: 5, url: 'https://a.example' }))] },
    /EXCLUSIVE/,
  ],
  [
    'a file that is not attached',
    { flags: v2, components: [{ type: 13, file: { url: 'attachment://a.csv' } }] },
    /BAD_URL/,
  ],
  ['a nonce over 25 letters', { content: 'a', nonce: 'n'.repeat(26) }, /50035/],
  [
    'mentions allowed both ways',
    { content: 'a', allowed_mentions: { parse: ['users'], users: [ids.ana] } },
    /MUTUALLY|mutually/,
  ],
  [
    'an answer to nothing',
    { content: 'a', message_reference: { message_id: '1399999999999999999' } },
    /UNKNOWN_MESSAGE/,
  ],
];

describe('messages that do not do', () => {
  it.each(messages)('refuses %s', async (_what, body, pattern) => {
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toMatch(pattern);
  });

  it('takes forty components of 4,000 letters, and gives each a number', async () => {
    const full = { flags: v2, components: of(40, () => text('x'.repeat(100))) };
    const { status, body } = await send(full);
    expect(status).toBe(200);
    expect((body.components as Json[]).map(({ id }) => id)).toEqual(
      of(40, () => ({})).map((_, at) => at + 1),
    );
  });

  it('keeps the flag for good, and takes no content in an edit of such a message', async () => {
    const { body } = await send({ flags: v2, components: [text('a')] });
    const edit = (change: Json) => ask('PATCH', `${general}/${body.id}`, change);
    expect(JSON.stringify((await edit({ content: 'plain', components: [] })).body)).toMatch(/LEGACY_FIELDS/);
    expect((await edit({ flags: 0, components: [text('b')] })).body).toMatchObject({ flags: v2 });
  });
});

describe('commands that do not do', () => {
  const slash = (over: Json = {}) => ({ name: 'docket', description: 'Ask', ...over });
  const option = (name: string, over: Json = {}) => ({ type: 3, name, description: 'd', ...over });
  const wrong: [string, Json[], RegExp][] = [
    ['a name with capitals', [slash({ name: 'Docket' })], /INVALID_NAME/],
    ['a name twice', [slash(), slash()], /DUPLICATE_NAME/],
    [
      'a required option after one that is not',
      [slash({ options: [option('a'), option('b', { required: true })] })],
      /REQUIRED_INVALID/,
    ],
    ['26 options', [slash({ options: of(26, (at) => option(`o${at}`)) })], /50035/],
    [
      'subcommands beside options',
      [slash({ options: [option('a'), { type: 1, name: 's', description: 'd' }] })],
      /TYPE_INVALID/,
    ],
    [
      'a menu command with a description',
      [{ type: 3, name: 'Report as bug', description: 'no' }],
      /CONTEXT_MENU/,
    ],
    ['sixteen menu commands', of(16, (at) => ({ type: 3, name: `Do ${at}` })), /LIMIT/],
    [
      'more than 8,000 letters',
      [
        slash({
          options: of(25, (at) =>
            option(`o${at}`, {
              description: 'd'.repeat(100),
              choices: of(10, (one) => ({ name: `c${one}`, value: 'v'.repeat(30) })),
            }),
          ),
        }),
      ],
      /TOO_LARGE/,
    ],
  ];
  it.each(wrong)('refuses %s', async (_what, commands, pattern) => {
    const { status, body } = await ask('PUT', `/applications/${ids.application}/commands`, commands);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toMatch(pattern);
    expect(sandbox.world.commands.size).toBe(0);
  });
});

describe('whom a message notifies', () => {
  const loud = `@everyone <@${ids.ana}> <@&${ids.team}>`;
  const nobody = { everyone: false, users: [], roles: [] };
  const pingsOf = async (body: Json) => {
    const { body: sent } = await send({ content: loud, ...body });
    return sandbox.world.messages.find(({ id }) => id === sent.id)!.pings;
  };

  it('everybody it names, unless it says whom it may', async () => {
    expect(await pingsOf({})).toEqual({ everyone: true, users: [ids.ana], roles: [ids.team] });
    expect(await pingsOf({ content: '`@everyone` ```\n@here\n``` ``a ` <@&1>``' })).toEqual(nobody);
    expect(await pingsOf({ allowed_mentions: { parse: [] } })).toEqual(nobody);
    expect(await pingsOf({ allowed_mentions: { users: [ids.ana] } })).toMatchObject({
      users: [ids.ana],
      roles: [],
    });
  });

  it('those in texts of components too, and again in an edit that does not say', async () => {
    const silent = { allowed_mentions: { parse: [] } };
    const { body } = await send({ flags: v2, components: [box(text(loud))], ...silent });
    const path = `${general}/${body.id}`;
    const before = sandbox.liveMentions().length;
    await ask('PATCH', path, { components: [box(text(`${loud}!`))], ...silent });
    expect(sandbox.liveMentions().length).toBe(before);
    await ask('PATCH', path, { components: [box(text(`${loud}?`))] });
    expect(sandbox.liveMentions().at(-1)).toMatchObject({ message: body.id, pings: { everyone: true } });
  });
});

describe('what time does', () => {
  it('refuses to edit an hour-old message often', async () => {
    const { body } = await send({ content: 'progress' });
    now += 61 * 60_000;
    const edits = [];
    for (const at of [1, 2, 3, 4])
      edits.push(await ask('PATCH', `${general}/${body.id}`, { content: `${at}` }));
    expect(edits.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(edits.at(-1)!.body).toMatchObject({ code: 30046, retry_after: expect.any(Number) });
  });
});

describe('places', () => {
  it('lets nobody write into a forum itself, where it may not, or edit in an archived thread', async () => {
    expect((await ask('POST', `/channels/${ids.bugs}/messages`, { content: 'a' })).body.code).toBe(50008);
    sandbox.deny('SEND_MESSAGES', ids.engineering);
    expect((await ask('POST', `/channels/${ids.engineering}/messages`, { content: 'a' })).body.code).toBe(
      50013,
    );
    sandbox.deny('VIEW_CHANNEL', ids.engineering);
    expect((await ask('GET', `/channels/${ids.engineering}`)).body.code).toBe(50001);
    const { body: post } = await ask('POST', `/channels/${ids.bugs}/threads`, {
      name: 'BUG-1',
      message: { content: 'It broke' },
    });
    await ask('PATCH', `/channels/${post.id}`, { archived: true });
    const edit = await ask('PATCH', `/channels/${post.id}/messages/${post.id}`, { content: 'b' });
    expect(edit.body.code).toBe(50083);
    expect((await ask('POST', `/channels/${post.id}/messages`, { content: 'c' })).status).toBe(200);
    expect((await ask('GET', `/channels/${post.id}`)).body).toMatchObject({
      thread_metadata: { archived: false },
    });
  });
});
