/** Cuts a card to a surface's limits, and marks everything it cut. */
import type { Card, CardBlock, Choice, ListItem } from './card.ts';
import { cutPlain, cutText } from './cut-text.ts';
import { keepRows, shrinkCard } from './shrink-card.ts';

/** What a surface can take. Lengths are UTF-16 code units; `Infinity` where there is no limit. */
export type CardLimits = {
  /** Everything a card says together, without choices. */
  characters: number;
  title: number;
  /** One text, quote or code block. */
  text: number;
  /** The second line of a list item. */
  body: number;
  /** Rows of one list, checklist, table or set of fields. */
  items: number;
  choices: number;
  label: number;
  confirm: number;
};

/**
 * The same card, cut to the limits. Nothing that is said is cut without a mark: `…`, or a line that counts what is left
 * out. Choices beyond the limit are left out from the end, so a builder puts the important ones first.
 */
export function fitCard(card: Card, limits: CardLimits): Card {
  const fitted: Card = {
    ...card,
    title: cutPlain(card.title, limits.title),
    blocks: card.blocks.flatMap((block) => fitBlock(block, limits)),
    choices: fitChoices(card.choices, limits),
  };
  return shrinkCard(fitted, limits.characters);
}

function fitBlock(block: CardBlock, limits: CardLimits): CardBlock[] {
  switch (block.kind) {
    case 'text':
      return [{ ...block, text: cutText(block.text, limits.text) }];
    case 'quote':
    case 'code':
      return [{ ...block, text: cutPlain(block.text, limits.text) }];
    case 'list':
      return keepRows({ ...block, items: block.items.map((item) => fitItem(item, limits)) }, limits.items);
    case 'fields':
    case 'checklist':
    case 'table':
      return keepRows(block, limits.items);
    case 'form':
      return [{ ...block, submit: fitChoice(block.submit, limits) }];
    case 'menu':
      return [{ ...block, options: block.options.map((choice) => fitChoice(choice, limits)) }];
    case 'divider':
      return [block];
  }
}

function fitItem(item: ListItem, limits: CardLimits): ListItem {
  return {
    ...item,
    ...(item.body === undefined ? {} : { body: cutText(item.body, limits.body) }),
    ...(item.choices ? { choices: fitChoices(item.choices, limits) } : {}),
  };
}

function fitChoices(choices: readonly Choice[], limits: CardLimits): Choice[] {
  return choices.slice(0, limits.choices).map((choice) => fitChoice(choice, limits));
}

function fitChoice(choice: Choice, limits: CardLimits): Choice {
  const { confirm } = choice;
  return {
    ...choice,
    label: cutPlain(choice.label, limits.label),
    ...(confirm === undefined ? {} : { confirm: cutPlain(confirm, limits.confirm) }),
  };
}
