/** What a message asks of the model itself, kept with its run so that going on, or a restart, thinks no less hard. */
import type { Thread } from '../domain/conversation.ts';
import type { Id } from '../domain/ids.ts';
import { addWish, ModelWish } from '../domain/model-choice.ts';
import { readModelWish } from '../domain/model-words.ts';
import type { Store } from '../ports/store.ts';

export type Heard = {
  wish: ModelWish;
  /** What is left to be done; empty when the message asked for nothing else. */
  text: string;
  /** Said to the person when there is no model that the wish could be about. */
  note: string | null;
};

/** `goesOnFrom` is the run that a pressed or typed answer continues. */
export async function hearWish(
  deps: { store: Pick<Store, 'toolCalls'>; hasModel: boolean },
  thread: Thread,
  run: { id: Id; text: string; goesOnFrom: Id | null },
): Promise<Heard> {
  const { toolCalls } = deps.store;
  const wishOf = async (id: Id | null): Promise<ModelWish | null> => {
    const kept = id === null ? null : await toolCalls.get(id, 'wish');
    return kept && ModelWish.parse(kept.output);
  };
  const said = readModelWish(run.text);
  if (said.wish && !deps.hasModel) return { wish: {}, text: said.rest, note: noModel };
  const before = addWish(thread.focus.model ?? {}, (await wishOf(run.goesOnFrom)) ?? {});
  const wish = (await wishOf(run.id)) ?? addWish(before, said.wish ?? {});
  if (Object.keys(wish).length > 0) await toolCalls.put(run.id, 'wish', wish);
  return { wish, text: run.text, note: null };
}

const noModel =
  'No model is connected, so none can think harder or faster: the built-in planner always works the same way. ' +
  'Set OPENAI_API_KEY to connect a model.';
