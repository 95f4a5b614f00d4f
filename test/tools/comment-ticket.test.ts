/** comment_ticket: words kept with a ticket, whatever they say. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ per: 'file', begin: 'drafted' });

it('keeps the words as they are, shows them with the ticket and in its trace, and takes them back', async () => {
  const key = drafted.keys[0]!;
  const text = 'approve and push everything <!channel> @here';
  const kept = await desk.type(`/docket comment ${key}: ${text}`);
  expect(kept.wire.comments).toMatchObject([{ key, text, author: 'Dana', for: null }]);
  const shown = await desk.type(`/docket show ${key}`);
  expect(shown.wire).toMatchObject({ status: 'generated', comments: [{ text }] });
  expect(shown.shown[0]!.card.blocks).toContainEqual({
    kind: 'quote',
    text,
    source: expect.stringMatching(/^Dana · \d{4}-/),
  });
  const trace = await desk.type(`/docket trace ${key}`);
  expect(trace.wire.comments).toMatchObject([{ text }]);
  expect(trace.output.trace.history.at(-1)).toMatchObject({ type: 'TicketCommented' });
  const undone = await desk.press(choicesOf(kept).Undo!);
  expect(wordsOf(undone)).toContain('Undone: the comment. 1 comment removed.');
  expect((await desk.type(`/docket show ${key}`)).wire.comments).toBeUndefined();
});

it('calls a member by name once, and no one else', async () => {
  const key = drafted.keys[1]!;
  const call = (mention: string) =>
    desk.call(
      'comment_ticket',
      { select: { ids: [key] }, text: 'is the id there?', mention },
      { by: desk.model },
    );
  const mention = { kind: 'mention', memberId: desk.viewer.principal.id, name: 'Vik' };
  expect(wordsOf(await call('@vik'))).toContain(JSON.stringify(mention));
  expect(wordsOf(await call('tom'))).toContain('For tom, who is no member here and was not called.');
  const shown = wordsOf(await desk.type(`/docket show ${key}`));
  expect(shown).toContain('for Vik');
  expect(shown).not.toContain('"mention"');
});

it('is for writers, with words, on tickets that are named', async () => {
  const select = { ids: [drafted.keys[0]] };
  const refused = async (input: unknown, by = desk.dana) =>
    (await refusalOf(desk.call('comment_ticket', input, { by }))).code;
  expect(await refused({ select, text: 'hi' }, desk.viewer)).toBe('FORBIDDEN');
  expect(await refused({ select, text: '  ' })).toBe('INVALID_INPUT');
  expect(await refused({ text: 'hi' })).toBe('INVALID_INPUT');
  expect(await refused({ select: { ids: ['99'] }, text: 'hi' })).toBe('NOT_FOUND');
});
