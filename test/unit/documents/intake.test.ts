/** What is let in, in which form, and the sentence everything else is refused with. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDocumentFile } from '../../../src/documents/document-file.ts';
import { takeIn } from '../../../src/documents/intake.ts';

const folder = mkdtempSync(join(tmpdir(), 'docket-intake-'));
afterAll(() => rmSync(folder, { recursive: true }));

const refused = (code: string) => expect.objectContaining({ code, remedy: expect.stringMatching(/\.$/) });
const bytes = (...values: number[]) => Uint8Array.from(values);
const take = (content: string | Uint8Array, name = 'a.md') => takeIn(content, { name });

describe('text from outside', () => {
  it('loses its byte order mark and keeps its line ends', async () => {
    const taken = await take(bytes(0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a, 0x62));
    expect(taken).toEqual({ text: 'a\r\nb', warnings: [], format: 'text' });
  });

  it('is read as UTF-16 where its byte order mark says so', async () => {
    expect((await take(bytes(0xff, 0xfe, 0x61, 0x00, 0xfc, 0x00))).text).toBe('aü');
    expect((await take(bytes(0xfe, 0xff, 0x00, 0x61))).text).toBe('a');
  });

  it.each([
    ['a picture', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13), 'UNREADABLE'],
    ['what is left of a PDF', new TextEncoder().encode('%PDF-1.7\n1 0 obj'), 'UNREADABLE'],
    ['what is left of a Word file', bytes(0x50, 0x4b, 3, 4, 20, 0, 0, 0), 'UNREADABLE'],
    ['an old Word file', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), 'UNREADABLE'],
    ['Rich Text', '{\\rtf1\\ansi Hello}', 'UNREADABLE'],
    ['Latin-1', bytes(0x4d, 0xfc, 0x6c, 0x6c), 'UNREADABLE'],
    ['zeroes', bytes(0, 0, 0, 0, 0), 'UNREADABLE'],
    ['nothing', bytes(), 'INVALID_INPUT'],
    ['white space', ' \n\t\n', 'INVALID_INPUT'],
    ['more than a megabyte', 'x'.repeat(1024 * 1024 + 1), 'TOO_LARGE'],
  ])('%s is refused', async (_what, content, code) => {
    await expect(take(content)).rejects.toEqual(refused(code));
  });

  it('a megabyte exactly is let in', async () => {
    expect((await take('x'.repeat(1024 * 1024))).text).toHaveLength(1024 * 1024);
  });
});

describe('a document file', () => {
  it('is read with its name and its bytes as they are', async () => {
    const path = join(folder, 'plan.md');
    writeFileSync(path, '# Plan\n');
    const { name, bytes: read } = await readDocumentFile(path);
    expect([name, Buffer.from(read).toString()]).toEqual(['plan.md', '# Plan\n']);
  });

  it('that is missing, a folder or too large is refused in words', async () => {
    const large = join(folder, 'large.md');
    const picture = join(folder, 'logo.png');
    writeFileSync(large, 'x'.repeat(1024 * 1024 + 1));
    writeFileSync(picture, bytes(0x89, 0x50, 0x4e, 0x47));
    await expect(readDocumentFile(join(folder, 'nowhere.md'))).rejects.toEqual(refused('NOT_FOUND'));
    await expect(readDocumentFile(folder)).rejects.toEqual(refused('INVALID_INPUT'));
    await expect(readDocumentFile(large)).rejects.toEqual(refused('TOO_LARGE'));
    await expect(readDocumentFile(picture)).rejects.toEqual(refused('UNREADABLE'));
  });
});
