/** Edits of one requirement: another beside it, without it, in other words, in two parts. */
import type { Language } from '../documents/language.ts';
import { startsWithVerb } from '../generation/english-verbs.ts';
import type { Edit, EditSetting } from './edit.ts';
import { type EditedPassage, itemPattern } from './passages.ts';

/** What a document may ask for next, whatever it is about: a name and a sentence. In other languages nothing is added. */
const requirements: Partial<Record<Language, [string, string][]>> = {
  en: [
    ['Quarterly archive', 'Administrators must be able to archive records older than ninety days'],
    ['Quota warning', 'The system must warn the office when the weekly quota is nearly used up'],
    ['Printed summary', 'Managers can print a one-page summary of the past month'],
  ],
  de: [
    [
      'Quartalsarchiv',
      'Administratoren müssen Datensätze archivieren können, die älter als neunzig Tage sind',
    ],
    [
      'Warnung beim Kontingent',
      'Das System muss das Büro warnen, wenn das Wochenkontingent fast verbraucht ist',
    ],
    ['Gedruckte Übersicht', 'Leitungen können eine einseitige Übersicht des letzten Monats drucken'],
  ],
  fr: [
    ['Archive trimestrielle', 'Les administrateurs doivent pouvoir archiver les fiches de plus de 90 jours'],
    ['Alerte de quota', 'Le système doit avertir le bureau quand le quota hebdomadaire est presque épuisé'],
    ['Résumé imprimé', 'Les responsables peuvent imprimer un résumé du mois écoulé'],
  ],
  es: [
    ['Archivo trimestral', 'Los administradores deben poder archivar las fichas de más de noventa días'],
    ['Aviso de cupo', 'El sistema debe avisar a la oficina cuando el cupo semanal esté casi agotado'],
    ['Resumen impreso', 'Los encargados pueden imprimir un resumen del último mes'],
  ],
  pt: [
    ['Arquivo trimestral', 'Os administradores devem poder arquivar os registos com mais de noventa dias'],
    ['Aviso de quota', 'O sistema deve avisar o escritório quando a quota semanal estiver quase esgotada'],
    ['Resumo impresso', 'Os gestores podem imprimir um resumo do último mês'],
  ],
};

const further: Partial<Record<Language, string>> = {
  en: 'without a second sign-in',
  de: 'ohne erneute Anmeldung',
  fr: 'sans seconde connexion',
  es: 'sin volver a iniciar sesión',
  pt: 'sem novo início de sessão',
};

const ownId = /^((?:\*\*|__)?[[(]?[A-Z][A-Za-z]{0,5}[- ]?(?:\d+\.)*)(\d+)([\])]?[:.]?(?:\*\*|__)?)/;

export function insertBeside(
  { lines, language }: EditSetting,
  passage: EditedPassage,
  at: number,
): Edit | null {
  const next = requirements[language]?.[at % 3];
  if (!next) return null;
  const [name, sentence] = next;
  const added = writeLike(lines[passage.first - 1]!, passage.kind, name, sentence);
  if (!added) return null;
  const content = [...lines.slice(0, passage.last), ...added, ...lines.slice(passage.last)].join('\n');
  return { kind: 'insert', what: `"${name}" after line ${passage.last}`, content, added: 1, ticket: null };
}

/** A requirement in the form of another one, with the next free number; null where that has no form to follow. */
function writeLike(
  model: string,
  kind: EditedPassage['kind'],
  name: string,
  sentence: string,
): string[] | null {
  if (kind === 'row') return [rowLike(model, name, sentence)];
  if (kind === 'item') {
    const [, indent, sign, gap, text] = itemPattern.exec(model)!;
    const box = /^\[ ?\]\s+/.exec(text!)?.[0] ?? '';
    return [`${indent}${sign}${gap}${box}${numberLike(text!.slice(box.length))}${sentence}.`];
  }
  const [, marks, text] = /^(#{0,6}\s*)(.*)$/.exec(model)!;
  const number = numberLike(text!);
  if (kind === 'heading') return ['', `${marks}${number}${name}`, '', `${sentence}.`, ''];
  return number === '' ? null : ['', `${number}${sentence}.`, ''];
}

/** The model's own id with a number far from the others, and what separates it from the text. */
function numberLike(text: string): string {
  const [all, before, number, after] = ownId.exec(text) ?? [];
  if (!all) return '';
  const gap = /^\s*(?:[:–—-]\s*)?/.exec(text.slice(all.length))![0];
  return `${before}${Number(number) + 90}${after}${gap === '' ? ' ' : gap}`;
}

/** The number in the first cell, a short name and the longest text are replaced; what else the row says is kept. */
function rowLike(row: string, name: string, sentence: string): string {
  const cells = row.split(/(?<!\\)\|/);
  const byLength = [...cells.keys()].sort(
    (one, other) => cells[other]!.trim().length - cells[one]!.trim().length,
  );
  const [longest, second] = byLength as [number, number];
  const numbered = cells.findIndex((cell) => cell.trim() !== '');
  const isName = cells[second]!.trim().length > 14 || cells[second]!.trim().split(/\s+/).length > 2;
  return cells
    .map((cell, at) => {
      if (at === longest) return ` ${sentence} `;
      if (at === second && isName) return ` ${name} `;
      return at === numbered ? cell.replace(/(\d+)(?=\D*$)/, (number) => String(Number(number) + 90)) : cell;
    })
    .join('|');
}

export function deletePassage({ lines }: EditSetting, { ticket, first, last }: EditedPassage): Edit {
  const content = [...lines.slice(0, first - 1), ...lines.slice(last)].join('\n');
  return { kind: 'delete', what: `line ${first}, "${ticket.title}"`, content, added: 0, ticket };
}

/** By turns another figure, a further clause, another long word. */
export function rewordPassage(
  { lines, language }: EditSetting,
  passage: EditedPassage,
  at: number,
): Edit | null {
  const { first, ticket } = passage;
  const before = lines[first - 1]!;
  const ways = [
    () => otherFigure(before),
    () => addClause(before, further[language]),
    () => otherWord(before),
  ];
  const after = [0, 1, 2]
    .map((turn) => ways[(at + turn) % 3]!())
    .find((text) => text !== null && text !== before);
  if (!after) return null;
  const content = lines.with(first - 1, after).join('\n');
  return {
    kind: 'reword',
    what: `line ${first} to "${after.trim().slice(0, 70)}"`,
    content,
    added: 0,
    ticket,
  };
}

/** Only a figure in running text: not a list number, an id or a priority. */
function otherFigure(text: string): string | null {
  const found = /(?<=\p{L}{2,}\s)(\d{1,3})(?=\s\p{L}{3,})/u.exec(text);
  return (
    found && text.slice(0, found.index) + (Number(found[1]) + 7) + text.slice(found.index + found[1]!.length)
  );
}

/** At the end of a line of text, or of the longest cell of a row. */
function addClause(text: string, clause: string | undefined): string | null {
  if (clause === undefined || /[:,;]\s*$/.test(text)) return null;
  if (!/^\s*\|/.test(text)) return text.replace(/([.!]?)(\s*)$/, ` ${clause}$1$2`);
  const cells = text.split(/(?<!\\)\|/);
  const longest = cells.reduce(
    (best, cell, at) => (cell.trim().length > cells[best]!.trim().length ? at : best),
    0,
  );
  return cells.with(longest, cells[longest]!.replace(/([.!]?)\s*$/, ` ${clause}$1 `)).join('|');
}

function otherWord(text: string): string | null {
  const words = [...text.matchAll(/(?<![\p{L}\d`*_"/.-])\p{Ll}{6,}(?![\p{L}\d`*_"/-])/gu)];
  const longest = words.toSorted((one, other) => other[0].length - one[0].length)[0];
  return longest
    ? `${text.slice(0, longest.index)}notebooks${text.slice(longest.index + longest[0].length)}`
    : null;
}

/** "Export invoices and send them to the accountant" becomes two points; English only, where the second part is an order. */
export function splitPassage({ lines, language }: EditSetting, passage: EditedPassage): Edit | null {
  if (language !== 'en' || passage.kind !== 'item' || passage.last !== passage.first) return null;
  const [, indent, sign, gap, text] = itemPattern.exec(lines[passage.first - 1]!)!;
  const match = /^(.{25,}?),? and (.{15,})$/.exec(text!);
  if (!match || !startsWithVerb(match[2]!) || ownId.test(text!)) return null;
  const second = match[2]!.charAt(0).toUpperCase() + match[2]!.slice(1);
  const parts = [match[1]!, second].map((part) => `${indent}${sign}${gap}${part}`);
  const content = [...lines.slice(0, passage.first - 1), ...parts, ...lines.slice(passage.first)].join('\n');
  return { kind: 'split', what: `line ${passage.first} in two`, content, added: 1, ticket: passage.ticket };
}
