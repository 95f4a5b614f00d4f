/** Bytes or text from outside become Markdown or plain text, or are refused in a sentence with nothing stored. */
import { DocketError } from '../domain/errors.ts';
import { decodeText } from './readers/decode-text.ts';
import { detectFormat, type Format, type Upload } from './readers/format.ts';
import type { Read } from './readers/reading.ts';
import { refuseBombs } from './readers/refuse-bombs.ts';
import { createSideThread } from './side-thread.ts';

/** The contract's limit: one mebibyte of text. */
export const maxDocumentBytes = 1024 * 1024;
/** Formats that carry fonts, pictures and markup besides their text. */
export const maxUploadBytes = 5 * 1024 * 1024;

const heavy: ReadonlySet<Format> = new Set(['docx', 'pdf', 'html']);
/** A file of many megabytes gets no more time than an honest megabyte of text. */
const deadlineBytes = 700 * 1024;

type Task = { upload: Upload; format: Format };

const thread = createSideThread<Task, Read>(new URL('./readers/reader-thread.ts', import.meta.url), tooHard);

export type Taken = Read & { format: Format };

/**
 * The document as text. Text and Markdown stay as received, so their line numbers are the original's; everything else
 * becomes Markdown in a side thread.
 * Throws UNREADABLE (no format Docket reads, damaged, protected, made to keep a parser busy), TOO_LARGE (over 5 MB, or over 1 MB of text) or
 * INVALID_INPUT (nothing but white space).
 */
export async function takeIn(content: string | Uint8Array, given: Omit<Upload, 'bytes'>): Promise<Taken> {
  const upload = { ...given, bytes: typeof content === 'string' ? Buffer.from(content, 'utf8') : content };
  const format = checkUpload(upload);
  const read =
    format === 'text'
      ? { text: decodeText(upload.bytes, upload.name), warnings: [] }
      : await thread.run({ upload, format }, Math.min(upload.bytes.byteLength, deadlineBytes));
  if (read.text.trim() === '') throw empty(upload.name);
  const bytes = Buffer.byteLength(read.text);
  if (bytes > maxDocumentBytes) throw tooLarge(upload.name, bytes, '1 MB of text');
  refuseBombs(read.text, upload.name);
  return { ...read, warnings: [...sayConverted(format), ...read.warnings], format };
}

/** What can be said about a file before it is read. Throws UNREADABLE or TOO_LARGE. */
export function checkUpload(upload: Upload): Format {
  const { bytes, name } = upload;
  checkSize(name, bytes.byteLength);
  const format = detectFormat(upload);
  if (!heavy.has(format) && bytes.byteLength > maxDocumentBytes) {
    throw tooLarge(name, bytes.byteLength, '1 MB of text');
  }
  return format;
}

/** Throws TOO_LARGE for more bytes than any format may have. */
export function checkSize(name: string, bytes: number): void {
  if (bytes > maxUploadBytes) throw tooLarge(name, bytes, '5 MB');
}

const formatNames: Record<Exclude<Format, 'text'>, string> = {
  docx: 'Word',
  pdf: 'PDF',
  html: 'HTML',
  json: 'JSON',
  csv: 'a table',
};

function sayConverted(format: Format): string[] {
  if (format === 'text') return [];
  return [`Read from ${formatNames[format]} into Markdown; line numbers refer to the Markdown.`];
}

function empty(name: string): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `${name} is empty. Nothing was stored.`,
    remedy: 'Send a document with text in it.',
  });
}

function tooLarge(name: string, bytes: number, limit: string): DocketError {
  return new DocketError('TOO_LARGE', {
    message: `${name} has ${(bytes / 1_048_576).toFixed(1)} MB; the limit is ${limit}. Nothing was stored.`,
    remedy: 'Split it into several documents and send them one by one.',
  });
}

function tooHard(size: number): DocketError {
  return new DocketError('UNREADABLE', {
    message: `This file of ${Math.max(1, Math.round(size / 1024))} KB takes too long to unpack and read. Nothing was stored.`,
    remedy: 'Save it again in its own program without embedded files, or paste its text.',
  });
}
