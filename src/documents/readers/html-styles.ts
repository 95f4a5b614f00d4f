/** What a page's styles say that matters for reading: what is struck through, bold or hidden. */
import {
  classesOf,
  type Element,
  findElement,
  isElement,
  plainText,
  propertyOf,
  type Tree,
} from './html-tree.ts';

/** Class name to its declarations, from rules of a single class, as word processors export them. */
export type ClassStyles = ReadonlyMap<string, string>;

export function readClassStyles(tree: Tree): ClassStyles {
  const styles = new Map<string, string>();
  const style = findElement(tree, (one) => isElement(one, 'style'));
  const css = style ? plainText(style).slice(0, 200_000) : '';
  for (const rule of css.matchAll(/\.([\w-]{1,60})\s{0,4}\{([^{}]{0,2000})\}/g)) {
    styles.set(rule[1]!, `${styles.get(rule[1]!) ?? ''};${rule[2]!}`);
  }
  return styles;
}

export type Look = { struck: boolean; bold: boolean; hidden: boolean };

export function lookOf(element: Element, styles: ClassStyles): Look {
  const own = propertyOf(element, 'style');
  const css = [...classesOf(element).map((name) => styles.get(name) ?? ''), own].join(';').toLowerCase();
  return {
    struck: /text-decoration[\w-]{0,6}\s{0,3}:[^;]{0,40}line-through/.test(css),
    bold: /font-weight\s{0,3}:\s{0,3}(?:bold|[6-9]00)/.test(css),
    hidden:
      element.properties.hidden !== undefined ||
      /display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|font-size\s{0,3}:\s{0,3}0(?:px|pt|em|%)?\s{0,3}(?:;|$)/.test(
        css,
      ),
  };
}
