/** What every reader of a format gives: the document as Markdown, and what was left out on the way. */

export type Read = {
  /** Markdown. Line numbers of tickets and blocks refer to it. */
  text: string;
  /** Whole sentences for the person who sent the document. */
  warnings: string[];
};

/** "One picture was left out." / "3 pictures were left out."; nothing for none. */
export function sayLeftOut(count: number, one: string, many: string): string[] {
  if (count === 0) return [];
  return [count === 1 ? `One ${one} was left out.` : `${count} ${many} were left out.`];
}

/** Names the first of the columns that a table had no room for. */
export function sayColumns(leftOut: readonly string[]): string[] {
  if (leftOut.length === 0) return [];
  const more = leftOut.length > 8 ? ` and ${leftOut.length - 8} more` : '';
  return [`Columns that say nothing about the work were left out: ${leftOut.slice(0, 8).join(', ')}${more}.`];
}
