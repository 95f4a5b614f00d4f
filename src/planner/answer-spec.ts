/** While a spec is written question by question, a message is the answer unless it plainly asks for something else (S1-60). */
import { readCanon } from './canon.ts';
import { readCapabilityWords } from './capability-words.ts';
import type { Call } from './plan.ts';
import { isImperative } from './segments.ts';
import type { Situation } from './situation.ts';
import { readSlots, slotsOf } from './slots/read-slots.ts';
import { readWorkDeed } from './work-deeds.ts';

const leaving =
  /^(?:stop|pause|cancel|abort|quit|enough|later|not now|never ?mind|that's (?:all|it)|let's (?:stop|continue later))\b.{0,40}$/i;
const skipping =
  /^(?:skip|pass|next|no idea|not sure|don't know|dunno|i don't know|leave (?:it|that) (?:out|open))\b.{0,30}$/i;

/** The call that keeps the answer; null where no question of a spec waits, or the message is none. */
export function answerSpec(text: string, situation: Situation): Call | null {
  const { pending } = situation;
  if (pending?.tool !== 'draft_spec' || !pending.slot?.startsWith('spec.')) return null;
  const said = text.trim();
  const question = pending.slot.slice('spec.'.length);
  const { capability, skip } = pending.args as { capability: string; skip: string[] };
  if (skipping.test(said)) return { tool: 'draft_spec', args: { capability, skip: [...skip, question] } };
  if (said === '' || leaving.test(said) || isOtherDeed(said, situation)) return null;
  return { tool: 'draft_spec', args: { capability, answers: { [question]: said }, skip } };
}

/** An order about numbered tickets or a capability, a short form, a question to Docket: what no spec would say. */
function isOtherDeed(said: string, situation: Situation): boolean {
  if (readCapabilityWords(said, situation) || readWorkDeed(said)) return true;
  const reading = readSlots(said, { ...situation, pending: null });
  if (/^(?:undo|redo|help|show|list)/.test(readCanon(reading) ?? '')) return true;
  const short = reading.line.tokens.length <= 10;
  const named = slotsOf(reading, 'ids').some(({ from }) => from <= 2);
  return short && named && isImperative(reading.line.text);
}
