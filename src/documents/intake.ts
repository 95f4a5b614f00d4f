/** Bytes or text from outside become clean text, or are refused in a sentence with nothing stored. */
import { DocketError } from '../domain/errors.ts';

/** The contract's limit: one mebibyte of UTF-8. */
export const maxDocumentBytes = 1024 * 1024;

/**
 * The document's text without a byte order mark; line ends stay as they are, so quotes remain byte for byte.
 * Throws UNREADABLE (binary or not UTF-8), TOO_LARGE (over 1 MB) or INVALID_INPUT (nothing but white space).
 */
export function readText(content: string | Uint8Array, name: string): string {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  if (bytes.byteLength > maxDocumentBytes) refuseSize(name, bytes.byteLength);
  const text = typeof content === 'string' ? content : decode(content, name);
  if (looksBinary(text)) refuseBinary(name);
  const clean = text.replace(/^\uFEFF/, '');
  if (clean.trim() === '') {
    throw new DocketError('INVALID_INPUT', {
      message: `${name} is empty. Nothing was stored.`,
      remedy: 'Send a document with text in it.',
    });
  }
  return clean;
}

function decode(bytes: Uint8Array, name: string): string {
  if (isUtf16(bytes)) {
    throw new DocketError('UNREADABLE', {
      message: `${name} is saved as UTF-16. Nothing was stored.`,
      remedy: 'Save it as UTF-8 and send it again.',
    });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    if (bytes.includes(0)) refuseBinary(name);
    throw new DocketError('UNREADABLE', {
      message: `${name} is not UTF-8 text. Nothing was stored.`,
      remedy: 'Save it as UTF-8 and send it again, or paste its text.',
    });
  }
}

function isUtf16(bytes: Uint8Array): boolean {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  return mark === 0xfffe || mark === 0xfeff;
}

/** Text may hold tabs, line ends and form feeds; any NUL, or many other control characters, mean a binary file. */
function looksBinary(text: string): boolean {
  if (text.includes('\0') || text.startsWith('%PDF-')) return true;
  let odd = 0;
  for (let at = 0; at < Math.min(text.length, 4096); at++) {
    const code = text.charCodeAt(at);
    if (code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13 && code !== 27) odd++;
  }
  return odd > 8;
}

function refuseBinary(name: string): never {
  throw new DocketError('UNREADABLE', {
    message: `${name} is a binary file, not text. Nothing was stored.`,
    remedy: 'Send Markdown or plain text; for a Word or PDF document, paste its text.',
  });
}

export function refuseSize(name: string, bytes: number): never {
  throw new DocketError('TOO_LARGE', {
    message: `${name} has ${(bytes / 1_048_576).toFixed(1)} MB; the limit is 1 MB of text. Nothing was stored.`,
    remedy: 'Split it into several documents and send them one by one.',
  });
}
