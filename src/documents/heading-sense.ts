/** Reads headings that are half a sentence, "What we leave alone", "how it has to behave", by their negation, modal verb or time. */
import type { HeadingKind } from './heading-lexicon.ts';
import { stateTold } from './heading-state.ts';
import type { Language } from './language.ts';
import { stateOfTitle } from './state-phrases.ts';

/** What opens a heading that says something about all below it; other headings with a "not" in them are names. */
const opens =
  /^(?:what|which|things?|features?|topics?|ideas?|we|how|where|matters|nope|never|off|excluded|without us|was|wie|wo|wir|themen|dinge|hors|pas|ce qu|ou l|on |nous|sans|brauch\w+ |(?:pas|no|nao) (?:besoin|necesit\w+|hace falta|precis\w+|quer\w+|vamos)|lo que|que |cosas|como|donde|fuera|nunca|o que|coisas|onde|fora|not (?:in|part|for|now|here|this|today|going|doing|our|us|covered|needed|planned|wanted|worth|with|touched|affected|changed|concerned)\b)/;

type Sense = { says: RegExp; unless?: RegExp; kind: HeadingKind };

/** Said in a clause of its own: "Looked at and not taken", "Carried over, finished last week". */
function stateOfClauses(heading: string): HeadingKind | null {
  const [, ...clauses] = heading.split(
    /\s*[,;(–—]\s*|\s-\s|\s(?:and|but|und|aber|et|mais|y|pero|e|mas)\s+(?=(?:not|nicht|pas|no|nao|already|bereits|deja|ya|ja)\s)/,
  );
  for (const clause of clauses) {
    const state = stateOfTitle(clause.replace(/\)$/, ''));
    if (state) return state;
    if (/^(?:not|nicht|pas|no|nao) (?:\w+(?:ed|en|t|es?|ad[oa]s?|id[oa]s?|ris|pris))$/.test(clause))
      return 'out_of_scope';
  }
  return null;
}

/** People as the subject: what they do not want is left out, whoever they are. */
const people =
  /\b(?:we|they|you|i|he|she|nobody|no one|users?|customers?|clients?|wir|sie|man|niemand|kunden|on|nous|ils|elles|personne|nosotros|ellos|quier\w+|nadie|eles|ninguem|quer\w+)\b/;

const knowing =
  /\b(?:know|knows|known|decided|sure|clear|settled|agreed|understand|wissen|klar|geklart|entschieden|savons|sait|clair|decide|sabemos|claro|decidido|sabe)\b/;

/** The first that fits wins; over folded text, with a leading sign of time or doubt before one of intent. */
const senses: readonly Sense[] = [
  {
    says: /^(?:things?|stuff|what)(?: that)? (?:bugs?|annoys?|hurts?|drives?) (?:me|us|them|people)\b|^d'ou (?:ca|cela) vient|^was (?:uns|mich) (?:stort|argert|nervt)/,
    kind: 'problem',
  },
  { says: /^(?:wovor|wo) .*\b(?:graut|angst|sorgen?|bauchschmerzen)\b/, kind: 'risk' },
  {
    says: /^ce qu(?:i|e|'on) (?:attendra|peut attendre|viendra)\b|^(?:slipped|bumped|pushed|moved) (?:to|into|out|back)\b/,
    kind: 'future',
  },
  {
    says: /\b(?:can|could) (?:also )?live without\b|^(?:we |i )?would (?:love|like)$/,
    kind: 'requirement',
  },
  { says: /^ce qui existe\b|^lo que (?:ya )?existe\b|^o que (?:ja )?existe\b/, kind: 'done' },
  {
    says: /^ce qu(?:e nous|'on|e l'on) (?:attend|veut|souhaite|demande|voulons|attendons|souhaitons)\w*$|^lo que (?:se pide|pedimos|esperamos)$|^o que (?:se pede|pedimos|esperamos)$|^was (?:wir|man) erwarte[nt]$/,
    kind: 'requirement',
  },
  { says: /\b(?:but|aber|mais|pero|mas) (?:no|not|nein|non|nicht|nao)\W*$/, kind: 'out_of_scope' },
  {
    says: /\b(?:do not|don't|does not|doesn't|not yet) (?:yet )?know\b|\bwei(?:ss|sz) (?:ich|man|keiner) (?:noch )?nicht\b|\b(?:ich|wir) (?:noch )?nicht (?:weiss|wissen)\b|\bne (?:sais|savons|sait) pas\b|\bno (?:se|sabemos|se sabe)\b|\bnao (?:sei|sabemos|se sabe)\b/,
    unless: /\bneed(?:s)? to know\b/,
    kind: 'question',
  },
  {
    says: /^(?:what )?(?:we|i|they|you|users?|customers?|people|the \p{L}+) (?:really |actually |still )?(?:needs?|wants?|asked for)(?: (?:now|first|from (?:us|it)))?$|^what (?:we|i|they|you|the \p{L}+) (?:really |actually |still )?needs?\b(?! to know)|^(?:was )?(?:wir|ich|sie|die \p{L}+) (?:wirklich |unbedingt )?(?:brauch\w+|woll\w+)$|^was (?:wir|ich|sie|die \p{L}+) (?:wirklich |unbedingt )?brauch\w+\b|^(?:ce dont )?(?:nous avons|on a|j'ai) besoin\b|^(?:ce qu')?(?:ils|nous|on) (?:veulent|voulons|veut)$|^lo que (?:necesitamos|necesito|quieren|queremos|nos hace falta)\b|^(?:quieren|necesitamos|queremos)$|^(?:o|do) que (?:precisamos|preciso|querem(?:os)?)\b|^(?:querem|precisamos)$/u,
    kind: 'requirement',
  },
  {
    says: /\b(?:maybe|perhaps|possibly|if there is (?:one|ever)|in due course|perspektivisch\w*|vielleicht|eventuell|peut-etre|eventuellement|quizas?|tal vez|a lo mejor|talvez)\b|^(?:en|in|im jahr|para|em) 20\d\d\b/,
    kind: 'future',
  },
  {
    says: /^(?:not|nicht|pas|no|nao) (?:before|until|vor|avant|antes)\b|^(?:if|when|once|wenn|falls|si|quand|se|quando|cuando) .{0,24}\b(?:works?(?: out)?|succeeds?|klappt|gut lauft|marche|funciona|sale bien|da certo)$/,
    kind: 'future',
  },
  {
    says: /\b(?:seek a view|need an answer|a decider|par decider|por decidir|zu entscheiden)\b/,
    kind: 'question',
  },
  {
    says: /^(?:what|was|ce qui|lo que|o que)\b.*\b(?:(?:could|might|may|can) (?:still )?(?:bite|break|fail|happen|hurt|kill|stop|surprise|block|trip|delay)|konnte|worr(?:y|ies)|bothers?|fear|scares?|sorgen?|angst|inquiete\w*|preocupa\w*|asusta\w*|tem(?:emos|o))\b/,
    kind: 'risk',
  },
  {
    says: /^(?:who|for whom|wer|fur wen|qui|pour qui|quien(?:es)?|para quien(?:es)?|quem|para quem)\b/,
    unless:
      /\b(?:can|may|sees?|gets?|allowed|does|decides?|darf|kann|sieht|macht|bekommt|peut|voit|fait|recoit|puede|ve|hace|recibe|pode|faz|recebe)\b/,
    kind: 'persona',
  },
  { says: /^(?:why|warum|wieso|weshalb|pourquoi|por que|porque)\b/, kind: 'problem' },
  {
    says: /\b(?:(?:would|could|might|may|will) (?:kill|sink|break|stop) (?:it|this|us)|go(?:es)? wrong|sink (?:this|us|it)|keeps us awake|schief ?(?:gehen|geht|laufen)|mal tourner|salir mal|correr mal|dar errado)\b/,
    unless: /^(?:what(?:'s| is) going|was (?:heute )?schief)/,
    kind: 'risk',
  },
  {
    says: /^(?:what|why)\b.*\b(?:is|are) for$|^worum es (?:geht|gehen)|^a quoi (?:ca|cela) sert|^para que (?:sirve|serve)/,
    kind: 'goal',
  },
  {
    says: /\b(?:want|hope|wollen|mochten|veut|voulons|queremos|se quiere)\b.*\b(?:achieve|reach|erreichen|atteindre|obtenir|lograr|conseguir|alcanzar|alcancar|atingir)\b/,
    kind: 'goal',
  },
  {
    says: /^(?:how|wie|woran|comment|a quoi|como|con que|com o que)\b.*\b(?:judge|measure[ds]?|know|tell|satisfied|messen|merken|erkennen|mesur\w+|saur\w+|reconnai\w+|medi\w+|sabr\w+|sabemos|saber\w*|satisf\w+|conten\w+)\b/,
    kind: 'metrics',
  },
  {
    says: /^what(?:'s| is| we have)? (?:ready|finished|working|in place|there already)\b|\b(?:in our pocket|lean on)\b|^ce qui (?:est|a ete) (?:fait|pret|livre|en place|acquis)\b|^was (?:steht|fertig ist|es (?:schon|bereits) gibt)\b|^lo que (?:esta (?:hecho|listo)|tenemos)\b|^o que (?:esta (?:feito|pronto)|temos)\b/,
    kind: 'done',
  },
];
const negations =
  /\b(?:not|never|nope|excluded?|leav(?:e|ing) (?:out|alone|aside)|left (?:out|alone|aside)|(?:took|taken) \w* ?(?:down|out|off)|nicht|keine?[nmrs]?|aussen vor|pas|hors|sans nous|fuera|no|nao|fora)\b|n't\b|^off the\b/;
const allowed =
  /\b(?:must|shall|should|may|darf|durfen|muss|doit|doivent|debe[ns]?|dev[ea]m?) (?:not|never|nicht|pas|no|nao)\b|\bnot (?:only|just|negotiable)\b|\bnon?-?(?:functional|negotiable)\b|(?:no|nao) (?:solo|so|funciona\w*|negociable\w*|negociave\w+)|nicht (?:nur|funktional\w*|verhandelbar\w*)/;
const unfinished =
  /\b(?:start(?:ed)?|finish(?:ed)?|begun|begonnen|angefangen|fertig|commenc\w+|fini\w*|empez\w+|comec\w+|acab\w+|termin\w+)\b/;
const failing = /\b(?:work(?:s|ing)?|funktioniert|lauft|marche|fonctionne|funciona)\b/;
const modal =
  /\b(?:(?:has|have|needs?) to|must|should|shall|muss|mussen|soll|sollen|sollte|braucht|brauchen|doit|doivent|devrait|faut|besoin|tiene[ns]? que|debe[ns]?|deberian?|necesitamos|hay que|tem (?:de|que)|deve[m]?|deveria|precisa(?:mos)?)\b|^(?:what|how) (?:it|this|the \p{L}+) (?:does|can|will|behaves)\b/u;
const reader =
  /\b(?:know|read|understand|wissen|lesen|savoir|lire|saber|leer|ler)\b(?! (?:faire|hacer|fazer|how))/;
const present =
  /\b(?:today|so far|until now|bislang|jusqu'ici|hasta ahora|ate agora|nowadays|currently|at the moment|hurts?|breaks?|broken|going wrong|heute|derzeit|aktuell|bisher|aujourd'hui|actuellement|hoy|actualmente|hoje|atualmente)\b|^(?:d'ou l'on part|de onde|wo wir stehen|donde estamos|como estamos)\b/;

/** In Portuguese a "no" is an "in the". */
function denies(plain: string, language: Language): boolean {
  const denied = negations.test(language === 'pt' ? plain.replace(/\bnos?\b/g, ' ') : plain);
  return denied && (opens.test(plain) || people.test(plain)) && !allowed.test(plain);
}

/** `strict`: only what takes all below it out of the work; a feature may have a "must" or a "today" in its name. */
export function senseOf(heading: string, language: Language, strict: boolean): HeadingKind | null {
  const plain = language === 'en' ? heading : heading.replace(/[?!.]+$/, '');
  const found = senses.find(({ says, unless }) => says.test(plain) && !unless?.test(plain));
  const state = stateTold(heading, language, strict);
  if (state) return state;
  if (found && (!strict || found.kind === 'future' || found.kind === 'done')) return found.kind;
  const told = strict ? null : stateOfClauses(plain);
  if (told) return told;
  if (denies(plain, language)) {
    if (knowing.test(plain)) return 'question';
    if (unfinished.test(plain)) return null;
    return failing.test(plain) ? 'problem' : 'out_of_scope';
  }
  if (strict) return null;
  if (modal.test(plain) && !reader.test(plain)) return 'requirement';
  return present.test(plain) ? 'problem' : null;
}
