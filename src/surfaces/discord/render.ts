/** A card as a message of Discord: Components V2 within their limits, and nobody mentioned but whom we name. */
import type { Card, CardBlock, Choice, ListItem, Text, Tone } from '../../cards/card.ts';
import { cutPlain, cutText } from '../../cards/cut-text.ts';
import { fitCard } from '../../cards/fit.ts';
import { marks, tones } from '../../messenger/signs.ts';
import {
  componentsV2,
  countComponents,
  type DiscordMessage,
  measureText,
  type Part,
  sectionOf,
  separator,
  textOf,
} from './components.ts';
import { escapeLine, mute, toCodeBlock, toLink, toMarkdown, toQuote, type UserOf } from './markdown.ts';
import {
  createNamer,
  drawButton,
  drawLink,
  drawMenu,
  drawOpener,
  drawRows,
  menuChoices,
} from './render-choices.ts';
import { drawTable } from './render-table.ts';
import { discordLimits, mostCharacters, mostComponents } from './settings.ts';

/** Of the bar at a message's side. */
const colours: Record<Tone, number> = {
  neutral: 0x4e5058,
  info: 0x5865f2,
  success: 0x2ecc71,
  warning: 0xf1c40f,
  danger: 0xed4245,
};

const longestName = 150;
const longestCell = 300;

/**
 * How what can be pressed is laid out, the roomiest first. `buttons` of a card stay buttons, and the others go into one menu;
 * `rows` have a button each, or are opened from one menu.
 */
type Layout = { rows: boolean; buttons: number; menus: boolean };

const layouts: readonly Layout[] = [
  { rows: true, buttons: 20, menus: true },
  ...[5, 4, 3].map((buttons) => ({ rows: true, buttons, menus: false })),
  { rows: false, buttons: 20, menus: true },
  ...[5, 4, 3].map((buttons) => ({ rows: false, buttons, menus: false })),
];

export type RenderOptions = {
  /** Whom a card mentions, as Discord knows them. */
  userOf?: UserOf;
  /** Left on the message, to find it by. A positive 32-bit number. */
  mark?: number;
};

const nobody: UserOf = () => null;

/** A form is not part of a message: the surface opens it as a dialogue, and here only its button is drawn. */
export function renderMessage(card: Card, { userOf = nobody, mark }: RenderOptions = {}): DiscordMessage {
  for (let share = 1; ; share /= 2) {
    const items = Math.floor(discordLimits.items * share);
    const characters = Math.floor(discordLimits.characters * share);
    const fitted = fitCard(card, { ...discordLimits, items, characters });
    const drawn = layouts.map((layout) => drawParts(fitted, layout, userOf));
    const fitting = drawn.find((parts) => countComponents(parts) < mostComponents);
    const isLast = items <= 1;
    const parts = fitting ?? (isLast ? cutParts(drawn.at(-1)!) : null);
    if (parts && (measureText(parts) <= mostCharacters || isLast))
      return wrap(card, cutTexts(parts), userOf, mark);
  }
}

function wrap(card: Card, parts: Part[], userOf: UserOf, mark: number | undefined): DiscordMessage {
  const components = parts.length > 0 ? parts : [textOf(escapeLine(card.summary) || '…')];
  return {
    flags: componentsV2,
    components: [
      { type: 17, accent_color: colours[card.tone], ...(mark === undefined ? {} : { id: mark }), components },
    ],
    allowed_mentions: { parse: [], users: told(card, userOf) },
  };
}

/** Only those a card means to tell, and one at most. */
function told(card: Card, userOf: UserOf): string[] {
  const runs = card.blocks.flatMap((block) =>
    block.kind === 'text' && typeof block.text !== 'string' ? block.text : [],
  );
  const users = runs.flatMap((run) =>
    run.kind === 'mention' && run.notify ? (userOf(run.memberId) ?? []) : [],
  );
  return users.slice(0, 1);
}

/** The last resort of a card with more kinds of blocks than a message takes components: its end is left out. */
function cutParts(parts: Part[]): Part[] {
  let kept = parts;
  while (countComponents(kept) >= mostComponents - 1) kept = kept.slice(0, -1);
  return [...kept, textOf(mute('… and more'))];
}

function cutTexts(parts: Part[]): Part[] {
  let excess = measureText(parts) - mostCharacters;
  if (excess <= 0) return parts;
  return parts.map((part) => {
    if (part.type !== 10 || excess <= 0) return part;
    const content = cutPlain(part.content, Math.max(1, part.content.length - excess));
    excess -= part.content.length - content.length;
    return { ...part, content };
  });
}

/** Text that stands together is one component. */
class Parts {
  readonly parts: Part[] = [];
  #lines: string[] = [];

  say(line: string): void {
    if (line.trim() !== '') this.#lines.push(line);
  }

  add(...parts: Part[]): void {
    this.#close();
    this.parts.push(...parts);
  }

  all(): Part[] {
    this.#close();
    return this.parts;
  }

  #close(): void {
    if (this.#lines.length > 0) this.parts.push(textOf(this.#lines.join('\n')));
    this.#lines = [];
  }
}

function drawParts(card: Card, layout: Layout, userOf: UserOf): Part[] {
  const name = createNamer();
  const parts = new Parts();
  const title = escapeLine(card.title);
  if (title !== '') parts.say(`### ${tones[card.tone]}${title}`);
  const lead = title === '' ? tones[card.tone] : '';
  const folded: Choice[] = [];
  const drawing = { parts, userOf, name, layout, folded };
  for (const [at, block] of card.blocks.entries()) drawBlock(block, at === 0 ? lead : '', drawing);
  const [shown, hidden] = share(card.choices, layout.buttons);
  const link = card.link ? drawLink(card.link.label, card.link.url) : null;
  const isLinkShown = link !== null && shown.length < layout.buttons;
  const buttons = [...shown.map((choice) => drawButton(choice, name)), ...(isLinkShown ? [link] : [])];
  if (link && !isLinkShown && card.link) parts.say(toLink(card.link.label, card.link.url));
  if (buttons.length > 0 && parts.all().length > 1) parts.add(...(layout.menus ? [separator()] : []));
  parts.add(...drawRows(buttons));
  parts.add(...drawMenu('More…', [...hidden, ...folded], name));
  return parts.all();
}

/** What turns pages stays in sight. */
function share(choices: readonly Choice[], most: number): [shown: Choice[], hidden: Choice[]] {
  if (choices.length <= most) return [[...choices], []];
  const turning = choices.filter(({ turns }) => turns).slice(0, 1);
  const first = choices.filter((choice) => !turning.includes(choice)).slice(0, most - turning.length);
  const shown = [...first, ...turning];
  return [shown, choices.filter((choice) => !shown.includes(choice))];
}

type Drawing = {
  parts: Parts;
  userOf: UserOf;
  name: ReturnType<typeof createNamer>;
  layout: Layout;
  /** What has no place of its own in this layout. */
  folded: Choice[];
};

function drawBlock(block: CardBlock, lead: string, drawing: Drawing): void {
  const { parts, name, layout, folded } = drawing;
  switch (block.kind) {
    case 'list':
      drawList(block.items, drawing);
      break;
    case 'form': {
      const { label, style } = block.submit;
      parts.add(...drawRows([drawButton({ label, action: 'form!', ...(style ? { style } : {}) }, name)]));
      break;
    }
    case 'menu':
      if (layout.menus) parts.add(...drawMenu(block.label, menuChoices(block), name));
      else folded.push(...menuChoices(block));
      break;
    case 'divider':
      parts.add(separator());
      break;
    default:
      parts.say(drawText(block, lead, drawing.userOf));
  }
}

type TextBlock = Exclude<CardBlock, { kind: 'list' | 'form' | 'menu' | 'divider' }>;

function drawText(block: TextBlock, lead: string, userOf: UserOf): string {
  switch (block.kind) {
    case 'text':
      return `${lead}${toMarkdown(block.text, userOf)}`;
    case 'quote': {
      const source = block.source ? mute(escapeLine(cutPlain(block.source, longestName))) : '';
      return [block.text.trim() === '' ? '' : toQuote(block.text), source].filter(Boolean).join('\n');
    }
    case 'fields':
      return block.items.map(({ label, value }) => drawField(label, value, userOf)).join('\n');
    case 'checklist':
      return drawChecklist(block, userOf);
    case 'table':
      return drawTable(block, userOf);
    case 'code':
      return block.text === '' ? '' : toCodeBlock(block.text, block.language);
  }
}

function drawField(label: string, value: Text, userOf: UserOf): string {
  return `**${escapeLine(cutPlain(label, longestName))}** ${toMarkdown(cutText(value, longestCell), userOf)}`;
}

function drawChecklist(
  { items, done, total }: Extract<CardBlock, { kind: 'checklist' }>,
  userOf: UserOf,
): string {
  const lines = items.map(({ mark, text, detail }) => {
    const said = detail === undefined ? '' : ` · ${toMarkdown(cutText(detail, longestCell), userOf)}`;
    return `${marks[mark]} ${toMarkdown(cutText(text, longestCell), userOf)}${said}`.trim();
  });
  return [...lines, mute(`${done} of ${total}`)].join('\n');
}

function drawList(items: readonly ListItem[], { parts, userOf, name, layout, folded }: Drawing): void {
  const opened: Choice[] = [];
  for (const item of items) {
    const text = drawItem(item, userOf);
    const choices = [...(item.choices ?? []), ...(item.more ?? [])];
    const [only] = choices;
    if (!only) parts.say(text);
    else if (!layout.rows) {
      parts.say(text);
      opened.push(...(choices.length === 1 ? [only] : [openItem(item, choices)]));
    } else {
      parts.add(
        sectionOf(text || '…', choices.length === 1 ? drawButton(only, name) : drawOpener(choices, name)),
      );
    }
  }
  if (opened.length === 0) return;
  if (layout.menus) parts.add(...drawMenu('Open one…', opened, name));
  else folded.unshift(...opened);
}

/** Stands for all that can be done with a line. */
function openItem({ number, title }: ListItem, choices: readonly Choice[]): Choice {
  const words =
    typeof title === 'string' ? title : title.map((run) => ('text' in run ? run.text : run.name)).join('');
  const label = `${number === undefined ? '' : `${number}. `}${words}`;
  return { label, action: `row!${choices.at(-1)!.action}` };
}

/** A line with all that can be done with it, for the one who opened it. */
export function cardOfItem(item: ListItem): Card {
  const { choices = [], more = [], title } = item;
  const words =
    typeof title === 'string' ? title : title.map((run) => ('text' in run ? run.text : run.name)).join('');
  const { choices: _choices, more: _more, ...bare } = item;
  return {
    title: '',
    tone: 'info',
    blocks: [{ kind: 'list', items: [bare] }],
    choices: [...choices, ...more],
    summary: words,
  };
}

function drawItem({ mark, number, title, meta, body }: ListItem, userOf: UserOf): string {
  const opening = [marks[mark], number === undefined ? '' : `${number}\\.`].filter((part) => part !== '');
  const head = [...opening, toMarkdown(cutText(title, longestCell), userOf, { bold: true })].join(' ');
  const facts = meta && meta.length > 0 ? mute(escapeLine(cutPlain(meta.join(' · '), 2 * longestName))) : '';
  const said = body === undefined ? '' : toMarkdown(body, userOf);
  return [head, facts, said].filter((line) => line.trim() !== '').join('\n');
}
