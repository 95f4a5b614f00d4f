/** Cuts running text into sentences that know their lines; a mark of priority behind one belongs to it. */
import { fold } from '../documents/language.ts';
import { lineAt, lineRange, type Passage } from '../documents/outline.ts';
import { splitSentences } from '../documents/speech.ts';
import type { Priority } from '../domain/priority.ts';
import { needOf, takeNeeds } from './needs.ts';
import { isPriorityAlone, readPriority } from './priority-cues.ts';

/** `rank` is what the sentence after it says of its urgency. */
export type Sentence = { text: string; lines: number[]; rank?: Priority };

/** "Exports read from the replica. (P0)" is one sentence. */
export function sentencesOf(passage: Passage): Sentence[] {
  const sentences: Sentence[] = [];
  for (const { text, at } of cutAtMarks(passage.text)) {
    const lines = lineRange(lineAt(passage, at), lineAt(passage, at + text.length));
    const before = sentences.at(-1);
    const rank = before ? verdictOn(text) : 0;
    if (before && (rank !== 0 || saysOnlyWhen(text))) {
      if (rank === 0) before.text += ` ${text}`;
      else before.rank ||= rank;
      before.lines = [...new Set([...before.lines, ...lines])];
    } else sentences.push({ text, lines });
  }
  return sentences;
}

/** "(P0)", "Depends on the first screen. P1". */
function saysOnlyWhen(text: string): boolean {
  return (
    isPriorityAlone(text) ||
    needOf(text) !== null ||
    (text.length < 100 && isPriorityAlone(takeNeeds(text).text))
  );
}

const pointing =
  /^(?:this(?: one)?|that|these|it|isto|isso|esto|eso|cela|ceci|c'est|das|dies|tambem|tambien|aussi|auch) /;

/** "Isto é o mais urgente.", "Também urgente." */
function verdictOn(text: string): Priority {
  return text.split(' ').length < 9 && pointing.test(fold(text)) ? readPriority(text, new Map()) : 0;
}

/** A mark at the end of a line ends the sentence too, where no full stop does. */
function cutAtMarks(text: string): { text: string; at: number }[] {
  const ends = [...text.matchAll(/(?:[)\]`]|\bP[0-4])[ \t]*\n/g)]
    .map((match) => match.index + match[0].length)
    .filter((end) =>
      isPriorityAlone(
        /(?:\([^()]*\)|\[[^[\]]*\]|`[^`]*`|P[0-4])$/.exec(text.slice(0, end).trimEnd())?.[0] ?? '',
      ),
    );
  const starts = [0, ...ends];
  return starts.flatMap((from, piece) =>
    splitSentences(text.slice(from, starts[piece + 1])).map((one) => ({ ...one, at: one.at + from })),
  );
}
