/** Brings a title to at most eighty characters at a place where a reader would pause. */

const longest = 80;
const dangling =
  /\s+(?:and|or|the|an?|of|to|in|on|at|by|for|from|with|within|without|that|which|who|as|into|per|its|their|is|are|be|also|even|only|especially|und|oder|der|die|das|den|dem|des|ein|eine|einen|einem|einer|mit|von|zu|zum|zur|fur|für|im|in|am|auf|an|bei|et|ou|le|la|les|un|une|des|du|de|d'|pour|par|sur|avec|dans|en|à|au|aux|y|o|el|los|las|una|del|con|por|para|e|os|as|um|uma|do|da|dos|das|no|na|com|em|ao|que|sin|sem|sans|si|se|più)$/iu;
const pauses =
  /(?:[,;:](?=\s)| [–—-]| \(| (?=(?:so that|in order|unless|because|when|while|if|even|which|including|such as|as long as|provided|with|without|within|before|after|until|and|but|by|for|damit|sodass|wenn|sobald|und|mit|bei|afin|lorsque|quand|et|avec|pour|dans|para|cuando|y|con|en|quando|e|com|em)\b)) ?/giu;

/** Never ends in a comma, a preposition or an opened bracket. */
export function clipTitle(title: string): string {
  const tidy = closeQuotes(
    title
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[\s,;:.–—-]+$/, ''),
  );
  if (tidy.length <= longest) return tidy;
  const stops = [...tidy.matchAll(pauses)]
    .map((match) => match.index)
    .filter((at) => at >= 28 && at <= longest);
  const best = stops.at(-1);
  const cut = best ?? tidy.lastIndexOf(' ', longest);
  return trimEnd(tidy.slice(0, cut > 0 ? cut : longest));
}

function trimEnd(text: string): string {
  let result = closeBrackets(text.trim());
  for (let before = ''; before !== result; ) {
    before = result;
    result = result
      .replace(/[\s,;:.–—-]+$/, '')
      .replace(dangling, '')
      .replace(/(?:,\s*\w+)?\s+between \S+$/i, '');
  }
  return closeQuotes(result);
}

/** An opened bracket goes, with what is in it. */
function closeBrackets(text: string): string {
  const open = text.lastIndexOf('(');
  return open > 0 && !text.slice(open).includes(')') ? text.slice(0, open).trim() : text;
}

function closeQuotes(text: string): string {
  for (const [open, close] of [
    ['“', '”'],
    ['„', '“'],
    ['«', '»'],
  ] as const) {
    if (text.includes(open) && !text.slice(text.lastIndexOf(open) + 1).includes(close))
      return text.replace(open, '');
  }
  return (text.match(/"/g) ?? []).length % 2 === 1 ? text.replace(/"(?=[^"]*$)/, '') : text;
}
