/** The handle under which a person's name stands in logs and as an owner. */

/** `Dana Fox` is `@dana-fox`. */
export function handleOf(name: string): string {
  const words = name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-');
  return `@${words.replace(/^-|-$/g, '')}`;
}
