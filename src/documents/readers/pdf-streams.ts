/** Refuses a PDF whose streams swell up when they are unpacked, before anything reads it. */
import { constants, inflateSync } from 'node:zlib';
import { DocketError } from '../../domain/errors.ts';

/** A page of text unpacks to kilobytes, and a drawing of a map to a few megabytes. */
const mostBytes = 24 * 1024 * 1024;
/** A stream this short cannot unpack to more than a parser bears: deflate packs to a thousandth at best. */
const shortest = 24 * 1024;

/** Throws TOO_LARGE. Pictures are passed over, for reading text does not unpack them; so is what does not unpack. */
export function checkStreams(bytes: Uint8Array, name: string): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let before = 0;
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', before)) {
    const end = file.indexOf('endstream', at);
    const header = file.toString('latin1', Math.max(before, at - 2048), at);
    const dictionary = header.slice(Math.max(0, header.lastIndexOf(' obj')));
    before = (end < 0 ? file.length : end) + 9;
    const filters = dictionary.match(/\/Fl(?:ateDecode)?\b/g)?.length ?? 0;
    if (filters > 1) throw swells(name);
    if (filters === 1 && before - at > shortest && !/\/Subtype\s*\/Image/.test(dictionary)) {
      unpack(file.subarray(file[at + 6] === 13 ? at + 8 : at + 7, before), name);
    }
  }
}

function unpack(data: Uint8Array, name: string): void {
  try {
    inflateSync(data, { maxOutputLength: mostBytes, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw swells(name);
  }
}

function swells(name: string): DocketError {
  return new DocketError('TOO_LARGE', {
    message: `${name} unpacks to far more than a document holds. Nothing was stored.`,
    remedy: 'Export it as PDF again, or paste its text.',
  });
}
