/** Lists and checks the entries of a zip file before anything unpacks it. */
import { inflateRawSync } from 'node:zlib';
import { DocketError } from '../../domain/errors.ts';

export type ZipEntry = {
  name: string;
  method: number;
  encrypted: boolean;
  packed: number;
  size: number;
  offset: number;
};

const mostEntries = 2000;
/** Below this size unpacking is harmless at any ratio; XML of real documents may shrink to a thirtieth. */
const harmlessBytes = 8 * 1024 * 1024;
const mostBytes = 48 * 1024 * 1024;
const mostRatio = 20;

/** Entries as the central directory declares them. Throws UNREADABLE for a directory that is damaged or not there. */
export function listEntries(bytes: Uint8Array, name: string): ZipEntry[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > file.length) throw damaged(name);
  const count = file.readUInt16LE(end + 10);
  if (count > mostEntries) throw tooDense(name);
  const entries: ZipEntry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let seen = 0; seen < count; seen++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) throw damaged(name);
    const nameLength = file.readUInt16LE(at + 28);
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      method: file.readUInt16LE(at + 10),
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Unpacks the XML entries once, each no further than declared, so that what is unpacked later is known to be harmless.
 * Throws TOO_LARGE for a file made to swell up, UNREADABLE for one that lies about itself, is encrypted or declares
 * entities, which no word processor writes.
 */
export function checkArchive(bytes: Uint8Array, name: string): void {
  const entries = listEntries(bytes, name);
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0);
  if (entries.some((entry) => entry.encrypted)) throw encrypted(name);
  if (packed > bytes.byteLength) throw damaged(name);
  if (total > mostBytes || (total > harmlessBytes && total > bytes.byteLength * mostRatio)) {
    throw tooDense(name);
  }
  for (const entry of entries.filter((one) => /\.(?:xml|rels)$/i.test(one.name))) {
    if (unpack(bytes, entry, name).includes('<!ENTITY')) throw damaged(name);
  }
}

/** The text of one entry, or null where there is none of that name. For archives that `checkArchive` let pass. */
export function readEntry(bytes: Uint8Array, entryName: string, name: string): string | null {
  const entry = listEntries(bytes, name).find((one) => one.name === entryName);
  return entry ? unpack(bytes, entry, name).toString('utf8') : null;
}

function unpack(bytes: Uint8Array, entry: ZipEntry, name: string): Buffer {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > file.length) throw damaged(name);
  const start =
    entry.offset + 30 + file.readUInt16LE(entry.offset + 26) + file.readUInt16LE(entry.offset + 28);
  const data = file.subarray(start, start + entry.packed);
  if (entry.method === 0) return data;
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, entry.size) });
  } catch {
    throw damaged(name);
  }
}

function damaged(name: string): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${name} is damaged and cannot be unpacked. Nothing was stored.`,
    remedy: 'Open it in its own program, save it again and send that; or paste its text.',
  });
}

function encrypted(name: string): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${name} is protected by a password. Nothing was stored.`,
    remedy: 'Save it without a password and send that.',
  });
}

function tooDense(name: string): DocketError {
  return new DocketError('TOO_LARGE', {
    message: `${name} unpacks to far more than a document holds. Nothing was stored.`,
    remedy: 'Send the text itself, as Markdown or as a .docx without embedded files.',
  });
}
