/** record_research: keeps interviews, surveys and the like, from a file, pasted text or an address. */
import { expect, it } from 'vitest';
import { attach, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

const interview = attach('ana-may.md', '# Ana, May\n\nThe rack is always full at eight.\n');

it('keeps an attached file as research, by its name', async () => {
  const { wire, shown } = await desk.call('record_research', { kind: 'interview' }, { file: interview });
  expect(wire).toMatchObject({
    is_new: true,
    research_source: {
      title: 'ana-may.md',
      kind: 'interview',
      text: '# Ana, May\n\nThe rack is always full at eight.\n',
      processing_status: 'completed',
    },
  });
  expect(shown[0]!.card.summary).toBe('Recorded the research “ana-may.md”.');
});

it('changes what is said about a known title, and leaves the rest', async () => {
  await desk.call('record_research', { title: 'Spring survey', text: 'Most cycle daily.' });
  const { wire } = await desk.type('/docket research spring SURVEY kind:survey url:https://example.com/s');
  expect(wire).toMatchObject({
    is_new: false,
    research_source: { title: 'Spring survey', kind: 'survey', text: 'Most cycle daily.' },
  });
  expect((await desk.call('list_insights')).wire.research_sources).toHaveLength(1);
});

it('calls pasted texts by their first words, so that none takes the place of another', async () => {
  for (const text of ['Ana said:\nthe rack is full.', 'Ben said:\nthe rack is far.']) {
    const file = { ...attach('pasted text', text), pasted: 'document' as const };
    await desk.call('record_research', {}, { file });
  }
  const { research_sources: sources } = (await desk.call('list_insights')).wire;
  expect(sources.map(({ title }: { title: string }) => title)).toEqual(['Ben said:', 'Ana said:']);
});

it('waits for the text of research that only has an address', async () => {
  const { wire } = await desk.call('record_research', { url: 'https://example.com/talk' });
  expect(wire.research_source).toMatchObject({
    title: 'https://example.com/talk',
    processing_status: 'pending',
  });
});

it('refuses a message without research, a file that cannot be read, and a reader', async () => {
  expect((await refusalOf(desk.type('/docket research'))).message).toContain('no research in that message');
  const broken = {
    name: 'x.pdf',
    mediaType: 'application/pdf',
    base64: Buffer.from('%PDF-').toString('base64'),
  };
  expect((await refusalOf(desk.call('record_research', {}, { file: broken }))).code).toBe('UNREADABLE');
  const reader = desk.call('record_research', { title: 'Mine' }, { by: desk.viewer });
  expect((await refusalOf(reader)).code).toBe('FORBIDDEN');
  expect(wordsOf(await desk.call('list_insights'))).toContain('Nothing is recorded yet');
});
