/** A question the terminal itself asks, line by line: to confirm a press, or for the fields of a form. */
import type { Choice, FormField } from '../../cards/card.ts';
import { makeSafe, makeSafeLine } from './safe-text.ts';

export type Question = {
  /** Printed above the line that is typed. */
  intro: string[];
  prompt: string;
  answer(text: string): Answer;
};

export type Answer =
  | { kind: 'ask'; question: Question; wrong?: string }
  | { kind: 'send'; choice: Choice; values: Record<string, string> | null }
  | { kind: 'leave' };

export function confirmPress(choice: Choice): Question {
  return {
    intro: [makeSafeLine(choice.confirm ?? choice.label)],
    prompt: 'y/N › ',
    answer: (text) =>
      /^y(es)?$/i.test(text.trim()) ? { kind: 'send', choice, values: null } : { kind: 'leave' },
  };
}

export type Form = { fields: FormField[]; submit: Choice };

/** Asks the fields one by one; nothing is sent before the last one is answered. */
export function askForm(form: Form): Question {
  const first = askField(form, 0, {});
  const said = `${form.fields.length} fields. Enter keeps what stands there, - empties it, /cancel changes nothing.`;
  return { ...first, intro: [said, ...first.intro] };
}

function askField(form: Form, at: number, values: Record<string, string>): Question {
  const field = form.fields[at]!;
  return {
    intro: describe(field),
    prompt: `${makeSafeLine(field.label)} › `,
    answer(text) {
      if (text.trim() === '/cancel') return { kind: 'leave' };
      const read = readField(field, text);
      if ('wrong' in read) return { kind: 'ask', question: askField(form, at, values), wrong: read.wrong };
      const next = { ...values, [field.name]: read.value };
      if (at + 1 < form.fields.length) return { kind: 'ask', question: askField(form, at + 1, next) };
      return { kind: 'send', choice: form.submit, values: next };
    },
  };
}

const shownLines = 6;

function describe(field: FormField): string[] {
  const help = field.help ? [makeSafeLine(field.help)] : [];
  const many =
    field.input === 'text' && field.lines === 'many' ? ['Several lines: """ before and after them'] : [];
  if (field.input === 'select') return [...help, listOptions(field)];
  const current = field.value ? makeSafe(field.value).split('\n') : [];
  const shown = current.slice(0, shownLines);
  const more = current.length > shownLines ? [`… ${current.length - shownLines} more lines`] : [];
  return [...help, ...many, ...[...shown, ...more].map((line) => `│ ${line}`)];
}

function listOptions(field: Extract<FormField, { input: 'select' }>): string {
  return field.options
    .map(({ label, value }, at) => `${at + 1} ${makeSafeLine(label)}${value === field.value ? ' (now)' : ''}`)
    .join(' · ');
}

type Read = { value: string } | { wrong: string };

function readField(field: FormField, text: string): Read {
  const typed = text.trim();
  if (typed === '' && field.value) return { value: field.value };
  const value = typed === '-' ? '' : typed;
  if (value === '') return field.required ? { wrong: `${field.label} is needed.` } : { value };
  switch (field.input) {
    case 'text':
      return value.length <= field.max
        ? { value }
        : { wrong: `${field.label} may have ${field.max} characters; that was ${value.length}.` };
    case 'number':
      return Number.isFinite(Number(value)) ? { value } : { wrong: `${field.label} is a number.` };
    case 'select':
      return readOption(field, value);
  }
}

/** An option by its number, its label or its value. */
function readOption(field: Extract<FormField, { input: 'select' }>, typed: string): Read {
  const word = typed.toLowerCase();
  const chosen =
    field.options.find(({ label, value }) => [label.toLowerCase(), value.toLowerCase()].includes(word)) ??
    (/^\d+$/.test(word) ? field.options[Number(word) - 1] : undefined);
  return chosen
    ? { value: chosen.value }
    : { wrong: `${field.label} is one of: ${field.options.map(({ label }) => label).join(', ')}.` };
}
