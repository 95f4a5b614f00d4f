/** Keeps the latest answers of a pure function of a text: documents are read again after every edit, and most of them stays. */

/** Answers are shared, so nobody may change them. Texts longer than `longest` are not kept. */
export function remember<Answer>(
  make: (text: string) => Answer,
  { most, longest }: { most: number; longest: number },
): (text: string) => Answer {
  const kept = new Map<string, Answer>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (text.length > longest) return made;
    if (kept.size >= most) kept.delete(kept.keys().next().value!);
    kept.set(text, made);
    return made;
  };
}
