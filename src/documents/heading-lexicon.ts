/** What headings may say: the kinds, and the shape of each language's list; the first kind that fits wins. */

export const headingKinds = [
  'out_of_scope',
  'future',
  'done',
  'question',
  'changelog',
  'contents',
  'acceptance',
  'nfr',
  'alternatives',
  'user_story',
  'metrics',
  'persona',
  'example',
  'glossary',
  'reference',
  'risk',
  'assumption',
  'constraint',
  'dependency',
  'decision',
  'action',
  'bug',
  'milestone',
  'testing',
  'requirement',
  'technical',
  'design',
  'solution',
  'problem',
  'goal',
  'people',
  'overview',
  'meta',
] as const;
export type HeadingKind = (typeof headingKinds)[number];

/** `phrases` hold wherever they stand in a heading; `words` only when the heading says little else. */
export type HeadingEntry = { phrases?: string; words?: string };

export type HeadingLexicon = Partial<Record<HeadingKind, HeadingEntry>>;
