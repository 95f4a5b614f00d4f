/** What headings and sentences say in Dutch, folded. */
import type { HeadingLexicon } from './heading-lexicon.ts';
import type { SpeechWords } from './speech-words.ts';

export const dutchHeadings: HeadingLexicon = {
  out_of_scope: {
    phrases: 'buiten (?:de )?scope|niet in scope|valt buiten|geen onderdeel|wat we niet',
    words: 'uitgesloten|niet-doelen|afbakening',
  },
  future: {
    phrases: 'toekomstige|latere (?:versies|fasen?)|voor later|na de lancering',
    words: 'later|toekomst|ideeen|uitbreidingen',
  },
  done: { phrases: 'al (?:gedaan|gerealiseerd|live|aanwezig)', words: 'gedaan|afgerond|gerealiseerd|klaar' },
  question: {
    phrases: 'open (?:vragen|punten)|nog (?:te bepalen|onduidelijk)',
    words: 'vragen|onduidelijkheden',
  },
  changelog: { phrases: 'versiegeschiedenis|wijzigingshistorie', words: 'historie' },
  contents: { words: 'inhoud|inhoudsopgave' },
  acceptance: { phrases: 'acceptatiecriteria|acceptatie criteria', words: 'criteria|acceptatie' },
  nfr: {
    phrases: 'niet[- ]functionele|kwaliteitseisen|technische eisen',
    words:
      'prestaties|beveiliging|veiligheid|toegankelijkheid|beschikbaarheid|privacy|schaalbaarheid|betrouwbaarheid|gebruiksvriendelijkheid',
  },
  alternatives: { phrases: 'overwogen alternatieven', words: 'alternatieven' },
  user_story: { phrases: 'user stor(?:y|ies)|gebruikersverhalen', words: "verhalen|scenario's" },
  metrics: { phrases: 'succescriteria|meetbare doelen', words: 'kpis?|meetwaarden|statistieken' },
  persona: { phrases: 'doelgroepen?', words: "persona'?s?|gebruikers|rollen|actoren|klanten" },
  example: { words: 'voorbeeld(?:en)?' },
  glossary: { words: 'begrippen(?:lijst)?|definities|woordenlijst|afkortingen' },
  reference: { words: 'bijlagen?|referenties|bronnen' },
  risk: { phrases: "risico's en", words: "risico's|risico" },
  assumption: { words: 'aannames|veronderstellingen' },
  constraint: { words: 'randvoorwaarden|beperkingen' },
  dependency: { words: 'afhankelijkheden' },
  decision: { words: 'besluiten|beslissingen' },
  action: { phrases: 'volgende stappen|te doen|actiepunten', words: 'acties|taken' },
  bug: { words: 'fouten|bugs' },
  milestone: { words: 'planning|mijlpalen|fasen|fasering|tijdlijn|roadmap' },
  testing: { words: 'testen|tests|testplan' },
  requirement: {
    phrases:
      'functionele (?:eisen|requirements|wensen)|programma van eisen|wat we bouwen|must[- ]haves?|should[- ]haves?|could[- ]haves?',
    words: 'eisen|functionaliteiten?|functies|requirements|wensen|scope|specificaties',
  },
  technical: {
    phrases: 'technisch ontwerp|datamodel|technische architectuur',
    words: 'architectuur|techniek|koppelingen|integraties',
  },
  design: { words: 'ontwerp|schermen|vormgeving' },
  solution: { phrases: 'voorgestelde oplossing', words: 'oplossing|voorstel|aanpak' },
  problem: { phrases: 'huidige situatie', words: 'probleem|problemen|probleemstelling|aanleiding|motivatie' },
  goal: { words: 'doelen?|doelstelling(?:en)?|visie|doel' },
  people: { words: 'belanghebbenden|betrokkenen|aanwezig|team|deelnemers' },
  overview: {
    phrases: 'korte samenvatting',
    words: 'inleiding|samenvatting|context|achtergrond|overzicht|introductie',
  },
  meta: { words: 'documentinformatie' },
};

export const dutchSpeech: SpeechWords = {
  must: 'moet|moeten|dient|dienen|verplicht|mag (?:niet|geen)|mogen (?:niet|geen)|altijd|nooit',
  should: 'zou moeten|zouden moeten|wil|willen|wenst',
  may: 'optioneel|eventueel|indien mogelijk|zou kunnen',
  can: 'kan|kunnen|mag|mogen|ondersteunt|biedt',
  will: 'toont|stuurt|verstuurt|ontvangt|ontvangen|slaat|maakt|opent|verwijdert|berekent|exporteert|importeert|controleert|meldt|krijgt|krijgen|ziet|zien|wordt|worden',
  done: 'al (?:gedaan|gerealiseerd|live|beschikbaar|gebouwd|aanwezig)|reeds',
  future:
    'later|in een (?:latere|volgende|tweede) (?:versie|fase)|in de toekomst|niet (?:nu|in de eerste|voor de lancering)|versie 2\\b|uitgesteld',
  dropped:
    'buiten (?:de )?scope|(?:valt|vallen) buiten|geen onderdeel|(?:bouwen|doen|maken) we niet|uitgesloten|afgewezen|vervalt|vervallen',
  past: 'was|waren|had|hadden|vorig jaar|vorige maand|enquete',
  now: 'momenteel|op dit moment|vandaag|gemiddeld|per maand|tot nu toe',
  limit: 'nooit|altijd|alleen|maximaal|minimaal|ten minste|binnen \\d+|uiterlijk|tot',
  musing: 'wij denken|we denken|het idee',
  goal: 'eind (?:van|dit)|ons doel|we willen (?:verminderen|verhogen|bereiken)|verminderen .{0,40}\\d|verhogen .{0,40}\\d',
  unknown: 'weten (?:we )?niet|onduidelijk|nog (?:te bepalen|niet besloten|niet duidelijk)|te bepalen',
  actor:
    'het (?:systeem|portaal|platform|product|formulier)|de (?:app|applicatie|website|gebruiker|klant|beheerder|server|dienst|pagina|module|lijst|medewerker)|gebruikers|klanten|beheerders|medewerkers|elke?|alle|systeem',
};
