/** Reads the training phrases and the labelled messages of the repository. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Situation } from '../situation.ts';
import { situationIn, Utterance, World } from '../utterance.ts';

const sets = new URL('../../../test/fixtures/utterances/', import.meta.url);
const phrases = new URL('./phrases/', import.meta.url);

export type Phrase = { label: string; text: string; situation: Situation };

/** The one world all labelled messages refer to. */
export function readWorld(): World {
  return World.parse(JSON.parse(readFileSync(new URL('utterances.fixtures.json', sets), 'utf8')).A);
}

/** Labelled messages by file name: one file, one writer. */
export function readUtterances(): Map<string, Utterance[]> {
  const files = readdirSync(sets)
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
  return new Map(files.map((name) => [name, parseUtterances(readFileSync(new URL(name, sets), 'utf8'))]));
}

/** One utterance a line; blank lines are skipped. */
export function parseUtterances(text: string): Utterance[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => Utterance.parse(JSON.parse(line)));
}

/** Phrases written for training: `## label`, then one a line, with `[file]`, `[thread]`, `[focus]`, `[pending]`, `[said: …]`. */
export function readPhrases(world: World): Phrase[] {
  const files = readdirSync(phrases)
    .filter((name) => name.endsWith('.txt'))
    .sort();
  return files.flatMap((name) => parsePhrases(readFileSync(new URL(name, phrases), 'utf8'), world));
}

function parsePhrases(text: string, world: World): Phrase[] {
  let label = '';
  const found: Phrase[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) label = line.slice(3).trim();
    else if (line.trim() !== '') found.push(parsePhrase(line, label, world));
  }
  return found;
}

function parsePhrase(line: string, label: string, world: World): Phrase {
  const mark = line.match(/^\[(file|thread|focus|pending|said: ([^\]]+))\] /);
  const said = mark?.[2];
  const situation = situationIn(world, {
    fixture: 'A',
    ...(mark?.[1] === 'file' ? { attachment: 'spec.docx' } : {}),
    ...(mark?.[1] === 'thread' ? { in_thread: true } : {}),
    ...(mark?.[1] === 'focus' ? { focus: [4, 5, 10] } : {}),
    ...(mark?.[1] === 'pending' ? { pending: 'push_tickets' } : {}),
    ...(said ? { history: [said] } : {}),
  });
  return { label, text: mark ? line.slice(mark[0].length) : line, situation };
}
