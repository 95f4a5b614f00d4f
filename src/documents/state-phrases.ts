/** The phrases by which a mark of its own says that a requirement is finished, put off or dropped, in five languages. */
import { fold } from './language.ts';
import type { State } from './state-words.ts';

/** Folded; what may follow a word of the first group is when or with what. */
const finished =
  '(?:(?:already|bereits|schon|deja|ya|ja|now|all) )?(?:done|shipped|delivered|completed?|finished|implemented|released|launched|closed|merged|deployed|live|rolled out|in (?:use|place|production)|works|exists|erledigt|fertig(?:gestellt)?|umgesetzt|abgeschlossen|ausgeliefert|geliefert|vorhanden|in betrieb|im einsatz|produktiv|fait|livree?s?|terminee?s?|realisee?s?|en (?:production|service|place|ligne)|hech[oa]s?|list[oa]s?|entregad[oa]s?|terminad[oa]s?|completad[oa]s?|en produccion|en uso|funciona|existe|feit[oa]s?|pront[oa]s?|entregues?|concluid[oa]s?|em producao|em uso|no ar)';
const when =
  '(?: (?:already|today|since|in|on|with|by|at|as of|last|seit|im|mit|am|en|dans|depuis|le|desde|el|em|na|no|com) .{1,24}| already| today)?';
const states: readonly [State, RegExp][] = [
  [
    'done',
    new RegExp(
      `^(?:${finished}${when}|built (?:last|in) .{2,20}|gibt es (?:schon|bereits)|existe (?:ya|ja))$`,
      'u',
    ),
  ],
  [
    'future',
    /^(?:later|some ?day|parked|deferred|postponed|future|on (?:ice|hold)|not (?:now|this (?:year|time|release|quarter))|post[- ]launch|after (?:the |our )?(?:launch|pilot|go[- ]live|first release|release|mvp|rollout)|next (?:year|quarter|release|season|version)|(?:second|later|future|next) (?:release|version)|v[2-9]|follow[- ]up project|not before .{2,20}|spater|nachstes (?:jahr|quartal)|zuruckgestellt|geparkt|vertagt|verschoben|irgendwann|nach dem (?:start|pilot(?:en)?|launch)|version [2-9]|plus tard|l'an(?:nee)? prochaine?|reportee?s?|en pause|apres le (?:lancement|pilote)|un jour|pas maintenant|mas adelante|(?:el )?(?:ano que viene|proximo ano)|aplazad[oa]s?|pospuest[oa]s?|en pausa|despues del (?:lanzamiento|piloto)|algun dia|ahora no|mais tarde|(?:o )?(?:ano que vem|proximo ano)|adiad[oa]s?|em pausa|depois do (?:lancamento|piloto)|um dia|agora nao|fica para depois)$/u,
  ],
  [
    'out_of_scope',
    /^(?:won'?t (?:do|fix|have|build)|wont ?fix|dropped|rejected|out of scope|not in scope|cancell?ed|not planned|excluded|cut|ruled out|not part of (?:this|it|the .{2,20})|scrapped|declined|withdrawn|obsolete|killed|abandoned|discarded|descoped|gestrichen|verworfen|nicht (?:geplant|vorgesehen|im umfang)|abgelehnt|entfallt|kommt nicht|ausgeschlossen|gekippt|abandonnee?s?|hors (?:perimetre|sujet|projet)|rejetee?s?|ecartee?s?|exclue?s?|annulee?s?|pas prevue?s?|refusee?s?|descartad[oa]s?|fuera de(?:l)? alcance|rechazad[oa]s?|excluid[oa]s?|cancelad[oa]s?|anulad[oa]s?|no (?:previst|planificad)[oa]s?|fora d[oe] (?:escopo|ambito)|rejeitad[oa]s?|cortad[oa]s?|nao (?:previst|planejad)[oa]s?)$/u,
  ],
];
/** Other states a thing can be in: where these stand beside, the product's own states are listed. */
export const ofThings =
  /^(?:pending|open|draft|active|inactive|approved|submitted|new|created|confirmed|paid|sent|received|offen|entwurf|aktiv|genehmigt|brouillon|actif|validee?|borrador|activo|aprobado|pendiente|rascunho|ativo|aprovado|pendente|en attente|in review)$/;

/** Null for what says no such thing; "Dropped, too expensive" says it in its first words. */
export function stateOfMark(value: string): State | null {
  if (/^\W*[✅✔☑]\uFE0F?\W*$/u.test(value)) return 'done';
  const plain = fold(value)
    .replace(/[*_`#[\](){}]/g, ' ')
    .replace(/-/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const [head = ''] = plain.split(/\s*[,;:(–—]\s*/);
  return states.find(([, words]) => words.test(head))?.[0] ?? null;
}

/** Headings of this name tell of a product's own states, or name a part of it, as often. */
const alsoNames =
  /^(?:live|works|exists|list[oa]s?|closed|funciona|existe|in use|future|cut|cancell?ed|withdrawn|declined|merged|cancelad[oa]s?|rechazad[oa]s?|rejeitad[oa]s?|annulee?s?|refusee?s?)$/;

/** The same for a folded heading that says nothing else: "Rolled out", "En pausa". */
export function stateOfTitle(heading: string): State | null {
  return alsoNames.test(heading) ? null : stateOfMark(heading);
}
