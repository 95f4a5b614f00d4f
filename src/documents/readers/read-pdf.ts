/** Reads the text of a PDF into Markdown. */
import { DocketError, isDocketError } from '../../domain/errors.ts';
import { readPageLines } from './pdf-lines.ts';
import { writePdfMarkdown } from './pdf-markdown.ts';
import { checkStreams } from './pdf-streams.ts';
import type { Read } from './reading.ts';

const mostPages = 400;

/** Throws UNREADABLE (damaged, protected, scanned without text) or TOO_LARGE (over 400 pages, or made to swell up). */
export async function readPdf(bytes: Uint8Array, name: string): Promise<Read> {
  try {
    checkStreams(bytes, name);
    const { extractTextItems, getDocumentProxy } = await import('unpdf');
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
    if (pdf.numPages > mostPages) throw tooManyPages(name, pdf.numPages);
    const { items } = await extractTextItems(pdf);
    const text = writePdfMarkdown(items.map(readPageLines));
    if (text.trim() === '') throw noText(name);
    return { text, warnings: [] };
  } catch (error) {
    throw isDocketError(error) ? error : translate(error, name);
  }
}

function translate(error: unknown, name: string): DocketError {
  if (error instanceof Error && error.name === 'PasswordException') {
    return new DocketError('UNREADABLE', {
      message: `${name} is protected by a password. Nothing was stored.`,
      remedy: 'Save it without a password and send that, or paste its text.',
      cause: error,
    });
  }
  return new DocketError('UNREADABLE', {
    message: `${name} is damaged or is no PDF. Nothing was stored.`,
    remedy: 'Export it as PDF again and send that, or paste its text.',
    cause: error,
  });
}

function noText(name: string): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${name} holds pictures of pages and no text. Nothing was stored.`,
    remedy: 'Run text recognition (OCR) over it first, or paste its text.',
  });
}

function tooManyPages(name: string, pages: number): DocketError {
  return new DocketError('TOO_LARGE', {
    message: `${name} has ${pages} pages; the limit is ${mostPages}. Nothing was stored.`,
    remedy: 'Send the chapters that matter, one by one.',
  });
}
