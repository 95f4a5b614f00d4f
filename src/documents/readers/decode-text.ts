/** Turns bytes into text, or refuses them in a sentence. */
import { DocketError } from '../../domain/errors.ts';

/**
 * The text without a byte order mark; line ends stay as they are, so quotes remain byte for byte. UTF-16 is read where
 * its mark says so. Throws UNREADABLE for bytes that are binary or no UTF-8, unless `otherwise` names the encoding
 * that a format's programs use instead.
 */
export function decodeText(bytes: Uint8Array, name: string, otherwise?: string): string {
  const text = decode(bytes, name, otherwise);
  if (looksBinary(text)) throw binary(name);
  return text.replace(/^\uFEFF/, '');
}

function decode(bytes: Uint8Array, name: string, otherwise: string | undefined): string {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  if (mark === 0xfffe) return new TextDecoder('utf-16le').decode(bytes);
  if (mark === 0xfeff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    if (bytes.includes(0)) throw binary(name);
    if (otherwise) return new TextDecoder(otherwise).decode(bytes);
    throw new DocketError('UNREADABLE', {
      message: `${name} is not UTF-8 text. Nothing was stored.`,
      remedy: 'Save it as UTF-8 and send it again, or paste its text.',
    });
  }
}

/** The encoding a page declares in its head or its headers, where this program knows it; else undefined. */
export function declaredEncoding(bytes: Uint8Array, mediaType = ''): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 2048)).toString(
    'latin1',
  );
  const label = /charset\s{0,2}=\s{0,2}["']?([\w-]{2,30})/i.exec(`${mediaType} ${head}`)?.[1];
  try {
    return label ? new TextDecoder(label).encoding : undefined;
  } catch {
    return undefined;
  }
}

/** Text may hold tabs, line ends and form feeds; any NUL, or many other control characters, mean a binary file. */
function looksBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  let odd = 0;
  for (let at = 0; at < Math.min(text.length, 4096); at++) {
    const code = text.charCodeAt(at);
    if (code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13 && code !== 27) odd++;
  }
  return odd > 8;
}

function binary(name: string): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${name} is a binary file that Docket cannot read. Nothing was stored.`,
    remedy: 'Send Markdown, text, Word (.docx), PDF, HTML, JSON or CSV; or paste its text.',
  });
}
