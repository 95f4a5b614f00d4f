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
