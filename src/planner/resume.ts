/** Lets go on ("ok go") what was held back earlier in the talk. */
import { fillFrame } from './frames/fill-frame.ts';
import type { Intent } from './intent.ts';
import type { Situation } from './situation.ts';
import { type Reading, readSlots } from './slots/read-slots.ts';

const start = `(?:(?:ok|okay|alright|all right|right|yes|yep|now|fine|good|great|cool|so|and|then|well|docket|thanks),? ?(?:, )?)*`;
const word = `(?:go(?: ahead| for it| on)?|fire away|proceed|off you go|(?:let us|let's|lets) go|let it go|do it|green light|you may|you can go(?: ahead)?|you(?:'re| are) good(?: to go)?|(?:now )?you can|all clear|hold is off)`;
const release = new RegExp(`^${start}${word}(?: now| then| please| ahead)*[ .!]*$`);

/** Forms whose words mean something else in the plain English the planner reads. */
const foreign =
  /^(?:(?:ok(?:ay)?|alles klar|na gut|gut|ja)[,.!]?\s+)*(?:dann\s+)?(?:los(?:\s+geht['’]?s)?|leg los|vas-y|allez-y|adelante|pode ir)[\s.!]*$/i;

/** Talk older than this is not what a bare "go" answers. */
const reach = 12;

/**
 * The push that waited, when the message is a bare "go" and the last word on it was to hold. `understood` says what an
 * earlier message asked for. Null when nothing is held.
 */
export function resumeHeld(
  reading: Reading,
  situation: Situation,
  understood: (text: string) => Intent[],
): Intent[] | null {
  if (situation.pending || !letsGo(reading)) return null;
  for (const text of situation.history.slice(-reach).toReversed()) {
    const earlier = readSlots(text, situation);
    if (letsGo(earlier)) return null;
    if (understood(text).some(isHold))
      return fillFrame('push_tickets', { reading: earlier, situation, earlier: [] });
  }
  return null;
}

function letsGo({ line, source }: Reading): boolean {
  return release.test(line.text) || foreign.test(source.trim());
}

function isHold({ tool, args }: Intent): boolean {
  return tool === 'acknowledge' && (args.not as string[]).includes('push_tickets');
}
