/** Fetches what a message shared, once it is stored: files, canvases as Markdown, and messages as a conversation. */
import type { Attachment, Fetched } from '../../ports/surface.ts';
import { readFault } from './clients.ts';
import { fetchFile, type SharedFile } from './files.ts';
import { type Had, readLinked, type SharedDesk } from './linked-messages.ts';
import type { Asker, Shared } from './shared-refs.ts';

const mostAtOnce = 5;

/** Never throws: what could not be had is named with the reason. */
export async function fetchShared(desk: SharedDesk, shared: readonly Shared[]): Promise<Fetched> {
  const attachments: Attachment[] = [];
  const left: string[] = [];
  for (const [at, one] of shared.entries()) {
    const had = at < mostAtOnce ? await fetchOne(desk, one) : tooMany(one);
    if ('attachment' in had) attachments.push(had.attachment);
    else left.push(`${had.name}: ${had.why}`);
  }
  return { attachments, left };
}

function tooMany(one: Shared): Had {
  const name = one.kind === 'file' ? (one.name ?? 'file') : `the linked ${one.kind}`;
  return { name, why: `only ${mostAtOnce} are read at once` };
}

function fetchOne(desk: SharedDesk, one: Shared): Promise<Had> {
  switch (one.kind) {
    case 'file':
      return isCanvas(one)
        ? readCanvas(desk, one.id ?? '', one.name ?? 'canvas')
        : fetchSharedFile(desk, one);
    case 'canvas':
      return readLinkedCanvas(desk, one.id, one.by);
    case 'message':
      return readLinked(desk, one);
  }
}

/** As Slack's events name a canvas; its bytes are no document, so it is asked for as Markdown. */
function isCanvas({ filetype, mimetype }: SharedFile): boolean {
  return filetype === 'quip' || filetype === 'canvas' || mimetype === 'application/vnd.slack-docs';
}

/** In a channel shared with others an event names the file only, and Slack is asked for the rest. */
async function fetchSharedFile({ clients, botToken, settings }: SharedDesk, file: SharedFile): Promise<Had> {
  const name = file.name ?? 'file';
  let known = file;
  if (file.file_access === 'check_file_info' && file.id) {
    try {
      const { file: found } = await clients.background.files.info({ file: file.id });
      known = { ...file, ...(found as SharedFile) };
    } catch {
      return { name, why: 'Slack did not say where it is; share it again in this thread' };
    }
  }
  return fetchFile(known, { botToken, apiUrl: settings.apiUrl });
}

/** Whoever asks by a link must be able to see it: it is theirs, in a public channel, or shared where they ask. */
async function readLinkedCanvas(desk: SharedDesk, id: string, by: Asker): Promise<Had> {
  const name = 'the linked canvas';
  try {
    const { file } = await desk.clients.background.files.info({ file: id });
    const { user, channels = [], groups = [], ims = [], title } = file ?? {};
    const isOpen = user === by.user || channels.length > 0 || [...groups, ...ims].includes(by.channel);
    if (!isOpen) return { name, why: 'share it in this thread first' };
    return await readCanvas(desk, id, title ?? 'canvas');
  } catch {
    return { name, why: cannotSee };
  }
}

const cannotSee = 'I cannot see it; share the canvas with this channel, then ask again';

async function readCanvas({ clients }: SharedDesk, id: string, title: string): Promise<Had> {
  try {
    const wanted = { canvas_id: id, content_type: 'markdown' };
    const answer = await clients.background.apiCall('canvases.getContent', wanted);
    const { content } = answer as { content?: string };
    const base64 = Buffer.from(String(content ?? ''), 'utf8').toString('base64');
    return { attachment: { name: `${title.replace(/\.md$/i, '')}.md`, mediaType: 'text/markdown', base64 } };
  } catch (error) {
    const fault = readFault(error);
    const lacks = fault.kind === 'refused' && fault.error === 'missing_scope';
    return { name: title, why: lacks ? 'the app needs the scope canvases:read' : cannotSee };
  }
}
