/** Finds the block a line stands in. */

type Placed = { lines: readonly [number, number] };

/** Index of the last block that begins at or before a line, 0 when none does. Blocks stand in document order. */
export function createBlockLookup(blocks: readonly Placed[]): (line: number) => number {
  const starts = blocks.map((block) => block.lines[0]);
  return (line) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= line) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  };
}
