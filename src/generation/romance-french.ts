/** French grammar as far as titles need it. */
import { type RomanceGrammar, readPairs } from './romance-grammar.ts';

const participles = readPairs(
  'fait:faire mis:mettre permis:permettre transmis:transmettre soumis:soumettre pris:prendre repris:reprendre compris:comprendre ouvert:ouvrir offert:offrir couvert:couvrir reçu:recevoir vu:voir prévu:prévoir rendu:rendre vendu:vendre étendu:étendre inclus:inclure exclu:exclure conçu:concevoir maintenu:maintenir obtenu:obtenir lu:lire inscrit:inscrire écrit:écrire décrit:décrire produit:produire construit:construire traduit:traduire réduit:réduire restreint:restreindre joint:joindre suspendu:suspendre affranchi:affranchir',
);
const finites = readPairs(
  'permet:permettre met:mettre transmet:transmettre soumet:soumettre reçoit:recevoir fournit:fournir garantit:garantir avertit:avertir remplit:remplir saisit:saisir choisit:choisir définit:définir établit:établir convertit:convertir produit:produire prend:prendre rend:rendre obtient:obtenir offre:offrir ouvre:ouvrir inscrit:inscrire lit:lire réduit:réduire traduit:traduire inclut:inclure exclut:exclure fait:faire envoie:envoyer renvoie:renvoyer essaie:essayer achète:acheter rappelle:rappeler appelle:appeler enverra:envoyer recevra:recevoir verra:voir fera:faire permettent:permettre reçoivent:recevoir fournissent:fournir saisissent:saisir choisissent:choisir maintient:maintenir décrit:décrire joint:joindre voit:voir suit:suivre sert:servir vient:venir tient:tenir répond:répondre attend:attendre descend:descendre perd:perdre vend:vendre connaît:connaître conduit:conduire dit:dire écrit:écrire sait:savoir part:partir sort:sortir sent:sentir souscrit:souscrire prescrit:prescrire voient:voir lisent:lire prennent:prendre mettent:mettre disent:dire écrivent:écrire décrivent:décrire joignent:joindre suivent:suivre vendent:vendre attendent:attendre répondent:répondre paie:payer essuie:essuyer pèse:peser lève:lever mène:mener gère:gérer règle:régler',
);
const noVerb = new Set(
  'entre contre outre quatre autre notre votre leur offline mobile web interne externe dispose'.split(' '),
);

function infinitiveOfParticiple(word: string): string | null {
  const bare = word.replace(/e?s?$/, '');
  const known = participles.get(bare) ?? participles.get(word) ?? participles.get(word.replace(/e$/, ''));
  if (known) return known;
  if (/é(?:e?s?)$/.test(word)) return word.replace(/é(?:e?s?)$/, 'er');
  return /[nstldrv]i(?:e?s?)$/.test(word) && word.length > 4 ? word.replace(/i(?:e?s?)$/, 'ir') : null;
}

/** "préremplit" is "remplit" with something before it. */
function finiteWithPrefix(word: string): string | null {
  const [, before, bare] = /^(pré|ré|re|dé|sur|sous|entre|contre)(\p{Ll}{4,})$/u.exec(word) ?? [];
  const verb = bare ? finites.get(bare) : undefined;
  return verb ? `${before}${verb}` : null;
}

function infinitiveOfFinite(word: string): string | null {
  const known = finites.get(word) ?? finiteWithPrefix(word);
  if (known) return known;
  if (noVerb.has(word) || word.length < 4) return null;
  if (/(?:e|i)ra(?:ont)?$|eront$|iront$/.test(word)) return word.replace(/(e|i)r(?:a|ont)$/, '$1r');
  if (/ttr(?:a|ont)$|dr(?:a|ont)$/.test(word)) return word.replace(/r(?:a|ont)$/, 're');
  if (/issent$/.test(word)) return word.replace(/issent$/, 'ir');
  const stem = /(?:e|ent)$/.test(word) ? word.replace(/(?:ent|e)$/, '') : null;
  return stem === null ? null : `${stem.replace(/è(\p{L}{1,2})$/u, 'é$1')}er`;
}

const presents = readPairs(
  'être:est/sont avoir:a/ont aller:va/vont faire:fait/font pouvoir:peut/peuvent voir:voit/voient savoir:sait/savent lire:lit/lisent recevoir:reçoit/reçoivent prendre:prend/prennent mettre:met/mettent permettre:permet/permettent apparaître:apparaît/apparaissent disparaître:disparaît/disparaissent produire:produit/produisent conduire:conduit/conduisent suivre:suit/suivent partir:part/partent sortir:sort/sortent servir:sert/servent couvrir:couvre/couvrent ouvrir:ouvre/ouvrent offrir:offre/offrent inclure:inclut/incluent exclure:exclut/excluent',
);

const secondGroup =
  /(?:fin|chois|rempl|sais|établ|garant|avert|fourn|réuss|about|ralent|convert|réun|réag|ag|roug|grand)ir$/;

/** "dépasser" → "dépasse", many: "dépassent"; null for a verb of a kind this does not know. */
function presentOf(infinitive: string, many: boolean): string | null {
  const known = presents.get(infinitive)?.split('/')[many ? 1 : 0];
  if (known) return known;
  if (/[^ly]er$/.test(infinitive))
    return infinitive.replace(/é([^aeiouéè]{1,2})er$/, 'è$1er').replace(/er$/, many ? 'ent' : 'e');
  if (/ll?er$/.test(infinitive)) return infinitive.replace(/er$/, many ? 'ent' : 'e');
  if (/(?:ten|ven)ir$/.test(infinitive)) return infinitive.replace(/enir$/, many ? 'iennent' : 'ient');
  if (secondGroup.test(infinitive)) return infinitive.replace(/r$/, many ? 'ssent' : 't');
  return /[dp]re$/.test(infinitive) ? infinitive.replace(/re$/, many ? 'ent' : '').replace(/p$/, 'pt') : null;
}

export const french: RomanceGrammar = {
  obliged: 'doit|doivent|devra|devront|devrait|devraient',
  able: 'peut|peuvent|pourra|pourront|pourrait|pourraient',
  filler:
    /^(?:(?:pouvoir|toujours|également|aussi|ainsi|automatiquement(?= \p{L}+r )|être (?:capables? de|en mesure de)|permettre de(?! la | l'))\s+)+/u,
  negation: { before: "ne |n'", after: 'pas|jamais|plus', write: (order) => `Ne pas ${order}` },
  be: { infinitive: 'être', finite: 'est|sont|sera|seront' },
  software:
    'système|application|appli|plateforme|site|portail|service|serveur|logiciel|outil|solution|api|backend|back-end|frontend|front-end|back-office|bot|assistant|produit|moteur|app',
  place:
    'page|tableau de bord|liste|formulaire|écran|module|interface|vue|menu|rapport|fiche|espace|dashboard|section|panneau',
  person:
    '(?!formulaires?|calendriers?|fichiers?|dossiers?|courriers?|paniers?|papiers?|compteurs?|serveurs?|moteurs?|ordinateurs?|questionnaires?|commentaires?|honoraires?|ascenseurs?|capteurs?|afficheurs?|lecteurs? d|horaires?|inventaires?|exemplaires?|salaires?|quartiers?|chantiers?|ateliers?|métiers?|boîtiers?|claviers?|indicateurs?|valeurs?|couleurs?|erreurs?|heures?|secteurs?|territoires?)\\p{L}{3,}(?:aires?|ières?|iers?|ères?|eurs?|euses?|rices?|istes?|iennes?|iens?)|maraîch(?:er|ère)s?|habitante?s?|usag(?:er|ère)s?|gardien(?:ne)?s?|colocs?|artisans?|familles?|passag(?:er|ère)s?|conduct(?:eur|rice)s?|permanente?s?|directions?|secrétaires?|utilisat(?:eur|rice)s?|clients?|membres?|administrat(?:eur|rice)s?|admins?|gestionnaires?|agents?|joueurs?|visiteurs?|candidats?|recruteurs?|responsables?|employés?|salariés?|parents?|élèves?|étudiants?|enseignants?|patients?|médecins?|locataires?|bénévoles?|vendeurs?|acheteurs?|équipes?|personnes?|managers?|abonnés?|adhérents?|opérateurs?|technicien(?:ne)?s?|internautes?|modérat(?:eur|rice)s?|chauffeurs?|livreurs?|conseillers?|organisat(?:eur|rice)s?|participants?',
  article: "les? |la |l['’]|une? |des |chaque |tous? les |toutes les |tout |toute |ce |cette |son |sa |ses ",
  condition:
    "pour (?:les? |la |l['’])|lorsqu(?:e |['’])|quand |si |s['’]|dès qu(?:e |['’])|après |avant |en cas d|à chaque |une fois |pour chaque |lors d|au moment ",
  benefit:
    /,?\s+(?:afin (?:de|que|d['’])|pour que|pour ne pas|pour (?=\p{L}+(?:er|ir|re|oir)\b)|de manière à|car ).*$|,\s+ce qui .*$/iu,
  impersonal: [
    { pattern: /^il (?:doit|devra|devrait|est|sera) (?:être )?possible d(?:e |['’])(.+)$/iu, permits: true },
    {
      pattern: /^(?:la )?possibilité (?:pour .{3,40} )?d(?:e |['’])(\p{L}+(?:er|ir|re|oir)\b.*)$/iu,
      permits: true,
    },
    {
      pattern:
        /^(?:il faut|il faudra|il convient d(?:e |['’])|on doit|on devra)\s*(\p{L}+(?:er|ir|re|oir)\b.*)$/iu,
      permits: false,
    },
  ],
  reflexive: /^(?:se |s['’])(\p{Ll}+(?:er|ir|re))(?=\s|$)(.*)$/u,
  nextClause: /\s+et (?:une?|les?|la|des|l['’]).*\s(?:est|sont|doit|doivent|sera|seront|peut|peuvent)\s.*$/iu,
  onlyBut: /\squ(?:e\s|['’])/iu,
  toBeAble: /^pouvoir\s/iu,
  wanted:
    /^(?:nous (?:voulons|souhaitons)|on (?:veut|voudrait|aimerait)|ils? (?:veut|veulent)|il (?:nous )?faudrait|(?:nous avons|on a) besoin d(?:e\s|['’])|il nous faut)\s*(.+)$/iu,
  agent: /\s+par (?:le|notre) (?:système|serveur|site|logiciel)|\s+par l['’](?:application|outil|api)/iu,
  story:
    /\ben tant qu(?:e |['’])\s*.+?,?\s*(?:je (?:veux|souhaite|voudrais|dois|peux|désire)|j['’](?:aimerais|ai besoin d(?:e |['’])))\s*(.+)$/isu,
  pronouns: [
    [/(?<!\p{L})mon(?!\p{L})/gu, 'son'],
    [/(?<!\p{L})ma(?!\p{L})/gu, 'sa'],
    [/(?<!\p{L})mes(?!\p{L})/gu, 'ses'],
    [/(?<!\p{L})moi(?!\p{L})/gu, 'soi'],
    [/\bm['’]/g, "s'"],
    [/(?<!\p{L})me(?!\p{L})/gu, 'se'],
  ],
  toMe: /\s(?:me|nous)\s|\sm['’]/iu,
  user: "l'utilisateur",
  infinitive: /^(?:s['’]|se )?\p{Ll}{2,}(?:er|ir|re|oir)$/u,
  infinitiveOfParticiple,
  infinitiveOfFinite,
  permit: (who, deed) => {
    if (who !== null && dative(who) === null) return deed;
    return `Permettre ${who === null ? '' : `${dative(who)} `}${of(deed)}`;
  },
  forbid: (who, deed) => `Empêcher ${who.charAt(0).toLowerCase()}${who.slice(1)} ${of(deed)}`,
  make: (what, quality) => `Rendre ${what} ${quality}`,
  inPlace: (place) => `dans ${place}`,
  provide: (thing) => `Proposer ${thing}`,
  see: (clause) => `Faire en sorte ${clause}`,
  ensure: (clause) => `Garantir qu${/^[aeiouyhéèêâî]/i.test(clause) ? "'" : 'e '}${clause}`,
  holds: presentOf,
  deny: (verb, word) => `n${/^[aeiouyhéèêâî]/i.test(verb) ? "'" : 'e '}${verb}${word && ` ${word}`}`,
  states: new Map(
    'expire expirent arrive arrivent apparaît apparaissent fonctionne fonctionnent reste restent dure durent répond répondent'
      .split(' ')
      .map((verb) => [verb, verb]),
  ),
  mayDo:
    /^(?:(?:il (?:faut|faudra|faudrait)|nous (?:voulons|souhaitons)|on veut) )?qu(?:e |['’])(.{3,60}?) puisse(?:nt)? (\p{L}+(?:er|ir|re|oir)\s.+)$/iu,
  send: (who, what) => (dative(who) === null ? `Envoyer ${what}` : `Envoyer ${dative(who)} ${what}`),
};

function of(deed: string): string {
  return /^[aeiouyhéèêâî]/i.test(deed) ? `d'${deed}` : `de ${deed}`;
}

/** "le locataire" → "au locataire", "les clients" → "aux clients"; null for one person without an article. */
function dative(who: string): string | null {
  if (/^le /i.test(who)) return `au ${who.slice(3)}`;
  if (/^les /i.test(who)) return `aux ${who.slice(4)}`;
  const bare = `${who.charAt(0).toLowerCase()}${who.slice(1)}`;
  if (/^(?:la |l['’]|une? |chaque |tous |toute?s? |son |sa |ses |cette |ce )/.test(bare)) return `à ${bare}`;
  return /^\p{L}+s(?=\s|$)/u.test(bare) ? `aux ${bare}` : null;
}
