/** The order of words; the tables for it are loaded when two differ, since that takes longer than a whole command. */

let collator: Intl.Collator | undefined;

export function compareWords(one: string, other: string): number {
  if (one === other) return 0;
  collator ??= new Intl.Collator('en');
  return collator.compare(one, other);
}
