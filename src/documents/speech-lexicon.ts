/** The words by which a sentence says must, may, later, never, done or unknown, folded, per language. */
import type { Language } from './language.ts';
import { chineseSpeech } from './lexicon-chinese.ts';
import { dutchSpeech } from './lexicon-dutch.ts';
import { italianSpeech } from './lexicon-italian.ts';
import { japaneseSpeech } from './lexicon-japanese.ts';
import { koreanSpeech } from './lexicon-korean.ts';
import { russianSpeech } from './lexicon-russian.ts';
import type { SpeechWords } from './speech-words.ts';

export const speechWords: Record<Language, SpeechWords> = {
  en: {
    must: '(?<!(?:n.t|not|no|never) )(?:must|(?<!\\bwe )shall|has to|have to|is required|are required|required to|needs? to)|may (?:not|only)|is not allowed|are not allowed|only after',
    should:
      'should|ought to|want|wants|would like|would love|wish|(?:it )?would be (?:great|nice|good|lovely|helpful|useful|wonderful|cool|fantastic)|(?<!(?:who|that|which|may|might|not|no|n.t|nobody|one|nor) )needs? (?:an?|the|to|some|more|this|our|their|every|all)|expects?|expected to|please(?! (?:bear|excuse|forgive|note|see|find|contact|call me|reply|feel free|let (?:me|us) know|do not hesitate|don.t hesitate))',
    may: 'may|might|could|optionally|nice to have|if possible|ideally',
    can: 'can|able to|allows?|lets?|enables?|supports?|offers?|provides?|possible to',
    will: 'will|never|always|cannot|gets?|receives?|sees?|shows?|returns?|sends?|stores?|creates?|adds?|opens?|deletes?|updates?|is shown|are shown|is sent|are sent|are listed|is listed|appears?|runs?|works?|expires?|records?|displays?|generates?|rejects?|answers?|accepts?|proposes?|prints?|scans?|marks?|moves?|blocks?|warns?|alerts?|notif(?:y|ies)|logs?|exports?|imports?|syncs?|reminds?|asks?|tells?|requires?|validates?|encrypts?|uses|counts?|collects?|gathers?|confirms?|charges?',
    done: '(?<!(?:that|which|who|where|if|when|what|an?) )already (?:live|done|installed|in use|set up|in production|bought|ordered|signed|built|shipped|in place|exists?|implemented|available|delivered|finished|running|solved|works|part of|provisioned|registered|connected|migrated|configured|set aside|signed off|agreed with)|(?:is|are|went|has been|have been|was|were) (?:now )?(?:live|merged|deployed|shipped|delivered|implemented|released|completed|rolled out|finished|done)\\b(?! (?:by|when|until|before|if|in (?:\\d|less|under|at most|no more|one|two|three|an?\\b)|within|only|after|once|as soon|together|with|behind|to|automatically|every|per|each))|delivered (?:in|with)|^fixed (?:by|in|on|since|with)|(?:is|was|has been) fixed (?:by|in|on|since)|shipped (?:in|last|on|\\d)|(?:completed|done) in (?!\\d{1,3}\\b|less|under|at most|no more|one|two|three|an?\\b)|done since|(?:has|have) been (?:in|on) [^.,;]{2,40} since|in production since|some of the groundwork exists|live since|hung up|unchanged since',
    future:
      '(?:may|might|could) follow (?:later|next|in (?:(?:a |the )?(?:later|next|second)|january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|q[1-4]|20\\d\\d))\\b|postpone|^for later\\b|(?:moved|pushed|shifted) to (?:the )?(?:next|a later|20\\d\\d)|not (?:built|implemented|started|available) yet|not (?:now|yet|in the first|for (?:the )?(?:mvp|v1|launch|first|this release|now)|in v1|until (?:v2|next))|later on|at a later (?:stage|point|date)|in (?:a )?(?:later|future|next|second|subsequent)(?: \\w+)? (?:release|version|phase|step|iteration|year|stage)|down the (?:road|line)|(?:can|could|may) wait\\b(?! (?:for|until|in|at|up))|(?:can|could|may) wait (?:for|until) (?:(?:the )?(?:winter|spring|summer|autumn|fall|next|second|later|after)|20\\d\\d|q[1-4])|some ?day|(?<!in |within |for |than )one day(?! (?:before|after|in))|post[- ]mvp|post[- ]launch|phase (?:two|2|three|3)\\b(?! (?:is|to))|deferred|postponed|after (?:launch|the launch|mvp|easter|christmas)|in the future|future (?:release|version|work)|eventually|in due course|(?:for|until) (?:the )?next (?:winter|spring|summer|autumn)|next (?:year|season)|(?<!/)v2\\b|nice, (?:but )?(?:later|after)|neither belongs|parked|belongs? in (?:a )?(?:later|second|next)|maybe later',
    dropped:
      "(?:the (?:app|system|tool|product|site|service|platform|first version)|it|we) (?:does|do)(?: not|n't) (?:need|have) to|(?<!(?:if|when|where|unless|because|that|which|who) (?:[\\w']+ ){0,4})(?:are|is|do|does|will|shall|would) (?:not|never) (?:be )?(?:build|building|built|part of|included|include|in scope|planned|support(?:ed)?|offer(?:ed)?|do(?:ing)?|cover(?:ed)?|charge|plan|touch|change|replac\\w+|tackl\\w+|address(?:ed)?|going to)|(?<!(?:if|when|where|unless|because|that|which|who) (?:[\\w']+ ){0,4})(?:won'?t|don'?t|isn'?t|aren'?t|doesn'?t) (?:be |going to be )?(?:build|building|built|part of|included|include|in scope|planned|support|offer|cover|touch|plan to|replace)|(?<!(?:if|when) )we (?:won'?t|will not)|(?:we|it|this|they|version|release|app|product) (?:don'?t|won'?t|doesn'?t) do|out of scope|not in scope|scrap (?:that|it)|no longer (?:needed|planned|wanted)|dropped|rejected|we decided against|decided not to|off the table|what this is not|stays? out|keep (?:their|its|the)\\b.{0,60}not part|leave (?:that|it) out|forget (?:that|it)\\b|no (?:dynamic|native|new) [\\w ]{2,30} this (?:season|year|release|quarter)|not our market|accepted as (?:it is|is|they are)|no action (?:is )?needed|^nor (?:will|do|shall|are|is)|works as (?:designed|intended)|(?:was|were|been) withdrawn",
    past: 'was|were|did|had|said|(?<!\\b(?:be|is|are|been|being|gets?) (?:\\w+ly )?)(?:told|asked|reported|measured|interviewed|lost)|spent|took|costs? (?:us|them|the|an?|about|over|more than|nearly|around|up to|\\d[\\d.,]*)|(?<!\\b(?:be|is|are|been|being|gets?|as|the|an?|all) (?:\\w+ly )?)(?:presented|questioned|acknowledged|noted|mentioned|explained|commented|raised (?:an? |the )?(?:concern|question|issue|point|worry)s?|suggested that|wondered)|complained|grew|rose|fell|last (?:year|month|quarter|week|spring|summer|autumn|winter)|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|survey',
    now: '(?:is|are) (?:still )?working on|^(?:and |but |so )?right now,?(?= (?:we|i|they|people|staff|everybody|everyone|users|customers|the team))|today|currently|at present|so far|per month|a month|on average|roughly half|half of (?:all|the|our)|million|most of (?:them|our)|many of',
    limit:
      'never|always|only|cannot|at most|at least|no more than|not more than|up to|within \\d+|no longer|must not|no \\w+ may|exactly|unless|until',
    musing:
      "here (?:is|are) (?:what|how)|i(?: have|'ve)? promised|note that|can be found|i think|we think|we believe|in our view|it is worth|the idea (?:of|is)|frankly|as (?:you|we) know|more than one|some of|we do not want|we don'?t want|fyi|imo|simple\\b|heart of",
    goal: 'by the end of|target|^\\W*\\d+(?:\\.\\d+)?% (?:reduction|increase|improvement|decrease|growth|faster|fewer|more|less)|aims? (?:to|at)|seeks? to|strives? to|our goal|we want to (?:serve|reach|reduce|increase|grow|cut|raise|double|halve)|success means|increase .{0,30} by \\d|reduce .{0,40} (?:by|from|to) \\d|we (?:hope|expect)|kpi|gate to',
    unknown:
      "we (?:do not|don'?t) know|unclear|not (?:yet )?(?:sure|clear|decided|settled)|tbd|to be (?:decided|defined|confirmed|clarified)|has yet to|have yet to|nobody (?:has )?(?:asked|knows)|open question|undecided|still open",
    actor:
      'the (?:system|app|application|service|server|api|gateway|platform|site|website|portal|product|console|tool|bot|page|screen|client|backend|job|adapter|library|libraries|dashboard|software|device|engine|module|widget|plugin|extension|form|list|report|cli|command)|an? (?:hourly|nightly|daily|weekly|background|scheduled|reconciliation) (?:job|task|process)|users?|customers?|admins?|administrators?|members?|people|staff|managers?|operators?|developers?|clients?|visitors?|readers?|guests?|owners?|sellers?|buyers?|drivers?|teachers?|students?|patients?|parents?|each|every|all|any|requests?|keys?|records?|emails?|messages?|we',
  },
  de: {
    must: 'muss|mussen|musste|lass(?:t|en) [^.;]{0,40}nicht zu|ist nicht (?:moglich|zulassig|erlaubt)|hat zu|haben zu|ist erforderlich|sind erforderlich|zwingend|darf nicht|durfen nicht|darf kein\\w*|durfen (?:nur|ausschliesslich|hochstens)|darf (?:nur|ausschliesslich|hochstens)|verpflichtend|niemals|stets|immer',
    should:
      '(?:es )?ware (?:schon|gut|toll|super|hilfreich|prima|klasse)|hatten (?:wir )?gern\\w*|wunschen wir|soll|sollen|sollte|sollten|wunscht|wunschen|mochte|mochten|brauch(?:t|en)|benotig(?:t|en)|bitte',
    may: 'optional|wunschenswert|falls moglich|wenn moglich|idealerweise|konnte|konnten',
    can: 'kann|konnen|darf|durfen|lasst sich|lassen sich|ermoglicht|erlaubt|unterstutzt|bietet',
    will: 'wird|werden|zeigt|zeigen|sendet|speichert|erhalt|erhalten|sieht|sehen|meldet|melden|erscheint|erscheinen|erstellt|offnet|loscht|aktualisiert|verstandigt|weist|wahlt|schlagt|steht|stehen|folgt|gilt|gelten|pruft|erinnert|verschickt|exportiert|importiert|berechnet|druckt|bestatigt|legt|erfasst|aktivieren|buchen|nutzt|verwendet|lehnt|sperrt|warnt|protokolliert|bleibt|bleiben',
    done: '(?<!\\b(?:wenn|falls|sofern|ob|dass|die|das|der|welche) [^,.]{0,60})(?:(?:hat|haben|wurden?) [^.,]{0,60}(?:bereits|schon) (?:\\w+ ){0,4}(?:\\w*ge\\w+|ver\\w+|be\\w+|er\\w+)(?:t|en)(?=[.\\s(]*$)|bereits (?:erledigt|umgesetzt|vorhanden|fertig|live|im einsatz|abgeschlossen|ausgeliefert|verfugbar|in betrieb)|schon (?:erledigt|umgesetzt|fertig|vorhanden|live|da|in betrieb)|erledigt|(?:ist|sind|lauft|laufen) (?:bereits|schon|seit)|wurden? (?:bereits|schon)|(?:wurde|wurden) .{0,60}(?:bereinigt|umgesetzt|ausgeliefert|abgeschlossen|eingefuhrt)|seit .{3,30} (?:live|in betrieb|im einsatz|produktiv)|ging(?:en)? .{0,30} live)',
    future:
      'angedacht|vorgemerkt|(?:zweite|dritte|nachste|spatere|kommende)n? (?:etappe|version|ausbaustufe)|(?:kann|konnen|muss) (?:noch )?warten|(?:reden|sprechen) wir (?:\\w+ )?(?:wieder|spater|nachste)|erst (?:ab|im|in|nach|zum|mit) (?:dem |der )?(?:(?:fruhjahr|fruhling|sommer|herbst|winter|jahreswechsel|folgejahr)\\w*|q[1-4]\\b|20\\d\\d)|fur version 2|in version [2-9]|nicht vor (?:dem |der )?(?:sommer|herbst|winter|fruhjahr|20\\d\\d)|(?<!\\b(?:damit|um|sodass|dass)\\b[^.]{0,140})(?<!\\bund )spater|zu einem spateren|in einer (?:spateren|zweiten|nachsten)|in zukunft|nicht (?:jetzt|im ersten|zum start|in der ersten|fur den start)|erst (?:im|in|nach|mit) (?:nachsten|phase|version|dem start|der zweiten)|zuruckgestellt|verschoben|geparkt|nachstes jahr|ausbaustufe [2-9]|version 2|perspektivisch|irgendwann|vertagt',
    dropped:
      '(?:ist|sind|war|waren) (?:bewusst )?(?:kein|nicht) (?:thema|drin)|nicht (?:bestandteil|teil|vorgesehen|geplant|enthalten|im umfang|umgesetzt|gebaut|angeboten|unterstutzt)|(?:bauen|machen|planen|wollen|bieten|erheben|ersetzen) (?:wir )?(?:\\w+ ){0,4}(?:nicht|keine?n?)\\b|kein (?:bestandteil|teil)|(?<!\\b(?:wird|werden)\\b[^.]{0,80})ausgeschlossen|verworfen|abgelehnt|gestrichen|entfallt|ausserhalb des',
    past: 'war|waren|hatte|hatten|gingen|ging|dauerte|kostete|gaben an|berichten|beklag\\w+|befragt\\w*|vergangene[nsmr]?|letzte[nsmr]?|umfrage|jede[rs]? (?:zweite|dritte|vierte)',
    now: 'derzeit|heute|momentan|aktuell|bisher|im mittel|durchschnittlich|pro monat|im jahr|prozent der',
    limit:
      'niemals|stets|immer|nur|hochstens|mindestens|maximal|bis zu|spatestens|innerhalb von|nie|keine?r? \\w+ darf|genau',
    musing:
      '(?:findet|meint|glaubt|denkt|befurchtet|erzahlt|fragt sich),|wir glauben|wir denken|denn\\b|unserer ansicht|es lohnt|die idee',
    goal: 'bis jahresende|zielt (?:darauf )?ab|hat (?:das|zum) ziel|soll dazu beitragen|bis ende|ziel ist|wir wollen .{0,60}(?:erreichen|senken|steigern|reduzieren|erhohen)|sinkt auf|steigt auf|(?:senken|steigern|erhohen|reduzieren|verkurzen) (?:um|auf|von)|halbier\\w+|verdoppel\\w+',
    unknown:
      'unklar|offen ist|noch offen|noch nicht (?:geklart|entschieden|bekannt)|wissen (?:wir )?nicht|zu klaren|ungeklart|ist zu entscheiden',
    actor:
      'das (?:system|portal|programm|tool|backend|formular|modul|gerat)|die (?:app|anwendung|software|plattform|website|seite|schnittstelle|liste|maske|hausverwaltung)|der (?:dienst|server|nutzer|kunde|benutzer|anwender|bot)|nutzer\\w*|kund\\w+|benutzer\\w*|mitarbeit\\w+|jede[rs]?|alle|system',
  },
  fr: {
    must: 'doit|doivent|devra|devront|il faut|est obligatoire|sont obligatoires|obligatoirement|ne (?:doit|doivent|peut|peuvent) (?:pas|jamais)|est tenu|jamais|toujours|imperativement',
    should:
      'ce serait (?:bien|super|genial|utile|pratique|chouette)|(?:on|j.) ?aimerai[ts]|(?:je |on )voudrai[ts]|il nous faut|(?:nous )?(?:aimerions|voudrions)|il manque|devrait|devraient|souhait\\w+|aimerait|veut|veulent|a besoin|ont besoin|faudrait|merci de',
    may: 'pourrait|pourraient|eventuellement|si possible|idealement|facultatif|optionnel\\w*',
    can: 'peut|peuvent|pourra|pourront|permet|permettent|permettre|possibilite de|prend en charge|propose|proposent|offre|offrent',
    will: 'affiche\\w*|envoie|envoient|recoit|recoivent|voit|voient|enregistre\\w*|cree|creent|ajoute\\w*|ouvre|supprime\\w*|met a jour|apparait|apparaissent|est envoye\\w*|sont envoye\\w*|est affiche\\w*|calcule|exporte|importe|verifie|notifie|rappelle|imprime|refuse|accepte|choisit|choisissent|saisit|reserve\\w*|expire\\w*|genere|valide|bloque|avertit|utilise|fonctionne\\w*|conserve\\w*|chiffre\\w*|reste\\w*|propose',
    done: "(?<!\\b(?:s'il|s'ils|si|qui|que|lorsque|quand) [^,.]{0,60})(?:(?:a|ont) (?:deja|bien) \\w+(?:e|i|u|is|it)e?s? |deja (?:fait|livre\\w*|en place|en production|disponible|realise\\w*|existant\\w*|termine\\w*|developpe\\w*|operationnel\\w*)|(?:a|ont) (?:deja )?ete (?:livre|mis en|realise|deploye|termine)\\w*|est en (?:production|service) depuis|existe deja|livre\\w* (?:en|dans|lors)|termine\\w* en)",
    future:
      "^(?:en|em) 20\\d\\d\\b|on en reparle\\w*|on verra|peut attendre|peuvent attendre|(?:au|a l'|a partir du|apres le|pas avant (?:le |l')?)(?: ?)(?:printemps|automne|hiver)(?: prochain)?(?=[\\s.]*$)|passe en version 2|(?<!\\b(?:pour|afin)\\b[^.]{0,100})(?<!\\bau )plus tard|ulterieur\\w*|dans un second temps|dans une (?:version|phase|etape) (?:ulterieure|suivante|prochaine)|prochaine version|a l'avenir|en v2|version 2\\b|(?<=\\S\\s)phase (?:2|deux|ii)\\b|pas (?:maintenant|pour le lancement|dans la premiere|en v1|tout de suite)|reporte\\w*|l'an(?:nee)? prochaine?|a terme|un jour",
    dropped:
      "(?:the (?:app|system|tool|product|site|service|platform|first version)|it|we) (?:does|do)(?: not|n't) (?:need|have) to|hors (?:perimetre|champ|sujet)|^(?:pas d|aucune? )[^.;(]{3,60}(?:initialement|pour (?:l.instant|le moment)|dans un premier temps|au depart)|non (?:requis|prevu|inclus|necessaire)e?s?|ne (?:fait|font|fera|feront|sera|seront) pas (?:partie|l'objet|developpe|inclus|propose|concerne|remplace)\\w*|on ne (?:fera|fait|prevoit|gere|developpera|construira)\\w* pas|nous ne (?:ferons|developpons|construisons|prevoyons|faisons|proposons|facturons|remplac\\w+) pas|n'est pas (?:prevu|inclus|concerne)\\w*|exclu\\w*|abandonne\\w*|ecarte\\w*|rejete\\w*|pas question de|on laisse tomber",
    past: "etait|etaient|avait|avaient|(?:a|ont) (?:\\w+ ){0,2}ete|(?:est|sont) (?:reste|tombe|arrive|parti|venu|devenu|alle)\\w*|a ete|ont declare|ont dit|l'an dernier|le mois dernier|l'annee derniere|enquete|sondage|a coute|se plaign\\w+",
    now: "aujourd'hui|actuellement|en moyenne|par mois|par an|jusqu'ici|a ce jour|% des",
    limit:
      "jamais|toujours|uniquement|seulement|au plus|au moins|au maximum|jusqu'a|en moins de|dans les \\w+ (?:minutes|secondes|heures|jours)|exactement",
    musing:
      "(?:pense|trouve|croit|estime|craint|raconte|se demande) (?:que|qu'|si)|nous pensons|car\\b|a notre avis|l'idee|il faut dire",
    goal: "d'ici (?:la )?fin|d'ici (?:a|le|l'ete|decembre|juin)|objectif est|nous visons|vise a|a pour (?:but|objectif|vocation)|reduire de|augmenter de|passer de \\d|atteindre \\d|diviser par",
    unknown:
      'reste a (?:savoir|decider|trancher|definir)|il (?:faut|faudra) (?:encore )?(?:decider|trancher|savoir) (?:si|qui|quand)|on ne sait pas|nous ne savons pas|pas encore (?:decide|tranche|defini|valide)|a (?:definir|preciser|confirmer|trancher)|reste a (?:voir|decider|confirmer)|incertain|question ouverte',
    actor:
      "le (?:systeme|site|portail|service|serveur|logiciel|produit|back-office|formulaire|client|gestionnaire|module)|la (?:plateforme|page|liste|solution|passerelle|console)|l'(?:application|appli|outil|interface|utilisateur|utilisatrice|api|administrateur|agent|ecran)|les (?:utilisateurs|clients|agents|membres|benevoles|parents|donnees)|chaque|tout|tous|toutes|systeme",
  },
  es: {
    must: 'debe|deben|debera|deberan|tiene que|tienen que|hay que|es obligatori\\w+|son obligatori\\w+|no (?:puede|pueden|podra|podran)|nunca|siempre|obligatoriamente|ha de|han de',
    should:
      '(?:estaria|seria) (?:bien|bueno|genial|ideal|util|estupendo)|quisieramos|hace[n]? falta|haria[n]? falta|deberia|deberian|quier\\w+|desea\\w*|necesit\\w+|(?:nos|me) (?:gustaria|encantaria)|convendria|conviene|por favor',
    may: 'podria|podrian|opcional\\w*|si es posible|idealmente|eventualmente',
    can: 'puede|pueden|podra|podran|permit\\w+|posibilidad de|admite|soporta|ofrece\\w*',
    will: 'muestra\\w*|envia\\w*|recibe\\w*|ve|ven|vera\\w*|guarda\\w*|crea\\w*|anade\\w*|abre\\w*|elimina\\w*|borra\\w*|actualiza\\w*|aparece\\w*|calcula\\w*|exporta\\w*|importa\\w*|verifica\\w*|avisa\\w*|notifica\\w*|imprime\\w*|rechaza\\w*|acepta\\w*|elige\\w*|escoge\\w*|reserva\\w*|caduca\\w*|genera\\w*|valida\\w*|bloquea\\w*|utiliza\\w*|funciona\\w*|conserva\\w*|cifra\\w*|se (?:envi|muestr|guard|registr|cre|elimin|cifr)\\w+|registra\\w*|propone\\w*|recuerda\\w*|queda\\w*',
    done: '(?<!\\b(?:si|que|cuando) [^,.]{0,60})(?:(?:ya (?:ha|han|lo|la) \\w+(?:do|o)\\b)|ya (?:esta[n]?|existe[n]?|se (?:entrego|hizo|publico|lanzo)|funciona[n]?|hecho|entregad\\w+|disponible\\w*|implementad\\w+|desplegad\\w+|en produccion|fue\\w*)|(?:esta|estan) (?:hech|terminad|entregad|completad|desplegad)\\w+|en produccion desde|entregad\\w+ en|terminad\\w+ en|completad\\w+ en)',
    future:
      '^(?:en|em) 20\\d\\d\\b|(?:se pasa|pasa|queda|se deja|lo dejamos) (?:a|para) (?:la )?(?:version [2-9]|v[2-9]|otra|despues|mas adelante|la proxima|el ano)|puede esperar|pueden esperar|ya veremos|lo vemos (?:despues|luego|mas adelante)|para la version [2-9]|mas adelante|en el futuro|en una (?:fase|version|etapa) (?:posterior|futura|siguiente|proxima)|(?:proxima|segunda|siguiente) (?:version|fase|etapa)|no (?:ahora|por ahora|de momento|en la primera|en esta version|para el lanzamiento)|por ahora no|aplazad\\w+|pospuest\\w+|(?<=\\S\\s)fase 2\\b|version 2\\b|v2\\b|el ano que viene|proximo ano|algun dia|a futuro',
    dropped:
      'se (?:descarta|rechaza|elimina del alcance|deja fuera)\\w*|fuera de(?:l)? (?:alcance|ambito)|no l[oa]s? (?:hacemos|haremos)|no (?:hacemos|habra)|nada de|no (?:forma[n]?|formara[n]?) parte|no (?:vamos a|haremos|construiremos|ofreceremos|incluiremos|cobraremos|se (?:incluye|contempla|hara|construira|desarrollara|cobrara)|esta (?:incluid|previst)\\w+|incluye|sustituye|reemplaza)|descartad\\w+|rechazad\\w+|excluid\\w+|queda[n]? fuera|quedo descartad\\w+|lo dejamos',
    past: 'era|eran|fue|fueron|habia|tenia[n]?|dijeron|el ano pasado|el mes pasado|encuesta|se quejan|costo|tardaba\\w*',
    now: 'actualmente|hoy|hoy en dia|de media|en promedio|al mes|al ano|hasta ahora|% de',
    limit: 'nunca|siempre|solo|unicamente|como maximo|al menos|como minimo|hasta|en menos de|exactamente',
    musing:
      '(?:cree|piensa|opina|comenta|pregunta|teme|cuenta) (?:que|si)|creemos|pensamos|a nuestro juicio|la idea|vale la pena',
    goal: 'para finales de|tiene (?:como|por) (?:objetivo|finalidad|proposito)|pretende|antes de fin de|el objetivo es|queremos (?:reducir|aumentar|alcanzar|llegar|bajar|subir)|reducir .{0,40}(?:un|en|de) \\d|aumentar .{0,40}(?:un|en|de) \\d|alcanzar \\d|pasar de',
    unknown:
      'falta (?:saber|definir|decidir|aclarar)|no sabemos|no se sabe|por (?:definir|decidir|confirmar|aclarar)|pendiente de (?:decidir|definir|confirmar)|aun no (?:esta|se ha)|sin decidir|no esta claro',
    actor:
      'el (?:sistema|sitio|portal|servicio|servidor|producto|usuario|cliente|formulario|modulo|panel|administrador)|la (?:aplicacion|app|plataforma|pagina|pantalla|lista|web|pasarela)|los (?:usuarios|clientes|datos|miembros|administradores)|las (?:personas|familias)|cada|tod[oa]s?|sistema',
  },
  pt: {
    must: 'deve|devem|devera|deverao|tem de|tem que|precisa de ser|e obrigatori\\w+|sao obrigatori\\w+|nao (?:pode|podem|podera|poderao)|nunca|sempre|obrigatoriamente|e preciso|ha que',
    should:
      'seria (?:bom|otimo|legal|util|ideal)|faz(?:em)? falta|fazia falta|deveria|deveriam|quer\\w*|deseja\\w*|precisa\\w*|necessita\\w*|gostaria\\w*|gostava\\w*|convem|por favor',
    may: 'poderia|poderiam|opcional\\w*|se possivel|idealmente|eventualmente',
    can: 'pode|podem|podera|poderao|permit\\w+|possibilidade de|suporta\\w*|oferece\\w*',
    will: 'mostra\\w*|exibe\\w*|envia\\w*|recebe\\w*|ve|veem|guarda\\w*|salva\\w*|grava\\w*|cria\\w*|adiciona\\w*|abre\\w*|elimina\\w*|exclui\\w*|apaga\\w*|atualiza\\w*|aparece\\w*|calcula\\w*|exporta\\w*|importa\\w*|verifica\\w*|avisa\\w*|notifica\\w*|imprime\\w*|rejeita\\w*|recusa\\w*|aceita\\w*|escolhe\\w*|reserva\\w*|expira\\w*|gera\\w*|valida\\w*|bloqueia\\w*|utiliza\\w*|funciona\\w*|conserva\\w*|criptografa\\w*|cifra\\w*|sao (?:enviad|mostrad|guardad|apagad|exibid)\\w+|e (?:enviad|mostrad|guardad|apagad|exibid)\\w+|regista\\w*|registra\\w*|propoe\\w*|lembra\\w*|fica\\w*',
    done: '(?<!\\b(?:se|que|quando|caso) [^,.]{0,60})(?:ja (?:o |a )?(?:fizemos|entregamos|\\w+aram|corrigiu|fechou|publicou|entregou)|ja (?:esta[o]?|existe[m]?|foi|foram|funciona[m]?|feit\\w+|entregue\\w*|disponive\\w+|implementad\\w+|implantad\\w+|em producao|concluid\\w+)|em producao desde|entregue\\w* (?:em|na|no)|concluid\\w+ em|no ar desde)',
    future:
      '^(?:en|em) 20\\d\\d\\b|(?:fica|ficam|ficou) para o (?:segundo|proximo) \\w+|(?:fica|ficam|passa|passam|deixar|deixamos) (?:p(?:ra|ara) |a |para a )?(?:versao [2-9]|v[2-9]|proxima|depois|outra hora|o ano que vem)|pode esperar|podem esperar|(?:a gente )?ve (?:isso )?depois|vemos depois|para a versao [2-9]|mais tarde|no futuro|futuramente|numa? (?:fase|versao|etapa) (?:posterior|futura|seguinte|proxima)|em uma (?:fase|versao|etapa) (?:posterior|futura|seguinte)|(?:proxima|segunda|seguinte) (?:versao|fase|etapa)|nao (?:agora|por agora|por enquanto|na primeira|nesta versao|no lancamento)|por enquanto nao|adiad\\w+|fase 2\\b|versao 2\\b|v2\\b|proximo ano|ano que vem|um dia|fica para depois|para depois',
    dropped:
      'fora d[oe] (?:escopo|ambito|alcance)|nao (?:faz|fazem|fara|farao) parte|nao (?:vamos|faremos|construiremos|ofereceremos|incluiremos|cobraremos|sera (?:feit|incluid|desenvolvid)\\w+|esta (?:incluid|previst)\\w+|inclui|substitui)|nao (?:fazemos|havera)|nada de|descartad\\w+|rejeitad\\w+|excluid\\w+ d[oe]|ficam? (?:de )?fora|deixamos de lado',
    past: 'era|eram|foi|foram|havia|tinha[m]?|disseram|o ano passado|no ano passado|o mes passado|no mes passado|pesquisa|inquerito|reclamam|custou|demorava\\w*',
    now: 'atualmente|hoje|em media|por mes|por ano|ate agora|% dos?',
    limit: 'nunca|sempre|somente|apenas|no maximo|pelo menos|no minimo|ate|em menos de|exatamente',
    musing:
      '(?:acha|acredita|pensa|comentou|perguntou|teme|contou) (?:que|se)|acreditamos|pensamos|a nosso ver|a ideia|vale a pena',
    goal: 'tem (?:como|por) (?:objetivo|finalidade|proposito)|visa(?: a)? \\p{L}+[aei]r|pretende|ate o (?:fim|final)|ate ao (?:fim|final)|o objetivo e|queremos (?:reduzir|aumentar|alcancar|chegar|baixar)|reduzir .{0,40}(?:em|para|de) \\d|aumentar .{0,40}(?:em|para|de) \\d|atingir \\d|passar de',
    unknown:
      'falta (?:saber|definir|decidir|esclarecer)|nao sabemos|nao se sabe|por (?:definir|decidir|confirmar|esclarecer)|a (?:definir|confirmar|decidir)|ainda nao (?:esta|foi|se)|sem decisao|nao esta claro',
    actor:
      'o (?:sistema|site|portal|servico|servidor|produto|usuario|utilizador|cliente|formulario|modulo|painel|administrador|aplicativo|app)|a (?:aplicacao|app|plataforma|pagina|tela|lista|web)|os (?:usuarios|utilizadores|clientes|dados|membros|administradores)|as (?:pessoas|familias)|cada|tod[oa]s?|sistema',
  },
  it: italianSpeech,
  nl: dutchSpeech,
  ru: russianSpeech,
  zh: chineseSpeech,
  ja: japaneseSpeech,
  ko: koreanSpeech,
};
