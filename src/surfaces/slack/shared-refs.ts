/** What a message shares: files, canvases, and links to messages, as the stored event names them. */
import * as z from 'zod';
import { SharedFile } from './files.ts';

const Asker = { user: z.string(), channel: z.string() };

export const Shared = z.discriminatedUnion('kind', [
  SharedFile.extend({ kind: z.literal('file') }),
  /** A canvas by its link; `by` asks for it, and may have to be allowed to see it. */
  z.object({ kind: z.literal('canvas'), id: z.string(), by: z.object(Asker) }),
  /** A message by its link, or the thread it begins or stands in. */
  z.object({ kind: z.literal('message'), channel: z.string(), ts: z.string(), by: z.object(Asker) }),
]);
export type Shared = z.infer<typeof Shared>;
export type Asker = z.infer<(typeof Shared.options)[1]>['by'];

const host = 'https://[a-z0-9-]+(?:\\.enterprise)?\\.slack\\.com';
const messageLink = new RegExp(
  `${host}/archives/([A-Z0-9]+)/p(\\d{10})(\\d{6})(?:\\?\\S*?thread_ts=(\\d+\\.\\d+)\\S*)?(?:\\?\\S*)?`,
  'g',
);
const canvasLink = new RegExp(`${host}/docs/[A-Z0-9]+/(F[A-Z0-9]+)(?:\\?\\S*)?`, 'g');
const mostLinks = 5;

/**
 * Links to what Slack holds are no addresses to fetch: each becomes something shared, and "the attached document" in the
 * text, so that what it says is data.
 */
export function detachLinks(text: string, by: Asker): { text: string; shared: Shared[] } {
  const shared: Shared[] = [];
  const detach = (one: Shared) => {
    if (shared.length < mostLinks) shared.push(one);
    return 'the attached document';
  };
  const said = text
    .replace(messageLink, (_link, channel: string, seconds: string, micros: string, threadTs?: string) =>
      detach({ kind: 'message', channel, ts: threadTs ?? `${seconds}.${micros}`, by }),
    )
    .replace(canvasLink, (_link, id: string) => detach({ kind: 'canvas', id, by }));
  return { text: said === 'the attached document' ? 'Read the attached document.' : said, shared };
}
