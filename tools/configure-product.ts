/** Sets up a product: connectors, approvers, assignees, limits and cycle time; said once, by an owner or admin. */
import * as z from 'zod';
import type { Card } from '../src/cards/card.ts';
import { readAttachedText } from '../src/catalog/attached-text.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { toSnakeCase } from '../src/catalog/wire.ts';
import { Product } from '../src/domain/capability.ts';
import { sayMoney } from '../src/domain/cogs.ts';
import { DocketError } from '../src/domain/errors.ts';

export default defineTool({
  description:
    'Show or set up a product, as an owner or admin: ticket connectors per audience, who approves at which gate, who gets tickets, limits of work, compliance checklist, cycle time, cost threshold and codebase context.',
  effect: 'write',
  access: 'person',
  undoable: false,
  input: z.object({
    name: z
      .string()
      .trim()
      .max(80)
      .optional()
      .describe('Absent means the only or first one; a new name makes a product'),
    prefix: z.string().max(10).optional().describe('What keys of its capabilities begin with'),
    config: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Fields to set; others stay. JSON, or an attached file'),
  }),
  output: z.object({ product: Product }),
  async run(wish, context) {
    const { services, caller } = context;
    const file = wish.config ? null : await readAttachedText(context);
    const config = wish.config ?? (file ? readJson(file.text) : undefined);
    if (!config && !wish.prefix && !wish.name) return { product: await services.factory.product(caller) };
    return { product: await services.factory.configureProduct(caller, { ...wish, config }) };
  },
  show: ({ product }) => ({ card: drawProduct(product) }),
  wire: ({ product }) => toSnakeCase(product),
  command: {
    verb: 'product',
    usage: '[name] [field=value as JSON]',
    input: (words) => {
      const [, name = '', rest = ''] = /^(.*?)\s*((?:\w+=).*)?$/s.exec(words.join(' ')) ?? [];
      const [, field, value] = /^(\w+)=(.*)$/s.exec(rest) ?? [];
      return {
        ...(name ? { name } : {}),
        ...(field && field !== 'prefix' ? { config: { [field]: parseValue(value ?? '') } } : {}),
        ...(field === 'prefix' && value ? { prefix: value } : {}),
      };
    },
  },
});

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readJson(text: string): Record<string, unknown> {
  const read = z.record(z.string(), z.unknown()).safeParse(parseValue(text.replace(/^```\w*|```$/gm, '')));
  if (read.success) return read.data;
  throw new DocketError('INVALID_INPUT', {
    message: 'The attached set-up is no JSON object. Nothing was changed.',
    remedy: 'Attach a file such as {"cogs_threshold": {"amount": 500}}.',
  });
}

function drawProduct({ name, prefix, config }: Product): Card {
  const { connectors, approvers, assignees, cycle_time, cogs_threshold, compliance_checklist, wip_limits } =
    config;
  const lines = (record: Record<string, unknown>) =>
    Object.entries(record)
      .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
      .join('; ') || 'as in the pipeline';
  const items = [
    { label: 'Keys', value: `${prefix}-1, ${prefix}-2 …` },
    {
      label: 'Connectors',
      value:
        connectors
          .map(({ id, provider, audiences }) => `${id} (${provider}) for ${audiences.join(', ')}`)
          .join('; ') || 'local',
    },
    { label: 'Approvers', value: lines(approvers) },
    { label: 'Assignees', value: Object.keys(assignees).length > 0 ? lines(assignees) : 'nobody' },
    { label: 'Limits of work', value: Object.keys(wip_limits).length > 0 ? lines(wip_limits) : 'none' },
    {
      label: 'Cycle time',
      value: `${cycle_time.max_days} days at most, ${cycle_time.ideal_hours} hours ideally`,
    },
    { label: 'Cost review above', value: cogs_threshold ? sayMoney([cogs_threshold]) : 'never' },
    { label: 'Compliance', value: compliance_checklist.join('; ') || 'no checklist' },
  ];
  return {
    title: `Product ${name}`,
    tone: 'neutral',
    blocks: [{ kind: 'fields', items }],
    choices: [],
    summary: `${name}: keys begin with ${prefix}.`,
  };
}
