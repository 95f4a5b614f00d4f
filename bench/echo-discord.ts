/** The least a Discord app can do, to measure beside: discord.js that acknowledges what it is asked and opens a form. */
import { Client, Events, GatewayIntentBits, LabelBuilder, ModalBuilder, TextInputBuilder } from 'discord.js';

const { DISCORD_BOT_TOKEN: token, DISCORD_API_URL: api } = process.env;
const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;
const client = new Client({ intents: [Guilds, GuildMessages, DirectMessages], rest: { api: api! } });
const form = new ModalBuilder()
  .setCustomId('bug')
  .setTitle('Report a bug')
  .addLabelComponents(
    new LabelBuilder()
      .setLabel('What happened?')
      .setTextInputComponent(new TextInputBuilder().setCustomId('what').setStyle(2)),
  );
// Discord takes no answer after three seconds; an app that is late goes on.
client.on(Events.Error, () => {});
client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isMessageContextMenuCommand()) await interaction.showModal(form);
  else if (interaction.isChatInputCommand()) {
    await interaction.deferReply();
    await interaction.editReply(interaction.options.getString('question') ?? 'nothing');
  }
});
client.on(Events.MessageCreate, () => {});
client.once(Events.ClientReady, async () => {
  await client.application!.commands.set([
    {
      name: 'docket',
      description: 'Ask',
      options: [
        {
          type: 1,
          name: 'ask',
          description: 'Ask',
          options: [{ type: 3, name: 'question', description: 'What?', required: true }],
        },
      ],
    },
    { name: 'Report as bug', type: 3 },
  ]);
  process.stdout.write('the echo listens\n');
});
await client.login(token!);
