/** Small steps over a parsed page: elements, their classes and styles, their text. */
import type { fromHtml } from 'hast-util-from-html';

export type Tree = ReturnType<typeof fromHtml>;
export type TreeNode = Tree['children'][number];
export type Element = Extract<TreeNode, { type: 'element' }>;

export function isElement(node: TreeNode, ...names: string[]): node is Element {
  return node.type === 'element' && (names.length === 0 || names.includes(node.tagName));
}

/** A property as text; lists of classes are joined by spaces. */
export function propertyOf(element: Element, name: string): string {
  const value = element.properties[name];
  if (Array.isArray(value)) return value.join(' ');
  return value === null || value === undefined || value === false ? '' : String(value);
}

export function classesOf(element: Element): string[] {
  return propertyOf(element, 'className').split(' ').filter(Boolean);
}

export function plainText(node: TreeNode | Tree): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map((child) => plainText(child as TreeNode)).join('') : '';
}

/** The first element below that fits, in reading order. */
export function findElement(node: Tree | Element, fits: (element: Element) => boolean): Element | null {
  for (const child of node.children) {
    if (!isElement(child as TreeNode)) continue;
    if (fits(child as Element)) return child as Element;
    const found = findElement(child as Element, fits);
    if (found) return found;
  }
  return null;
}

export function element(tagName: string, children: Element['children'], properties = {}): Element {
  return { type: 'element', tagName, properties, children };
}
