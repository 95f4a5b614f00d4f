/** Translates the headings of exported tables into the ones that requirement tables have in documents. */

type Named = { title: string; known: boolean };

/** Our heading for what trackers and spreadsheets call a column; the first pattern that fits wins. */
const headings: [string, RegExp][] = [
  [
    'ID',
    /^(?:#|id|key|issue key|issue id|ticket(?: id)?|req(?:uirement)? ?(?:id|no|nr)\.?|story id|ref|nr\.?|no\.?|nummer|kennung)$/,
  ],
  [
    'Title',
    /^(?:title|name|summary|subject|issue summary|story|user story|feature|task|titel|titre|titulo|título|bezeichnung)$/,
  ],
  [
    'Description',
    /^(?:description|details?|text|body|content|requirements?|statement|beschreibung|anforderung|descripci[oó]n|descri[cç][aã]o|issue description)$/,
  ],
  ['As a', /^(?:as an?|role|persona|actor)$/],
  ['I want', /^(?:i want(?: to)?|want)$/],
  ['So that', /^(?:so that|benefit)$/],
  [
    'Acceptance criteria',
    /^(?:acceptance|acceptance[ _-]?criteri(?:a|on)|criteria|ac|acs|done when|definition of done|test ?strategy|akzeptanzkriterien)$/,
  ],
  ['Priority', /^(?:priority|prio|moscow|importance|priorit[äa]t|priorit[ée]|prioridade?)$/],
  ['Status', /^(?:status|state|issue status|workflow state|estado|statut)$/],
  ['Owner', /^(?:owner|assignee|assigned to|responsible|verantwortlich|responsable)$/],
  ['Estimate', /^(?:estimate|effort|size|points|story points?|aufwand|original estimate)$/],
  [
    'Depends on',
    /^(?:depends(?: on)?|dependenc(?:y|ies)|blocked by|needs|requires|prerequisites?|inward issue link \(blocks\))$/,
  ],
  ['Type', /^(?:type|issue type|kind|typ)$/],
  ['Labels', /^(?:labels?|tags?|components?)$/],
];

/** Exports say `acceptanceCriteria`, `story_points` or `Custom field (Story Points)`. */
function plainHeading(heading: string): string {
  const inner = /^custom field \((.+)\)$/i.exec(heading.trim())?.[1] ?? heading;
  return inner
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Each heading is given once; a second column that fits it keeps its own name. */
export function nameColumns(header: readonly string[]): Named[] {
  const taken = new Set<string>();
  return header.map((heading) => {
    const plain = plainHeading(heading);
    const found = headings.find(([title, pattern]) => !taken.has(title) && pattern.test(plain));
    if (!found) return { title: humanise(heading), known: false };
    taken.add(found[0]);
    return { title: found[0], known: true };
  });
}

/** How many of the headings are ones that requirement tables have. */
export function countKnown(header: readonly string[]): number {
  return nameColumns(header).filter((one) => one.known).length;
}

/** `userStories` and `user_stories` become "User stories"; what people wrote stays as it is. */
export function humanise(name: string): string {
  if (/\s/.test(name.trim())) return name.trim();
  const plain = plainHeading(name);
  return plain === '' ? '' : plain[0]!.toUpperCase() + plain.slice(1);
}

/** A file's name as a title: `q3-checkout_reqs.csv` becomes "Q3 checkout reqs". */
export function titleFromName(name: string): string {
  return humanise(name.replace(/^.*[\\/]/, '').replace(/\.[a-z0-9]{1,8}$/i, ''));
}
