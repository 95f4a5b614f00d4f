/** `/docket` in Discord: what was asked is stored, said in the channel, and answered below it. */
import { drawBugFormCard } from '../../cards/bug-form-card.ts';
import { drawNoticeCard } from '../../cards/notice-card.ts';
import { DocketError, isDocketError } from '../../domain/errors.ts';
import type { Inbound } from '../../ports/surface.ts';
import { type Asked, eventOf, waitingFor } from './asked.ts';
import { openForm } from './fill.ts';
import { type Option, permissionBits, type SharedFile } from './inbound.ts';
import type { IntakeDesk } from './intake-desk.ts';

type Filled = { name: string; text(option: string): string; file: SharedFile | null };

export async function takeCommand(desk: IntakeDesk, asked: Asked): Promise<void> {
  const { interaction } = asked;
  const filled = readOptions(interaction.data);
  switch (filled.name) {
    case 'link':
    case 'forum':
      return administer(desk, asked, filled);
    case 'bug':
      return openForm(desk, asked, { card: drawBugFormCard(), thread: asked.thread }, noteFile(filled.file));
    default:
      return say(desk, asked, filled);
  }
}

function readOptions(data: Asked['interaction']['data']): Filled {
  const [sub] = data?.options ?? [];
  const options: Option[] = sub?.options ?? [];
  const wordsIn = (name: string) =>
    String(options.find((option) => option.name === name)?.value ?? '').trim();
  const files = Object.values(data?.resolved?.attachments ?? {});
  return { name: sub?.name ?? 'help', text: wordsIn, file: files[0] ?? null };
}

/** The report names the file; the file itself goes into the thread. */
function noteFile(file: SharedFile | null): { values?: Record<string, string>; files?: SharedFile[] } {
  return file ? { values: { attached: `${file.filename}, in Discord` }, files: [file] } : {};
}

async function administer(
  desk: IntakeDesk,
  { interaction, person, place }: Asked,
  filled: Filled,
): Promise<void> {
  const answer = (text: string, tone: 'success' | 'warning') =>
    desk.responder.say(interaction, drawNoticeCard(text, tone));
  if ((person.permissions & (permissionBits.manageServer | (1n << 3n))) === 0n) {
    return void (await answer(
      'Only people who may manage this server can do that. Nothing was changed.',
      'warning',
    ));
  }
  try {
    const guild = { id: place.guild, name: desk.client.guilds.cache.get(place.guild)?.name ?? place.guild };
    const by = { externalId: person.id, name: person.name };
    const said =
      filled.name === 'link'
        ? await desk.ask('link', guild, by, filled.text('code'))
        : await watch(desk, place.guild, filled.text('channel'));
    await answer(said, 'success');
  } catch (error) {
    if (!isDocketError(error)) throw error;
    await answer(`${error.message} ${error.remedy}`, 'warning');
  }
}

async function watch(desk: IntakeDesk, guild: string, channel: string): Promise<string> {
  if (await desk.channels.isForum(channel).catch(() => false)) return desk.ask('watch', guild, channel);
  throw new DocketError('INVALID_INPUT', {
    message: 'That is no forum that I can see. Nothing was changed.',
    remedy: 'Choose a forum, and give me View Channel in it.',
  });
}

/** Stored before it is acknowledged. What was asked is said, since Discord shows nothing of it. */
async function say(desk: IntakeDesk, asked: Asked, filled: Filled): Promise<void> {
  const { interaction, person, thread } = asked;
  const text = wordsOf(filled);
  const at = desk.clock.now();
  const event: Inbound = {
    ...eventOf(asked, { eventId: `command:${interaction.id}`, thread, at }),
    kind: 'message',
    text,
    attachments: [],
    ...(filled.file ? { shared: [filled.file] } : {}),
  };
  await desk.accept(event, waitingFor(asked, at, 'public'));
  const file = filled.file ? ` (${filled.file.filename})` : '';
  await desk.responder.announce(interaction, drawNoticeCard(`${person.name}: ${text}${file}`));
}

/** As it would be typed. */
function wordsOf({ name, text, file }: Filled): string {
  switch (name) {
    case 'ask':
      return text('question') || 'help';
    case 'do':
      return `/docket ${text('command').replace(/^\/?docket\s+/i, '')}`;
    case 'generate':
      return file
        ? 'Generate tickets from the attached document.'
        : `/docket generate ${text('document')}`.trim();
    case 'incident':
      return `/docket incident ${[text('title'), text('description')].filter(Boolean).join(' | ')}`;
    case 'show':
    case 'trace':
      return `/docket ${name} ${text('ticket')}`;
    case 'tickets':
      return `/docket tickets ${text('status')}`.trim();
    default:
      return `/docket ${name}`;
  }
}
