/** A message or thread that somebody links to, read as a conversation, for those who may see it. */
import type { Attachment } from '../../ports/surface.ts';
import { readFault } from './clients.ts';
import type { SlackDesk } from './desk.ts';
import { decode } from './inbound.ts';
import type { Shared } from './shared-refs.ts';

export type SharedDesk = Pick<SlackDesk, 'clients' | 'people' | 'settings' | 'botToken' | 'self'>;

/** What was had, or why not, in words that follow a name. */
export type Had = { attachment: Attachment } | { name: string; why: string };

type Linked = Extract<Shared, { kind: 'message' }>;
type Message = { user?: string; text?: string; ts?: string; subtype?: string; username?: string };

const name = 'the linked message';
/** Pages of 200; more is no conversation anybody meant. */
const mostPages = 3;
const notices = /^(?:channel_|group_|pinned|bot_add|reminder|tombstone)/;

export async function readLinked(desk: SharedDesk, { channel, ts, by }: Linked): Promise<Had> {
  try {
    if (channel !== by.channel && !(await maySee(desk, channel, by.user))) {
      return { name, why: 'it is in a channel that you or I are not in' };
    }
    const messages = await readThread(desk, channel, ts);
    const text = await write(desk, messages);
    if (text === '') return { name, why: 'there is nothing to read in it' };
    const pasted = messages.length > 1 ? 'conversation' : 'document';
    const base64 = Buffer.from(text, 'utf8').toString('base64');
    return { attachment: { name: 'thread.md', mediaType: 'text/markdown', base64, pasted } };
  } catch (error) {
    const fault = readFault(error);
    const unseen =
      fault.kind === 'refused' ? 'I cannot see it; invite me to its channel' : 'Slack did not answer';
    return { name, why: `${unseen}, then ask again` };
  }
}

/** Public channels are everybody's; what is private is for those who are in it. */
async function maySee({ clients }: SharedDesk, channel: string, user: string): Promise<boolean> {
  const { channel: found } = await clients.background.conversations.info({ channel });
  const isPrivate = found?.is_private || found?.is_im || found?.is_mpim;
  if (!isPrivate) return true;
  let cursor: string | undefined;
  do {
    const page = await clients.background.conversations.members({
      channel,
      limit: 200,
      ...(cursor ? { cursor } : {}),
    });
    if (page.members?.includes(user)) return true;
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return false;
}

async function readThread({ clients, self }: SharedDesk, channel: string, ts: string): Promise<Message[]> {
  const messages: Message[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await clients.background.conversations.replies({
      channel,
      ts,
      limit: 200,
      ...(cursor ? { cursor } : {}),
    });
    messages.push(...((answer.messages ?? []) as Message[]));
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (!cursor) break;
  }
  return messages.filter((one) => one.user !== self.bot && !notices.test(one.subtype ?? '') && one.text);
}

/** As conversations are pasted: a line for who and when, then what they said. One message alone is what it says. */
async function write({ people, self }: SharedDesk, messages: readonly Message[]): Promise<string> {
  if (messages.length === 1) return decode(messages[0]!.text ?? '', self.bot);
  const said = await Promise.all(
    messages.map(async ({ user, username, text = '', ts = '' }) => {
      const name = user ? await people.nameOf(user) : username;
      const who = (name ?? 'Someone').replace(/[^\p{L}\d .()'’_-]/gu, '').trim() || 'Someone';
      const at = new Date(Number(ts) * 1000).toISOString().slice(11, 16);
      return `${who}  ${at}\n${decode(text, self.bot)}\n`;
    }),
  );
  return said.join('\n');
}
