/** Unpacking takes what PGlite writes and nothing that would leave its folder. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unpackDataDir } from '../../src/storage/unpack.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docket-unpack-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function tarOf(...files: [name: string, content: string][]): Buffer {
  const entries = files.map(([name, content]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(content.length.toString(8).padStart(11, '0'), 124);
    header.write('0', 156);
    header.write('ustar', 257);
    return Buffer.concat([header, Buffer.from(content.padEnd(Math.ceil(content.length / 512) * 512, '\0'))]);
  });
  return Buffer.concat([...entries, Buffer.alloc(1024)]);
}

describe('unpacking a data directory', () => {
  it('writes every file and replaces what was there', () => {
    const target = join(folder, 'store');
    unpackDataDir(gzipSync(tarOf(['/old', 'x'])), target);
    unpackDataDir(gzipSync(tarOf(['/base/1/2', 'y'.repeat(700)], ['/empty', ''])), target);
    expect(readFileSync(join(target, 'base/1/2'), 'utf8')).toBe('y'.repeat(700));
    expect(readFileSync(join(target, 'empty'), 'utf8')).toBe('');
    expect(existsSync(join(target, 'old'))).toBe(false);
  });

  it.each(['../outside', '/a/../../outside'])('refuses the entry %s', (name) => {
    expect(() => unpackDataDir(gzipSync(tarOf([name, 'x'])), join(folder, 'store'))).toThrow(/outside/);
    expect(existsSync(join(folder, 'outside'))).toBe(false);
  });

  it('refuses a file that is cut off or no tar file at all', () => {
    const whole = tarOf(['/a', 'x'.repeat(2000)]);
    expect(() => unpackDataDir(gzipSync(whole.subarray(0, 1500)), folder)).toThrow(/cut off/);
    expect(() => unpackDataDir(gzipSync(whole).subarray(0, 20), folder)).toThrow();
    expect(() => unpackDataDir(gzipSync(Buffer.from('text'.repeat(200))), folder)).toThrow(/no tar file/);
  });
});
