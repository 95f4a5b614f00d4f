/** Atlassian Document Format: the nodes we write, and the few ways to make them. */

export type AdfMark = { type: string; attrs?: Record<string, unknown> };

export type AdfNode = {
  type: string;
  attrs?: Record<string, unknown>;
  content?: AdfNode[];
  marks?: AdfMark[];
  text?: string;
};

export type AdfDoc = { type: 'doc'; version: 1; content: AdfNode[] };

export function docOf(content: AdfNode[]): AdfDoc {
  return { type: 'doc', version: 1, content };
}

/** A text node, or nothing: the format has no empty ones. */
export function textOf(text: string, marks: readonly AdfMark[] = []): AdfNode[] {
  if (text === '') return [];
  return [marks.length > 0 ? { type: 'text', text, marks: [...marks] } : { type: 'text', text }];
}

export function paragraphOf(content: AdfNode[]): AdfNode {
  return { type: 'paragraph', content };
}

/** Adds a mark to every text in it that may carry one; code takes none but links. */
export function withMark(nodes: readonly AdfNode[], mark: AdfMark): AdfNode[] {
  return nodes.map((node) => {
    const marks = node.marks ?? [];
    const isTaken = marks.some(({ type }) => type === 'code' || type === mark.type);
    return node.type === 'text' && !isTaken ? { ...node, marks: [...marks, mark] } : node;
  });
}
