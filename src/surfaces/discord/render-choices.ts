/** What a person can press in a message: buttons in rows, and a menu where buttons have no room. */
import type { APIButtonComponent, APISelectMenuOption } from 'discord.js';
import type { CardBlock, Choice } from '../../cards/card.ts';
import { cutPlain } from '../../cards/cut-text.ts';
import { makeSafeLine, safeUrl } from '../../messenger/safe-text.ts';
import { type Row, rowOf, type Select } from './components.ts';
import { type CustomId, formatId } from './custom-id.ts';
import { mostButtons, mostOptions } from './settings.ts';

const longestLabel = 80;
const longestOption = 100;
const longestUrl = 512;

/** Names components of one message so that no two have the same name. */
export type Namer = (id: CustomId) => string;

export function createNamer(): Namer {
  const used = new Map<string, number>();
  return (id) => {
    const name = formatId(id);
    const twin = used.get(name) ?? 0;
    used.set(name, twin + 1);
    return formatId(id, twin);
  };
}

const styles = { primary: 1, danger: 4 } as const;

export function drawButton({ label, action, style, confirm }: Choice, name: Namer): APIButtonComponent {
  return {
    type: 2,
    style: style ? styles[style] : 2,
    label: cutLabel(label),
    custom_id: name({ kind: confirm === undefined ? 'do' : 'ask', token: action }),
  };
}

/** Opens what else can be done with a line. */
export function drawOpener(choices: readonly Choice[], name: Namer): APIButtonComponent {
  const isReview = choices.some(({ label }) => label.startsWith('Approve'));
  const token = choices.at(-1)!.action;
  return { type: 2, style: 2, label: isReview ? 'Review' : 'Open', custom_id: name({ kind: 'row', token }) };
}

/** Null for an address that people are not sent to. */
export function drawLink(label: string, url: string): APIButtonComponent | null {
  const safe = safeUrl(url);
  if (!safe || safe.length > longestUrl) return null;
  return { type: 2, style: 5, label: cutLabel(label), url: safe };
}

export function drawRows(buttons: readonly APIButtonComponent[]): Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < buttons.length; at += mostButtons)
    rows.push(rowOf(buttons.slice(at, at + mostButtons)));
  return rows;
}

/** A select menu of Discord takes 25; the rest can be said in words. Empty where there is nothing to choose. */
export function drawMenu(label: string, choices: readonly Choice[], name: Namer): Row[] {
  const seen = new Set<string>();
  const options = choices.flatMap((choice): APISelectMenuOption[] => {
    const value = formatId({ kind: choice.confirm === undefined ? 'do' : 'ask', token: choice.action });
    if (seen.has(value) || seen.size === mostOptions) return [];
    seen.add(value);
    return [{ value, label: cutPlain(makeSafeLine(choice.label), longestOption) || '…' }];
  });
  if (options.length === 0) return [];
  const select: Select = {
    type: 3,
    custom_id: name({ kind: 'more', token: '' }),
    placeholder: cutLabel(label),
    options,
  };
  return [rowOf([select])];
}

type Menu = Extract<CardBlock, { kind: 'menu' }>;

/** What a menu asks again is asked for each of its options. */
export function menuChoices({ options, confirm }: Menu): Choice[] {
  return options.map((choice) => (confirm === undefined ? choice : { confirm, ...choice }));
}

function cutLabel(label: string): string {
  return cutPlain(makeSafeLine(label), longestLabel) || '…';
}
