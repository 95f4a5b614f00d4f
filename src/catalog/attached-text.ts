/** The text of a file that came with a message, whatever its format, without keeping it as a document. */
import { takeIn } from '../documents/intake.ts';
import type { ToolContext } from './define-tool.ts';
import { findAttachment, readAttachment } from './resolve-document.ts';

/** Null where nothing was attached; pasted text has no name. Throws what intake throws for a file that cannot be read. */
export async function readAttachedText(
  { attachments }: Pick<ToolContext, 'attachments'>,
  name?: string,
): Promise<{ name: string | null; text: string } | null> {
  const file = findAttachment(attachments, name);
  if (!file) return null;
  const { source, content } = readAttachment(file);
  const { text } = await takeIn(content, {
    name: source.name,
    ...(file.mediaType ? { mediaType: file.mediaType } : {}),
  });
  return { name: file.pasted ? null : source.name, text };
}
