/** Whether Slack would take these blocks: their shape by Slack's own types, and the limits that the types do not tell. */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

type Json = Record<string, unknown>;

const validators = new Map<string, ValidateFunction>();
let ajv: Ajv | null = null;

function validatorOf(definition: string): ValidateFunction {
  const known = validators.get(definition);
  if (known) return known;
  if (!ajv) {
    const file = new URL('./blocks.schema.json', import.meta.url);
    ajv = new Ajv({ strict: false, allErrors: false }).addSchema(
      JSON.parse(readFileSync(file, 'utf8')),
      'slack',
    );
  }
  const validate = ajv.compile({ $ref: `slack#/definitions/${definition}` });
  validators.set(definition, validate);
  return validate;
}

/** What is wrong with a message's or view's blocks, in a sentence each; empty when Slack takes them. */
export function checkBlocks(blocks: unknown, most: number): string[] {
  if (!Array.isArray(blocks)) return ['blocks is no list'];
  const faults = blocks.flatMap((block, at) => checkBlock(block as Json, at));
  if (blocks.length > most) faults.push(`more than ${most} blocks`);
  if (most === 50 && measure(blocks) > 13_200) faults.push('msg_blocks_too_long');
  return [...faults, ...repeatedIds(blocks)];
}

export function checkView(view: Json): string[] {
  const validate = validatorOf(view.type === 'home' ? 'HomeView' : 'ModalView');
  const shape = validate(view)
    ? []
    : [`view: ${validate.errors?.[0]?.instancePath} ${validate.errors?.[0]?.message}`];
  const limits = ['title', 'submit', 'close'].flatMap((part) => longer(view[part], 24, part));
  const metadata = String(view.private_metadata ?? '').length > 3000 ? ['private_metadata is too long'] : [];
  return [...shape, ...limits, ...metadata, ...checkBlocks(view.blocks, 100)];
}

function checkBlock(block: Json, at: number): string[] {
  const validate = validatorOf('KnownBlock');
  const where = `block ${at} (${String(block.type)})`;
  if (!validate(block)) {
    return [`${where}: ${validate.errors?.[0]?.instancePath} ${validate.errors?.[0]?.message}`];
  }
  return [...limitsOf(block), ...emptyTexts(block)].map((fault) => `${where}: ${fault}`);
}

function limitsOf(block: Json): string[] {
  const elements = (block.elements ?? []) as Json[];
  switch (block.type) {
    case 'header':
      return longer(block.text, 150, 'text');
    case 'section':
      return longer(block.text, 3000, 'text');
    case 'context':
      return elements.length > 10 ? ['more than 10 elements'] : [];
    case 'actions':
      return [...(elements.length > 25 ? ['more than 25 elements'] : []), ...elements.flatMap(buttonLimits)];
    case 'plan':
      return ((block.tasks ?? []) as Json[]).flatMap((task) =>
        String(task.title).length > 256 ? ['a task title is longer than 256'] : [],
      );
    case 'context_actions':
      return elements.length > 5 ? ['more than 5 elements'] : [];
    case 'data_table':
      return dataTableLimits(block);
    case 'table': {
      const rows = (block.rows ?? []) as unknown[][];
      return rows.length > 100 || rows.some((row) => row.length > 20) ? ['too many rows or columns'] : [];
    }
    case 'input':
      return [...longer(block.label, 2000, 'label'), ...inputLimits(block.element as Json)];
    default:
      return [];
  }
}

function buttonLimits(button: Json): string[] {
  const confirm = button.confirm as Json | undefined;
  const options = (button.options ?? []) as Json[];
  return [
    ...optionLimits(options, button.type === 'overflow' ? 5 : 100),
    ...longer(button.placeholder, 150, 'placeholder'),
    ...longer(button.text, 75, 'button text'),
    ...(String(button.value ?? '').length > 2000 ? ['button value'] : []),
    ...(String(button.url ?? '').length > 3000 ? ['button url'] : []),
    ...longer(confirm?.title, 100, 'confirm title'),
    ...longer(confirm?.text, 300, 'confirm text'),
    ...longer(confirm?.confirm, 30, 'confirm button'),
    ...longer(confirm?.deny, 30, 'deny button'),
  ];
}

/** 2 to 101 rows of the same length, 20 columns, 10,000 characters; a head that is no rich text. */
function dataTableLimits({ rows, page_size }: Json): string[] {
  const lines = (rows ?? []) as Json[][];
  const width = lines[0]?.length ?? 0;
  return [
    ...(lines.length < 2 || lines.length > 101 ? [`${lines.length} rows`] : []),
    ...(width > 20 || lines.some((line) => line.length !== width)
      ? ['rows of different or too many columns']
      : []),
    ...(lines[0]?.some(({ type }) => type === 'rich_text') ? ['a head of rich text'] : []),
    ...(measure(lines) > 10_000 ? ['more than 10,000 characters'] : []),
    ...(Number(page_size ?? 5) < 1 || Number(page_size ?? 5) > 100 ? ['page_size'] : []),
  ];
}

function optionLimits(options: readonly Json[], most: number): string[] {
  return [
    ...(options.length > most ? [`more than ${most} options`] : []),
    ...options.flatMap((option) => [
      ...longer(option.text, 75, 'option text'),
      ...(String(option.value).length > 75 ? ['option value'] : []),
    ]),
  ];
}

function inputLimits(element: Json): string[] {
  const options = (element.options ?? []) as Json[];
  return [
    ...(String(element.initial_value ?? '').length > 3000 ? ['initial value is too long'] : []),
    ...optionLimits(options, 100),
  ];
}

function longer(text: unknown, most: number, name: string): string[] {
  const said = String((text as Json | undefined)?.text ?? '');
  return said.length > most ? [`${name} is longer than ${most}`] : [];
}

/** Slack refuses a text element that says nothing. */
function emptyTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(emptyTexts);
  if (typeof value !== 'object' || value === null) return [];
  const one = value as Json;
  const isText = one.type === 'text' || one.type === 'plain_text' || one.type === 'mrkdwn';
  if (isText && one.text === '') return ['an empty text'];
  return Object.values(one).flatMap(emptyTexts);
}

function repeatedIds(blocks: readonly unknown[]): string[] {
  const ids = (blocks as Json[]).flatMap((block) =>
    block.type === 'actions' ? (block.elements as Json[]).map(({ action_id }) => action_id) : [],
  );
  const named = ids.filter((id) => id !== undefined && id !== 'dk1:link');
  return new Set(named).size === named.length ? [] : ['action_id is not unique'];
}

/** All that the blocks say. */
function measure(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum, one) => sum + measure(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, one]) => {
    return sum + (key === 'text' && typeof one === 'string' ? one.length : measure(one));
  }, 0);
}
