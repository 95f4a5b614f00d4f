/** Finds headings that count up one noun, "Finding 1: …", "Finding 2: …": each is one thing to do something about. */
import { fold, type Language } from './language.ts';
import type { Section } from './outline.ts';
import { kindOfHeading } from './section-kind.ts';

const counted = /^\W*(\p{L}{3,}) ?#?(\d{1,3})\s*[:.–—-]\s+\S/u;
/** These divide a text or a scale, and their parts hold more than one thing. */
const divides =
  /^(?:tier|class|rank|rang|klasse|stufe|niveau|nivel|classe|clase|level|page|seite|step|schritt|etape|paso|passo|option|variante?|alternative|figure|table|tabelle|day|tag|jour|dia|theme|pillar|bet|track|stream|group|gruppe|grupo|role|user|persona|team|screen|view|slide|topic|point|slot|set|sheet|room|floor|zone|site|line|annex|appendix|anhang|annexe|anexo)s?$/;

/** At least two of a noun that says nothing else of its section. */
export function findSeries(sections: readonly Section[], language: Language): Set<Section> {
  const byNoun = new Map<string, Section[]>();
  for (const section of sections) {
    const noun = fold(counted.exec(section.title ?? '')?.[1] ?? '');
    if (noun === '' || section.pseudo || divides.test(noun)) continue;
    byNoun.set(`${noun} ${section.depth}`, [...(byNoun.get(`${noun} ${section.depth}`) ?? []), section]);
  }
  const series = [...byNoun].filter(
    ([key, found]) => found.length > 1 && kindOfHeading(key.replace(/ \d+$/, ''), language, true) === null,
  );
  return new Set(series.flatMap(([, found]) => found));
}
