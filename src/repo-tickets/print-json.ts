/** Prints a long list as JSON part by part, to the letter as `JSON.stringify` with two spaces would print it whole. */

/** `indent` is that of the line the list begins in; there is no newline behind the last bracket. */
export function* printJsonList<Item>(
  items: readonly Item[],
  print: (item: Item) => unknown,
  indent = '',
): Generator<string> {
  if (items.length === 0) return yield '[]';
  let before = '[\n';
  for (const item of items) {
    const text = JSON.stringify(print(item), null, 2).replaceAll('\n', `\n${indent}  `);
    yield `${before}${indent}  ${text}`;
    before = ',\n';
  }
  yield `\n${indent}]`;
}

/** Few large parts instead of many small ones. */
export function* gather(parts: Iterable<string>, size = 65_536): Generator<string> {
  let gathered = '';
  for (const part of parts) {
    gathered += part;
    if (gathered.length < size) continue;
    yield gathered;
    gathered = '';
  }
  if (gathered !== '') yield gathered;
}
