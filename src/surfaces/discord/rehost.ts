/** Puts the files of a report into its thread: those of a form are gone a day later. */
import { drawNoticeCard } from '../../cards/notice-card.ts';
import { makeSafeLine } from '../../messenger/safe-text.ts';
import type { DiscordDesk } from './desk.ts';
import { fetchFiles } from './files.ts';
import type { Entry } from './intake-link.ts';
import { readThread } from './place.ts';

const markMs = 24 * 60 * 60_000;

/** Throws what Discord refuses. What could not be had is said in the thread. */
export async function rehost(
  desk: DiscordDesk,
  { thread, files, by, key }: Extract<Entry, { kind: 'files' }>,
  again: boolean,
): Promise<void> {
  // Discord keeps a nonce for some minutes only.
  const mark = `handed ${key}`;
  if (again && (await desk.shelf.get(mark))) return;
  const { attachments, left } = await fetchFiles(files, desk.settings.apiUrl);
  const place = readThread(thread);
  if (attachments.length > 0) {
    const handed = attachments.map(({ name, mediaType, base64 }) => ({
      ...{ name, mediaType },
      bytes: Buffer.from(base64, 'base64'),
    }));
    const text = `From the report of ${makeSafeLine(by)}:`;
    await desk.poster.upload(place, { text, files: handed }, { key: `files ${key}`, again });
    await desk.shelf.set(mark, true, markMs);
  }
  if (left.length === 0) return;
  const card = drawNoticeCard(`Not taken over: ${left.join('; ')}.`, 'warning');
  const draw = await desk.draw(place.guild, card);
  await desk.poster.post(place, { card, draw }, { key: `left ${key}`, again });
}
