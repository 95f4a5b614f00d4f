/** Reads headings that say what stands below them by a turn of phrase: "Without these we need not start", "Roads not taken". */
import type { HeadingKind } from './heading-lexicon.ts';

const condition =
  /^(?:without|ohne|sans|sin|sem) (?:these|this|that|them|it|which|das|dies\w*|die|es|denen|ca|cela|ceux-(?:ci|la)|celles-(?:ci|la)|eux|elles|quoi|esto|eso|ello|ellos|estos|estas|isto|isso|estes|estas|eles)\b(.*)$/;
const hopeless =
  /\b(?:no|not|never|nothing|nobody|cannot|pointless|useless|nicht|nichts|kein\w*|sinnlos|zwecklos|pas|rien|aucun\w*|inutile|nada|nunca|inutil|nao|nem)\b|n't\b/;

/** "Ohne das brauchen wir nicht anzufangen" says twice no: what stands below has to be there. */
export function isIndispensable(heading: string): boolean {
  const rest = condition.exec(heading)?.[1];
  return rest !== undefined && hopeless.test(rest);
}

const turns: readonly [HeadingKind, RegExp][] = [
  [
    'alternatives',
    /\b(?:roads?|paths?|routes?|ways?|options?) (?:not|never|we did not) (?:taken|take|chosen)\b|\bnicht gewahlte\b|\bpistes? non retenues?\b/,
  ],
  [
    'out_of_scope',
    /^(?:(?:bitte )?lass(?:en|t)? (?:sie |wir )?(?:bitte )?weg|(?:bitte )?weglassen|(?:please )?leave (?:these|this|them)? ?out|a laisser de cote|dejen? fuera|deixem? (?:isto |isso )?de fora)$/,
  ],
  [
    'question',
    /\bwithout (?:an? |any )?(?:outcomes?|results?|conclusions?|decisions?|agreement|answers?)$|\bwaiting (?:for|on) (?:an )?(?:answers?|decisions?|repl(?:y|ies))\b|\bquestion marks?$|\bohne (?:ergebnis|entscheidung|beschluss|antwort)$|\bfragezeichen$|\b(?:noch )?nicht weiterweiss$|\bsans (?:conclusion|decision|reponse|issue)$|\bpoints? d'interrogation$|\bsin (?:conclusion|acuerdo|decision|respuesta)$|\bsem (?:conclusao|acordo|decisao|resposta)$/,
  ],
  [
    'done',
    /\b(?:do not|don't|never|no need to|nothing to) (?:\w+ )?(?:rebuild|redo|reinvent|remake)\b|\bnicht (?:noch ?mal |neu |wieder )(?:bauen|machen|erfinden)\b|\bne pas (?:refaire|reconstruire|reinventer)\b|\bno (?:rehacer|reconstruir|reinventar)\b|\bnao (?:refazer|reconstruir|reinventar)\b/,
  ],
  [
    'future',
    /^(?:the )?(?:second|third|next|later) (?:tranche|batch|instal?lment)s?\b|^next (?:financial|fiscal|budget|school|calendar|business) year\b|^(?:zweite|dritte|nachste) tranche\b|^nachstes (?:geschafts|haushalts|schul|kalender)jahr\b|^(?:deuxieme|troisieme|seconde|prochaine) (?:tranche|vague)\b|^prochain exercice\b|^(?:segunda|tercera|proxima|terceira) (?:tanda|remesa|oleada|tranche|leva|remessa)\b|^(?:proximo|el proximo) ejercicio\b/,
  ],
  [
    'problem',
    /^(?:the )?(?:present|existing|today's) (?:situation|state|process)$|^what (?:keeps|always|often) (?:happen\w*|going)\b|^was (?:immer wieder|standig) passiert\b/,
  ],
  [
    'meta',
    /^(?:reading|how to (?:read|use)|about|conventions of|notes on) this (?:document|specification|paper|plan|list|prd|rfc|memo)$|^(?:lesehinweise?|zu diesem dokument|uber dieses dokument)$|^(?:a propos de|lire|comment lire) ce document$|^(?:como leer|sobre) este documento$|^(?:como ler|sobre) este documento$/,
  ],
];

/** Over a folded heading without its numbering; null for all that is no such phrase. */
export function turnOf(heading: string): HeadingKind | null {
  const plain = heading.replace(/[?!.:]+$/, '');
  if (isIndispensable(plain)) return 'requirement';
  return turns.find(([, says]) => says.test(plain))?.[0] ?? null;
}
