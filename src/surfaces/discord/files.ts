/** The bytes of a file in Discord, fetched from Discord's servers only. */
import type { Attachment, Fetched } from '../../ports/surface.ts';
import type { SharedFile } from './inbound.ts';

const largest = 5 * 1024 * 1024;
const timeoutMs = 10_000;
const mostAtOnce = 5;

/** Never throws: what could not be had is named with the reason. */
export async function fetchFiles(files: readonly SharedFile[], apiUrl: string): Promise<Fetched> {
  const attachments: Attachment[] = [];
  const left: string[] = [];
  for (const [at, file] of files.entries()) {
    const had = at < mostAtOnce ? await fetchFile(file, apiUrl) : `only ${mostAtOnce} are read at once`;
    if (typeof had === 'string') left.push(`${file.filename}: ${had}`);
    else attachments.push(had);
  }
  return { attachments, left };
}

async function fetchFile(file: SharedFile, apiUrl: string): Promise<Attachment | string> {
  if (file.size > largest) return 'larger than 5 MB';
  const url = URL.parse(file.url);
  if (!url || !isDiscord(url, apiUrl)) return 'it is not at Discord';
  const bytes = await fetchBytes(url).catch(() => null);
  if (!bytes) return 'Discord did not hand it over; share it again in this thread';
  if (bytes.length > largest) return 'larger than 5 MB';
  const mediaType = (file.content_type ?? 'text/plain').split(';')[0]!;
  return { name: file.filename, mediaType, base64: bytes.toString('base64') };
}

async function fetchBytes(url: URL): Promise<Buffer | null> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  return response.ok ? Buffer.from(await response.arrayBuffer()) : null;
}

/** An event names the address; nothing else than Discord's own is asked. */
function isDiscord(url: URL, apiUrl: string): boolean {
  if (url.origin === new URL(apiUrl).origin) return true;
  return url.protocol === 'https:' && /(?:^|\.)discordapp\.(?:com|net)$/.test(url.hostname);
}
