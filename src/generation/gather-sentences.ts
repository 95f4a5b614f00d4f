/** Reads running text: sentences that demand something become candidates, those that follow explain them. */
import { flatten, lineAt, lineRange, type Passage, type Section } from '../documents/outline.ts';
import { isDemand, readSpeech, splitSentences } from '../documents/speech.ts';
import type { Candidate, CandidateKind } from './candidate.ts';
import { setAside, stateOfText } from './gather-items.ts';
import { makeCandidate } from './make-candidate.ts';
import type { Reading } from './reading.ts';

type Sentence = { text: string; lines: number[] };

export function sentencesOf(passage: Passage): Sentence[] {
  return splitSentences(passage.text).map(({ text, at }) => ({
    text,
    lines: lineRange(lineAt(passage, at), lineAt(passage, at + text.length)),
  }));
}

/** "P0 blocks the launch, P1 ships…", "Legend: …", "Muss = …": explains marks and asks for nothing. */
export function isLegend(text: string): boolean {
  const marks =
    text.match(/\bP[0-4]\b|\b(?:Must|Should|Could|Muss|Soll|Kann)\b\s*=|\[[A-Z]\]|🔴|🟡|⚪|✅|🔄|⬜/gu) ?? [];
  return (
    new Set(marks).size >= 2 ||
    /^\**(?:legend[ea]?|légende|leyenda|key|priority|priorities|status|priorität(?:en)?|priorités?|prioridad(?:es)?|prioridades?|estado|statuts?)\**\s*:/i.test(
      text,
    )
  );
}

/** Adds the demands of a paragraph. Sentences that only report are left out, or explain the demand before them. */
export function gatherSentences(
  reading: Reading,
  section: Section,
  passage: Passage,
  kind: CandidateKind,
): void {
  const whole = flatten(passage.text);
  if (isLegend(whole) || setAside(reading, whole, lineRange(passage.first, passage.last))) return;
  let last: Candidate | null = null;
  for (const sentence of sentencesOf(passage)) {
    const state = stateOfText(reading, sentence.text);
    const speech = readSpeech(sentence.text, reading.language);
    if (state) reading.out.parked.push({ reason: state, ...sentence });
    else if (speech.question || speech.unknown) reading.out.questions.push({ ...sentence, answered: false });
    else if (isDemand(speech) && !continues(sentence.text)) {
      last = makeCandidate(reading, { kind, text: sentence.text, lines: sentence.lines, path: section.path });
      reading.out.candidates.push(last);
    } else if (last) last.criteria.push(sentence);
  }
}

const leaning =
  /^(?:it|they|otherwise|he|she|then|also|if not|in that case|sonst|andernfalls|dabei|dazu|il|elle|ils|elles|cela|sinon|ceci|esto|eso|si no|de lo contrario|ello|isto|isso|caso contr[aá]rio|ele|ela)\b/i;
const pointing =
  /^(?:this|that|these|those|dies|das|es|er|sie|diese) (?:is|are|must|should|will|can|has|have|also|ist|sind|muss|müssen|soll|sollen|wird|werden|kann|können|gilt|darf|hat)\b/i;

/** A sentence that leans on the one before it and says little alone. */
function continues(text: string): boolean {
  return leaning.test(text) || pointing.test(text);
}
