/** Draws a card as lines of text, in parts, so that a later drawing of it can show only what is new. */
import type { Card, CardBlock, Choice, ListItem, Text } from '../../cards/card.ts';
import {
  clip,
  flow,
  hang,
  indent,
  pad,
  padStart,
  shorten,
  widthOf,
  wrapExactly,
  wrapQuote,
  wrapWords,
} from './layout.ts';
import type { Paint } from './paint.ts';
import { drawTable } from './render-table.ts';
import { addressesOf, paintLine, paintText, splitText } from './render-text.ts';
import { makeSafe, makeSafeLine } from './safe-text.ts';

export type RenderOptions = {
  /** Columns; no line is wider. */
  width: number;
  paint: Paint;
  /** The number that presses a choice; null draws no choices, where nothing can be pressed. */
  numberOf: ((choice: Choice) => number) | null;
};

/** A title, a row, a block or the choices. A passing part (a bar, a row under way) is not worth repeating on its own. */
export type Part = { lines: string[]; passing: boolean };

const margin = 2;

/** In the order they are read; no line but an address is wider than `width`, and none holds control characters but ours. */
export function renderCard(card: Card, options: RenderOptions): Part[] {
  const inner = { ...options, width: options.width - margin };
  const [first, ...rest] =
    card.title === '' ? splitSentence(card) : [makeSafeLine(card.title), ...card.blocks];
  const heading = card.title === '' ? first : options.paint.bold(first);
  const title = hang(`${options.paint.tone(card.tone)} `, wrapWords(heading, inner.width));
  return [
    part(title),
    ...rest.flatMap((block) => drawBlock(block, inner)).map(indented),
    ...drawLink(card, inner).map(indented),
    ...drawChoices(card.choices, inner).map(indented),
  ].filter((one) => one.lines.length > 0);
}

/** Blocks on their own, set in as on a card. */
export function renderBlocks(blocks: readonly CardBlock[], options: RenderOptions): string[] {
  const inner = { ...options, width: options.width - margin };
  return blocks.flatMap((block) => drawBlock(block, inner)).flatMap((one) => indented(one).lines);
}

/** A card without a title opens with its first text. */
function splitSentence(card: Card): [string, ...CardBlock[]] {
  const [first, ...rest] = card.blocks;
  if (first?.kind !== 'text') return [makeSafeLine(card.summary), ...card.blocks];
  const text = typeof first.text === 'string' ? first.text : first.text.map(plainOf).join('');
  return [makeSafe(text), ...rest];
}

function plainOf(run: Exclude<Text, string>[number]): string {
  return run.kind === 'mention' ? `@${run.name}` : run.text;
}

function part(lines: string[], passing = false): Part {
  return { lines, passing };
}

function indented(one: Part): Part {
  return { ...one, lines: indent(one.lines, margin) };
}

function drawBlock(block: CardBlock, options: RenderOptions): Part[] {
  const { paint, width } = options;
  switch (block.kind) {
    case 'text':
      return [
        part([...wrapWords(paintText(block.text, paint), width), ...drawAddresses(block.text, options)]),
      ];
    case 'quote':
      return [part(drawQuote(block, options))];
    case 'fields':
      return [part(drawFields(block.items, options))];
    case 'list':
      return drawList(block.items, options);
    case 'checklist':
      return drawChecklist(block, options);
    case 'table':
      return [part(drawTable(block, options))];
    case 'code':
      return [part(indent(wrapExactly(makeSafe(block.text), width - margin), margin))];
    case 'form':
    case 'menu':
      return [];
    case 'divider':
      return [part([paint.dim('─'.repeat(Math.min(width, 32)))], true)];
  }
}

function drawQuote(block: Extract<CardBlock, { kind: 'quote' }>, { paint, width }: RenderOptions): string[] {
  const lines = wrapQuote(makeSafe(block.text), width - 2).map((line) => `${paint.dim('│')} ${line}`);
  const source = block.source ? wrapWords(paint.dim(makeSafeLine(block.source)), width - 2) : [];
  return [...lines, ...hang(`${paint.dim('╰')} `, source)];
}

const widestLabel = 18;

function drawFields(items: readonly { label: string; value: Text }[], options: RenderOptions): string[] {
  const { paint, width } = options;
  const labels = items.map(({ label }) => makeSafeLine(label));
  const column = Math.min(
    Math.max(...labels.map((label) => widthOf(label))),
    widestLabel,
    Math.floor(width / 3),
  );
  const room = width - column - 2;
  return items.flatMap(({ value }, index) => {
    const name = pad(paint.dim(clip(labels[index]!, column)), column + 2);
    const words = wrapWords(paintText(value, paint), room);
    const addresses = drawAddresses(value, options);
    // An address may be wider than the room, so none stands beside a label, not even that of a link without words.
    const beside = words.length === 0 && addresses.length > 0 ? [''] : words;
    return hang(name, [...beside, ...addresses]);
  });
}

function drawList(items: readonly ListItem[], options: RenderOptions): Part[] {
  const { paint, width } = options;
  const numbers = items.map(({ number }) => (number === undefined ? '' : `#${number}`));
  const column = Math.max(...numbers.map((number) => number.length));
  const space = items.some((item) => item.choices) ? [part([''])] : [];
  const rows = items.map((item, index) => {
    const number = column === 0 ? '' : `${padStart(paint.dim(numbers[index]!), column)} `;
    const first = `${paint.mark(item.mark)} ${number}`;
    const inner = { ...options, width: width - widthOf(first) };
    return part(hang(first, drawItem(item, inner)));
  });
  return [...space, ...rows, ...space];
}

function drawItem(item: ListItem, options: RenderOptions): string[] {
  const { paint, width } = options;
  const title = paintLine(item.title, paint);
  const meta = (item.meta ?? []).map((fact) => paint.dim(makeSafeLine(fact)));
  return [
    ...withAddresses(
      wrapWords(item.choices || item.number !== undefined ? paint.bold(title) : title, width),
      item.title,
      options,
    ),
    ...flow(meta, paint.dim(' · '), width),
    ...(item.body === undefined ? [] : drawBody(item.body, options)),
    ...drawRowChoices(item.choices ?? [], options),
  ];
}

/** What stands back takes one line, unless it was written in several; trouble is told in full. */
function drawBody(body: Text, { paint, width }: RenderOptions): string[] {
  const lines = splitText(body).map((line) => paintLine(line, paint));
  const standsBack = typeof body !== 'string' && body.every((run) => run.kind === 'text' && run.muted);
  if (standsBack && lines.length === 1) return [shorten(lines[0]!, width)];
  return lines.flatMap((line) => wrapWords(line, width));
}

function drawChecklist(block: Extract<CardBlock, { kind: 'checklist' }>, options: RenderOptions): Part[] {
  const { paint, width } = options;
  const items = block.items.map(({ mark, text, detail }) => {
    const inner = { ...options, width: width - 2 };
    const lines = [
      ...withAddresses(wrapWords(paintLine(text, paint), inner.width), text, inner),
      ...(detail === undefined ? [] : wrapWords(paintLine(detail, paint), inner.width)),
    ];
    return part(hang(`${paint.mark(mark)} `, lines), mark === 'pending' || mark === 'running');
  });
  return [part([drawBar(block.done, block.total, options)], true), ...items];
}

const barLength = 24;

function drawBar(done: number, total: number, { paint, width }: RenderOptions): string {
  const length = Math.min(barLength, width - 12);
  const filled = total === 0 ? length : Math.round((length * done) / total);
  const bar = paint.key('━'.repeat(filled)) + paint.dim('─'.repeat(length - filled));
  return `${bar} ${done} of ${total}`;
}

/** The address of a row's link stands behind its last line where there is room, else below. */
function withAddresses(lines: string[], text: Text, options: RenderOptions): string[] {
  const addresses = drawAddresses(text, options);
  const last = lines.at(-1);
  if (last === undefined || addresses.length !== 1) return [...lines, ...addresses];
  const joined = `${last}  ${addresses[0]}`;
  return widthOf(joined) <= options.width ? [...lines.slice(0, -1), joined] : [...lines, ...addresses];
}

/** An address is never broken, so that it can be copied: it may be wider than a line. */
function drawAddresses(text: Text, { paint }: RenderOptions): string[] {
  return paint.printsAddresses ? addressesOf(text).map(paint.dim) : [];
}

function drawLink(card: Card, options: RenderOptions): Part[] {
  if (!card.link) return [];
  const text: Text = [{ kind: 'link', text: card.link.label, url: card.link.url }];
  return [
    part([...wrapWords(paintText(text, options.paint), options.width), ...drawAddresses(text, options)]),
  ];
}

/** The card's own choices: bright, and set apart by an empty line. */
function drawChoices(choices: readonly Choice[], { paint, width, numberOf }: RenderOptions): Part[] {
  if (numberOf === null || choices.length === 0) return [];
  const parts = choices.map((choice) => {
    const style =
      choice.style === 'primary' ? paint.primary : choice.style === 'danger' ? paint.danger : String;
    return `${paint.key(`[${numberOf(choice)}]`)} ${style(makeSafeLine(choice.label))}`;
  });
  return [part(['', ...flow(parts, '   ', width, 4)])];
}

/** A row's choices stay in the background, or ten rows would drown the card's own. */
function drawRowChoices(choices: readonly Choice[], { paint, width, numberOf }: RenderOptions): string[] {
  if (numberOf === null) return [];
  const parts = choices.map((choice) => paint.dim(`[${numberOf(choice)}] ${makeSafeLine(choice.label)}`));
  return flow(parts, '  ', width);
}
