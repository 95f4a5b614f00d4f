/** Italian grammar as far as titles need it. */
import { type RomanceGrammar, readPairs } from './romance-grammar.ts';

const participles = readPairs(
  'scritto:scrivere visto:vedere previsto:prevedere fatto:fare aperto:aprire chiuso:chiudere messo:mettere permesso:permettere trasmesso:trasmettere letto:leggere protetto:proteggere corretto:correggere diviso:dividere condiviso:condividere incluso:includere escluso:escludere richiesto:richiedere prodotto:produrre ridotto:ridurre raccolto:raccogliere esteso:estendere stampato:stampare offerto:offrire scelto:scegliere aggiunto:aggiungere distribuito:distribuire definito:definire fornito:fornire inserito:inserire garantito:garantire eseguito:eseguire gestito:gestire costruito:costruire suggerito:suggerire',
);
const finites = readPairs(
  'permette:permettere consente:consentire riceve:ricevere offre:offrire include:includere fornisce:fornire garantisce:garantire gestisce:gestire mantiene:mantenere protegge:proteggere stampa:stampare aggiunge:aggiungere',
);

function infinitiveOfParticiple(word: string): string | null {
  const bare = word.replace(/[aie]$/, 'o');
  return participles.get(bare) ?? (/ato$/.test(bare) && bare.length > 4 ? bare.replace(/ato$/, 'are') : null);
}

function infinitiveOfFinite(word: string): string | null {
  const known = finites.get(word);
  if (known) return known;
  return /[^ae]a$/.test(word) && word.length > 3 ? `${word.slice(0, -1)}are` : null;
}

export const italian: RomanceGrammar = {
  obliged: 'deve|devono|dovrà|dovranno|dovrebbe|dovrebbero',
  able: 'può|possono|potrà|potranno|potrebbe|potrebbero',
  filler: /^(?:(?:poter|potere|anche|inoltre|essere in grado di)\s+)+/u,
  negation: { before: 'non ', after: '(?!)', write: (order) => `Non ${order}` },
  be: { infinitive: 'essere|venire', finite: 'è|sono|sarà|saranno|viene|vengono' },
  software:
    'sistema|applicazione|app|piattaforma|sito|portale|servizio|server|software|strumento|soluzione|api|backend|frontend|bot|prodotto|programma',
  place:
    'pagina|dashboard|lista|elenco|modulo|schermata|interfaccia|vista|menu|report|scheda|sezione|mappa|pannello',
  person:
    'utent[ei]|client[ei]|membr[oi]|amministrator[ei]|admin|gestor[ei]|operator[ei]|student[ei]|docent[ei]|pazient[ei]|medic[oi]|candidat[oi]|vendit(?:ore|ori)|acquirent[ei]|personale|persone|visitator[ei]|giocator[ei]|dipendent[ei]|responsabil[ei]',
  article: "il |lo |la |l['’]|i |gli |le |una? |un['’]|uno |ogni |tutti gli |tutti i |tutte le ",
  condition: 'quando |se |in caso di |dopo |prima di |una volta |per ogni ',
  benefit:
    /,?\s+(?:in modo (?:che|da)|affinché|così da|così che|al fine di|per (?=\p{L}+(?:are|ere|ire)\b)).*$/iu,
  impersonal: [
    {
      pattern: /^(?:deve|dovrà|è|sarà) (?:essere )?possibile (\p{L}+(?:are|ere|ire|rre)\b.*)$/iu,
      permits: true,
    },
    { pattern: /^(?:la )?possibilità di (\p{L}+(?:are|ere|ire)\b.*)$/iu, permits: true },
  ],
  reflexive: /^(\p{Ll}+[aei]r)si(?=\s|$)(.*)$/u,
  nextClause: /\s+e (?:un[ao]?|il|la|i|le|gli).*\s(?:è|sono|deve|devono)\s.*$/iu,
  onlyBut: /(?!)/,
  toBeAble: /^pote(?:r|re)\s/iu,
  wanted: /^(?:vogliamo|serve|servono|abbiamo bisogno di|vorremmo)\s+(.+)$/iu,
  agent: /\s+(?:dal|dalla|dall['’])\s?(?:sistema|applicazione|server|piattaforma)/iu,
  story: /\bcome\b.+?,?\s*(?:voglio|vorrei|desidero|ho bisogno di|posso)\s+(.+)$/isu,
  pronouns: [
    [/\bmiei\b/g, 'propri'],
    [/\bmie\b/g, 'proprie'],
    [/\bmio\b/g, 'proprio'],
    [/\bmia\b/g, 'propria'],
  ],
  toMe: /\s(?:mi|ci)\s/iu,
  user: "l'utente",
  infinitive: /^\p{Ll}{2,}(?:are|ere|ire|rre)$/u,
  infinitiveOfParticiple,
  infinitiveOfFinite,
  permit: (who, deed) => (who === null ? `Consentire di ${deed}` : `Consentire ${dative(who)} di ${deed}`),
  forbid: (who, deed) => `Impedire ${dative(who)} di ${deed}`,
  make: (what, quality) => `Rendere ${what} ${quality}`,
  inPlace: (place) =>
    `in ${place}`
      .replace(/^in il /, 'nel ')
      .replace(/^in la /, 'nella ')
      .replace(/^in l['’]/, "nell'"),
  provide: (thing) => `Fornire ${thing}`,
  see: (clause) => `Fare in modo ${clause}`,
  ensure: (clause) => `Garantire che ${clause}`,
  deny: (verb) => `non ${verb}`,
  states: new Map(),
  send: (who, what) => `Inviare ${dative(who)} ${what}`,
};

/** "il cliente" → "al cliente", "gli utenti" → "agli utenti". */
function dative(who: string): string {
  const bare = `${who.charAt(0).toLowerCase()}${who.slice(1)}`;
  if (/^il /.test(bare)) return `al ${bare.slice(3)}`;
  if (/^i /.test(bare)) return `ai ${bare.slice(2)}`;
  if (/^gli /.test(bare)) return `agli ${bare.slice(4)}`;
  if (/^(?:la|le|lo) /.test(bare)) return `al${bare}`;
  return /^l['’]/.test(bare) ? `al${bare}` : `a ${bare}`;
}
