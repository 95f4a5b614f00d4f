/** Makes one candidate from a text of the document: its id, name, marks and needs are taken out of the text. */

import { flatten } from '../documents/outline.ts';
import { idOf, isStory } from '../documents/story.ts';
import type { Priority } from '../domain/priority.ts';
import type { Candidate, CandidateKind } from './candidate.ts';
import { readSize, stripMarks } from './marks.ts';
import { takeNeeds } from './needs.ts';
import { readPriority } from './priority-cues.ts';
import { priorityOfPath } from './priority-headings.ts';
import { readModal } from './priority-legend.ts';
import { parentOf, type Reading } from './reading.ts';
import { dropSign, signOf } from './state-legend.ts';

export type Raw = {
  kind: CandidateKind;
  text: string;
  /** Bold words or a heading it goes by. */
  name?: string | null;
  lines: number[];
  path: string[];
  priority?: Priority;
  ordinal?: { list: number; number: number } | null;
};

export function makeCandidate(reading: Reading, raw: Raw): Candidate {
  const whole = flatten(raw.text);
  const { text: withoutNeeds, ...order } = takeNeeds(whole.replace(/^(?:\[[ xX]?\]\s*)?\d{1,3}[.)]\s+/, ''));
  const marked = stripMarks(withoutNeeds);
  const title = takeNeeds(raw.name ?? '');
  const named = raw.name && !isMereLabel(raw.name) ? stripMarks(title.text) : null;
  const id = idOf(marked) ?? (named ? idOf(named) : null);
  const name = named ? dropId(named, id) : null;
  const rest = dropLabel(dropName(dropId(marked, id), name));
  const size = /[([]([^)\]]*)[)\]]/.exec(whole.slice(0, 160));
  return {
    kind: isStory(rest) ? 'story' : raw.kind,
    id,
    name: name || nameBeforeColon(rest),
    text: stripMarks(name ? rest : dropName(rest, nameBeforeColon(rest))),
    path: raw.path,
    place: placeOf(reading, raw.lines[0]!),
    own: raw.lines,
    criteria: [],
    notes: [],
    priority:
      raw.priority ||
      readPriority(dropSign(reading.signs, whole), reading.legend) ||
      signOf(reading.signs, whole)?.priority ||
      readPriority(raw.name ?? '', reading.legend) ||
      priorityOfPath(raw.path, reading.legend) ||
      reading.priorities.get(reading.sectionAt(raw.lines[0]!)) ||
      (reading.ranksByModal ? readModal(whole) : 0),
    effort: size ? readSize(size[1]!) : { word: null, range: null },
    owner: null,
    needs: (raw.text === '' ? title : order).needs,
    neededBy: (raw.text === '' ? title : order).neededBy,
    ordinal: raw.ordinal ?? null,
    block: reading.blockAt(raw.lines[0]!),
    aliases: [],
    mergedOrdinals: [],
    parent: null,
  };
}

/** The section that lists it; a requirement with a section of its own is listed by the one around that. */
function placeOf(reading: Reading, line: number): number {
  const section = reading.sectionAt(line);
  const listed = section.first === line ? (parentOf(reading, section) ?? section) : section;
  return listed.first;
}

/** The text after its own id and what separates them. */
function dropId(text: string, id: string | null): string {
  if (id === null) return text.trim();
  const at = text.indexOf(id);
  if (at < 0 || at > 2) return text.trim();
  const rest = text.slice(at + id.length).replace(/^[\s\])]*[:.–—-]?\s*/, '');
  return stripMarks(rest.replace(/^\(([^()]{3,40})\)\s*:\s*/, '$1: '));
}

/** "Rule:", "Important:", "Critical decision:" announce a statement and do not name it. */
const mereLabel =
  /^(?:rules?|notes?|important|requirements?|critical(?: decision)?|decision|default|in[- ]scope|scope|features?|story|user story|epic|ac|goal|objective|deliverables?|functionality|behaviou?r|description|action|actions|task|tasks|stretch|optional|bonus|key|must|should|todo|to-do|user|system|example|e\.g|summary|what|change|update|improvement|enhancement|new|constraint|assumption)$/i;

function isMereLabel(name: string): boolean {
  return mereLabel.test(name.trim());
}

function dropLabel(text: string): string {
  const label = /^([^:.!?]{3,20}):\s+(?=\S{2})/.exec(text);
  return label && isMereLabel(label[1]!) ? text.slice(label[0].length) : text;
}

function dropName(text: string, name: string | null): string {
  if (!name || !text.toLowerCase().startsWith(name.toLowerCase())) return text;
  return text.slice(name.length).replace(/^\s*(?:\([^)]*\))?\s*[:.–—-]*\s*/, '');
}

/** "Gift a drink: send a prepaid drink…" goes by "Gift a drink"; a sentence with a colon in it does not. */
function nameBeforeColon(text: string): string | null {
  const match = /^([^:.!?;()]{3,60}?)(?::| [–—-])\s+(?=\S{2}|a\s)/.exec(text);
  if (!match) return null;
  const name = match[1]!.trim();
  const words = name.split(/\s+/).length;
  return words <= 7 &&
    !isStory(text) &&
    !isMereLabel(name) &&
    !/^(?:to|also|and|but|so|please|we|i|you|from|for|in|on|at|as|with|by|during|after|before|once|first|second|third|last|next|otherwise|given|when|then|if|while|where|angenommen|wenn|dann|etant donne|quand|alors|dado|cuando|quando|entonces|entao)\b/i.test(
      name,
    )
    ? name
    : null;
}
