/** Small and large letters at the start of what a title is put together from. */

/** Languages, days and months keep their capital in English. */
const proper =
  /^(?:English|German|French|Spanish|Portuguese|Italian|Dutch|Polish|Turkish|Arabic|Ukrainian|Russian|Chinese|Japanese|Korean|Welsh|Irish|Danish|Swedish|Norwegian|Finnish|Greek|Hebrew|Hindi|European|American|British|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|April|June|July|August|September|October|November|December|Android|Bluetooth|Google|Apple|Microsoft|Excel|Outlook|Slack|Stripe)[,;:]?$/;

/** Lower case at the start, unless the word is a name or an abbreviation. */
export function lower(text: string): string {
  const first = text.split(' ')[0] ?? '';
  if (proper.test(first)) return text;
  return /^(?:\p{Lu}[\p{Ll}-]+|A)[,;:]?$/u.test(first) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `owner` → `owners`; what is plural stays. */
export function plural(role: string): string {
  const [head = '', rest = ''] = role.trim().split(/(?= (?:on|of|in|at|for|from) )/);
  if (rest !== '' && !/s$/.test(head)) return `${plural(head)}${role.trim().slice(head.length)}`;
  const word = lower(role.trim());
  if (/(?:[^s]s|people|staff|team)$/.test(word)) return word;
  if (/(?:person)$/.test(word)) return word.replace(/person$/, 'people');
  if (/man$/.test(word) && !/human$/.test(word)) return word.replace(/man$/, 'men');
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
