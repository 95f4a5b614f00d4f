/** What was shared with a message, fetched once the message is stored: with the app's own right, from Slack's servers only. */
import * as z from 'zod';
import type { Attachment, Fetched } from '../../ports/surface.ts';

export const SharedFile = z.object({
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  url_private_download: z.string().nullish(),
});
export type SharedFile = z.infer<typeof SharedFile>;

type FileSource = { botToken: string; apiUrl: string };

const largest = 5 * 1024 * 1024;
const mostFiles = 5;
const timeoutMs = 10_000;

/** `left` names those that could not be had, and why. */
export async function fetchFiles(files: readonly SharedFile[], from: FileSource): Promise<Fetched> {
  const attachments: Attachment[] = [];
  const left: string[] = [];
  for (const [at, file] of files.entries()) {
    const name = file.name ?? 'file';
    if (at >= mostFiles) left.push(`${name}: only ${mostFiles} files are read at once`);
    else if ((file.size ?? 0) > largest) left.push(`${name}: larger than 5 MB`);
    else {
      const fetched = await fetchOne(file, from).catch(() => null);
      if (fetched) attachments.push({ name, mediaType: file.mimetype ?? 'text/plain', base64: fetched });
      else left.push(`${name}: Slack did not hand it over; the app needs the scope files:read`);
    }
  }
  return { attachments, left };
}

/** Null when what came is the page on which people sign in, which Slack sends where the scope is missing. */
async function fetchOne(file: SharedFile, { botToken, apiUrl }: FileSource): Promise<string | null> {
  const url = URL.parse(file.url_private_download ?? '');
  if (!url || !isSlack(url, apiUrl)) return null;
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${botToken}` },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (!response.ok || (isPage && file.mimetype !== 'text/html')) return null;
  const bytes = Buffer.from(await response.arrayBuffer());
  return bytes.length > largest ? null : bytes.toString('base64');
}

/** The token goes to Slack and nowhere else. */
function isSlack(url: URL, apiUrl: string): boolean {
  const own = new URL(apiUrl);
  if (url.origin === own.origin) return true;
  return url.protocol === 'https:' && /(?:^|\.)slack(?:-edge|-files)?\.com$/.test(url.hostname);
}
