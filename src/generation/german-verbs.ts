/** German verb forms back to their infinitive: "verschlüsselt" → "verschlüsseln", "zeigt … an" → "anzeigen". */

const separable =
  'ab|an|auf|aus|bei|bereit|dar|durch|ein|fest|fort|frei|heran|heraus|herunter|hervor|her|hinauf|hinaus|hinein|hinzu|hin|hoch|los|mit|nach|nieder|offen|statt|teil|um|voran|voraus|vor|weg|weiter|wieder|zurück|zusammen|zu';
const inseparable = 'be|durch|emp|ent|er|miss|über|um|unter|ver|voll|wider|wieder|zer';

/** Second participles without `ge` or prefix, and the verb they belong to. */
const strongParticiples = new Map(
  'boten:bieten bracht:bringen brochen:brechen bunden:binden fangen:fangen fohlen:fehlen funden:finden gangen:gehen geben:geben halten:halten hoben:heben kannt:kennen kommen:kommen laden:laden lassen:lassen lesen:lesen liehen:leihen messen:messen nannt:nennen nommen:nehmen rissen:reißen rufen:rufen sandt:senden schieden:scheiden schlagen:schlagen schlossen:schließen schnitten:schneiden schoben:schieben schrieben:schreiben sehen:sehen sprochen:sprechen standen:stehen tan:tun tragen:tragen troffen:treffen wandt:wenden wiesen:weisen worfen:werfen zogen:ziehen'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** Third persons whose vowel differs from their infinitive's. */
const strongPresents = new Map(
  'bricht:brechen fiehlt:fehlen fängt:fangen gibt:geben hilft:helfen hält:halten lädt:laden läuft:laufen lässt:lassen liest:lesen misst:messen nimmt:nehmen schlägt:schlagen sieht:sehen spricht:sprechen trifft:treffen tritt:treten trägt:tragen wirft:werfen'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

const withGe = new RegExp(`^(${separable}|)ge(\\p{Ll}+)$`, 'u');
const withoutGe = new RegExp(`^((?:${separable}|)(?:${inseparable}))(\\p{Ll}+)$`, 'u');

/** The infinitive of a second participle, or null for a word that is none or is not known. */
export function infinitiveOfParticiple(word: string): string | null {
  if (/^(?:geeignet|berechtigt|gewohnt|bekannt|getrennt|gelungen|verwandt)$/.test(word)) return null;
  if (/iert$/.test(word)) return `${word.slice(0, -1)}en`;
  for (const [pattern, bareParticiple] of [
    [withGe, /t$/],
    [withoutGe, /t$/],
  ] as const) {
    const match = pattern.exec(word);
    if (!match) continue;
    const strong = strongParticiples.get(match[2]!);
    if (strong) return match[1] + strong;
    if (bareParticiple.test(word) && match[2]!.length > 2) return match[1] + weak(match[2]!);
  }
  return null;
}

/** The infinitive of a third person, singular or plural; null for a word that cannot be one. */
export function infinitiveOfPresent(word: string): string | null {
  const strong = strongPresents.get(word) ?? strongPresents.get(word.replace(prefix, ''));
  if (strong) return (strongPresents.has(word) ? '' : prefix.exec(word)![0]) + strong;
  if (isInfinitive(word)) return word;
  return /^\p{Ll}{2,}t$/u.test(word) && !notVerbs.has(word) ? weak(word) : null;
}

const presentsOfStrong = new Map([...strongPresents].map(([present, infinitive]) => [infinitive, present]));
for (const [infinitive, present] of [
  ['sein', 'ist'],
  ['haben', 'hat'],
  ['werden', 'wird'],
  ['gelten', 'gilt'],
] as const)
  presentsOfStrong.set(infinitive, present);

/** The third person as it ends a clause: "funktionieren" → "funktioniert", "ablaufen" → "abläuft". */
export function presentOf(infinitive: string): string {
  const [, before = '', bare = infinitive] =
    new RegExp(`^((?:${separable})?(?:${inseparable})?)(\\p{Ll}{4,})$`, 'u').exec(infinitive) ?? [];
  const strong = presentsOfStrong.get(bare);
  if (presentsOfStrong.has(infinitive) || !strong)
    return presentsOfStrong.get(infinitive) ?? weakPresent(infinitive);
  return before + strong;
}

function weakPresent(infinitive: string): string {
  const stem = infinitive.replace(/e?n$/, '');
  return `${stem}${/(?:[td]|[^lrhaeiouäöü][nm])$/.test(stem) ? 'et' : 't'}`;
}

const prefix = new RegExp(`^(?:${inseparable})`);
const notVerbs = new Set(
  'ist hat wird kann soll darf mit nicht seit erst jetzt fast meist zuletzt statt laut samt selbst direkt bereits gut jeweils insgesamt komplett'.split(
    ' ',
  ),
);

export function isInfinitive(word: string): boolean {
  return /^\p{Ll}{2,}(?:en|ern|eln)$/u.test(word) && !/^(?:den|einen|keinen|allen|jeden|ihren)$/.test(word);
}

/** "anzuzeigen" → "anzeigen". */
export function withoutZu(word: string): string {
  return word.replace(new RegExp(`^(${separable})zu(?=\\p{Ll}{3,}(?:en|ern|eln)$)`, 'u'), '$1');
}

export function isSeparablePrefix(word: string): boolean {
  return new RegExp(`^(?:${separable})$`).test(word);
}

/** "speichert" → "speichern", "meldet" → "melden", "zeigt" → "zeigen". */
function weak(word: string): string {
  const stem = word.replace(/e?t$/, '');
  if (/(?:[td]|[^lrhaeiouäöü][nm])$/.test(stem) && /et$/.test(word)) return `${stem}en`;
  if (/(?:[^eiu]e[rl]|eu?er)$/.test(stem) && !/(?:ee|ie)[rl]$/.test(stem)) return `${stem}n`;
  return `${stem}en`;
}
