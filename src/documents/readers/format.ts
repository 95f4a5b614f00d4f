/** Tells what a file is: by its first bytes, then by what they hold, and by its name only among kinds of text. */
import { DocketError } from '../../domain/errors.ts';
import { listEntries } from './zip-entries.ts';

/** What Docket can read. `text` includes Markdown and pasted conversations. */
export type Format = 'text' | 'docx' | 'pdf' | 'html' | 'json' | 'csv';

/** What comes in: bytes as received and what is said about them. */
export type Upload = { bytes: Uint8Array; name: string; mediaType?: string };

/** A file's first bytes, what it is called, and what its owner can do about it. */
const refusals: [magic: string, what: string, remedy: string][] = [
  ['d0cf11e0', 'an old Office file or a protected one', 'Save it as .docx without a password'],
  ['7b5c7274', 'a Rich Text file', 'Save it as .docx or Markdown'],
  ['89504e47', 'a picture', 'Write down what it shows'],
  ['ffd8ff', 'a picture', 'Write down what it shows'],
  ['47494638', 'a picture', 'Write down what it shows'],
  ['1f8b', 'a compressed file', 'Unpack it and send the document inside'],
  ['377abcaf', 'a compressed file', 'Unpack it and send the document inside'],
  ['52617221', 'a compressed file', 'Unpack it and send the document inside'],
];

/** Throws UNREADABLE, with what to do instead, for files that hold no document Docket can read. */
export function detectFormat({ bytes, name, mediaType }: Upload): Format {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024));
  if (start.includes('%PDF-')) return 'pdf';
  if (start.subarray(0, 4).toString('hex') === '504b0304') return detectInArchive(bytes, name);
  const hex = start.subarray(0, 4).toString('hex');
  const refusal = refusals.find(([magic]) => hex.startsWith(magic));
  if (refusal) throw refuseFormat(name, refusal[1], refusal[2]);
  return detectText(start.toString('utf8'), name, mediaType);
}

function detectInArchive(bytes: Uint8Array, name: string): Format {
  const names = new Set(listEntries(bytes, name).map((entry) => entry.name));
  if (names.has('word/document.xml')) return 'docx';
  if (names.has('xl/workbook.xml')) throw refuseFormat(name, 'a workbook', 'Save the sheet as CSV');
  if (names.has('ppt/presentation.xml')) {
    throw refuseFormat(name, 'a presentation', 'Export it as PDF, or paste its text');
  }
  if (names.has('content.xml')) throw refuseFormat(name, 'an OpenDocument file', 'Save it as .docx');
  throw refuseFormat(name, 'a compressed file', 'Unpack it and send the document inside');
}

/** Text is what its name or media type says, unless it plainly begins like a web page. */
function detectText(start: string, name: string, mediaType = ''): Format {
  const text = start.replace(/^\uFEFF/, '').trimStart();
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const said = mediaType.split(';')[0]!.trim().toLowerCase();
  if (/^(?:<!doctype html|<html)[\s>]/i.test(text)) return 'html';
  if (['md', 'markdown', 'txt', 'text'].includes(extension)) return 'text';
  if (/^html?$|^xhtml$/.test(extension)) return 'html';
  if (extension === 'json' || (extension === '' && /\bjson$/.test(said))) return 'json';
  if (/^(?:csv|tsv)$/.test(extension)) return 'csv';
  if (said === 'text/html' || said === 'application/xhtml+xml') return 'html';
  if (said === 'text/csv' || said === 'text/tab-separated-values') return 'csv';
  return said.endsWith('/json') ? 'json' : 'text';
}

function refuseFormat(name: string, what: string, remedy: string): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${name} is ${what}, which Docket cannot read. Nothing was stored.`,
    remedy: `${remedy}, and send that.`,
  });
}
