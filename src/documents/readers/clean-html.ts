/** Reduces a page to its text: no scripts, navigation, pictures, comments or hidden passages; styles become elements. */
import { type ClassStyles, type Look, lookOf } from './html-styles.ts';
import { tidyTable } from './html-tables.ts';
import {
  classesOf,
  type Element,
  element,
  findElement,
  isElement,
  plainText,
  propertyOf,
  type TreeNode,
} from './html-tree.ts';

export type LeftOut = { pictures: number; comments: number; hidden: number };

type Cleaning = { styles: ClassStyles; leftOut: LeftOut };

const silent = [
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'object',
  'embed',
  'canvas',
  'audio',
  'video',
  'button',
  'select',
  'textarea',
  'nav',
  'footer',
  'head',
  'map',
  'dialog',
];
const silentRoles = ['navigation', 'search', 'contentinfo', 'banner', 'complementary'];

/** Changes the tree in place and counts what people may miss. */
export function cleanElement(node: Element, styles: ClassStyles, leftOut: LeftOut): void {
  cleanChildren(node, { styles, leftOut });
}

function cleanChildren(node: Element, cleaning: Cleaning): void {
  node.children = nestLists(node.children.flatMap((child) => cleanNode(child, cleaning)));
}

function cleanNode(child: Element['children'][number], cleaning: Cleaning): Element['children'] {
  if (child.type === 'text') return [child];
  if (child.type !== 'element') return [];
  if (silent.includes(child.tagName) || silentRoles.includes(propertyOf(child, 'role'))) return [];
  if (child.tagName === 'img' || child.tagName === 'picture') return readPicture(child, cleaning);
  if (isComment(child)) return leaveOutComment(child, cleaning);
  const look = lookOf(child, cleaning.styles);
  if (look.hidden) return hide(child, cleaning);
  cleanChildren(child, cleaning);
  return readElement(child, look);
}

/** What an element says once what it holds is clean. */
function readElement(child: Element, look: Look): Element['children'] {
  switch (child.tagName) {
    case 'input':
      return propertyOf(child, 'type') === 'checkbox' ? [child] : [];
    case 'table':
      return [tidyTable(child)];
    case 'a':
      return readLink(child);
    case 'li':
      return [readItem(child)];
    case 'pre':
      return [element('pre', child.children)];
    case 'span':
    case 'ins':
      return wrap(child.children, look);
    case 'p': {
      const name = classesOf(child).includes('title') ? 'h1' : 'p';
      return [element(name, wrap(child.children, { ...look, bold: false }))];
    }
    default:
      return [child];
  }
}

/** Emoticons of wikis are pictures that say something. */
function readPicture(picture: Element, { leftOut }: Cleaning): Element['children'] {
  const said = propertyOf(picture, 'dataEmojiFallback') || propertyOf(picture, 'dataEmojiShortName');
  if (said !== '') return [{ type: 'text', value: said }];
  leftOut.pictures++;
  return [];
}

/** Remarks in the margin, as exported documents carry them: a mark in the text and a paragraph at the end. */
function isComment(node: Element): boolean {
  if (!isElement(node, 'sup', 'div', 'p', 'dl')) return false;
  const [first] = node.children.filter((child) => plainText(child).trim() !== '');
  if (!first || !isElement(first)) return false;
  const anchor = first.tagName === 'p' ? first.children.find((one) => isElement(one, 'a')) : first;
  return Boolean(
    anchor && isElement(anchor, 'a') && /^(?:user-content-)?(?:cmnt|comment-)/.test(propertyOf(anchor, 'id')),
  );
}

function leaveOutComment(node: Element, { leftOut }: Cleaning): [] {
  if (node.tagName !== 'sup') leftOut.comments++;
  return [];
}

function hide(node: Element, { leftOut }: Cleaning): [] {
  if (plainText(node).trim().split(/\s+/).length > 2) leftOut.hidden++;
  return [];
}

function readLink(link: Element): Element['children'] {
  if (plainText(link).trim() === '') return [];
  const href = propertyOf(link, 'href');
  const target = /^https:\/\/www\.google\.com\/url\?/.test(href)
    ? (URL.parse(href)?.searchParams.get('q') ?? href)
    : href;
  if (!/^(?:https?:\/\/|mailto:)/i.test(target)) return link.children;
  return [element('a', link.children, { href: target })];
}

/** A done item of a wiki's task list keeps its tick as a check box. */
function readItem(item: Element): Element {
  const drawn = findElement(item, (one) => classesOf(one).includes('checkbox'));
  const task = propertyOf(item, 'dataInlineTaskId') !== '' || classesOf(item).includes('checked');
  if (!(task || drawn) || findElement(item, (one) => isElement(one, 'input'))) return item;
  const checked =
    classesOf(item).includes('checked') || (drawn !== null && classesOf(drawn).includes('checkbox-on'));
  const box = element('input', [], { type: 'checkbox', checked });
  return element('li', [box, ...item.children]);
}

function wrap(children: Element['children'], look: Pick<Look, 'struck' | 'bold'>): Element['children'] {
  const text = children
    .map((child) => plainText(child as TreeNode))
    .join('')
    .trim();
  if (text === '') return children;
  const bold = look.bold ? [element('strong', children)] : children;
  return look.struck ? [element('del', bold)] : bold;
}

/**
 * Word processors export one list as several: each stretch of one depth is a sibling whose class ends in that depth
 * (`lst-kix_ab12-1`), and `start` marks where a new list begins.
 */
function nestLists(children: Element['children']): Element['children'] {
  const nested: Element['children'] = [];
  let open: Element[] = [];
  for (const child of children) {
    if (child.type === 'text' && child.value.trim() === '' && open.length > 0) continue;
    const depth = isElement(child, 'ul', 'ol') ? exportedDepth(child) : null;
    if (depth === null || !isElement(child)) {
      open = [];
      nested.push(child);
      continue;
    }
    const same = open[depth];
    const item = open[depth - 1]?.children.findLast((one) => isElement(one, 'li'));
    open = open.slice(0, depth + 1);
    if (same && !classesOf(child).includes('start')) same.children.push(...child.children);
    else {
      open[depth] = child;
      if (item && isElement(item)) item.children.push(child);
      else nested.push(child);
    }
  }
  return nested;
}

function exportedDepth(list: Element): number | null {
  const name = classesOf(list).find((one) => /^lst-kix_/.test(one));
  return name ? Math.min(8, Number(/-(\d{1,2})$/.exec(name)?.[1] ?? 0)) : null;
}
