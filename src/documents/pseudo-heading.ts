/** Recognises lines that serve as headings although they are not marked as such. */
import { fold, type Language } from './language.ts';
import { stateOfLeadIn } from './lead-in.ts';
import { flatten, type OutlineNode } from './outline.ts';
import { kindOfHeading } from './section-kind.ts';

const finiteVerb =
  /\b(?:is|are|was|were|has|have|must|should|shall|will|can|may|ist|sind|wird|werden|muss|soll|kann|est|sont|doit|peut|es|son|debe|puede|sao|deve|pode|include|includes|following|such as)\b/;

/** "Priority: High" fills in a field, however bold it is. */
const statesFact =
  /^(?:priority|effort|status|owner|estimate|impact|risk|complexity|duration|timeline|investment|severity)\s*:\s*\S/i;

/** "TOP 3 – Reklamationen", "Point 2 : Budget" of minutes. */
const agendaItem =
  /^(?:TOP|Traktandum|Tagesordnungspunkt|Punkt|Point|Punto|Ponto|Agenda item)\s*\d{1,2}\s*[:.–—-]\s*\p{Lu}[^.!?;]*$/u;

/** The heading a node stands for, judged by itself and by what follows it; null for ordinary text. */
export function headingOf(
  node: OutlineNode,
  next: OutlineNode | undefined,
  language: Language,
): string | null {
  if (node.kind === 'item') return numberedHeading(node, next, language);
  if (node.kind !== 'paragraph' || node.passage.first !== node.passage.last) return null;
  const text = flatten(node.passage.text);
  if (text === '' || text.length > 90 || statesFact.test(text)) return null;
  const bare = text.replace(/[:：]\s*$/, '');
  if (agendaItem.test(bare) && next && words(bare) <= 12) return bare;
  const isBold = node.lead !== null && bare.replace(/[.:]$/, '') === node.lead;
  return isHeadingLine(text, bare, { isBold, next, language }) ? bare : null;
}

type Place = { isBold: boolean; next: OutlineNode | undefined; language: Language };

function isHeadingLine(text: string, bare: string, { isBold, next, language }: Place): boolean {
  const known = kindOfHeading(bare, language, !isCapitals(bare));
  if (known === 'scenario' || known === 'instance') return isBold;
  const most = next?.kind === 'item' || next?.kind === 'table' ? mostOfLabel : 9;
  if (known === null && stateOfLeadIn(text, language) !== null) return false;
  if (isBold && (known || (next && !/[.!?]$/.test(text) && words(bare) <= most))) return true;
  if (next && known && /\?$/.test(text) && words(bare) <= 8) return true;
  if (!next || /[.!?;,]$/.test(text)) return false;
  if (known && words(bare) <= (isCapitals(bare) ? 9 : 6)) return true;
  return isLabel(text, bare, next);
}

/** A colon says that the points below are what the line names. */
const mostOfLabel = 12;
/** "What has to be there in the first week": a clause that stands for the points below it. */
const namesWhat =
  /^(?:what|things|was|dinge|ce qu(?:e|i|'on|'il)|les choses|lo que|(?:las )?cosas|o que|(?:as )?coisas)\s/;

/** A short title-like line right before a list or a table, or in capitals before anything. */
function isLabel(text: string, bare: string, next: OutlineNode): boolean {
  const most = isCapitals(bare) ? 9 : /[:：]$/.test(text) ? mostOfLabel : 6;
  const tells = !isCapitals(bare) && !namesWhat.test(fold(bare)) && finiteVerb.test(fold(bare));
  if (words(bare) > most || tells || /\d{2,}/.test(bare)) return false;
  const isNote = /[:：]$/.test(text) && next.kind === 'item' && words(bare) < 5;
  if (!isNote && !/^[\p{Lu}\p{N}]/u.test(bare)) return false;
  return (
    isCapitals(bare) ||
    ((next.kind === 'item' || next.kind === 'table' || isFormText(next)) && !text.includes('|'))
  );
}

/** "WHAT WE WILL NOT DO": in plain text nothing but a heading is written like this. */
export function isCapitals(bare: string): boolean {
  return bare === bare.toUpperCase() && /\p{Lu}{3}/u.test(bare) && !bare.includes('[');
}

/** Lines such as "What it does: …", "Why: …" tell of the one thing named above them. */
function isFormText(node: OutlineNode): boolean {
  if (node.kind !== 'paragraph') return false;
  return node.passage.text.split('\n').filter((line) => /^\p{Lu}[^:.]{2,30}:\s\S/u.test(line)).length > 1;
}

/** In plain text, `2. Requirements` alone in its list is a heading, and so is any name with plain points right below it. */
function numberedHeading(
  node: OutlineNode & { kind: 'item' },
  next: OutlineNode | undefined,
  language: Language,
): string | null {
  if (node.ordinal === null || node.children.length > 0 || (next?.kind === 'item' && next.list === node.list))
    return null;
  const text = flatten(node.passage.text);
  if (!next || words(text) > 6 || /[.!?]$/.test(text)) return null;
  if (kindOfHeading(text, language, true)) return text;
  const namesList =
    next.kind === 'item' && next.ordinal === null && next.passage.first === node.passage.last + 1;
  return namesList && isTitleCase(text) ? text.replace(/\s*:$/, '') : null;
}

function isTitleCase(text: string): boolean {
  const long = text.match(/\p{L}{4,}/gu) ?? [];
  return (
    long.length > 0 &&
    text.split(' ').length <= 7 &&
    long.every((word) => /^\p{Lu}/u.test(word) || /^(?:with|from|into|over|that)$/.test(word))
  );
}

function words(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
