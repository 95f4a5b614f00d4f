/** A form as a dialogue of Slack, and what was filled in as the values the form asked for. */
import type { InputBlock, KnownBlock, ModalView, PlainTextElement } from '@slack/types';
import * as z from 'zod';
import type { Card, FormField } from '../../cards/card.ts';
import { makeSafe, makeSafeLine } from '../../messenger/safe-text.ts';
import { renderMessage } from './render.ts';
import { plain, sectionOf, toElements, type UserOf } from './rich-text.ts';

/** What a dialogue brings back with it: the press it stands for, and where its card belongs. */
const Kept = z.object({
  action: z.string(),
  thread: z.string(),
  /** Sent along with what is filled in. */
  values: z.record(z.string(), z.string()).optional(),
});
export type Kept = z.infer<typeof Kept>;

const longestInput = 3000;
const element = 'v';

/** Shown at once, because Slack lets a dialogue be opened for three seconds after a press only. */
export function drawLoading(): ModalView {
  return drawView('One moment', [{ type: 'section', text: label('Opening …') }], null);
}

/** A form to fill in, or a card as it is: a ticket in full, or that somebody else has changed it. */
export function drawDialogue(card: Card, thread: string, userOf: UserOf): ModalView {
  const form = drawModal(card, thread, userOf);
  if (form) return form;
  const { blocks } = renderMessage(card, userOf);
  const said: KnownBlock[] = [
    { type: 'section', text: label(makeSafe(card.summary).slice(0, longestInput)) },
  ];
  return {
    ...drawView(card.title, blocks.length > 0 ? blocks : said, null),
    private_metadata: keepPlace(thread),
  };
}

/** For a view without a form: where what is pressed in it belongs. */
export function keepPlace(thread: string): string {
  return JSON.stringify({ action: '', thread } satisfies Kept);
}

/**
 * Null for a card without a form. A field whose text is longer than Slack's inputs take is left out and named, so that
 * saving cannot cut it.
 */
export function drawModal(
  card: Card,
  thread: string,
  userOf: UserOf,
  values?: Kept['values'],
): ModalView | null {
  const form = card.blocks.find((block) => block.kind === 'form');
  if (!form) return null;
  const fits = (field: FormField) => (field.value ?? '').length <= longestInput;
  const said = card.blocks.flatMap((block): KnownBlock[] => {
    const section = block.kind === 'text' ? sectionOf([toElements(block.text, userOf)]) : null;
    return section ? [{ type: 'rich_text', elements: [section] }] : [];
  });
  const left = form.fields.filter((field) => !fits(field)).map((field) => field.label);
  const notice: KnownBlock[] =
    left.length === 0
      ? []
      : [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: plain(`Too long to be edited here, and left as it is: ${left.join(', ')}.`),
              },
            ],
          },
        ];
  const inputs = form.fields.filter(fits).map(drawInput);
  const submit = { ...label(makeSafeLine(form.submit.label).slice(0, 24) || 'Send') };
  return {
    ...drawView(card.title, [...said, ...notice, ...inputs], submit),
    callback_id: 'dk1:form',
    private_metadata: JSON.stringify({
      action: form.submit.action,
      thread,
      ...(values ? { values } : {}),
    } satisfies Kept),
  };
}

function drawView(title: string, blocks: KnownBlock[], submit: PlainTextElement | null): ModalView {
  return {
    type: 'modal',
    title: label(shorten(makeSafeLine(title), 24) || 'Docket'),
    close: label('Cancel'),
    ...(submit ? { submit } : {}),
    blocks,
  };
}

function drawInput(field: FormField): InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: label(makeSafeLine(field.label).slice(0, 150)),
    optional: !field.required,
    ...(field.help ? { hint: label(makeSafeLine(field.help).slice(0, 150)) } : {}),
    element: drawElement(field),
  };
}

function drawElement(field: FormField): InputBlock['element'] {
  if (field.input === 'select') {
    const options = field.options.slice(0, 100).map(({ value, label: text }) => {
      return { value, text: label(makeSafeLine(text).slice(0, 75)) };
    });
    const chosen = options.find(({ value }) => value === field.value);
    return {
      type: 'static_select',
      action_id: element,
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    };
  }
  const initial = field.value ? { initial_value: makeSafe(field.value) } : {};
  if (field.input === 'number') {
    return { type: 'number_input', action_id: element, is_decimal_allowed: true, ...initial };
  }
  const max = Math.min(field.max, longestInput);
  return {
    type: 'plain_text_input',
    action_id: element,
    multiline: field.lines === 'many',
    max_length: max,
    ...initial,
  };
}

const Filled = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      value: z.string().nullish(),
      selected_option: z.object({ value: z.string() }).nullish(),
    }),
  ),
);

/** A value for every field of the dialogue; an empty one is an empty text. */
export function readFilled(values: unknown): Record<string, string> {
  const filled = Filled.parse(values);
  return Object.fromEntries(
    Object.entries(filled).map(([name, inputs]) => {
      const { value, selected_option } = inputs[element] ?? {};
      return [name, selected_option?.value ?? value ?? ''];
    }),
  );
}

/** Null for a dialogue that is none of today's. */
export function readKept(metadata: string): Kept | null {
  try {
    return Kept.parse(JSON.parse(metadata));
  } catch {
    return null;
  }
}

function label(text: string): PlainTextElement {
  return { type: 'plain_text', text: text === '' ? '…' : text, emoji: false };
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
