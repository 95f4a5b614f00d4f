/** Reads from a part of a message which state a ticket is to get. */
import { slotsOf } from '../slots/read-slots.ts';
import { type Scene, textOf } from './scene.ts';

/** Leaves out what is only said not to be so. */
export function readStatus(scene: Scene, { set }: { set: Record<string, unknown> }): void {
  const text = textOf(scene);
  if (scene.detail !== 'status') return;
  if (
    /\b(?:reopen|re-open|unapprove|un-approve|unreject|un-reject|un-nack|unnack|shouldn't be rejected|back to draft|revive|resurrect|bring (?:it |them |that )?back|(?:put|have|want) (?:it|them|that) back|back on the list|back into draft|reinstate|wasn't meant to be rejected|unack|un-ack|not rejected)\b/.test(
      text,
    ) ||
    restored.test(text)
  ) {
    set.status = 'draft';
    return;
  }
  const named = slotsOf(scene.reading, 'status').at(-1)?.values.at(-1);
  // What a ticket is not any more does not say what it is now.
  if (named && /^(?:blocked|done|in_progress)$/.test(named) && isDenied(text)) return;
  if (named) {
    set.status =
      named === 'approved' || named === 'rejected'
        ? /\bnot (?:be |been )?(?:approved|rejected)|\bback (?:to|into)\b|\bno longer\b|\bpull\b/.test(text)
          ? 'draft'
          : named
        : named;
  } else if (
    /\b(?:close|done|fixed|live|sorted|finish(?:ed)?|complete|resolve|wrap up|ship(?:ped)?)\b/.test(text)
  )
    set.status = 'done';
  else if (/\b(?:start(?:ed|ing)?|begin|progress|working|kick off|picked up)\b/.test(text))
    set.status = 'in_progress';
  else if (/\bdraft\b/.test(text)) set.status = 'draft';
  else if (/\bblock/.test(text)) set.status = 'blocked';
}

function isDenied(text: string): boolean {
  return /\b(?:not|never|no longer|isn't|aren't|wasn't|ain't)\b(?: \w+){0,2} (?:blocked|stuck|done|finished|completed?|closed|resolved|started|in progress)\b/.test(
    text,
  );
}

const restored =
  /shouldn't (?:be|have been) (?:rejected|approved|discarded|binned)|\b(?:come|comes|bring|put|get|want|take|have|need|pull) (?:\S+ ){0,3}back\b|\b(?:restore|recover|un-?delete)\b|\b(?:rejected|discarded|declined|approved|thrown out|binned) (?:by|in) (?:mistake|accident|error)|\b(?:rejection|approval) (?:was|is) (?:premature|wrong|hasty|a mistake|an error)/;
