/** What headings say in French, folded to plain lower-case letters. */
import type { HeadingLexicon } from './heading-lexicon.ts';

export const frenchHeadings: HeadingLexicon = {
  out_of_scope: {
    phrases:
      "^(?:ce qu.on|ce que nous|on|nous) .*\\bpas\\b|^sans \\w+|non retenus?|(?:qu.on|on) ne (?:fait|fera|veut)|laisse(?:e?s)? de cote|pas dans (?:cette|ce)|hors de (?:ce|cette)|ce qui n.en fait pas|hors (?:perimetre|champ|scope|sujet)|non-?objectifs?|non (?:inclus|prevu|couvert)(?:e?s)?|ne (?:ferons|faisons) pas|ne fait pas partie|ce (?:que|qui) (?:nous|n'|ce|on) ?n?e? ?(?:est|fait|ferons|faisons|sera)? ?pas|exclu(?:s|sions)? du|pas prevu|hors lot",
    words: 'exclusions?|exclus|rejete|abandonne|ecarte',
  },
  future: {
    phrases:
      'versions? suivantes?|etapes suivantes|pour (?:apres|un jour)|apres la (?:v1|premiere)|sans date|on verra|l.an prochain|evolutions? (?:futures?|ulterieures?|possibles?|envisagees?)|ouvertures|ameliorations? (?:futures?|possibles?|ulterieures?)|fonctionnalites (?:futures?|a venir)|post[- ]?mvp|apres le (?:lancement|mvp)|v(?:ersion)? ?[2-9](?: et (?:plus|suivantes?|\\+))?$|si (?:le )?temps|plus tard|versions? (?:futures?|ulterieures?)|pour (?:plus tard|la suite)|prochaines? versions?|dans un second temps|phases? ulterieures?',
    words:
      'ensuite|idees pour la suite|perspectives|futur|evolutions|reporte|a venir|idees|ulterieurement|en attente',
  },
  done: {
    phrases:
      'ce qui (?:est|existe|marche|tourne) deja|deja (?:la|acquis|en service|disponible|termine)|deja (?:fait|livre|en place|realise|en production|disponible)',
    words: 'acquis|realisations|fait|livre|termine|realise|existant',
  },
  question: {
    phrases:
      'en attente d.une reponse|(?:encore )?a decider|on ne sait pas|sans reponse|points? a debattre|questions? (?:ouvertes?|en suspens|a trancher)|points? (?:ouverts?|en suspens|a (?:clarifier|trancher|eclaircir|valider))|a (?:clarifier|trancher|decider)|reste a',
    words: 'questions|inconnues|en suspens',
  },
  changelog: { phrases: 'historique (?:des )?(?:versions|modifications|revisions)', words: 'historique' },
  contents: { words: 'sommaire|table des matieres' },
  acceptance: {
    phrases:
      "c.est (?:fini|termine|pret) quand|quand est-ce fini|criteres? d'acceptation|criteres? de (?:recette|validation)|definition de termine",
    words: 'criteres|recette|evaluation',
  },
  nfr: {
    phrases:
      'regles du jeu|ce qui (?:vaut|doit tenir) partout|exigences (?:de|d.)(?: ?service| ?exploitation)|non[- ]fonctionnel(?:le)?s?|exigences (?:de qualite|techniques|generales|transverses|transversales)|qualite de service|regles (?:generales|transverses|communes)',
    words:
      'incontournables?|qualite|performances?|securite|accessibilite|disponibilite|confidentialite|fiabilite|conformite|rgpd|exploitation',
  },
  alternatives: {
    phrases:
      'alternatives? (?:envisagees?|etudiees?|ecartees?)|(?:options|pistes) (?:ecartees|etudiees|envisagees)',
    words: 'alternatives',
  },
  user_story: {
    phrases:
      "recits? utilisateurs?|user stories|histoires? utilisateurs?|cas d'(?:usage|utilisation)|parcours utilisateurs?",
    words: 'recits|scenarios|stories|parcours',
  },
  metrics: {
    phrases:
      'comment (?:on|nous) (?:mesure|saura|saurons|mesurerons)|indicateurs? (?:de (?:succes|reussite|performance)|cles?)|mesures? (?:de|du) succes|criteres? de (?:succes|reussite)',
    words: '(?:en |les |quelques )chiffres|indicateurs|metriques|kpis?|mesures|cibles|succes',
  },
  persona: {
    phrases:
      'pour qui|qui (?:s.en sert|l.utilise|utilise)|utilisateurs? (?:cibles?|vises?)|publics? (?:cibles?|vises?)|profils? (?:utilisateurs?|types?)',
    words: 'personas?|utilisateurs|cibles?|public|clients|profils|acteurs(?: et roles)?|roles',
  },
  example: { words: 'exemples?' },
  glossary: { words: 'glossaire|definitions|terminologie|legende|conventions|abreviations' },
  reference: { words: 'references|annexes?|liens|documents lies|sources|ressources' },
  risk: {
    phrases: 'points? (?:de vigilance|d.attention)|risques? (?:et|&|identifies)|ce qui pourrait',
    words: 'risques?|inconvenients|limites et risques',
  },
  assumption: { words: 'hypotheses' },
  constraint: { words: 'contraintes?|limitations|restrictions|prerequis' },
  dependency: { words: 'dependances?|en attente de|prealables' },
  decision: {
    phrases: 'decisions? (?:prises?|actees?)',
    words: 'decisions?|arbitrages|releve de decisions',
  },
  action: {
    phrases:
      "qui fait quoi|points? d.action|suites a donner|a suivre|liste des taches|prochaines? etapes|plan d'actions?|actions? a (?:mener|faire)|a faire|reste a faire|qui fait quoi",
    words: 'suivis?|engagements|actions?|taches|todo',
  },
  bug: { words: 'anomalies|bogues|bugs' },
  milestone: {
    phrases: 'plan de (?:deploiement|lancement|livraison)|feuille de route',
    words: 'calendrier|planning|jalons|phases|deploiement|lotissement|lancement|echeances|etapes',
  },
  testing: { words: 'tests?|plan de test|verification' },
  requirement: {
    phrases:
      "^(?:en cours|prevu)$|ce qu.on (?:veut$|construit|va faire|livre|attend)|ce que (?:le|la|l.)\\s?\\w+ doit (?:faire|permettre)|ce que (?:doit|devra) (?:faire|permettre)|ce qu.il faut|ce que l.outil doit|exigences fonctionnelles|besoins fonctionnels|(?:principales )?fonctionnalites|perimetre fonctionnel|dans le perimetre|ce que (?:nous|l'on) (?:construisons|voulons(?! (?:atteindre|obtenir)))|specifications? fonctionnelles?|regles (?:de gestion|metier)",
    words:
      'exigences|fonctionnalites|fonctions|besoins|perimetre|specifications|livrables|cahier des charges|contenu',
  },
  technical: {
    phrases:
      "conception technique|modele (?:conceptuel )?de(?:s)? donnees|schema (?:de|d'|relationnel)[^:]{0,20}|solution technique|specifications? techniques?|contraintes techniques|choix techniques?|environnement technique|stack|pile technique",
    words: 'architecture|technique|technologies|integrations?|interfaces|mcd|mld',
  },
  design: { words: 'ergonomie|interface|maquettes|experience utilisateur|ecrans' },
  solution: {
    phrases: 'solution (?:proposee|envisagee|retenue)',
    words: 'solution|proposition|approche|concept|idee',
  },
  problem: {
    phrases: 'situation actuelle|pourquoi maintenant|points de douleur',
    words: 'probleme|problematique|constat|motivation|pourquoi|enjeux?|problemes',
  },
  goal: {
    phrases:
      'ce (?:qu.on|que nous) (?:vise|visons|(?:veut|voulons) (?:obtenir|atteindre|changer))|ou (?:on|nous) (?:veut|voulons) aller|objectifs? (?:pedagogiques?|du projet|metiers?|principa(?:l|ux)|specifiques?|genera(?:l|ux)|vises)|competences (?:demontrees|acquises|visees)',
    words: 'objectifs?|buts?|vision|finalite|benefices|ambition',
  },
  people: { words: 'parties prenantes|equipe|participants|presents|contacts|responsables|validation' },
  overview: {
    phrases: 'ou (?:en )?sommes-nous|ou nous en sommes',
    words: "resume|introduction|contexte|presentation|apercu|synthese|preambule|vue d'ensemble|en bref",
  },
  meta: { words: 'informations|metadonnees' },
};
