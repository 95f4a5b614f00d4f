/** What headings say in German, folded to plain lower-case letters. */
import type { HeadingLexicon } from './heading-lexicon.ts';

export const germanHeadings: HeadingLexicon = {
  out_of_scope: {
    phrases:
      '^nicht (?!funktional|vergessen|verhandelbar)\\w+|^keine? \\w+|nicht (?:gegenstand|dabei|drin|im scope|in dieser version)|bewusst nicht|lassen wir weg|kein thema|nicht[- ]ziele?|nicht im umfang|nicht (?:enthalten|bestandteil|teil|vorgesehen|geplant)|out of scope|ausserhalb des umfangs|was wir nicht|machen wir nicht|kein bestandteil|nicht umfang',
    words:
      'ausgeklammert|ausschlusse|ausgrenzung|abgrenzung(?:en|skriterien)?|ausgeschlossen|ausschlusse|verworfen|abgelehnt|nichtziele',
  },
  future: {
    phrases:
      '(?:kunftige|kommende|weitere|nachste) (?:ausgaben|versionen|ausbaustufen|releases|phasen)|zweite ausbaustufe|fur die zukunft|spater(?:e[rs]?)? (?:moglich|vielleicht|ideen?)|folgeprojekte?|noch nicht jetzt|ohne termin|post[- ]?mvp|optionale erweiterungen|(?:mogliche|zukunftige|spatere) erweiterungen|nice[- ]to[- ]have spater|version [2-9]$|spatere[rs]? (?:ausbau|phasen?|versionen|erweiterungen|themen)|fur spater|zukunftige|ausbaustufe [2-9]|kommende versionen|nach dem start',
    words:
      'danach|irgendwann|wiedervorlage|spatere ideen|ausblick|spater|zukunft|geparkt|themenspeicher|ideen(?:speicher)?|zuruckgestellt|vertagt|erweiterungen',
  },
  done: {
    phrases:
      '(?:schon|bereits) (?:ge\\w+|\\w+t|online|produktiv)$|schon (?:da|live|erreicht|im einsatz)|bereits (?:da|im einsatz|in betrieb|live)|lauft (?:schon|bereits)|was (?:es )?schon (?:gibt|da ist|steht)|gibt es schon|bereits (?:erledigt|umgesetzt|vorhanden|fertig)|schon (?:erledigt|umgesetzt|fertig)|erledigt seit',
    words: 'erledigt|umgesetzt|fertig|abgeschlossen',
  },
  question: {
    phrases:
      'noch zu entscheiden|was wir (?:noch )?nicht wissen|zu entscheiden|entscheidung offen|offene (?:fragen|punkte|themen)|noch (?:offen|unklar|zu klaren)|zu klaren|klarungsbedarf|ungeklart',
    words: 'fragen|offen|unklar(?:heiten)?|ruckfragen',
  },
  changelog: {
    phrases: 'anderungs(?:historie|verlauf|verzeichnis)|versions(?:historie|verlauf)',
    words: 'historie',
  },
  contents: { words: 'inhalt|inhaltsverzeichnis' },
  acceptance: {
    phrases:
      'fertig (?:ist|sind) .{0,12}wenn|wann (?:ist|sind) .{0,12}fertig|akzeptanz(?:kriterien|kriterium)|abnahme(?:kriterien|bedingungen)',
    words: 'kriterien|abnahme',
  },
  nfr: {
    phrases:
      'was immer gilt|gilt (?:immer|uberall)|grundregeln|qualitat (?:und|&)|technische qualitat|nicht[- ]?funktionale|qualitats(?:anforderungen|ziele|merkmale)|allgemeine anforderungen|rahmenanforderungen|technische anforderungen|ubergreifende anforderungen',
    words:
      'qualitat|querschnittsanforderungen|randanforderungen|sicherheit|datenschutz|leistung|performance|barrierefreiheit|verfugbarkeit|skalierbarkeit|zuverlassigkeit|betrieb|datensicherheit',
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
    phrases:
      'erfolg (?:messen|bemessen)|wie wir (?:den )?erfolg|wann (?:sind|waren) wir (?:zufrieden|erfolgreich)|erfolgs(?:kriterien|messung|kennzahlen|metriken|faktoren)|messbare ziele|woran wir',
    words: 'in zahlen|zahlen (?:und|&) fakten|kennzahlen|metriken|kpis?|messgrossen|zielwerte|erfolg',
  },
  persona: {
    phrases:
      'fur wen|wer (?:es |das |damit |die app )?(?:nutzt|arbeitet|braucht)|ziel(?:gruppen?|nutzer|kunden|publikum)|nutzer(?:gruppen|rollen)|benutzer(?:gruppen|rollen)',
    words:
      'personas?|(?:nutzer|produkt|system)?(?:umfeld|umgebung)|nutzer(?:innen)?|benutzer|anwender|kunden|rollen|beteiligte rollen',
  },
  example: { words: 'zitate|stimmen|o-tone|beispiele?|beispieldaten' },
  glossary: {
    words: 'produktdaten|datenlexikon|glossar|begriffe|definitionen|legende|abkurzungen|konventionen',
  },
  reference: { words: 'anhang|anhange|verweise|quellen|links|dokumente|anlagen' },
  risk: {
    phrases: '^(?:achtung|vorsicht)|risiken (?:und|&)|was schiefgehen',
    words: 'risiken|risiko|nachteile|gefahren|bedenken',
  },
  assumption: { words: 'annahmen|voraussetzungen und annahmen' },
  constraint: {
    phrases: 'rahmenbedingungen|rechtliche vorgaben|technische vorgaben',
    words: 'einschrankungen|vorgaben|randbedingungen|restriktionen|voraussetzungen',
  },
  dependency: { phrases: 'abhangigkeiten', words: 'zulieferungen|wartet auf|abhangigkeit' },
  decision: { words: 'entscheidungen|beschlusse|entschieden|festlegungen|beschlossen' },
  action: {
    phrases:
      'wer macht was|vereinbarte (?:schritte|massnahmen|aufgaben)|aufgabenliste|nachste schritte|offene aufgaben|was (?:ist )?zu tun|to-?dos?',
    words:
      'vereinbarungen|auftrage|pendenzen|to-?do-?liste|offene pendenzen|aufgaben|massnahmen|aktionen|arbeitspakete',
  },
  bug: { words: 'fehler|bekannte fehler|mangel' },
  milestone: {
    words:
      'zeitplan|meilensteine|phasen|fahrplan|roadmap|etappen|einfuhrung|rollout|terminplan|projektplan|termine|ausbaustufen',
  },
  testing: { words: 'tests?|testkonzept|testplan|qualitatssicherung' },
  requirement: {
    phrases:
      '^(?:in arbeit|laufend|geplant)$|was (?:die app|die anwendung|das system|das portal|es|sie) (?:konnen|leisten|tun) (?:muss|soll)|was gebaut wird|was (?:wir )?(?:brauchen|wollen|umsetzen)|was es konnen|das wollen wir|inhalt der lieferung|produkt(?:leistungen|funktionen)|funktionale anforderungen|fachliche anforderungen|(?:produkt|system|kern)anforderungen|leistungs(?:umfang|beschreibung)|muss[- ](?:anforderungen|kriterien)|soll[- ](?:anforderungen|kriterien)|kann[- ](?:anforderungen|kriterien)|was wir bauen|nice[- ]to[- ]have|umfang der',
    words:
      'anforderungen|funktionen|funktionalitaten|funktionsumfang|umfang|features|lieferumfang|lastenheft|pflichtenheft',
  },
  technical: {
    phrases:
      'technische[rs]? (?:umsetzung|losung|details|architektur|rahmen|konzept|umgebung)|daten(?:bank)?(?:modell|schema)|technologie[- ]?stack',
    words:
      'architektur|systemarchitektur|technologien|technik|datenbank|schnittstellen|datenmodell|umsetzung|realisierung',
  },
  design: { words: 'gestaltung|oberflache|bedienung|benutzeroberflache|ablaufe' },
  solution: {
    phrases: 'geplante losung|vorgeschlagene losung',
    words: 'losung|losungsansatz|konzept|vorschlag|ansatz|idee|losungsidee',
  },
  problem: {
    phrases: 'worum (?:es )?geht|das problem|warum das ganze|warum wir das|aktuelle situation|warum jetzt',
    words:
      'problem|probleme|problemstellung|ausgangslage|ausgangssituation|motivation|anlass|warum|ist-zustand|herausforderung',
  },
  goal: {
    phrases: 'was wir erreichen|wo wir hinwollen',
    words:
      'ziele?|zielbestimmung(?:en)?|qualitatszielbestimmung(?:en)?|zielsetzung|zielbild|vision|nutzen|zweck|projektziele',
  },
  people: {
    words:
      'beteiligte|ansprechpartner|teilnehmer(?:innen)?|anwesend|team|verantwortliche|verantwortlichkeiten',
  },
  overview: {
    phrases: 'wo wir stehen|stand der dinge',
    words:
      'produkteinsatz|uberblick|zusammenfassung|einleitung|hintergrund|kontext|kurzfassung|ubersicht|einfuhrung|stand',
  },
  meta: { words: 'dokumentinformationen|metadaten' },
};
