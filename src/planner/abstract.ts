/** A message as a pattern: slots become their kind, greetings and politeness go. */
import type { Reading } from './slots/read-slots.ts';

const polite = new Set(
  'please kindly just hey hi hello docket bot ok okay so now then also can could would you will u the a an my our me for_me'.split(
    ' ',
  ),
);

/** Words and `<kind>` marks in order, joined by spaces: "push <status> to <tracker>". */
export function abstract(reading: Reading): string {
  return marks(reading)
    .filter((mark) => !polite.has(mark) && !/^[.!,@]$/.test(mark))
    .join(' ');
}

/** Every token as its word, every slot as one mark. */
export function marks({ line, slots }: Reading): string[] {
  const found: string[] = [];
  for (let at = 0; at < line.tokens.length; at++) {
    const slot = slots.find((one) => one.from === at);
    if (slot) {
      found.push(`<${slot.kind}>`);
      at = slot.to - 1;
    } else {
      found.push(line.tokens[at]!.word);
    }
  }
  return found;
}
