/** Takes from a text what GitHub would act on: nobody is notified by it, and no other issue is touched. */

/** Nothing to see, and enough to part a sign from what gives it its meaning. */
const gap = '\u200b';

// Fenced blocks to their end or the text's, and spans of code: GitHub acts on nothing in them.
const code =
  /^ {0,3}(`{3,}|~{3,})[^\n]*(?:\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|$(?![\s\S]))|$(?![\s\S]))|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`)/gm;

const address = /https?:\/\/[^\s<>"']+/g;
/** GitHub's own `redirect.github.com` leads to an issue without its being noted there. */
const issueHost = /(https?:\/\/)(github\.com)(?=\/[\w.-]+\/[\w.-]+\/(?:issues|pull|discussions)\/\d)/gi;

/**
 * Mentions, references to issues, words that would close one, and markers like ours. `restore` brings the text back as
 * it was.
 */
export function neutralise(text: string): string {
  return mapBetween(text, code, (prose) =>
    mapBetween(quietMarkers(prose), address, quietSigns, quietAddress),
  );
}

export function restore(text: string): string {
  return text
    .replace(/([@#]|GH-|<!--)\u200b/gi, '$1')
    .replace(/\b([cfr])\u200b(?=los|ix|esolve)/gi, '$1')
    .replace(/\/\/redirect\.(github\.com)(?=\/)/gi, '//$1');
}

function quietMarkers(prose: string): string {
  return prose.replace(/<!--(?=\s*\/?docket)/g, `<!--${gap}`);
}

function quietSigns(words: string): string {
  return words
    .replace(/(?<![\w`])@(?=[a-z0-9])/gi, `@${gap}`)
    .replace(/(?<!&)#(?=\d)/g, `#${gap}`)
    .replace(/\bGH-(?=\d)/gi, (sign) => sign + gap)
    .replace(/\b([cfr])(?=(?:los(?:e|es|ed)|ix(?:es|ed)?|esolve[sd]?):?\s+$)/gi, `$1${gap}`);
}

function quietAddress(found: string): string {
  return found.replace(issueHost, '$1redirect.$2');
}

/** Applies `change` to what stands between the matches, and `inside`, if any, to the matches. */
function mapBetween(
  text: string,
  pattern: RegExp,
  change: (part: string) => string,
  inside: (match: string) => string = (match) => match,
): string {
  let result = '';
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    result += change(text.slice(from, match.index)) + inside(match[0]);
    from = match.index + match[0].length;
  }
  return result + change(text.slice(from));
}
