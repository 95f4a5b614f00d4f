/** Reads a Word document into Markdown. */
import mammoth from 'mammoth';
import { DocketError, isDocketError } from '../../domain/errors.ts';
import { readHtml } from './read-html.ts';
import { type Read, sayLeftOut } from './reading.ts';
import { checkArchive, readEntry } from './zip-entries.ts';

const styleMap = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Quote'] => blockquote:fresh",
  "p[style-name='Intense Quote'] => blockquote:fresh",
  "p[style-name='Code'] => pre:separator('\n')",
  'strike => s',
];

/**
 * Insertions of tracked changes are read and deletions are not, as in the document with all changes accepted. Comments
 * are not part of the text. Throws UNREADABLE (damaged, encrypted, no text) or TOO_LARGE (made to swell up).
 */
export async function readDocx(bytes: Uint8Array, name: string): Promise<Read> {
  checkArchive(bytes, name);
  const html = await convert(bytes, name);
  const { text, warnings } = readHtml(`<body>${html}</body>`, name);
  return { text, warnings: [...warnings, ...sayRevisions(bytes, name)] };
}

async function convert(bytes: Uint8Array, name: string): Promise<string> {
  try {
    const result = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
      {
        styleMap,
        includeEmbeddedStyleMap: false,
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      },
    );
    return result.value;
  } catch (error) {
    if (isDocketError(error)) throw error;
    throw new DocketError('UNREADABLE', {
      message: `${name} is damaged or is no Word document. Nothing was stored.`,
      remedy: 'Open it in a word processor, save it as .docx again and send that; or paste its text.',
      cause: error,
    });
  }
}

function sayRevisions(bytes: Uint8Array, name: string): string[] {
  const count = (entry: string, mark: RegExp) => (readEntry(bytes, entry, name)?.match(mark) ?? []).length;
  const changed = count('word/document.xml', /<w:(?:ins|del) /g) > 0;
  return [
    ...sayLeftOut(count('word/comments.xml', /<w:comment /g), 'comment', 'comments'),
    ...(changed ? ['Tracked changes were read as accepted.'] : []),
  ];
}
