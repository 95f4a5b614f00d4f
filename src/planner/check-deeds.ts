/** Looks at planned deeds once more: what no wording may bring about, and what leaves something open. */
import { doubtAbout, vagueness } from './doubts.ts';
import { verbs } from './evidence-words.ts';
import type { Intent, Select } from './intent.ts';
import type { Situation } from './situation.ts';
import type { Reading } from './slots/read-slots.ts';
import type { Understood } from './understood.ts';
import { vetoFor } from './veto.ts';

/** The veto, and a question instead of a deed that leaves something open. */
export function checked(
  understood: Understood,
  reading: Reading,
  situation: Situation,
  words = reading.line.text,
): Understood {
  const looked = lookInstead(understood.intents, words, reading.line.text);
  if (looked) return { ...understood, intents: looked };
  const vetoed = vetoFor(understood.intents, words);
  if (vetoed) return { ...understood, vetoed, intents: heldBack(understood.intents, vetoed) };
  for (const intent of understood.intents) {
    const alone = intent === understood.intents[0];
    const slot =
      doubtAbout(intent, reading, situation) ?? (alone ? vagueness(intent, reading, situation) : null);
    if (slot) {
      const heldUp = understood.intents.filter((one) => one !== intent);
      return { ...understood, heldUp, intents: [{ tool: 'clarify', args: { slot, about: intent } }] };
    }
  }
  return understood;
}

const alike = /\b(?:same|similar|alike|dupes?|duplicates?)\b/g;

/** "6 and 7 are the same" wants it looked at; "is 3 approved?" wants to see it, "5 and 6 are the same, aren't they?" to know. */
function lookInstead(intents: readonly Intent[], words: string, all: string): Intent[] | null {
  const [intent] = intents;
  const named = (intent?.args.select as Select | undefined)?.ids;
  if (named && intent?.tool === 'merge_tickets' && !verbs.merge_tickets!.test(all.replace(alike, '')))
    return [{ tool: 'find_duplicates', args: { select: { ids: named } } }, ...intents.slice(1)];
  if (intents.length !== 1 || !named || vetoFor(intents, words) !== 'question') return null;
  if (intent?.tool === 'merge_tickets')
    return [{ tool: 'find_duplicates', args: { select: { ids: named } } }];
  return intent?.tool === 'approve_tickets' || intent?.tool === 'push_tickets'
    ? [{ tool: 'show_ticket', args: { select: { ids: named } } }]
    : null;
}

/** "Don't push" is an order too: not to. */
function heldBack(intents: Intent[], vetoed: 'held' | 'question'): Intent[] {
  if (vetoed === 'question') return [];
  return [{ tool: 'acknowledge', args: { not: intents.map((intent) => intent.tool).slice(0, 1) } }];
}
