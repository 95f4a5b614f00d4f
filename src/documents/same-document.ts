/** Tells a new version of a document from another document that happens to have the same title. */
import { fold } from './language.ts';

/** Fewer words than this do not tell documents apart. */
const enoughWords = 20;
/** Versions of one document share nine words in ten, two documents of one team and template about half. */
const sharedByVersions = 0.6;

/** Compares the words of both texts; true for texts of a few words, where the title has to do. */
export function isSameDocument(before: string, after: string): boolean {
  const [fewer, more] = [wordsOf(before), wordsOf(after)].sort((one, other) => one.size - other.size);
  if (fewer!.size < enoughWords) return true;
  const shared = [...fewer!].filter((word) => more!.has(word)).length;
  return shared / fewer!.size >= sharedByVersions;
}

function wordsOf(text: string): Set<string> {
  return new Set(fold(text).match(/\p{L}{4,}/gu) ?? []);
}
