/** What headings say in five languages, folded to plain lower-case letters; the first kind that fits wins. */
import type { Language } from './language.ts';

export const headingKinds = [
  'out_of_scope',
  'future',
  'done',
  'question',
  'changelog',
  'contents',
  'acceptance',
  'nfr',
  'alternatives',
  'user_story',
  'metrics',
  'persona',
  'example',
  'glossary',
  'reference',
  'risk',
  'assumption',
  'constraint',
  'dependency',
  'decision',
  'action',
  'bug',
  'milestone',
  'testing',
  'requirement',
  'technical',
  'design',
  'solution',
  'problem',
  'goal',
  'people',
  'overview',
  'meta',
] as const;
export type HeadingKind = (typeof headingKinds)[number];

/** `phrases` hold wherever they stand in a heading; `words` only when the heading says little else. */
export type HeadingEntry = { phrases?: string; words?: string };

export const headingLexicon: Record<Language, Partial<Record<HeadingKind, HeadingEntry>>> = {
  en: {
    out_of_scope: {
      phrases:
        "out of scope|out-of-scope|not in scope|non-?goals?|non goals?|not part of|not doing|won'?t do|will not (?:do|build)|won'?t (?:build|have)|not included|what (?:this|it) is not|anti-goals?|explicitly not|not covered|not planned|leave out|leaving out|off the table|do not build|scope exclusions?|not going to",
      words: 'excluded|exclusions?|descoped|rejected|dropped|limits of scope',
    },
    future: {
      phrases:
        'future (?:work|considerations?|possibilities|enhancements?|improvements?|ideas?|scope|phases?|releases?|versions?|features?|plans?)|nice to haves?|deferred|parking lot|later (?:phases?|releases?|versions?)|post[- ]?(?:mvp|launch)|after (?:launch|mvp|the launch)|not now|next release|phase \\d+ ?(?::|-)? ?(?:maybe|later|future)|maybe (?:later|20\\d\\d|one day)|for later|someday|v(?:ersion)? ?[2-9](?:\\.\\d)?(?: ideas?)?$|stretch (?:ideas|goals)|ideas for',
      words: 'later|future|parked|backlog|icebox|ideas|possible extensions?|extensions?|outlook|someday',
    },
    done: {
      phrases:
        'already (?:done|built|live|shipped|delivered|exists?|in place|implemented)|done since|what we have today|recently shipped',
      words: 'done|completed|shipped|delivered|existing (?:features|functionality)|implemented|finished',
    },
    question: {
      phrases:
        'open (?:questions?|issues?|points?|items?|topics?)|unresolved|to be (?:clarified|decided|discussed)|outstanding questions?|not settled|unsettled|still open|unknowns?|things we (?:do not|don.t) know|clarifications?(?: needed)?|needs? clarification|questions (?:to|for|from)|undecided',
      words: 'questions?|faq|open|edge cases?|tbd|q ?& ?a|q and a|issues',
    },
    changelog: {
      phrases: 'change ?log|revision history|version history|document history|change history',
      words: 'revisions|history|changes',
    },
    contents: { phrases: 'table of contents', words: 'contents|toc|index' },
    acceptance: {
      phrases:
        'acceptance (?:criteria|criterion|tests?|scenarios?)|definition of done|conditions of satisfaction|success conditions',
      words: 'acceptance|criteria|dod|ac|done when',
    },
    nfr: {
      phrases:
        'non-?functional|non functional|quality (?:attributes?|bars?|requirements?|goals?)|service levels?|rules that apply|general (?:requirements?|rules)|cross-?cutting|apply to (?:all|every)',
      words:
        'nfrs?|performance(?: requirements?)?|security(?: requirements?)?|reliability|availability|scalability|accessibility|privacy|compliance|usability|localisation|localization|internationalisation|internationalization|observability|monitoring|operations|maintainability|slas?|slos?',
    },
    alternatives: {
      phrases:
        'alternatives?(?: considered)?|options considered|considered and rejected|rejected (?:options|alternatives|ideas)|other options|prior art',
      words: 'alternatives?|why not',
    },
    user_story: {
      phrases:
        'user stor(?:y|ies)|job stor(?:y|ies)|use cases?|user scenarios?|jobs? to be done|user journeys?',
      words: 'stories|story|scenarios|journeys?|jtbd|epics?',
    },
    metrics: {
      phrases:
        'success (?:metrics?|criteria|measures?|indicators?)|key (?:metrics?|results?|performance indicators?)|how (?:will )?we (?:will )?measure|measur(?:es?|ing|ement) (?:of )?success|how we (?:will )?know|what success looks like|gate to|measurable outcomes?',
      words:
        'metrics?|kpis?|measures?|measurements?|success|okrs?|targets?|results|outcomes?|analytics goals|impact',
    },
    persona: {
      phrases:
        'user personas?|target (?:users?|audience|groups?|customers?|market)|who (?:is|are) (?:this|it|the users?)|who it is for|who is it for|user segments?|user types?|user roles',
      words: 'personas?|users?|audience|customers?|segments?|actors|roles|target',
    },
    example: {
      phrases:
        'example (?:event|request|response|payload|output|usage|code|data)|sample (?:payload|code|output|data)',
      words: 'examples?|samples?|illustrations?|snippets?',
    },
    glossary: {
      phrases: 'terms and definitions',
      words:
        'glossary|definitions?|terminology|terms|abbreviations|acronyms|conventions?|legend|notation|vocabulary|how to read',
    },
    reference: {
      phrases: 'related (?:documents?|work|links?|rfcs?)|further reading',
      words: 'references?|links|resources|appendix|appendices|sources|bibliography|attachments|annex',
    },
    risk: {
      phrases:
        'risks? and|what could go wrong|what can go wrong|risk (?:assessment|register|analysis|mitigation)|potential (?:risks|issues|challenges)',
      words: 'risks?|drawbacks?|concerns?|threats|mitigations?|pitfalls|trade-?offs?|downsides',
    },
    assumption: { phrases: 'assumptions? (?:and|we)|we assume', words: 'assumptions?|premises' },
    constraint: {
      phrases: 'constraints? and|technical constraints|legal constraints',
      words:
        'constraints?|limitations?|restrictions?|boundary conditions|preconditions|prerequisites?|guardrails',
    },
    dependency: {
      phrases:
        'dependencies (?:between|and|on)|waiting on|blocked by|depends on|what we need from|dependency (?:chain|graph|map)|logical dependency',
      words: 'dependenc(?:y|ies)|blockers?|external dependencies|interdependencies',
    },
    decision: {
      phrases: 'decisions? (?:made|taken|log)|what we decided',
      words: 'decisions?|decided|resolutions?|agreements|agreed',
    },
    action: {
      phrases:
        'action (?:items?|points?|list)|next steps?|to-?dos?|what needs to happen|what (?:has|needs) to be done|follow-?ups?|implementation (?:tasks|steps|plan)|task (?:list|breakdown)|work items',
      words: 'actions?|tasks?|todo|assignments|homework|commitments',
    },
    bug: { phrases: 'known (?:bugs|issues|defects)|bug fixes|things to fix', words: 'bugs?|defects?|fixes' },
    milestone: {
      phrases:
        'roll-?out(?: plan)?|release plan|launch plan|development roadmap|project plan|delivery plan|go-to-market|migration plan|implementation phases|task order|order of work|phased|build order',
      words:
        'milestones?|timeline|roadmap|phases|schedule|release|releases|launch|rollout|plan|planning|deadlines|dates|iterations|sprints',
    },
    testing: {
      phrases:
        'test (?:plan|strategy|cases|approach)|testing (?:plan|strategy|approach)|quality assurance|verification plan',
      words: 'testing|tests?|qa|verification|validation',
    },
    requirement: {
      phrases:
        'functional (?:requirements?|scope)|(?:product|system|business|user|detailed|core|key|technical|interface|data|feature|software) requirements?|requirements? (?:specification|list|overview)|core features?|key features?|main features?|feature (?:list|set|overview|requirements|breakdown|specifications?)|features? and|what we (?:are )?build(?:ing)?|what (?:it|the product) (?:does|should do|must do)|must[- ]haves?|should[- ]haves?|could[- ]haves?|in scope|what to build|capabilities|what changes|added requirements|modified requirements|mvp scope',
      words:
        'requirements?|features?|functions?|functionality|scope|mvp|deliverables?|specifications?|specs?|functional|capability|wishlist|improvements|enhancements|changes',
    },
    technical: {
      phrases:
        'technical (?:design|architecture|considerations|details|approach|specification|notes|solution)|system (?:architecture|components|design)|data models?|implementation (?:details|notes)|infrastructure requirements|detailed design',
      words:
        'architecture|api|apis|technical|technology|tech stack|stack|infrastructure|database|schema|backend|frontend|integrations?|implementation|endpoints?',
    },
    design: {
      phrases:
        'user experience|user interface|ui ?/ ?ux|ux ?/ ?ui|user flows?|design (?:considerations|principles|notes)|look and feel|key user flows',
      words: 'ux|ui|design|wireframes?|mockups?|screens|flows?',
    },
    solution: {
      phrases:
        'proposed (?:solution|change|design|approach)|solution overview|how it works|what we (?:propose|want)|our (?:approach|proposal)|the idea',
      words: 'solution|proposal|approach|concept|idea|strategy|pitch|vision and solution|what',
    },
    problem: {
      phrases:
        'problem (?:statement|description|space)|pain points?|why now|why (?:are )?we (?:are )?doing|current (?:situation|state|process|problems?)|customer problem|the problem',
      words: 'problems?|motivation|pain|why|rationale|need|opportunity|challenge|challenges',
    },
    goal: {
      phrases:
        'goals? and|business (?:goals?|objectives?|case|value)|product (?:goals?|vision|objectives?)|strategic (?:fit|alignment)',
      words: 'goals?|objectives?|aims?|vision|mission|value|benefits?|purpose|principles',
    },
    people: {
      phrases: 'sign-?offs?|raci|team (?:members|and roles)',
      words:
        'stakeholders?|team|attendees|participants|present|contacts?|owners?|approvers?|approvals|reviewers?|responsibilities|who',
    },
    overview: {
      phrases:
        'executive summary|where we (?:are|stand)|document (?:purpose|overview)|about this|status update|product overview|at a glance',
      words:
        'overview|summary|introduction|intro|background|context|abstract|tl;?dr|about|status|description|preface|preamble|in short|current state',
    },
    meta: {
      phrases: 'document (?:information|control|details|status)',
      words: 'metadata|meta|information|document|front matter',
    },
  },
  de: {
    out_of_scope: {
      phrases:
        'nicht[- ]ziele?|nicht im umfang|nicht (?:enthalten|bestandteil|teil|vorgesehen|geplant)|out of scope|ausserhalb des umfangs|was wir nicht|machen wir nicht|kein bestandteil|nicht umfang',
      words: 'abgrenzung(?:en)?|ausgeschlossen|ausschlusse|verworfen|abgelehnt|nichtziele',
    },
    future: {
      phrases:
        'spatere[rs]? (?:ausbau|phasen?|versionen|erweiterungen|themen)|fur spater|zukunftige|nice to have|ausbaustufe [2-9]|kommende versionen|nach dem start',
      words:
        'ausblick|spater|zukunft|geparkt|themenspeicher|ideen(?:speicher)?|zuruckgestellt|vertagt|erweiterungen',
    },
    done: {
      phrases:
        'bereits (?:erledigt|umgesetzt|vorhanden|fertig)|schon (?:erledigt|umgesetzt|fertig)|erledigt seit',
      words: 'erledigt|umgesetzt|fertig|abgeschlossen',
    },
    question: {
      phrases:
        'offene (?:fragen|punkte|themen)|noch (?:offen|unklar|zu klaren)|zu klaren|klarungsbedarf|ungeklart',
      words: 'fragen|offen|unklar(?:heiten)?|ruckfragen',
    },
    changelog: {
      phrases: 'anderungs(?:historie|verlauf|verzeichnis)|versions(?:historie|verlauf)',
      words: 'historie',
    },
    contents: { words: 'inhalt|inhaltsverzeichnis' },
    acceptance: {
      phrases: 'akzeptanz(?:kriterien|kriterium)|abnahme(?:kriterien|bedingungen)',
      words: 'kriterien|abnahme',
    },
    nfr: {
      phrases:
        'nicht[- ]?funktionale|qualitats(?:anforderungen|ziele|merkmale)|allgemeine anforderungen|rahmenanforderungen|technische anforderungen|ubergreifende anforderungen',
      words:
        'sicherheit|datenschutz|leistung|performance|barrierefreiheit|verfugbarkeit|skalierbarkeit|zuverlassigkeit|betrieb|datensicherheit',
    },
    alternatives: {
      phrases: 'verworfene (?:alternativen|losungen|optionen)|gepruft und verworfen|betrachtete alternativen',
      words: 'alternativen',
    },
    user_story: {
      phrases: 'user storys?|user stories|nutzergeschichten|anwendungsfalle|anwenderstorys',
      words: 'storys|stories|szenarien',
    },
    metrics: {
      phrases: 'erfolgs(?:kriterien|messung|kennzahlen|metriken|faktoren)|messbare ziele|woran wir',
      words: 'kennzahlen|metriken|kpis?|messgrossen|zielwerte|erfolg',
    },
    persona: {
      phrases: 'ziel(?:gruppen?|nutzer|kunden|publikum)|nutzer(?:gruppen|rollen)|benutzer(?:gruppen|rollen)',
      words: 'personas?|nutzer(?:innen)?|benutzer|anwender|kunden|rollen|beteiligte rollen',
    },
    example: { words: 'beispiele?|beispieldaten' },
    glossary: { words: 'glossar|begriffe|definitionen|legende|abkurzungen|konventionen' },
    reference: { words: 'anhang|anhange|verweise|quellen|links|dokumente|anlagen' },
    risk: { phrases: 'risiken und|was schiefgehen', words: 'risiken|risiko|nachteile|gefahren|bedenken' },
    assumption: { words: 'annahmen|voraussetzungen und annahmen' },
    constraint: {
      phrases: 'rahmenbedingungen|rechtliche vorgaben|technische vorgaben',
      words: 'einschrankungen|vorgaben|randbedingungen|restriktionen|voraussetzungen',
    },
    dependency: { phrases: 'abhangigkeiten', words: 'zulieferungen|wartet auf|abhangigkeit' },
    decision: { words: 'entscheidungen|beschlusse|entschieden|festlegungen|beschlossen' },
    action: {
      phrases: 'nachste schritte|offene aufgaben|was (?:ist )?zu tun|to-?dos?',
      words: 'aufgaben|massnahmen|aktionen|arbeitspakete',
    },
    bug: { words: 'fehler|bekannte fehler|mangel' },
    milestone: {
      words:
        'zeitplan|meilensteine|phasen|fahrplan|roadmap|etappen|einfuhrung|rollout|terminplan|projektplan|termine|ausbaustufen',
    },
    testing: { words: 'tests?|testkonzept|testplan|qualitatssicherung' },
    requirement: {
      phrases:
        'funktionale anforderungen|fachliche anforderungen|(?:produkt|system|kern)anforderungen|leistungs(?:umfang|beschreibung)|muss[- ](?:anforderungen|kriterien)|soll[- ](?:anforderungen|kriterien)|kann[- ](?:anforderungen|kriterien)|was wir bauen|umfang der',
      words:
        'anforderungen|funktionen|funktionalitaten|funktionsumfang|umfang|features|lieferumfang|lastenheft|pflichtenheft',
    },
    technical: {
      phrases: 'technische (?:umsetzung|losung|details|architektur)',
      words: 'architektur|technik|schnittstellen|datenmodell|umsetzung|realisierung',
    },
    design: { words: 'gestaltung|oberflache|bedienung|benutzeroberflache|ablaufe' },
    solution: {
      phrases: 'geplante losung|vorgeschlagene losung',
      words: 'losung|losungsansatz|konzept|vorschlag|ansatz|idee|losungsidee',
    },
    problem: {
      phrases: 'aktuelle situation|warum jetzt',
      words:
        'problem|probleme|problemstellung|ausgangslage|ausgangssituation|motivation|anlass|warum|ist-zustand|herausforderung',
    },
    goal: { words: 'ziele?|zielsetzung|zielbild|vision|nutzen|zweck|projektziele' },
    people: {
      words:
        'beteiligte|ansprechpartner|teilnehmer(?:innen)?|anwesend|team|verantwortliche|verantwortlichkeiten',
    },
    overview: {
      phrases: 'wo wir stehen|stand der dinge',
      words:
        'uberblick|zusammenfassung|einleitung|hintergrund|kontext|kurzfassung|ubersicht|einfuhrung|stand',
    },
    meta: { words: 'dokumentinformationen|metadaten' },
  },
  fr: {
    out_of_scope: {
      phrases:
        "hors (?:perimetre|champ|scope|sujet)|non-?objectifs?|ne (?:ferons|faisons) pas|ne fait pas partie|ce (?:que|qui) (?:nous|n'|ce|on) ?n?e? ?(?:est|fait|ferons|faisons|sera)? ?pas|exclu(?:s|sions)? du|pas prevu|hors lot",
      words: 'exclusions?|exclus|rejete|abandonne|ecarte',
    },
    future: {
      phrases:
        'evolutions? (?:futures?|ulterieures?|possibles?)|plus tard|versions? (?:futures?|ulterieures?)|pour (?:plus tard|la suite)|prochaines? versions?|dans un second temps|phases? ulterieures?',
      words: 'perspectives|futur|evolutions|reporte|a venir|idees|ulterieurement|en attente',
    },
    done: {
      phrases: 'deja (?:fait|livre|en place|realise|en production|disponible)',
      words: 'fait|livre|termine|realise|existant',
    },
    question: {
      phrases:
        'questions? (?:ouvertes?|en suspens|a trancher)|points? (?:ouverts?|en suspens|a (?:clarifier|trancher|eclaircir|valider))|a (?:clarifier|trancher|decider)|reste a',
      words: 'questions|inconnues|en suspens',
    },
    changelog: { phrases: 'historique (?:des )?(?:versions|modifications|revisions)', words: 'historique' },
    contents: { words: 'sommaire|table des matieres' },
    acceptance: {
      phrases: "criteres? d'acceptation|criteres? de (?:recette|validation)|definition de termine",
      words: 'criteres|recette',
    },
    nfr: {
      phrases:
        'non[- ]fonctionnelles?|exigences (?:de qualite|techniques|generales|transverses|transversales)|qualite de service|regles (?:generales|transverses|communes)',
      words:
        'performances?|securite|accessibilite|disponibilite|confidentialite|fiabilite|conformite|rgpd|exploitation',
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
        'indicateurs? (?:de (?:succes|reussite|performance)|cles?)|mesures? (?:de|du) succes|criteres? de (?:succes|reussite)',
      words: 'indicateurs|metriques|kpis?|mesures|cibles|succes',
    },
    persona: {
      phrases:
        'utilisateurs? (?:cibles?|vises?)|publics? (?:cibles?|vises?)|profils? (?:utilisateurs?|types?)',
      words: 'personas?|utilisateurs|cibles?|public|clients|profils|acteurs',
    },
    example: { words: 'exemples?' },
    glossary: { words: 'glossaire|definitions|terminologie|legende|conventions|abreviations' },
    reference: { words: 'references|annexes?|liens|documents lies|sources|ressources' },
    risk: {
      phrases: 'risques? (?:et|identifies)|ce qui pourrait',
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
        "prochaines? etapes|plan d'actions?|actions? a (?:mener|faire)|a faire|reste a faire|qui fait quoi",
      words: 'actions?|taches|todo',
    },
    bug: { words: 'anomalies|bogues|bugs' },
    milestone: {
      phrases: 'plan de (?:deploiement|lancement|livraison)|feuille de route',
      words: 'calendrier|planning|jalons|phases|deploiement|lotissement|lancement|echeances|etapes',
    },
    testing: { words: 'tests?|plan de test|verification' },
    requirement: {
      phrases:
        "exigences fonctionnelles|besoins fonctionnels|(?:principales )?fonctionnalites|perimetre fonctionnel|dans le perimetre|ce que (?:nous|l'on) (?:construisons|voulons)|specifications? fonctionnelles?|regles (?:de gestion|metier)",
      words:
        'exigences|fonctionnalites|fonctions|besoins|perimetre|specifications|livrables|cahier des charges|contenu',
    },
    technical: {
      phrases: 'conception technique|modele de donnees|solution technique',
      words: 'architecture|technique|integrations?|interfaces',
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
    goal: { words: 'objectifs?|buts?|vision|finalite|benefices|ambition' },
    people: { words: 'parties prenantes|equipe|participants|presents|contacts|responsables|validation' },
    overview: {
      phrases: 'ou (?:en )?sommes-nous|ou nous en sommes',
      words: "resume|introduction|contexte|presentation|apercu|synthese|preambule|vue d'ensemble|en bref",
    },
    meta: { words: 'informations|metadonnees' },
  },
  es: {
    out_of_scope: {
      phrases:
        'fuera de(?:l)? (?:alcance|ambito)|no[- ]objetivos?|no (?:incluye|incluido|haremos|vamos a hacer|forma parte)|que no (?:es|haremos|vamos|incluye)|lo que no',
      words: 'exclusiones|excluido|descartado|rechazado',
    },
    future: {
      phrases:
        'trabajo futuro|mejoras futuras|futuras? (?:versiones|mejoras|ampliaciones|fases)|mas adelante|para (?:mas adelante|despues|el futuro)|proximas versiones|fases? posterior(?:es)?|versiones posteriores',
      words: 'futuro|aplazado|pospuesto|ideas|posibles ampliaciones|aparcado',
    },
    done: {
      phrases: 'ya (?:hecho|esta hecho|entregado|disponible|implementado|existe|en produccion|terminado)',
      words: 'hecho|completado|entregado|terminado',
    },
    question: {
      phrases:
        'preguntas? (?:abiertas?|pendientes?|sin resolver)|(?:cuestiones|dudas|puntos|temas) (?:abiertas?|abiertos?|pendientes)|por (?:decidir|definir|aclarar|resolver)|sin resolver',
      words: 'preguntas|dudas|pendiente de decidir|incognitas',
    },
    changelog: {
      phrases: 'historial de (?:cambios|versiones|revisiones)|control de (?:cambios|versiones)',
      words: 'historial',
    },
    contents: { words: 'indice|contenido|tabla de contenidos' },
    acceptance: {
      phrases: 'criterios? de (?:aceptacion|validacion)|definicion de (?:hecho|terminado)',
      words: 'criterios|aceptacion',
    },
    nfr: {
      phrases:
        'no funcionales|requisitos (?:de calidad|tecnicos|generales|transversales)|reglas (?:generales|transversales|comunes)|atributos de calidad',
      words:
        'rendimiento|seguridad|accesibilidad|disponibilidad|privacidad|fiabilidad|usabilidad|escalabilidad|cumplimiento|operacion',
    },
    alternatives: {
      phrases: 'alternativas (?:consideradas|descartadas|evaluadas)|opciones (?:descartadas|consideradas)',
      words: 'alternativas',
    },
    user_story: {
      phrases: 'historias? de usuari[oa]s?|casos de uso|escenarios de uso',
      words: 'historias|escenarios|casos',
    },
    metrics: {
      phrases:
        'metricas? de exito|indicadores? (?:clave|de exito|de rendimiento)|criterios? de exito|como (?:lo )?mediremos|medicion del exito',
      words: 'metricas|indicadores|kpis?|exito|medicion|resultados esperados',
    },
    persona: {
      phrases: 'usuarios? (?:objetivo|destinatarios)|publico objetivo|perfiles? de usuario|a quien va',
      words: 'personas?|usuarios|publico|clientes|perfiles|destinatarios|actores',
    },
    example: { words: 'ejemplos?' },
    glossary: { words: 'glosario|definiciones|terminos|leyenda|convenciones|abreviaturas' },
    reference: { words: 'referencias|anexos?|enlaces|documentos relacionados|fuentes|apendice' },
    risk: {
      phrases: 'riesgos (?:y|identificados)|que puede (?:salir|fallar|ir) mal',
      words: 'riesgos?|inconvenientes',
    },
    assumption: { words: 'supuestos|suposiciones|hipotesis' },
    constraint: { words: 'restricciones|limitaciones|condicionantes|requisitos previos' },
    dependency: { words: 'dependencias?|bloqueos|a la espera de' },
    decision: { words: 'decisiones|acuerdos|decidido|decisiones tomadas' },
    action: {
      phrases: 'proximos pasos|siguientes pasos|plan de accion|tareas pendientes|por hacer|quien hace que',
      words: 'acciones|tareas|pendientes',
    },
    bug: { words: 'errores|fallos|defectos|incidencias' },
    milestone: {
      phrases: 'hoja de ruta|plan de (?:lanzamiento|despliegue|entregas)',
      words: 'calendario|hitos|fases|cronograma|lanzamiento|despliegue|plazos|planificacion|etapas',
    },
    testing: { words: 'pruebas|plan de pruebas|verificacion' },
    requirement: {
      phrases:
        'requisitos? funcionales|requerimientos? (?:funcionales|del sistema)|funcionalidades? (?:principales|clave)|dentro del alcance|que (?:vamos a construir|construimos)|especificaciones? funcionales|reglas de negocio',
      words:
        'requisitos|requerimientos|funcionalidades|funciones|alcance|caracteristicas|especificaciones|entregables',
    },
    technical: {
      phrases: 'diseno tecnico|modelo de datos|solucion tecnica',
      words: 'arquitectura|integraciones|tecnico|interfaces',
    },
    design: { words: 'diseno|interfaz|pantallas|experiencia de usuario|flujos' },
    solution: { phrases: 'solucion propuesta', words: 'solucion|propuesta|enfoque|concepto|idea' },
    problem: {
      phrases: 'situacion actual|por que ahora|planteamiento del problema',
      words: 'problema|problemas|motivacion|por que|necesidad|oportunidad|diagnostico',
    },
    goal: { words: 'objetivos?|metas?|vision|proposito|beneficios|finalidad' },
    people: {
      words: 'interesados|equipo|asistentes|participantes|contactos|responsables|partes interesadas',
    },
    overview: {
      phrases: 'donde estamos|vision general|resumen ejecutivo',
      words: 'resumen|introduccion|contexto|antecedentes|descripcion|panorama|sintesis|estado',
    },
    meta: { words: 'informacion|metadatos' },
  },
  pt: {
    out_of_scope: {
      phrases:
        'fora d[oe] (?:escopo|ambito|alcance)|nao[- ]objetivos?|nao (?:inclui|incluido|faremos|vamos fazer|faz parte|esta incluido)|o que nao|nao sera feito',
      words: 'exclusoes|excluido|descartado|rejeitado',
    },
    future: {
      phrases:
        'trabalhos? futuros?|melhorias futuras|futuras? (?:versoes|melhorias|evolucoes|fases)|mais tarde|para (?:depois|mais tarde|o futuro)|proximas versoes|fases? posterior(?:es)?|evolucoes futuras|versoes futuras|numa fase',
      words: 'futuro|adiado|ideias|evolucao|estacionado|backlog',
    },
    done: {
      phrases: 'ja (?:feito|entregue|disponivel|implementado|existe|em producao|concluido|pronto)',
      words: 'feito|concluido|entregue|pronto',
    },
    question: {
      phrases:
        '(?:perguntas|questoes|pontos|duvidas|temas) (?:em aberto|abertas?|abertos?|pendentes|por resolver)|em aberto|por (?:decidir|definir|esclarecer|resolver)|a (?:definir|decidir|esclarecer)',
      words: 'perguntas|duvidas|questoes',
    },
    changelog: {
      phrases: 'historico de (?:versoes|alteracoes|revisoes)|controle de versoes',
      words: 'historico',
    },
    contents: { words: 'indice|sumario|conteudo' },
    acceptance: {
      phrases: 'criterios? de (?:aceitacao|aceite|validacao)|definicao de pronto',
      words: 'criterios|aceitacao|aceite',
    },
    nfr: {
      phrases:
        'nao[- ]funcionais|requisitos (?:de qualidade|tecnicos|gerais|transversais)|regras (?:gerais|transversais|comuns)|atributos de qualidade',
      words:
        'desempenho|seguranca|acessibilidade|disponibilidade|privacidade|fiabilidade|confiabilidade|usabilidade|escalabilidade|conformidade|lgpd|rgpd|performance',
    },
    alternatives: {
      phrases: 'alternativas (?:consideradas|descartadas|avaliadas)|opcoes (?:descartadas|consideradas)',
      words: 'alternativas',
    },
    user_story: {
      phrases: 'historias? d[eo]s? (?:usuari|utilizador)[a-z]*|casos de uso|cenarios de uso',
      words: 'historias|cenarios|casos',
    },
    metrics: {
      phrases:
        'metricas? de sucesso|indicadores? (?:chave|de sucesso|de desempenho)|criterios? de sucesso|como (?:vamos )?(?:medir|mediremos)',
      words: 'metricas|indicadores|kpis?|sucesso|medicao|resultados esperados',
    },
    persona: {
      phrases:
        '(?:usuarios?|utilizadores)[- ]alvo|publico[- ]alvo|perfis? de (?:usuario|utilizador)|para quem',
      words: 'personas?|usuarios|utilizadores|publico|clientes|perfis|atores',
    },
    example: { words: 'exemplos?' },
    glossary: { words: 'glossario|definicoes|termos|legenda|convencoes|abreviaturas' },
    reference: { words: 'referencias|anexos?|links|documentos relacionados|fontes|apendice' },
    risk: { phrases: 'riscos (?:e|identificados)|o que pode (?:dar|correr) ', words: 'riscos?|desvantagens' },
    assumption: { words: 'premissas|pressupostos|suposicoes|hipoteses' },
    constraint: { words: 'restricoes|limitacoes|condicionantes|pre-requisitos' },
    dependency: { words: 'dependencias?|bloqueios|a aguardar' },
    decision: { words: 'decisoes|decidido|acordos|deliberacoes' },
    action: {
      phrases: 'proximos passos|plano de acao|tarefas pendentes|por fazer|a fazer|quem faz o que',
      words: 'acoes|tarefas|pendencias|encaminhamentos',
    },
    bug: { words: 'erros|falhas|defeitos|bugs' },
    milestone: {
      phrases: 'plano de (?:lancamento|implantacao|entregas|rollout)|roteiro de',
      words:
        'calendario|marcos|fases|cronograma|lancamento|implantacao|prazos|planejamento|planeamento|etapas|roadmap',
    },
    testing: { words: 'testes|plano de testes|verificacao' },
    requirement: {
      phrases:
        'requisitos? funcionais|funcionalidades? (?:principais|chave)|dentro do (?:escopo|ambito)|o que (?:vamos )?constru|especificacoes? funcionais|regras de negocio',
      words:
        'requisitos|funcionalidades|funcoes|escopo|ambito|caracteristicas|recursos|especificacoes|entregaveis',
    },
    technical: {
      phrases: 'desenho tecnico|modelo de dados|solucao tecnica',
      words: 'arquitetura|arquitectura|integracoes|tecnico|interfaces',
    },
    design: { words: 'design|interface|telas|ecras|experiencia do (?:usuario|utilizador)|fluxos' },
    solution: { phrases: 'solucao proposta', words: 'solucao|proposta|abordagem|conceito|ideia' },
    problem: {
      phrases: 'situacao atual|por ?que agora|declaracao do problema',
      words: 'problema|problemas|motivacao|por ?que|necessidade|oportunidade|diagnostico',
    },
    goal: { words: 'objetivos?|metas?|visao|proposito|beneficios|finalidade' },
    people: {
      words:
        'partes interessadas|interessados|equipe|equipa|presentes|participantes|contatos|contactos|responsaveis',
    },
    overview: {
      phrases: 'onde estamos|visao geral|resumo executivo',
      words: 'resumo|introducao|contexto|antecedentes|descricao|panorama|enquadramento|estado',
    },
    meta: { words: 'informacoes|metadados' },
  },
};
