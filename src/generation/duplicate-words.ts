/** Words as telling duplicates apart needs them: several names of one thing as one concept, weak words, and alternatives. */
import { fold } from '../documents/language.ts';
import { contentWords } from './similarity.ts';

/** `stem` is what is compared, `word` what stood there. */
export type Term = { stem: string; word: string };

/** Each line is one thing under several names; an accent or an ending makes no difference. */
const concepts = `
sso: single sign on | saml
2fa: two factor authentication | two factor | mfa | multi factor authentication | multi factor | zwei faktor | zwei faktor anmeldung | double authentification | totp
login: log in | sign in | sign-in | anmelden | anmeldung | einloggen | connexion | se connecter
signup: sign up | sign-up | register | registration | registrieren | registrierung | inscription
logout: log out | sign out | abmelden | deconnexion
password: passwort | kennwort | mot de passe
reset: zurucksetzen | reinitialiser | reinitialisation
invoice: rechnung | rechnungen | facture | factures | bill | bills
export: exportieren | exporter | download | downloadable | herunterladen | telecharger
import: importieren | importer | upload | hochladen
delete: remove | erase | loschen | loschung | entfernen | supprimer | suppression | deletion
edit: change | modify | update | bearbeiten | andern | anderung | modifier
photo: picture | image | bild | bilder | foto | fotos | avatar | images
dark mode: dark theme | night mode | dunkelmodus | dunkles design | mode sombre | theme sombre
notification: notify | alert | alerts | benachrichtigung | benachrichtigungen | benachrichtigen | notifier
reminder: remind | erinnerung | erinnern | erinnert | rappel | rappels | rappeler
booking: reservation | reserve | buchung | buchen | reserver | book
appointment: termin | termine | rendez-vous
customer: client | kunde | kunden | clients
email: e-mail | mail | courriel
search: suche | suchen | recherche | rechercher | find
slow: performance | latency | langsam | lent | speed
crash: crashes | absturz | freezes | plante
payment: pay | zahlung | bezahlen | bezahlung | paiement | payer
refund: erstattung | remboursement | rembourser
language: locale | translation | sprache | langue | localization
calendar: kalender | calendrier
report: bericht | rapport
map: karte | carte | maps
order: bestellung | bestellungen | commande | commandes
delivery: lieferung | livraison | shipping
tenant: mieter | locataire
damage: schaden | defect | mangel | sinistre
cancel: stornieren | annuler | annulation | cancellation
extend: verlangern | prolonger | prolongation
meter: zahler | zahlerstand | compteur
replacement: substitute | ersatz | remplacement | alternative
wizard: assistant | assistent
invite: invitation | einladung | einladen | inviter
`;

/** Words that many tickets share and that say little about which one it is. */
const weak = `
add implement support allow enable create build make provide introduce offer show display view let new ability able
option page screen feature improve better handle need want possible user admin app data list detail information manage enforce require account authentication bar via per when while multiple several
hinzufugen ermoglichen anzeigen anbieten erstellen unterstutzen neu seite funktion verwalten nutzer benutzer moglich ansicht vor tag sehen
ajouter permettre afficher creer proposer gerer nouveau page fonction utilisateur possible voir liste
`;

/** Of each line a ticket means one: another one of the line makes another ticket. */
const rivals = `
csv pdf xlsx excel json xml docx ics
email sms push slack teams whatsapp webhook discord telegram phone letter
google okta azure apple facebook github gitlab microsoft linkedin
import export
delete edit archive duplicate restore share rename merge print rotate extend cancel document limit
filter sort group search
ios android windows macos linux ipad
daily weekly monthly yearly hourly
stripe paypal klarna sepa twint
english german french spanish italian deutsch englisch franzosisch
login signup logout
payment refund discount
invoice order booking appointment delivery
customer supplier lieferant fournisseur
header footer sidebar
morning evening
`;

/** The same few thousand words come again and again, and taking one apart costs more than all that is done with it. */
function remember<Result>(read: (word: string) => Result): (word: string) => Result {
  const known = new Map<string, Result>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size >= 20_000) known.clear();
    const result = read(word);
    known.set(word, result);
    return result;
  };
}

/** A word that says nothing stands for itself. */
const stemOf = remember((word: string): string => contentWords(word)[0] ?? fold(word));

const nameOf = new Map(
  concepts
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [concept = '', names = ''] = line.split(': ');
      return [concept, ...names.split(' | ')].map((name) => [stemsOf(name), stemsOf(concept)] as const);
    }),
);
const longestName = 3;
const nameBeginnings = new Set([...nameOf.keys()].map((name) => name.split(' ', 1)[0]!));

/** Names that can be part of a compound. */
const longNames = concepts
  .split(/[:|\n]/)
  .map((name) => name.trim())
  .filter((name) => /^\p{L}{5,}$/u.test(name))
  .sort((one, other) => other.length - one.length);

const weakStems = new Set(weak.trim().split(/\s+/).map(stemsOf));

const rivalLines = rivals
  .trim()
  .split('\n')
  .map((line) => new Set(line.split(' ').map(conceptOf)));

/** The terms of a text in order, several words of one thing taken together. */
export function readTerms(text: string): Term[] {
  const words = (fold(text).match(/[\p{L}\d][\p{L}\d.%]*/gu) ?? []).map((word) => word.replace(/\.+$/, ''));
  const stems = words.map(stemOf);
  const terms: Term[] = [];
  for (let at = 0; at < words.length; ) {
    const { length, stem } = nameAt(stems, at);
    if (stem === null) terms.push(...readWord(words[at]!));
    else terms.push({ stem, word: words.slice(at, at + length).join(' ') });
    at += length;
  }
  return terms;
}

/** The longest name of a concept that begins here. */
function nameAt(stems: readonly string[], at: number): { length: number; stem: string | null } {
  if (!nameBeginnings.has(stems[at]!)) return { length: 1, stem: null };
  for (let length = longestName; length > 0; length--) {
    const stem = nameOf.get(stems.slice(at, at + length).join(' '));
    if (stem !== undefined) return { length: Math.min(length, stems.length - at), stem };
  }
  return { length: 1, stem: null };
}

/** A compound is read as its parts where one of them is a known name: "Rechnungsexport" as invoice and export. */
const readWord = remember((word: string): Term[] => {
  const name =
    word.length >= 9 ? longNames.find((one) => word.startsWith(one) || word.endsWith(one)) : undefined;
  if (name === undefined) return contentWords(word).map((stem) => ({ stem, word }));
  const rest = word.startsWith(name)
    ? word.slice(name.length).replace(/^s(?=.{4})/, '')
    : word.slice(0, -name.length);
  const others = rest.length >= 4 ? readWord(rest.replace(/(?<=.{4})s$/, '')) : [];
  return [{ stem: conceptOf(name), word }, ...others.map(({ stem }) => ({ stem, word }))];
});

export function isWeak(stem: string): boolean {
  return weakStems.has(stem);
}

/** True when the two say different things of one kind: CSV here, PDF there. */
export function areRivals(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return rivalLines.some((line) => {
    const [mine, theirs] = [one, other].map((stems) => [...stems].filter((stem) => line.has(stem)));
    return mine!.length > 0 && theirs!.length > 0 && !mine!.some((stem) => theirs!.includes(stem));
  });
}

function stemsOf(name: string): string {
  return name
    .split(/[\s-]+/)
    .map(stemOf)
    .join(' ');
}

function conceptOf(name: string): string {
  const stem = stemsOf(name);
  return nameOf.get(stem) ?? stem;
}
