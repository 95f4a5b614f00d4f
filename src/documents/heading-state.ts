/** Reads headings that tell the state of all below them by a participle or an adverb: "Crossed off the list", "Listo desde abril". */
import type { Language } from './language.ts';

type State = 'out_of_scope' | 'done' | 'future' | 'question';
type Words = Record<State, string> & { opener: string; follows: string };

/** Folded. `follows` may stand right behind such a word; a noun there makes the heading a name: "Finished goods". */
const english: Words = {
  opener:
    "(?:what|things?|stuff|everything|all|items?|topics?|those|the rest)(?:'s|'re)?(?: (?:that|which|we|we've|it|have|has|had|been|is|are|was|were|be|will|can|may|already|looked at|and|they|nobody|could|would|you))*",
  follows:
    'so|an?|before|since|by|in|for|others|from|already|at|to|off|out|of|on|aside|alone|behind|with|until|when|as|over|down|the list|us|yet|that',
  out_of_scope:
    "(?:considered|discussed|looked at|tried|weighed|thought about) (?:and|but) (?:\\w+ ){0,2}(?:left|not|rejected|dropped|decided|discarded|turned)|left$|crossed|struck|ruled out|thrown out|cut|dropped|killed|scrapped|removed|excluded|dismissed|rejected|declined|refused|said no|say no|saying no|turned down|left (?:out|alone|aside|behind|for|to)|leave (?:to|for)|skipped|stays?|remains?|unchanged|others do|somebody else|someone else's|closed (?:without|as|unfixed)|won't fix|not reproducible|no,? thanks?",
  done: 'finished|done|in (?:use|operation|production)|up and running|ready|completed|built|delivered|shipped|in place|live|solved|there',
  future:
    'afterwards?|after that|thereafter|later|parked|postponed|shelved|deferred|on ice|waits?|waiting for later|next (?:year|season|version|time|round)|another (?:day|time|year)|one day|some ?day',
  question:
    "unclear|unanswered|undecided|unresolved|unsettled|to (?:clarify|decide|settle|discuss|find out|be (?:clarified|decided|settled|discussed))|answer|don't know|do not know|wonder|need to know|must find out",
};

const words: Partial<Record<Language, Words>> = {
  en: english,
  de: {
    opener:
      '(?:was|worauf|womit|dinge|alles|themen|punkte)(?: (?:die|wir|ist|sind|war|haben|noch|schon|bereits|es|uns))*',
    follows:
      'wir|ist|sind|seit|im|vor|bei|beim|fur|von|wie|und|aber|so|weg|fallen|bis|ab|zum|zur|in|noch|zu|es',
    out_of_scope:
      'verzichten|nein,? danke|lassen|bleibt|bleiben|weggelassen|gestrichen|raus|abgelehnt|verworfen|aussen vor|ausgeschlossen|nicht unser\\w*',
    done: 'fertig|erledigt|steht|gibt es (?:schon|bereits)|gibt es|vorhanden|geschafft|abgeschlossen|lauft',
    future:
      'spater|danach|nachher|irgendwann|zuruckgestellt|vertagt|verschoben|geparkt|auf eis|nachstes (?:jahr|mal)|nachste (?:version|runde|saison)|kann warten|hat zeit',
    question:
      'unklar|ungeklart|noch (?:zu|nicht|offen|unklar)|zu (?:klaren|entscheiden)|offen|wissen wir (?:noch )?nicht',
  },
  fr: {
    opener:
      "(?:ce qu(?:i|e|'on|'il)|les choses|tout ce qu(?:i|e))(?: (?:on|nous|est|a|ont|a ete|sont|deja|reste|pour))*",
    follows: 'en|au|a|avant|depuis|pour|par|de|chez|comme|mais|et|dans|les|la|le|aux|sur|cote|tomber',
    out_of_scope: 'laisse\\w*|ecarte\\w*|abandonne\\w*|exclu\\w*|refuse\\w*|rejete\\w*|supprime\\w*',
    done: 'pret\\w*|fait\\w*|regle\\w*|termine\\w*|livre\\w*|en place|acquis\\w*',
    future:
      "plus tard|ensuite|apres|un jour|reporte\\w*|l'an prochain|la suite|on verra|prochaine (?:version|etape|saison)",
    question:
      'reste a|a (?:trancher|decider|clarifier|preciser|eclaircir|voir)|en suspens|sans reponse|on ne sait pas',
  },
  es: {
    opener: '(?:lo que|las cosas|cosas|todo lo que)(?: (?:se|ya|hemos|esta|queda|que|nos|no|para))*',
    follows: 'desde|en|antes|para|por|de|del|como|y|pero|fuera|a|al|con|todavia|aun|que',
    out_of_scope: 'se queda|descartad\\w*|excluid\\w*|rechazad\\w*|eliminad\\w*|dejamos|esto no|no entra',
    done: 'list[oa]s?|hech[oa]s?|terminad[oa]s?|resuelt[oa]s?|acabad[oa]s?|entregad[oa]s?',
    future:
      'mas adelante|despues|luego|algun dia|otro (?:ano|momento|dia)|aplazad\\w*|pospuest\\w*|aparcad\\w*|el ano que viene',
    question:
      'sin (?:respuesta|decidir|resolver|aclarar)|por (?:aclarar|decidir|definir|resolver)|falta saber|no sabemos|no esta claro',
  },
  pt: {
    opener:
      '(?:o que|as coisas|coisas|tudo o que)(?: (?:se|ja|temos|esta|fica|ficou|que|nos|nao|foi|para|pra))*',
    follows: 'desde|em|antes|para|por|de|do|da|como|e|mas|fora|a|ao|com|ainda|que|no|na',
    out_of_scope:
      'continua|descartad\\w*|excluid\\w*|rejeitad\\w*|cortad\\w*|deixamos|isto nao|isso nao|nao entra',
    done: 'pront[oa]s?|feit[oa]s?|terminad[oa]s?|resolvid[oa]s?|concluid[oa]s?|entregues?',
    future:
      'mais tarde|depois|mais adiante|um dia|outr[oa] (?:ano|momento|dia|hora)|adiad\\w*|estacionad\\w*|ano que vem',
    question:
      'sem (?:resposta|decisao|definicao)|por (?:esclarecer|decidir|definir|resolver)|falta (?:saber|decidir|definir)|nao sabemos|nao esta claro',
  },
};

const order: readonly State[] = ['question', 'out_of_scope', 'future', 'done'];

type Patterns = { state: State; alone: RegExp; opened: RegExp }[];
const compiled = new Map<Language, Patterns>();

function patternsOf(language: Language): Patterns {
  const known = compiled.get(language);
  if (known) return known;
  const own = words[language] ?? english;
  const made = order.map((state) => ({
    state,
    alone: new RegExp(`^(?:${own[state]})(?=$|\\s*[,.:;!–—-]|\\s(?:${own.follows})(?![\\p{L}]))`, 'u'),
    opened: new RegExp(`^${own.opener} (?:${own[state]})(?![\\p{L}])`, 'u'),
  }));
  compiled.set(language, made);
  return made;
}

/** Over a folded heading. `strict`: among features only a whole clause says so, "What stays at the counter". */
export function stateTold(heading: string, language: Language, strict: boolean): State | null {
  const plain = heading.replace(/[?!.]+$/, '');
  const found = patternsOf(language).find(
    ({ alone, opened }) => opened.test(plain) || (!strict && alone.test(plain)),
  );
  return found?.state ?? null;
}
