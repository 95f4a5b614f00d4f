/** English wishes as statements or orders: "It would be great if…", "My sister wants…", "The main thing is…". */
import { baseForm, inflect, startsWithVerb } from './english-verbs.ts';
import { statesInPresent } from './present-tense.ts';
import { machine } from './title-actors.ts';
import { fromNoun } from './title-noun.ts';
import { lower } from './title-words.ts';

/** The statement inside a wish or an emphasis; null for a text that holds none. */
export function statementInside(text: string): string | null {
  const dreamt =
    /^it would be (?:great|nice|good|lovely|helpful|useful|wonderful|cool|fantastic)(?: if| to| to have)? (.+)$/i.exec(
      text,
    )?.[1];
  if (dreamt) return inPresent(dreamt).replace(/\bcould\b/, 'can');
  const reported =
    /^(?:the )?[\p{L}-]+ (?:also |again )?(?:asked|asks|requested|requests|insisted|insists|demanded|demands|wants|wishes)(?: again| once more)? that (.{12,})$/iu.exec(
      text,
    )?.[1];
  if (reported) return reported;
  const foremost =
    /^the (?:most \w+|main|first|biggest|only) (?:thing|point|issue|problem|wish|priority)(?: for us)? is (.+?)[:,] (?:it|they|which) (.+)$/i.exec(
      text,
    );
  return foremost ? `${foremost[1]} ${foremost[2]}` : null;
}

/** "the page loaded in a second" is wished to load so. */
function inPresent(dreamt: string): string {
  const told = /^((?:\S+ ){1,4}?)([a-z]+ed) (.+)$/.exec(dreamt);
  const verb = told ? baseForm(told[2]!) : null;
  if (!told || !verb) return dreamt;
  return `${told[1]}${/[^s]s $/.test(told[1]!) ? verb : inflect(verb)} ${told[3]}`;
}

/** "My sister wants a list of arrivals", "A summary by email, can be forwarded". */
export function orderFromWish(text: string): string | null {
  const offered = /^([^,]{8,60}), (?:can|may|must|should|will) be \S.*$/i.exec(text)?.[1];
  if (offered && !statesInPresent(offered) && !startsWithVerb(offered)) return fromNoun(offered);
  const wants =
    /^((?:my|our|the|his|her) [\p{L}-]+(?: [\p{L}-]+)?) (?:wants?|would like) (an?|the|some|to) (.+)$/iu.exec(
      text,
    );
  if (!wants || machine.test(wants[1]!)) return null;
  const [, who, article, what] = wants;
  return article === 'to' ? `Let ${lower(who!)} ${what}` : `Give ${lower(who!)} ${article} ${what}`;
}
