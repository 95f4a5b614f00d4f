/** Guesses what sort of document a text is, from its title and blocks. */
import type { DocumentType } from '../domain/document.ts';
import type { BlockDraft } from '../domain/draft.ts';
import { fold } from './language.ts';

const byTitle: [RegExp, DocumentType][] = [
  [/\brelease notes?\b|\bwhat's new\b|\bchangelog\b/, 'release_notes'],
  [/\broadmap\b|\bfahrplan\b|\bfeuille de route\b|\bhoja de ruta\b/, 'roadmap_update'],
  [/\buser stor(?:y|ies)\b/, 'user_story'],
  [/\bprd\b|\bproduct requirements?\b|\bproduktanforderungen\b/, 'prd'],
  [
    /\brfc\b|\bspec(?:ification)?s?\b|\brequirements?\b|\bdesign doc\b|\blastenheft\b|\bpflichtenheft\b|\bcahier des charges\b/,
    'spec',
  ],
  [
    /\bnotes?\b|\bminutes\b|\bmemo\b|\bmeeting\b|\btwo-pager\b|\bone-pager\b|\bprotokoll\b|\bcompte rendu\b|\bacta\b|\bata\b/,
    'memo',
  ],
];

export function guessDocumentType(title: string, blocks: readonly BlockDraft[]): DocumentType {
  const plain = fold(title);
  const found = byTitle.find(([pattern]) => pattern.test(plain));
  if (found) return found[1];
  const stories = blocks.filter((block) => block.type === 'user_story').length;
  if (stories * 2 > blocks.length) return 'user_story';
  return 'prd';
}
