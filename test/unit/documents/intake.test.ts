/** What text is let in, and the sentence everything else is refused with. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDocumentFile } from '../../../src/documents/document-file.ts';
import { readText } from '../../../src/documents/intake.ts';

const folder = mkdtempSync(join(tmpdir(), 'docket-intake-'));
afterAll(() => rmSync(folder, { recursive: true }));

const refused = (code: string) => expect.objectContaining({ code, remedy: expect.stringMatching(/\.$/) });
const bytes = (...values: number[]) => Uint8Array.from(values);

describe('text from outside', () => {
  it('loses its byte order mark and keeps its line ends', () => {
    expect(readText(bytes(0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a, 0x62), 'a.md')).toBe('a\r\nb');
  });

  it.each([
    ['a picture', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13), 'UNREADABLE'],
    ['a PDF', new TextEncoder().encode('%PDF-1.7\n1 0 obj'), 'UNREADABLE'],
    ['UTF-16', bytes(0xff, 0xfe, 0x61, 0x00), 'UNREADABLE'],
    ['Latin-1', bytes(0x4d, 0xfc, 0x6c, 0x6c), 'UNREADABLE'],
    ['nothing', bytes(), 'INVALID_INPUT'],
    ['white space', ' \n\t\n', 'INVALID_INPUT'],
    ['more than a megabyte', 'x'.repeat(1024 * 1024 + 1), 'TOO_LARGE'],
  ])('%s is refused', (_what, content, code) => {
    expect(() => readText(content, 'a.md')).toThrow(refused(code));
  });

  it('a megabyte exactly is let in', () => {
    expect(readText('x'.repeat(1024 * 1024), 'a.md')).toHaveLength(1024 * 1024);
  });
});

describe('a document file', () => {
  it('is read with its name', async () => {
    const path = join(folder, 'plan.md');
    writeFileSync(path, '# Plan\n');
    expect(await readDocumentFile(path)).toEqual({ name: 'plan.md', content: '# Plan\n' });
  });

  it('that is missing, a folder or too large is refused in words', async () => {
    const large = join(folder, 'large.md');
    writeFileSync(large, 'x'.repeat(5 * 1024 * 1024));
    await expect(readDocumentFile(join(folder, 'nowhere.md'))).rejects.toEqual(refused('NOT_FOUND'));
    await expect(readDocumentFile(folder)).rejects.toEqual(refused('INVALID_INPUT'));
    await expect(readDocumentFile(large)).rejects.toEqual(refused('TOO_LARGE'));
  });
});
