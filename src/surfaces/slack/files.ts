/** The bytes of a file in Slack, fetched with the app's own right and from Slack's servers only. */
import * as z from 'zod';
import type { Attachment } from '../../ports/surface.ts';

export const SharedFile = z.object({
  id: z.string().nullish(),
  filetype: z.string().nullish(),
  /** `check_file_info` where the event does not say where the file is. */
  file_access: z.string().nullish(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  url_private_download: z.string().nullish(),
});
export type SharedFile = z.infer<typeof SharedFile>;

type FileSource = { botToken: string; apiUrl: string };

const largest = 5 * 1024 * 1024;
const timeoutMs = 10_000;

/** The file, or why it could not be had. */
export async function fetchFile(
  file: SharedFile,
  from: FileSource,
): Promise<{ attachment: Attachment } | { name: string; why: string }> {
  const name = file.name ?? 'file';
  if ((file.size ?? 0) > largest) return { name, why: 'larger than 5 MB' };
  const base64 = await fetchBytes(file, from).catch(() => null);
  if (base64) return { attachment: { name, mediaType: file.mimetype ?? 'text/plain', base64 } };
  return { name, why: 'Slack did not hand it over; the app needs the scope files:read' };
}

/** Null when what came is the page on which people sign in, which Slack sends where the scope is missing. */
async function fetchBytes(file: SharedFile, { botToken, apiUrl }: FileSource): Promise<string | null> {
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

/** Tokens and answers go to Slack and nowhere else. */
export function isSlack(url: URL, apiUrl: string): boolean {
  const own = new URL(apiUrl);
  if (url.origin === own.origin) return true;
  return url.protocol === 'https:' && /(?:^|\.)slack(?:-edge|-files)?\.com$/.test(url.hostname);
}
