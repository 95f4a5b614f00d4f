/** A card as a message of Slack: blocks within its limits, and the sentence that notifications and screen readers get. */
import type {
  ContextBlock,
  KnownBlock,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
} from '@slack/types';
import type { Card, CardBlock, ListItem, Text } from '../../cards/card.ts';
import { cutPlain, cutText } from '../../cards/cut-text.ts';
import { fitCard } from '../../cards/fit.ts';
import { makeSafe, makeSafeLine, safeUrl } from '../../messenger/safe-text.ts';
import { marks, tones } from '../../messenger/signs.ts';
import { drawActions, drawButton, drawFeedback, drawLink, drawMenu, drawOverflow } from './render-choices.ts';
import { drawRecord } from './render-record.ts';
import { drawTable } from './render-table.ts';
import { plain, sectionOf, toElements, type UserOf } from './rich-text.ts';
import { mostBlocks, mostCharacters, slackLimits } from './settings.ts';

export type SlackMessage = { text: string; blocks: KnownBlock[] };

/** What names a thing rather than says something. */
const longestName = 150;
/** Notifications show far less; escaped it may be five times as long, and Slack asks for no more than 4,000. */
const longestSummary = 750;
/** One row of many. */
const longestCell = 400;

/** A form is not part of a message: the surface opens it as a dialogue, and here only its button is drawn. */
export function renderMessage(card: Card, userOf: UserOf): SlackMessage {
  for (let part = 1; ; part /= 2) {
    const [items, characters] = [slackLimits.items * part, slackLimits.characters * part].map(Math.floor);
    const blocks = drawBlocks(
      fitCard(card, { ...slackLimits, items: items!, characters: characters! }),
      userOf,
    );
    if ((blocks.length <= mostBlocks && measure(blocks) <= mostCharacters) || items! <= 1) {
      return {
        text: escapeMarkup(cutPlain(card.summary, longestSummary)),
        blocks: blocks.slice(0, mostBlocks),
      };
    }
  }
}

/** For the top-level `text` of a message, which Slack parses: no mention, no link and no style can come of it. */
function escapeMarkup(text: string): string {
  return makeSafeLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** All that blocks say, buttons and questions among it. */
function measure(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, one]) => {
    return sum + (key === 'text' && typeof one === 'string' ? one.length : measure(one));
  }, 0);
}

function drawBlocks(card: Card, userOf: UserOf): KnownBlock[] {
  const number = createCounter();
  const title = `${tones[card.tone]}${makeSafeLine(card.title)}`;
  const header: KnownBlock[] =
    card.title === '' ? [] : [{ type: 'header', text: { type: 'plain_text', text: title, emoji: false } }];
  const alone = card.title === '' ? tones[card.tone].trim() : '';
  const drawn = card.blocks.flatMap((block, at) => {
    return drawBlock(block, { userOf, number, lead: at === 0 ? alone : '' });
  });
  const link = card.link && safeUrl(card.link.url) ? [drawLink(card.link.label, card.link.url)] : [];
  const buttons = [...card.choices.map((choice) => drawButton(choice, number())), ...link];
  const asked = card.feedback ? [drawFeedback(card.feedback, number())] : [];
  return [...header, ...drawn, ...drawActions(buttons), ...asked];
}

type Drawing = { userOf: UserOf; number: () => number; lead: string };

/** Slack wants the ids of a message's buttons to differ; what is pressed is told by the value. */
function createCounter(): () => number {
  let last = 0;
  return () => {
    last += 1;
    return last;
  };
}

function drawBlock(block: CardBlock, drawing: Drawing): KnownBlock[] {
  const { userOf, lead } = drawing;
  switch (block.kind) {
    case 'text':
      return drawText(block.text, userOf, lead);
    case 'quote': {
      const quote: RichTextBlockElement = { type: 'rich_text_quote', elements: plain(block.text) };
      const source = block.source ? drawMuted(cutPlain(block.source, longestName)) : [];
      return quote.elements.length > 0 ? [richText([quote]), ...source] : source;
    }
    case 'fields':
      return drawLines(
        block.items.map(({ label, value }) => [
          ...plain(`${cutPlain(label, longestName)}: `, { bold: true }),
          ...toElements(cutText(value, longestCell), userOf),
        ]),
      );
    case 'list':
      return block.items.flatMap((item) => drawItem(item, drawing));
    case 'checklist':
      return drawChecklist(block, userOf);
    case 'table':
      return drawTable(block, userOf);
    case 'code':
      return block.text === ''
        ? []
        : [
            richText([
              { type: 'rich_text_preformatted', elements: [{ type: 'text', text: makeSafe(block.text) }] },
            ]),
          ];
    case 'form':
      return drawActions([drawButton(block.submit, drawing.number(), 'form')]);
    case 'menu':
      return drawMenu(block, drawing.number());
    case 'divider':
      return [{ type: 'divider' }];
  }
}

function drawChecklist(block: Extract<CardBlock, { kind: 'checklist' }>, userOf: UserOf): KnownBlock[] {
  if (block.record !== undefined) return drawRecord(block, block.record);
  const lines = block.items.map(({ mark, text, detail }) => [
    ...plain(mark === 'none' ? '' : `${marks[mark]} `),
    ...toElements(cutText(text, longestCell), userOf),
    ...(detail === undefined ? [] : [...plain(' · '), ...toElements(cutText(detail, longestCell), userOf)]),
  ]);
  return [...drawLines(lines), ...drawMuted(`${block.done} of ${block.total} done`)];
}

function drawText(text: Text, userOf: UserOf, lead: string): KnownBlock[] {
  const isMuted =
    typeof text !== 'string' && text.length > 0 && text.every((run) => run.kind === 'text' && run.muted);
  if (isMuted) return drawMuted(text.map((run) => ('text' in run ? run.text : '')).join(''));
  return drawLines([[...plain(lead === '' ? '' : `${lead} `), ...toElements(text, userOf)]]);
}

/** Facts that are not to be looked at first. */
function drawMuted(text: string): KnownBlock[] {
  const safe = makeSafe(text);
  if (safe.trim() === '') return [];
  const context: ContextBlock = {
    type: 'context',
    elements: [{ type: 'plain_text', text: safe, emoji: false }],
  };
  return [context];
}

function drawLines(lines: readonly RichTextElement[][]): KnownBlock[] {
  const section = sectionOf(lines);
  return section ? [richText([section])] : [];
}

function richText(elements: RichTextBlockElement[]): RichTextBlock {
  return { type: 'rich_text', elements };
}

function drawItem(
  { mark, number, title, meta, body, choices, more }: ListItem,
  drawing: Drawing,
): KnownBlock[] {
  const opening = [marks[mark], number === undefined ? '' : `${number}.`].filter((part) => part !== '');
  const lines = [
    [
      ...plain(opening.length > 0 ? `${opening.join(' ')} ` : ''),
      ...toElements(cutText(title, longestCell), drawing.userOf, { bold: true }),
    ],
    plain(meta && meta.length > 0 ? cutPlain(meta.join(' · '), 2 * longestName) : ''),
    body === undefined ? [] : toElements(body, drawing.userOf),
  ];
  const buttons = (choices ?? []).map((choice) => drawButton(choice, drawing.number()));
  const folded = more && more.length > 0 ? [drawOverflow(more, drawing.number())] : [];
  return [...drawLines(lines), ...drawActions([...buttons, ...folded])];
}
