/** The words by which a bracket, a heading or a cell says that something is finished, dropped or for later, folded, in several languages. */
import { fold } from './language.ts';

const finished =
  '(?:repaired|fixed|resolved|solved|closed|behoben|gelost|corrigee?s?|resolue?s?|reglee?s?|resuelt[oa]s?|corregid[oa]s?|resolvid[oa]s?|corrigid[oa]s?)(?: (?:in|with|since|by|on|mit|seit|en|dans|depuis|desde|na|no|em) .{1,20})?|done|shipped|delivered|completed?|live|finished|implemented|(?:bereits |schon )?(?:erledigt|fertig(?:gestellt)?|umgesetzt|abgeschlossen|ausgeliefert|im einsatz|in betrieb|vorhanden)|(?:deja )?(?:fait|livree?s?|terminee?s?|realisee?s?|achevee?s?|en (?:production|service|place))|(?:ya )?(?:hech[oa]s?|entregad[oa]s?|terminad[oa]s?|completad[oa]s?|finalizad[oa]s?|realizad[oa]s?|en produccion)|(?:ja )?(?:feit[oa]s?|entregues?|concluid[oa]s?|pront[oa]s?|em producao|(?:es)?ta (?:pront[oa]|no ar)|no ar)';
const dropped =
  "won'?t(?: have)?|dropped|descoped|withdrawn|cancelled|gestrichen|verworfen|abgelehnt|entfallt|entfallen|abandonnee?s?|annulee?s?|rejetee?s?|retiree?s?|ecartee?s?|descartad[oa]s?|cancelad[oa]s?|rechazad[oa]s?|anulad[oa]s?|retirad[oa]s?|rejeitad[oa]s?|removid[oa]s?|sans objet|gegenstandslos|sin objeto|sem efeito";
const later =
  'next (?:year|quarter|release|version|season)|nachstes jahr|l.an prochain|el ano que viene|ano que vem|future|later|someday|deferred|backlog|postponed|post-mvp|post-launch|(?:fur )?spater|zuruckgestellt|verschoben|vertagt|geparkt|zukunft|(?:pour )?plus tard|reportee?s?|differee?s?|ulterieurement|(?:para )?mas adelante|aplazad[oa]s?|pospuest[oa]s?|a futuro|(?:para )?mais tarde|adiad[oa]s?|(?:fica )?p(?:ara|ra) depois';

export type State = 'done' | 'future' | 'out_of_scope';

const said: [State, string][] = [
  ['out_of_scope', dropped],
  ['future', later],
  ['done', finished],
];
const build = (frame: (words: string) => string) =>
  said.map(([state, words]) => [state, new RegExp(frame(words), 'u')] as const);

const inBrackets = build((words) => `[([](?:[^()[\\]]*[,;]\\s*)?(?:${words})(?![\\p{L}\\d])[^()[\\]]*[)\\]]`);
const atEnd = build(
  (words) =>
    `\\s[—–-]\\s+(?:${words})(?: (?:in|on|with|since|by|am|im|mit|seit|en|le|dans|depuis|desde|na|no|em) [^,;.]{1,24})?\\)?$`,
);
const behind = build((words) => `[.;]\\s+(?:${words})[.!]?$`);
const alone = build((words) => `^(?:${words})$`);

const since = new RegExp(
  `^(?:${finished}) (?:in|on|with|since|by|am|im|mit|seit|en|le|dans|depuis|el|desde|na|no|em) .{1,20}$`,
  'u',
);

/** "(pending, confirmed, cancelled)" lists the states a thing can have. */
const lists =
  /[([](?:[^()[\],;/|]{2,24}[,/|]){2,}[^()[\],;]{2,24}[)\]]|[([][^()[\],;/]{2,20}\s*\/\s*[^()[\],;/]{2,20}[)\]]/;

const find = (patterns: typeof alone, text: string): State | null =>
  patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? null;

/** "Importer le cahier (réalisé)", "A4 [W] Comparer les prix", and what closes a text: "Registro de perros. HECHO". */
export function stateInBrackets(text: string): State | null {
  if (/^[^:.?!]{3,60}:\s*(?:no|nope|nein|non|nao)(?:[.,;!–—]|$)/.test(fold(text.slice(0, 90))))
    return 'out_of_scope';
  if (/(?:^|\s)\[W\](?=[\s:*]|$)/.test(text)) return 'out_of_scope';
  if (aside.test(fold(text)) || told.test(fold(text))) return 'done';
  return (
    (/[([]/.test(text) ? find(inBrackets, fold(text.replace(lists, ' '))) : null) ??
    find(behind, fold(text.slice(-40)).trim())
  );
}

/** "sign-up with the building code, done, people even like it". */
const aside =
  /^(?![^,]*\b(?:when|once|if|mark\w*|status|state|as|until|wenn|quand|cuando|quando)\b)[^.;:,]{3,80}, (?:all |already |bereits |schon |deja |ya |ja )?(?:done|finished|erledigt|fertig|fait|hecho|feito), /;

/** "Chiffrement des sauvegardes : réalisé en mars, procès-verbal archivé." */
const told = new RegExp(
  `^[^:.?!]{3,60}:\\s(?:${finished}) (?:in|since|im|seit|en|depuis|desde|em) (?!\\d{1,3}\\b)[^,.;]{2,24}(?=[,.;]|$)`,
  'u',
);

/** A heading that says so in brackets or behind a dash: "Fase 0 – Cimientos (terminada)", "Login — fertig". */
export function stateOfHeading(title: string): State | null {
  const plain = fold(title).trim();
  return find(inBrackets, plain) ?? find(atEnd, plain);
}

/** A short note that says since when: "Shipped in May", "livré en mai". */
export function isDoneSince(note: string): boolean {
  return since.test(fold(note).trim());
}

/** A cell that says nothing else: "Concluído", "gestrichen". A tracker's backlog is work to be done. */
export function stateOfCell(cell: string): State | null {
  const plain = fold(cell).trim();
  return plain === 'backlog' ? null : find(alone, plain);
}
