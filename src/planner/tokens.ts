/** Cuts a message into tokens that keep their place, so that a payload can be read back from the words as written. */

export type Token = {
  /** As written. */
  text: string;
  /** Lower case, without a mention sign or possessive; what rules compare. */
  word: string;
  start: number;
  end: number;
};

const pattern = new RegExp(
  [
    /https?:\/\/[^\s<>"')]*[^\s<>"'),.;!?]/, // an address
    /[\w.-]*\/[\w./-]+\.[a-z]\w{0,4}\b/, // a path with an extension
    /\b[\w-]+\.(?:md|markdown|txt|docx?|pdf|html?|rst)\b/, // a file name
    /\b[A-Z]{2,10}-\d{4}-\d{3,}\b/, // a ticket's key
    /\b(?!T-)[A-Z][A-Z0-9]{1,9}-\d{1,6}\b/, // a tracker's key
    /\d{4}-\d{2}-\d{2}/, // a date
    /\+1(?!\d)/,
    /\d{1,2}:\d{2}/, // a time of day
    /\bw\/o?(?![\p{L}\d])/u, // with, without
    /#[a-z][\w-]*/, // a channel
    /(?:#|\bT-|\bt-)?\d+(?:\s?(?:-|–|\.\.|…)\s?(?:#|T-|t-)?\d+)(?![\w])/, // a range of numbers
    /(?:#|\bT-|\bt-)\d+/, // a number that names a ticket
    /(?:#|\b[Tt]-)?\d{1,3}(?=['’]s\b)/, // "4's": a number and "is"
    /(?<=\d)['’]s\b/,
    /(?:^\s*|(?<=\b(?:answer|answered|ans|question|on|to|re)\s))[Qq](?=\d{1,2}\s*(?::|-|=|→|is\b))/, // "Q9: no"; elsewhere Q2 is a quarter
    /生成して|生成|创建|工单|任务|推送到?|已批准|批准|拒绝|删除|显示|列出|作成|チケット|承認|から|して|所有|全部|[的从把到给をのはに]/, // words of languages that put no space between them
    /(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\d_])+(?:[-'’./](?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\d_])+)*(?:\+(?![\p{L}\d]))?/u, // a word
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/u,
    /:[a-z0-9_+-]+:/, // an emoji's name
    /->|=>|→|&&|\|\||\n/,
    /\p{Extended_Pictographic}/u,
    /[^\s]/u,
  ]
    .map((part) => part.source)
    .join('|'),
  'gu',
);

/** Every token of the text in order; white space other than line ends is dropped. */
export function tokenize(text: string): Token[] {
  const spaced = text
    .replace(/\bnon-(?=(?:approved|rejected|pushed|blocked|done)\b)/gi, 'not ')
    .replace(
      /(?<=\b\d{1,4})\.(?=(?:status|points|priority|prio|assignee|owner|title|labels?|due|effort|type)\b)/gi,
      ' ',
    )
    .replace(/\bnon (?=goals?\b|functional)/gi, 'non-')
    .replace(/\b(excl|incl|appr|rej|del|approx|est|max|min|vs|mtg|qty)\.(?=\s)/gi, '$1 ')
    .replace(/\bno\.(?= ?#?\d)/gi, 'nr ')
    .replaceAll('\uFE0F', ' ');
  return [...spaced.matchAll(pattern)].map((match) => ({
    text: match[0],
    word: plain(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function plain(text: string): string {
  const lower = text.toLowerCase().replaceAll('’', "'");
  if (lower === "'s") return 'is';
  return lower.length > 3 ? lower.replace(/'s$/, '') : lower;
}
