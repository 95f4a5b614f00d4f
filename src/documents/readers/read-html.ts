/** Reads a web page, or a wiki's or word processor's HTML export, into Markdown. */
import { fromHtml } from 'hast-util-from-html';
import { toMdast } from 'hast-util-to-mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { DocketError, isDocketError } from '../../domain/errors.ts';
import { cleanElement, type LeftOut } from './clean-html.ts';
import { readClassStyles } from './html-styles.ts';
import {
  type Element,
  element,
  findElement,
  isElement,
  plainText,
  propertyOf,
  type Tree,
} from './html-tree.ts';
import { type Read, sayLeftOut } from './reading.ts';

/** Throws UNREADABLE for a page without text, or nested so deeply that nobody wrote it. */
export function readHtml(html: string, name: string): Read {
  const leftOut: LeftOut = { pictures: 0, comments: 0, hidden: 0 };
  try {
    const text = convert(fromHtml(html), leftOut);
    if (text.trim() === '') throw noText(name);
    return {
      text,
      warnings: [
        ...sayLeftOut(leftOut.pictures, 'picture', 'pictures'),
        ...sayLeftOut(leftOut.comments, 'comment', 'comments'),
        ...sayLeftOut(leftOut.hidden, 'hidden passage', 'hidden passages'),
      ],
    };
  } catch (error) {
    if (isDocketError(error) || !(error instanceof RangeError)) throw error;
    throw tooDeep(name, error);
  }
}

function convert(tree: Tree, leftOut: LeftOut): string {
  const styles = readClassStyles(tree);
  const body = findElement(tree, (one) => isElement(one, 'body')) ?? element('body', []);
  const title = titleOf(tree, body);
  const main = findMain(body) ?? body;
  cleanElement(main, styles, leftOut);
  const headed = findElement(main, (one) => one.tagName === 'h1');
  if (title !== '' && !headed) main.children.unshift(element('h1', [{ type: 'text', value: title }]));
  return writeMarkdown(main);
}

/** The page's own heading, else what the browser shows in its tab, without the site's name. */
function titleOf(tree: Tree, body: Element): string {
  const marked = findElement(body, (one) => propertyOf(one, 'id') === 'title-heading');
  const heading = marked ?? findElement(tree, (one) => one.tagName === 'title');
  const text = heading ? plainText(heading).replace(/\s+/g, ' ').trim() : '';
  return text.replace(/^[^:|]{1,40} : /, '').replace(/ [|–—-] [^|–—-]{1,40}$/, '');
}

/** The part that holds the document, where the page says so and something stands in it. */
function findMain(body: Element): Element | null {
  const signs: ((one: Element) => boolean)[] = [
    (one) => propertyOf(one, 'id') === 'main-content',
    (one) => one.tagName === 'main' || propertyOf(one, 'role') === 'main',
    (one) => one.tagName === 'article',
  ];
  for (const sign of signs) {
    const found = findElement(body, sign);
    if (found && plainText(found).trim().length * 3 > plainText(body).trim().length) return found;
  }
  return null;
}

function writeMarkdown(main: Element): string {
  const tree = toMdast({ type: 'root', children: [main] } as Tree, {
    handlers: {
      br: (state) => (state.inTable ? { type: 'html', value: '<br>' } : { type: 'break' }),
    },
  });
  return toMarkdown(tree as Parameters<typeof toMarkdown>[0], {
    bullet: '-',
    emphasis: '_',
    rule: '-',
    extensions: [withoutAutolinks(gfmToMarkdown({ tablePipeAlign: false }))],
  });
}

type Extension = ReturnType<typeof gfmToMarkdown>;

/** Addresses in the text stay as people wrote them instead of being escaped. */
function withoutAutolinks({ extensions, ...rest }: Extension): Extension {
  const links = (one: Extension) => one.unsafe?.some((pattern) => pattern.character === '@');
  return { ...rest, extensions: (extensions ?? []).filter((one) => !links(one)) };
}

function noText(name: string): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${name} is a page without text. Nothing was stored.`,
    remedy: 'Open it in a browser, copy what it shows and paste that.',
  });
}

function tooDeep(name: string, cause: RangeError): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${name} is nested too deeply to be read. Nothing was stored.`,
    remedy: 'Open it in a browser, copy what it shows and paste that.',
    cause,
  });
}
