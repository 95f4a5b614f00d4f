/** What a turn was opened with goes to its first message, and to nothing that stands elsewhere. */
import { expect, it } from 'vitest';
import { drawNoticeCard } from '../../../src/cards/notice-card.ts';
import { openTurn } from '../../../src/conversation/opening.ts';
import type { ShowOptions } from '../../../src/conversation/outbox.ts';
import type { Surface } from '../../../src/ports/surface.ts';

const thread = { external: 'T/C/1' } as never;
const event = { eventId: 'C:1', opening: 'C:2' };
const shown = (text: string, living = false) => ({
  card: drawNoticeCard(text),
  ...(living ? { living: { key: text, tool: '', input: {}, subjects: [] } } : {}),
});

/** An outbox that posts what is not living, and a surface that notes how turns end. */
function desk(opening: string | null | undefined) {
  const said: string[] = [];
  const show = async (
    _thread: unknown,
    { card, living }: { card: { summary: string }; living?: object },
    how?: ShowOptions,
  ) => {
    const ref = living ? null : how?.takeOpening?.()?.ref;
    said.push(`${card.summary} ${ref ?? 'anew'}`);
  };
  const surface = {
    endOpening: async (_thread: string, { ref }: { ref: string }, card: { summary: string } | null) =>
      void said.push(`end ${ref}: ${card?.summary ?? 'gone'}`),
  } as unknown as Surface;
  const turn = openTurn(
    { show } as never,
    { eventId: event.eventId, ...(opening === undefined ? {} : { opening }) },
    { id: 't', again: false },
  );
  return { turn, said, surface };
}

it('goes to the first message that is posted', async () => {
  const { turn, said, surface } = desk('C:2');
  await turn.show(thread, shown('one'));
  await turn.show(thread, shown('two'));
  await turn.end(surface, thread);
  expect(said).toEqual(['one C:2', 'two anew']);
});

it('ends as what changed further up in the thread', async () => {
  const { turn, said, surface } = desk('C:2');
  await turn.show(thread, shown('2 approved', true));
  await turn.end(surface, thread);
  expect(said).toEqual(['2 approved anew', 'end C:2: 2 approved']);
});

it('goes where nothing was shown to all, and is not spoken of where there was none', async () => {
  const some = desk('C:2');
  await some.turn.end(some.surface, thread);
  expect(some.said).toEqual(['end C:2: gone']);
  const none = desk(undefined);
  await none.turn.end(none.surface, thread);
  expect(none.said).toEqual([]);
});
