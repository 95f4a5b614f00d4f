/** What headings and sentences say in Italian, folded. */
import type { HeadingLexicon } from './heading-lexicon.ts';
import type { SpeechWords } from './speech-words.ts';

export const italianHeadings: HeadingLexicon = {
  out_of_scope: {
    phrases:
      'fuori (?:ambito|scopo|perimetro)|non[- ]obiettivi|non (?:incluso|previsto|fa parte)|esclus\\w+ da',
    words: 'esclusioni|esclusi|esclus[oa]',
  },
  future: {
    phrases:
      'sviluppi futuri|evoluzioni future|versioni (?:future|successive)|in futuro|fas[ei] successiv[ae]|piu avanti',
    words: 'futuro|rinviato|idee',
  },
  done: {
    phrases: 'gia (?:fatto|realizzato|disponibile|in produzione)',
    words: 'fatto|completato|realizzato',
  },
  question: {
    phrases: 'domande aperte|punti aperti|da (?:definire|decidere|chiarire)',
    words: 'domande|dubbi',
  },
  changelog: {
    phrases: 'cronologia delle (?:versioni|revisioni)|storico delle modifiche',
    words: 'cronologia',
  },
  contents: { words: 'indice|sommario' },
  acceptance: { phrases: 'criteri di (?:accettazione|validazione)', words: 'criteri|accettazione' },
  nfr: {
    phrases: 'non[- ]funzionali|requisiti (?:di qualita|tecnici|di sistema)',
    words: 'prestazioni|sicurezza|accessibilita|disponibilita|affidabilita|usabilita|scalabilita|privacy',
  },
  alternatives: { phrases: 'alternative (?:considerate|scartate)', words: 'alternative' },
  user_story: { phrases: "storie utente|user stor(?:y|ies)|casi d'uso", words: 'storie|scenari' },
  metrics: { phrases: 'metriche di successo|indicatori di', words: 'metriche|indicatori|kpis?' },
  persona: {
    phrases: 'utenti target|destinatari del',
    words: 'personas?|utenti|attori|ruoli|destinatari|clienti',
  },
  example: { words: 'esempi|esempio' },
  glossary: { words: 'glossario|definizioni|termini|acronimi' },
  reference: { words: 'riferimenti|allegati|appendice|fonti' },
  risk: { phrases: 'rischi (?:e|identificati)', words: 'rischi|rischio' },
  assumption: { words: 'assunzioni|ipotesi' },
  constraint: { words: 'vincoli|limitazioni|restrizioni' },
  dependency: { words: 'dipendenze' },
  decision: { words: 'decisioni' },
  action: { phrases: 'prossimi passi|da fare', words: 'azioni|attivita|compiti' },
  bug: { words: 'errori|difetti|bug' },
  milestone: {
    phrases: 'piano di rilascio',
    words: 'cronoprogramma|pianificazione|tappe|fasi|scadenze|roadmap',
  },
  testing: { words: 'test|collaudo|verifica' },
  requirement: {
    phrases: 'requisiti funzionali|requisiti utente|funzionalita (?:principali|richieste)|regole di business',
    words: 'requisiti|funzionalita|funzioni|ambito|specifiche',
  },
  technical: {
    phrases: 'modello (?:dei )?dati|stack tecnologico|schema del database',
    words: 'architettura|tecnologie|integrazioni|interfacce',
  },
  design: { words: 'interfaccia|schermate|grafica' },
  solution: { phrases: 'soluzione proposta', words: 'soluzione|proposta|approccio' },
  problem: { phrases: 'situazione attuale', words: 'problema|problemi|motivazione|contesto attuale' },
  goal: { words: 'obiettivi|obiettivo|scopo|finalita|visione|benefici' },
  people: { words: 'stakeholders?|partecipanti|presenti|team|referenti' },
  overview: {
    phrases: 'panoramica generale',
    words: 'introduzione|panoramica|contesto|descrizione|sintesi|premessa',
  },
  meta: { words: 'informazioni' },
};

export const italianSpeech: SpeechWords = {
  must: 'deve|devono|dovra|dovranno|bisogna|e necessario|e obbligatorio|sempre|mai|non (?:puo|possono|deve|devono)',
  should: 'dovrebbe|dovrebbero|vuole|vogliono|desidera\\w*|ha bisogno',
  may: 'potrebbe|potrebbero|facoltativ\\w+|opzional\\w+|se possibile',
  can: 'puo|possono|potra|potranno|consente|permette|possibilita di|supporta|offre',
  will: 'mostra|invia|riceve|salva|crea|aggiunge|apre|elimina|aggiorna|calcola|esporta|importa|verifica|avvisa|notifica|registra|genera|visualizza',
  done: 'gia (?:fatto|realizzato|disponibile|in produzione|implementat\\w+|attiv\\w+)',
  future:
    'in futuro|piu avanti|in una (?:fase|versione) successiva|prossima versione|non (?:ora|in questa versione|per il lancio)|versione 2\\b|rinviat\\w+',
  dropped:
    'fuori (?:ambito|scopo|perimetro)|non (?:fa parte|e previst\\w+|e inclus\\w+|sara (?:incluso|realizzato))|esclus\\w+|scartat\\w+',
  past: "era|erano|aveva|avevano|l'anno scorso|il mese scorso|sondaggio",
  now: 'attualmente|oggi|in media|al mese|finora',
  limit: 'mai|sempre|solo|soltanto|al massimo|almeno|fino a|entro \\d+|esattamente',
  musing: "crediamo|pensiamo|l'idea",
  goal: "entro la fine|l'obiettivo e|vogliamo (?:ridurre|aumentare|raggiungere)|ridurre .{0,40}(?:del|a) \\d|aumentare .{0,40}(?:del|a) \\d",
  unknown: 'non sappiamo|da (?:definire|decidere|confermare|chiarire)|non e chiaro|non ancora deciso',
  actor:
    "il (?:sistema|sito|portale|servizio|server|software|prodotto|modulo|client)|la (?:piattaforma|pagina|lista)|l'(?:applicazione|app|utente|amministratore)|gli (?:utenti|amministratori)|i (?:clienti|dati)|ogni|tutti|tutte|sistema",
};
