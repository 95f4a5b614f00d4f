/** Puts English titles into sentence case: ordinary words small, names as the document writes them. */
import { capital } from './title-words.ts';

/** The words a document writes in small letters, and the names it writes large inside sentences, by their small form. */
export type Vocabulary = { small: ReadonlySet<string>; names: ReadonlyMap<string, string> };

const brands = new Set(
  'jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat twitter docker zapier notion airtable messenger twilio jupyter blender tinder uber router discord telegram render jupiter oracle azure datadog builder clever vercel tailwind claude gemini cursor android chrome paypal shopify airflow twitch reddit linear slack teams stripe figma square segment sentry amplitude intercom drive outlook excel kubernetes redis postgres python java react angular vue flutter swift kotlin django flask rails laravel spring kafka elasticsearch grafana prometheus jenkins jira confluence trello asana hubspot salesforce quickbooks xero mailchimp sendgrid google microsoft apple amazon facebook instagram whatsapp linkedin youtube spotify tiktok pinterest snapchat netflix llama mistral github gitlab bitbucket firebase supabase mongo okta plaid klaviyo woocommerce wordpress webflow bitcoin ethereum solana wikipedia alexa siri gmail dropbox skype webex klarna samsung tesla linux windows ubuntu english spanish french german chinese japanese korean portuguese italian arabic hindi polish turkish dutch russian europe european american asia africa canada india germany france spain britain london paris berlin january february april june july september october november december sunday monday tuesday wednesday thursday friday saturday christmas easter bluetooth terraform ansible nginx apache hadoop spark pandas playwright cypress selenium electron tauri expo rust ruby go'.split(
    ' ',
  ),
);

export function readVocabulary(lines: readonly string[]): Vocabulary {
  const small = new Set<string>();
  const names = new Map<string, string>();
  for (const line of lines) {
    for (const word of line.match(/(?<![\p{L}\d/_.@`-])\p{Ll}[\p{Ll}'’]*(?![\p{L}.]*\.\p{L})/gu) ?? [])
      small.add(word);
    if (isHeadline(line)) continue;
    for (const run of line.match(
      /(?<=(?:^|\s)\p{Ll}+ ["“'(]?)\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*(?![\p{L}\d-])/gu,
    ) ?? [])
      for (const word of run.split(' ')) names.set(word.toLowerCase(), word);
  }
  return { small, names };
}

/** Headings and names in bold write many words large that are no names. */
function isHeadline(line: string): boolean {
  const large = line.match(/(?<!\p{L})\p{Lu}\p{Ll}/gu)?.length ?? 0;
  const small = line.match(/(?<![\p{L}'’])\p{Ll}{2}/gu)?.length ?? 0;
  return line.trimStart().startsWith('#') || large * 2 > small;
}

/** The first word of each part is left as it is. */
export function sentenceCase(title: string, vocabulary: Vocabulary): string {
  if (title.includes('`')) {
    const pieces = title.split(/(`[^`]*`)/);
    return pieces
      .map((piece, at) => (at % 2 === 1 ? piece : casePart(piece, at === 0 ? 2 : 0, vocabulary)))
      .join('');
  }
  const [head = '', ...tail] = title.split(/(?<=:) /);
  return [casePart(head, 2, vocabulary), ...tail.map((part) => casePart(part, 1, vocabulary))].join(' ');
}

/** A feature's name by itself, before a verb is put in front of it. */
export function nameCase(name: string, vocabulary: Vocabulary): string {
  return casePart(name, 1, vocabulary);
}

/** From which word on all must be large for the part to be a headline rather than a sentence. */
function casePart(part: string, from: number, vocabulary: Vocabulary): string {
  const words = part.split(' ');
  const titled = words
    .slice(from)
    .every(
      (word) => word.length < 5 || !/^\p{Ll}/u.test(word) || /^(?:with|from|into|over|when)$/.test(word),
    );
  let afterName = false;
  return words
    .map((word, at) => {
      if (at === 0 && from > 0) {
        afterName = isName(word.toLowerCase(), vocabulary);
        return word;
      }
      const pieces = word.split(/(?<=[\p{L}\d])([/-])(?=\p{L})/u);
      const written = pieces.map((piece) => caseOf(piece, vocabulary, { titled, afterName })).join('');
      afterName = isName(written.toLowerCase(), vocabulary);
      return written;
    })
    .join(' ');
}

/** Inside a plain sentence a large letter is believed unless the document itself writes the word small. */
function caseOf(
  word: string,
  vocabulary: Vocabulary,
  around: { titled: boolean; afterName: boolean },
): string {
  const [, open, core, end] = /^(\P{L}*)(\p{L}+)((?:['’]s)?[^\p{L}]*)$/u.exec(word) ?? [];
  if (core === undefined || !/^\p{L}\p{Ll}+$/u.test(core)) return word;
  const plain = core.toLowerCase();
  const { names, small } = vocabulary;
  if (isName(plain, vocabulary) || (around.afterName && names.has(plain)))
    return `${open}${names.get(plain) ?? capital(core)}${end}`;
  return small.has(plain) || around.titled ? `${open}${plain}${end}` : word;
}

/** A word is a name when the document writes it large inside sentences, or when everybody knows it for one. */
function isName(word: string, { small, names }: Vocabulary): boolean {
  return !small.has(word) && (names.has(word) || brands.has(word));
}
