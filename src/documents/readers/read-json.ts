/** Reads requirements kept as JSON into Markdown. */
import { DocketError } from '../../domain/errors.ts';
import { readChatExport } from './chat-export.ts';
import { type Json, writeJson } from './json-markdown.ts';
import { type Read, sayColumns } from './reading.ts';
import { plainReqif } from './reqif-objects.ts';
import { titleFromName } from './table-headings.ts';

const deepest = 50;

/** Throws UNREADABLE for text that is no JSON, is nested more than 50 deep, or holds neither objects nor texts. */
export function readJson(text: string, name: string): Read {
  if (depthOf(text) > deepest) throw tooDeep(name);
  const data = parseJson(text, name);
  const chat = readChatExport(data);
  if (chat !== null) return { text: chat, warnings: [] };
  const { lines, leftOut } = writeJson(plainReqif(data), titleFromName(name) || 'Requirements');
  if (!lines.some((line) => /^[^#\s]/.test(line))) throw noRequirements(name);
  const whole = lines.join('\n').replace(/\n{3,}/g, '\n\n');
  return { text: `${whole.trim()}\n`, warnings: sayColumns(leftOut) };
}

/** How deep brackets are nested outside strings; counted before parsing, so that nothing here need fear recursion. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at++;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '[' || sign === '{') most = Math.max(most, ++depth);
    else if (sign === ']' || sign === '}') depth--;
  }
  return most;
}

function parseJson(text: string, name: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new DocketError('UNREADABLE', {
      message: `${name} is not valid JSON. Nothing was stored.`,
      remedy: 'Check it for a missing comma, quote or bracket, and send it again.',
      cause: error,
    });
  }
}

function tooDeep(name: string): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${name} is nested more than ${deepest} levels deep. Nothing was stored.`,
    remedy: 'Send the requirements as one array of objects.',
  });
}

function noRequirements(name: string): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${name} holds no requirements: no objects and no texts. Nothing was stored.`,
    remedy: 'Send an array of objects with keys such as id, title, description and priority.',
  });
}
