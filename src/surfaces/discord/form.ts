/** A form as a modal of Discord, on as many pages as its fields need, and what was filled in. */
import type {
  APIComponentInLabel,
  APILabelComponent,
  APIModalInteractionResponseCallbackData,
} from 'discord.js';
import * as z from 'zod';
import type { Card, CardBlock, FormField } from '../../cards/card.ts';
import { cutPlain } from '../../cards/cut-text.ts';
import { makeSafe, makeSafeLine } from '../../messenger/safe-text.ts';
import { formatId } from './custom-id.ts';
import { toMarkdown } from './markdown.ts';
import { mostFields, mostOptions } from './settings.ts';

export type Modal = APIModalInteractionResponseCallbackData;
type Form = Extract<CardBlock, { kind: 'form' }>;

const longestTitle = 45;
const longestLabel = 45;
const longestHelp = 100;
const longestOption = 100;
const longestInput = 4000;

/** Null for a card without a form. */
export function formOf(card: Card): Form | null {
  return card.blocks.find((block) => block.kind === 'form') ?? null;
}

/** Fields with a text longer than Discord's inputs take are on no page, so that saving cannot cut it. */
export function pagesOf({ fields }: Form): FormField[][] {
  const fitting = fields.filter((field) => (field.value ?? '').length <= longestInput);
  const pages = Math.max(1, Math.ceil(fitting.length / mostFields));
  const each = Math.ceil(fitting.length / pages);
  return Array.from({ length: pages }, (_, at) => fitting.slice(at * each, (at + 1) * each));
}

/** `values` are what was filled in before. The first page is 0. */
export function drawModal(
  card: Card,
  form: Form,
  { draft, page, values }: { draft: string; page: number; values: Record<string, string> },
): Modal {
  const pages = pagesOf(form);
  const fields = pages[page] ?? [];
  const number = pages.length > 1 ? ` · ${page + 1}/${pages.length}` : '';
  const said = page === 0 ? noteOf(card, form) : '';
  const note = said !== '' && fields.length < mostFields ? [{ type: 10 as const, content: said }] : [];
  const title = cutPlain(makeSafeLine(card.title), longestTitle - number.length) || 'Docket';
  return {
    custom_id: formatId({ kind: 'fill', token: `${draft}.${page}` }),
    title: `${title}${number}`,
    components: [...note, ...fields.map((field) => drawField(field, values[field.name]))],
  };
}

function noteOf(card: Card, { fields }: Form): string {
  const said = card.blocks.flatMap((block) =>
    block.kind === 'text' ? toMarkdown(block.text, () => null) : [],
  );
  const left = fields.filter((field) => (field.value ?? '').length > longestInput).map(({ label }) => label);
  const notice =
    left.length === 0 ? [] : [`Too long to be edited here, and left as it is: ${left.join(', ')}.`];
  return [...said, ...notice].filter((line) => line.trim() !== '').join('\n');
}

function drawField(field: FormField, filled: string | undefined): APILabelComponent {
  const { help } = field;
  return {
    type: 18,
    label: cutPlain(makeSafeLine(field.label), longestLabel) || '…',
    ...(help ? { description: cutPlain(makeSafeLine(help), longestHelp) } : {}),
    component: drawInput(field, filled ?? field.value ?? ''),
  };
}

function drawInput(field: FormField, value: string): APIComponentInLabel {
  if (field.input === 'select') {
    const options = field.options.slice(0, mostOptions).map((option) => ({
      value: option.value,
      label: cutPlain(makeSafeLine(option.label), longestOption) || '…',
      ...(option.value === value ? { default: true } : {}),
    }));
    const { name, required } = field;
    return { type: 3, custom_id: name, options, required, min_values: required ? 1 : 0 };
  }
  const most = field.input === 'number' ? 20 : Math.min(field.max, longestInput);
  return {
    type: 4,
    custom_id: field.name,
    style: field.input === 'text' && field.lines === 'many' ? 2 : 1,
    required: field.required,
    max_length: most,
    ...(value === '' ? {} : { value: makeSafe(value).slice(0, most) }),
  };
}

const Filled = z.array(
  z.object({
    component: z
      .object({
        custom_id: z.string(),
        value: z.string().nullish(),
        values: z.array(z.string()).nullish(),
      })
      .optional(),
  }),
);

/** A value for every field of the page; an empty one is an empty text. */
export function readFilled(components: unknown): Record<string, string> {
  return Object.fromEntries(
    Filled.parse(components).flatMap(({ component }) =>
      component ? [[component.custom_id, component.value ?? component.values?.[0] ?? '']] : [],
    ),
  );
}
