/** A question the terminal itself asks, line by line: to confirm a press, or for the fields of a form. */
import type { CardBlock, Choice, FormField } from '../../cards/card.ts';
import { muted } from '../../cards/phrases.ts';
import { makeSafeLine } from './safe-text.ts';

export type Question = {
  /** Printed above the line that is typed. */
  intro: CardBlock[];
  prompt: string;
  answer(text: string): Answer;
};

export type Answer =
  | { kind: 'ask'; question: Question; wrong?: string }
  | { kind: 'send'; choice: Choice; values: Record<string, string> | null }
  | { kind: 'leave' };

export function confirmPress(choice: Choice): Question {
  return {
    intro: [{ kind: 'text', text: choice.confirm ?? choice.label }],
    prompt: 'y/N › ',
    answer: (text) =>
      /^y(es)?$/i.test(text.trim()) ? { kind: 'send', choice, values: null } : { kind: 'leave' },
  };
}

export type Form = { fields: FormField[]; submit: Choice };

/** Asks the fields one by one; nothing is sent before the last one is answered. */
export function askForm(form: Form): Question {
  const first = askField(form, 0, {});
  const said = `${form.fields.length === 1 ? 'One field' : `${form.fields.length} fields`}. Enter keeps what stands there, - empties it, /cancel changes nothing.`;
  return { ...first, intro: [remark(said), ...first.intro] };
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

/** What the field is for, and what stands in it now. */
function describe(field: FormField): CardBlock[] {
  const help = field.help ? [remark(field.help)] : [];
  if (field.input === 'select') return [...help, remark(listOptions(field))];
  const several = field.input === 'text' && field.lines === 'many';
  return [
    ...help,
    ...(several ? [remark('Several lines: """ before and after them')] : []),
    ...showCurrent(field.value ?? ''),
  ];
}

function showCurrent(value: string): CardBlock[] {
  if (value === '') return [];
  const lines = value.split('\n');
  const left = lines.length - shownLines;
  const text = lines.slice(0, shownLines).join('\n');
  return [{ kind: 'quote', text }, ...(left > 0 ? [remark(`… ${left} more lines`)] : [])];
}

function listOptions(field: Extract<FormField, { input: 'select' }>): string {
  return field.options
    .map(({ label, value }, at) => `${at + 1} ${label}${value === field.value ? ' (now)' : ''}`)
    .join(' · ');
}

function remark(text: string): CardBlock {
  return { kind: 'text', text: muted(text) };
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
