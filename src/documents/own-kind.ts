/** Weighs what a heading says against the place it stands in and the text below it. */
import type { Section } from './outline.ts';
import { namesProductPart, type SectionKind } from './section-kind.ts';

const holdsParts: ReadonlySet<SectionKind> = new Set([
  'requirement',
  'group',
  'design',
  'technical',
  'solution',
]);

/** What a heading says, unless the place it stands in or the text below it says otherwise. */
export function ownKind(
  section: Section,
  parent: Section | null,
  said: SectionKind | null,
): SectionKind | null {
  const amongFeatures = parent !== null && holdsParts.has(parent.kind);
  if (amongFeatures && !section.pseudo && namesProductPart(section.title!)) return null;
  if (said === 'instance' && parent?.kind === 'acceptance') return 'acceptance';
  if (said === 'future' && (listsBacklog(section) || ranksHigh.test(section.title!))) return 'requirement';
  if (said === 'future' && parent?.kind === 'instance' && /^\W*extensions\W*$/i.test(section.title!))
    return 'acceptance';
  return said === 'scenario' && !section.pseudo && !tellsSteps(section) ? 'group' : said;
}

/** "Important, mais peut attendre la Toussaint": what ranks so high is planned, if not for the first day. */
const ranksHigh =
  /^\W*(?:must|should|important|essential|indispensable|essentiel|necesario|imprescindible|importante|essencial|wichtig|muss|soll)\b(?!\W*(?:later|future|ideas))/i;

/** A backlog that tells the state or the rank of each entry is what the team works on. */
function listsBacklog(section: Section): boolean {
  return (
    /\bbacklog\b/i.test(section.title ?? '') &&
    section.nodes.some(
      (node) => node.kind === 'table' && /\b(?:status|state|priority|prio)\b/i.test(node.header.join(' ')),
    )
  );
}

/** "Scenario 2: Moving house" over plain text is a chapter; a scenario tells what is given and what then happens. */
function tellsSteps(section: Section): boolean {
  const opening = section.nodes.find((node) => node.kind !== 'hidden');
  return (
    opening !== undefined &&
    (opening.kind === 'code' ||
      ('passage' in opening &&
        /^\W*(?:given|when|then|and|angenommen|wenn|gegeben|etant|étant|soit|quand|dado|cuando|quando|dados?)\b/i.test(
          opening.passage.text,
        )))
  );
}
