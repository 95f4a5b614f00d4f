/** Reads an uploaded file of any format into Markdown. */
import { declaredEncoding, decodeText } from './decode-text.ts';
import type { Format, Upload } from './format.ts';
import type { Read } from './reading.ts';

/** Each reader is loaded when its format first comes in. Throws what the readers refuse. */
export async function readUpload(upload: Upload, format: Format): Promise<Read> {
  const { bytes, name, mediaType } = upload;
  switch (format) {
    case 'docx':
      return (await import('./read-docx.ts')).readDocx(bytes, name);
    case 'pdf':
      return (await import('./read-pdf.ts')).readPdf(bytes, name);
    case 'html': {
      const text = decodeText(bytes, name, declaredEncoding(bytes, mediaType));
      return (await import('./read-html.ts')).readHtml(text, name);
    }
    case 'json':
      return (await import('./read-json.ts')).readJson(decodeText(bytes, name), name);
    case 'csv':
      return (await import('./read-csv.ts')).readCsv(decodeText(bytes, name, 'windows-1252'), name);
    case 'text':
      return { text: decodeText(bytes, name), warnings: [] };
  }
}
