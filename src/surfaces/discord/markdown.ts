/** Our text as Discord's Markdown: what a document says can mention, link and style nothing. */
import type { Inline, Text } from '../../cards/card.ts';
import { makeSafe, makeSafeLine, safeUrl } from '../../messenger/safe-text.ts';
import { readThread } from './place.ts';

/** The Discord user behind a member, where there is one. */
export type UserOf = (memberId: string) => string | null;

/** Shows nothing, and keeps the sign before it from meaning something together with what follows. */
const joiner = '\u2060';

/** An address is shown as it is, or its signs would no longer lead anywhere. */
const address = /(https?:\/\/[^\s<>"'`|\\]+)/;

/** Text from outside, on as many lines as it has. */
export function escapeText(text: string): string {
  return makeSafe(text)
    .split(address)
    .map((part, at) =>
      at % 2 === 1 && !/@(?:everyone|here)/i.test(part) ? part : escapeWords(part, at === 0),
    )
    .join('');
}

function escapeWords(text: string, opensLine: boolean): string {
  const escaped = breakMentions(text.replace(/[\\*_~`|[\]]/g, '\\$&'));
  const from = opensLine ? 0 : escaped.indexOf('\n') + 1;
  if (from === 0 && !opensLine) return escaped;
  const opening = escaped
    .slice(from)
    .replace(/^(\s*)([#>+-])/gm, '$1\\$2')
    .replace(/^(\s*\d+)\./gm, '$1\\.');
  return escaped.slice(0, from) + opening;
}

/** Also within code, where a mention is not drawn and may be one all the same. */
function breakMentions(text: string): string {
  return text.replace(/<(?=[@#:/&a-z])/gi, `<${joiner}`).replace(/@(?=everyone|here)/gi, `@${joiner}`);
}

export function escapeLine(text: string): string {
  return escapeText(makeSafeLine(text)).trim();
}

type Style = { bold?: boolean };

export function toMarkdown(text: Text, userOf: UserOf, over: Style = {}): string {
  const runs: Inline[] = typeof text === 'string' ? [{ kind: 'text', text }] : text;
  const isMuted = runs.length > 0 && runs.every((run) => run.kind === 'text' && run.muted);
  const drawn = runs.map((run) => toRun(run, userOf, over)).join('');
  return isMuted ? mute(drawn) : drawn;
}

/** Small and grey, line by line. */
export function mute(drawn: string): string {
  return drawn
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `-# ${line}`)
    .join('\n');
}

function toRun(run: Inline, userOf: UserOf, over: Style): string {
  switch (run.kind) {
    case 'text':
      return style(escapeText(run.text), { ...run, bold: run.bold || over.bold });
    case 'code':
      return drawCode(run.text);
    case 'link':
      return toLink(run.text, run.url);
    case 'mention': {
      const user = userOf(run.memberId);
      return user ? `<@${user}>` : escapeLine(run.name);
    }
    case 'place':
      return toPlace(run.thread) ?? style(escapeLine(run.text), over);
  }
}

function style(
  drawn: string,
  { bold, italic, strike }: { bold?: boolean | undefined; italic?: boolean; strike?: boolean },
): string {
  const marks = `${bold ? '**' : ''}${italic ? '*' : ''}${strike ? '~~' : ''}`;
  if (marks === '' || drawn.trim() === '') return drawn;
  const [, before = '', said = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(drawn)!;
  return `${before}${marks}${said}${[...marks].toReversed().join('')}${after}`;
}

/** A grave accent cannot be escaped within code. */
function drawCode(text: string): string {
  const safe = breakMentions(makeSafeLine(text).replaceAll('`', 'ˋ').trim());
  return safe === '' ? '' : `\`${safe}\``;
}

/** In angle brackets, so that Discord fetches no preview; the address stands behind our words only. */
export function toLink(text: string, url: string): string {
  const safe = safeUrl(url);
  const label = escapeLine(text);
  if (!safe) return label;
  return `[${label || escapeLine(safe)}](<${safe.replaceAll('>', '%3E')}>)`;
}

/** A channel or thread is named by Discord itself. */
function toPlace(thread: string): string | null {
  if (!/^\d+\/\d+\/\d*$/.test(thread)) return null;
  const place = readThread(thread);
  return `<#${place.thread ?? place.channel}>`;
}

/** Nothing within ends it. */
export function toCodeBlock(text: string, language = ''): string {
  const safe = breakMentions(makeSafe(text)).replace(/`{3,}/g, (run) => [...run].join(joiner));
  return `\`\`\`${/^[a-z]{1,12}$/.test(language) ? language : ''}\n${safe}\n\`\`\``;
}

export function toQuote(text: string): string {
  return escapeText(text)
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
