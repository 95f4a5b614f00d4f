/** The sandbox's Discord as discord.js sees it: messages, posts, commands, modals, sessions that break, and rate limits. */
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  Events,
  FileUploadBuilder,
  type ForumChannel,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  Routes,
  type SendableChannels,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
  type ThreadChannel,
} from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { discordDescription } from '../../src/sandbox/discord/answer-rest.ts';
import { ids } from '../../src/sandbox/discord/world.ts';
import { type BareBot, everydayCommands, logIn, openBareBot } from '../support/discord-client.ts';
import { missingFrom } from '../support/discord-recorded.ts';

let now = Date.parse('2026-11-20T09:00:00Z');
const wide = { limit: 10_000, windowMs: 1000 };
const tight = { limit: 2, windowMs: 150 };
let bot: BareBot;
let general: SendableChannels;
/** What the bot does with the next interaction. */
let deed: (interaction: Interaction) => Promise<unknown> = async () => {};

beforeAll(async () => {
  bot = await openBareBot(
    { now: () => new Date(now), heartbeatMs: 60, ackMs: 400, rates: { messages: wide, others: wide } },
    { allowedMentions: { parse: [], repliedUser: false }, enforceNonce: true },
  );
  bot.client.on(Events.InteractionCreate, (interaction) => void deed(interaction));
  general = (await bot.client.channels.fetch(ids.general)) as SendableChannels;
  await bot.client.application.commands.set(everydayCommands);
});
afterAll(() => bot.close());
afterEach(() => {
  deed = async () => {};
});

/** Lets `deed` answer the next interaction, and gives what discord.js made of it. */
function answering(how: (interaction: never) => Promise<unknown>): Promise<unknown> {
  return new Promise((resolve) => {
    deed = (interaction) => how(interaction as never).then(resolve, resolve);
  });
}

const go = new ActionRowBuilder<ButtonBuilder>().addComponents(
  new ButtonBuilder().setCustomId('go').setLabel('Go').setStyle(ButtonStyle.Success),
);

describe('answers', () => {
  it('are as Discord’s description says, whatever is asked', async () => {
    const { rest } = bot.client;
    const { id } = bot.client.application;
    const messages = Routes.channelMessages(ids.general);
    const body = {
      flags: MessageFlags.IsComponentsV2,
      components: [new TextDisplayBuilder().setContent('a'), go],
    };
    const sent = (await rest.post(messages, { body })) as { id: string };
    const post = (await rest.post(Routes.threads(ids.bugs), {
      body: { name: 'BUG-1', message: { content: 'It broke' }, applied_tags: ['1600000000000000001'] },
    })) as { id: string };
    const answers: [string, unknown][] = [
      ['create_message', sent],
      ['get_message', await rest.get(Routes.channelMessage(ids.general, sent.id))],
      ['update_message', await rest.patch(Routes.channelMessage(ids.general, sent.id), { body })],
      ['create_thread', post],
      [
        'create_thread_from_message',
        await rest.post(Routes.threads(ids.general, sent.id), { body: { name: 't' } }),
      ],
      ['get_channel', await rest.get(Routes.channel(ids.bugs))],
      ['get_channel', await rest.get(Routes.channel(post.id))],
      ['get_bot_gateway', await rest.get(Routes.gatewayBot())],
      ['get_guild', await rest.get(Routes.guild(ids.guild))],
      ['get_guild_member', await rest.get(Routes.guildMember(ids.guild, ids.ana))],
      ['get_my_user', await rest.get(Routes.user())],
      ['get_my_application', await rest.get(Routes.currentApplication())],
      ['bulk_set_application_commands', await rest.get(Routes.applicationCommands(id))],
    ];
    for (const [operation, answer] of answers) {
      expect(discordDescription().checkAnswer(operation, answer), operation).toEqual([]);
    }
  });

  it('hold everything that Discord was recorded to send', async () => {
    const raw: Record<string, unknown> = {};
    const keep = (event: string, name: string) =>
      bot.client.ws.on(event as never, (data: unknown) => {
        raw[name] = data;
      });
    keep('INTERACTION_CREATE', 'buttonClickHello');
    keep('MESSAGE_CREATE', 'gatewayMention');
    keep('THREAD_CREATE', 'gatewayThreadCreate');
    const thread = await bot.sandbox.people.openThread('A thread');
    const place = (await bot.client.channels.fetch(thread.id)) as ThreadChannel;
    await place.join();
    await place.send({ content: 'Press', components: [go] });
    const pressed = answering((one: ChatInputCommandInteraction) => one.deferReply());
    await bot.sandbox.people.press('Go');
    await pressed;
    await bot.sandbox.people.say(`<@${bot.client.user.id}> hello`);
    await expect.poll(() => JSON.stringify(raw.gatewayMention)).toContain('hello');
    for (const [name, event] of Object.entries(raw)) expect(missingFrom(name, event), name).toEqual([]);
    expect(Object.keys(raw)).toHaveLength(3);
  });
});

describe('people', () => {
  it('say what an app without the content intent may read only when they speak to it', async () => {
    const heard: string[] = [];
    const listen = (message: { content: string }) => void heard.push(message.content);
    bot.client.on(Events.MessageCreate, listen);
    const { people } = bot.sandbox;
    await people.say('between us');
    await people.say(`<@${bot.client.user.id}> for you`);
    await people.say('in private', { channel: 'direct' });
    const ours = await general.send('ours');
    await people.say('an answer', { replyTo: bot.sandbox.world.messages.find(({ id }) => id === ours.id)! });
    await expect.poll(() => heard).toContain('an answer');
    expect(heard).toEqual(['', `<@${bot.client.user.id}> for you`, 'in private', 'ours', 'an answer']);
    bot.client.off(Events.MessageCreate, listen);
  });

  it('enter commands that are registered, get suggestions, and are not offered what is not for them', async () => {
    const { people } = bot.sandbox;
    const done = answering(async (one: ChatInputCommandInteraction) => {
      const log = one.options.getAttachment('log', true);
      return (await fetch(log.url)).text();
    });
    const entered = people.slash(
      'docket bug',
      {},
      { files: { log: { name: 'a.log', mediaType: 'text/plain', text: 'boom' } } },
    );
    await expect(entered).rejects.toThrow('was not answered in time');
    expect(await done).toBe('boom');
    deed = async (one) =>
      one.isAutocomplete() && one.respond([{ name: `A ${one.options.getFocused()}`, value: 'a' }]);
    expect(await people.suggestions('docket show', 'ticket', 'log')).toEqual([{ name: 'A log', value: 'a' }]);
    await expect(people.slash('docket show')).rejects.toThrow('required');
    await expect(people.slash('setup', {}, { user: ids.ben })).rejects.toThrow('not offered');
  });

  it('fill in modals as the form allows', async () => {
    const { people } = bot.sandbox;
    const message = await people.say('The login page is blank');
    const modal = new ModalBuilder()
      .setCustomId('bug')
      .setTitle('Report a bug')
      .addLabelComponents(
        new LabelBuilder()
          .setLabel('What went wrong?')
          .setTextInputComponent(
            new TextInputBuilder().setCustomId('title').setStyle(TextInputStyle.Short).setMaxLength(20),
          ),
        new LabelBuilder()
          .setLabel('How bad?')
          .setStringSelectMenuComponent(
            new StringSelectMenuBuilder()
              .setCustomId('sev')
              .addOptions({ label: 'Blocks me', value: 's1' }, { label: 'Annoying', value: 's2' }),
          ),
        new LabelBuilder()
          .setLabel('Logs')
          .setFileUploadComponent(new FileUploadBuilder().setCustomId('files').setRequired(false)),
      );
    deed = async (one) => one.isMessageContextMenuCommand() && one.showModal(modal);
    await people.useOnMessage('Report as bug', message);
    await expect(people.submit({ title: 'x'.repeat(21), sev: 's1' })).rejects.toThrow('0 to 20');
    await expect(people.submit({ title: 'Blank' })).rejects.toThrow('sev must be filled in');
    const got = answering(async (one: never) => {
      const { fields, deferReply, editReply } = one as import('discord.js').ModalSubmitInteraction;
      await deferReply.call(one, { flags: 64 });
      await editReply.call(one, {
        flags: MessageFlags.IsComponentsV2,
        components: [new TextDisplayBuilder().setContent('Filed')],
      });
      return [fields.getTextInputValue('title'), fields.getStringSelectValues('sev')[0]];
    });
    await people.submit({ title: 'Blank', 'How bad?': 'Blocks me' });
    expect(await got).toEqual(['Blank', 's1']);
    expect(bot.sandbox.ours().at(-1)).toMatchObject({ ephemeralTo: ids.ana, isLoading: false });
  });
});

describe('interactions', () => {
  const codeOf = (error: unknown) => (error as { code?: number }).code;

  it('are answered once, within three seconds, and followed up for fifteen minutes', async () => {
    const twice = answering(async (one: ChatInputCommandInteraction) => {
      await one.reply('first');
      await bot.client.rest.post(Routes.interactionCallback(one.id, one.token), {
        body: { type: 4, data: { content: 'b' } },
        auth: false,
      });
    });
    await bot.sandbox.people.slash('setup');
    expect(codeOf(await twice)).toBe(40060);
    const late = answering((one: ChatInputCommandInteraction) => {
      now += 3001;
      return one.reply('late');
    });
    await expect(bot.sandbox.people.slash('setup')).rejects.toThrow('was not answered in time');
    expect(codeOf(await late)).toBe(10062);
    const old = answering(async (one: ChatInputCommandInteraction) => {
      await one.deferReply();
      now += 15 * 60_000 + 1;
      return one.editReply('too late');
    });
    await bot.sandbox.people.slash('setup');
    expect(codeOf(await old)).toBe(50027);
  });
});

describe('a connection', () => {
  it('that breaks, freezes or is asked to come back resumes with what it missed, and loses its session only when told', async () => {
    const { sandbox, client } = bot;
    const heard: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => void heard.push(content));
    const say = (text: string) => sandbox.people.say(text, { channel: 'direct' });
    const { resumed, identified } = sandbox.gateway.seen;
    sandbox.gateway.freeze();
    await say('while frozen');
    await expect.poll(() => heard, { timeout: 5000 }).toContain('while frozen');
    sandbox.gateway.cut();
    await say('while cut');
    await expect.poll(() => heard, { timeout: 5000 }).toContain('while cut');
    sandbox.gateway.reconnect();
    await expect.poll(() => sandbox.gateway.seen.resumed, { timeout: 5000 }).toBe(resumed + 3);
    await say('after');
    await expect.poll(() => heard, { timeout: 5000 }).toEqual(['while frozen', 'while cut', 'after']);
    expect(sandbox.gateway.seen.identified).toBe(identified);
  });

  it('is refused with a wrong token, and with an intent that is not switched on', async () => {
    const { sandbox } = bot;
    await expect(logIn({ ...sandbox, token: 'wrong' })).rejects.toThrow(/token/i);
    await expect(logIn(sandbox, { intents: [1 << 15] })).rejects.toThrow(/disallowed intents/i);
  });
});

describe('what goes wrong on the way', () => {
  it('an answer that is lost after the deed is asked for again, and a nonce keeps it one message', async () => {
    const { sandbox } = bot;
    sandbox.faults.add({ kind: 'server_error_after', operation: 'create_message' });
    await general.send('once');
    expect(sandbox.ours().filter(({ content }) => content === 'once')).toHaveLength(1);
    expect(
      sandbox.calls().filter(({ body }) => (body as { content?: string })?.content === 'once'),
    ).toHaveLength(2);
  });

  it('too many requests wait as the headers say, and an unexpected 429 as it says', async () => {
    const slow = await openBareBot({ rates: { messages: tight } });
    const channel = (await slow.client.channels.fetch(ids.general)) as SendableChannels;
    const began = performance.now();
    for (const at of [1, 2, 3]) await channel.send(`${at}`);
    expect(performance.now() - began).toBeGreaterThan(90);
    slow.sandbox.faults.add({ kind: 'rate_limited', operation: 'create_message', resetMs: 100 });
    await channel.send('4');
    expect(slow.sandbox.ours().map(({ content }) => content)).toEqual(['1', '2', '3', '4']);
    await slow.close();
  });
});

it('posts in a forum carry tags, which say the state of a ticket', async () => {
  const forum = (await bot.client.channels.fetch(ids.bugs)) as ForumChannel;
  const tag = (name: string) => forum.availableTags.find((one) => one.name === name)!.id;
  const post = await forum.threads.create({
    name: 'BUG-2',
    appliedTags: [tag('bug')],
    message: { content: 'It broke' },
  });
  await post.setAppliedTags([tag('bug'), tag('fixed')]);
  await post.setArchived(true);
  expect(bot.sandbox.world.channels.get(post.id)).toMatchObject({
    archived: true,
    appliedTags: [tag('bug'), tag('fixed')],
  });
});
