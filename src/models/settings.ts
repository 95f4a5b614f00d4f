/** What a model needs from the environment; without it the embedded planner and generator do the work. */
import * as z from 'zod';
import { DocketError } from '../domain/errors.ts';
import type { ModelPrice } from '../domain/usage.ts';
import { type AdapterSettings, readVariables } from '../ports/settings.ts';
import { readPrices } from './prices.ts';

const Count = z.coerce.number().int().positive();

export const ModelSettings = z.object({
  apiKey: z.string().min(1),
  baseUrl: z.url({ protocol: /^https?$/ }),
  /** The model's name at the server, by tier. */
  fast: z.string().min(1),
  standard: z.string().min(1),
  deep: z.string().min(1),
  /** Tokens one generation may use; the rules write what is left then. */
  tokensPerRun: Count,
  /** What one message of a person may use before they are asked whether to go on; `cost` in dollars, where it is known. */
  limits: z.object({ tokens: Count, cost: z.coerce.number().positive(), steps: Count }),
  /** By model, in dollars per million tokens. */
  prices: z.string().transform((text, context): Record<string, ModelPrice> => {
    const prices = readPrices(text);
    if (prices) return prices;
    context.addIssue({ code: 'custom', message: 'not a list of prices' });
    return z.NEVER;
  }),
});
export type ModelSettings = z.infer<typeof ModelSettings>;

type Problem = { message: string; remedy: string };

function notACount(variable: string, what: string, such: string): Problem {
  return {
    message: `${variable} is not a number of ${what}.`,
    remedy: `Give a whole number above 0, such as ${such}, or remove ${variable}.`,
  };
}

/** What is wrong when a setting of this name cannot be read. */
const problems: Record<string, Problem> = {
  baseUrl: {
    message: 'OPENAI_BASE_URL is not a usable address.',
    remedy: 'Give an http:// or https:// address, or remove OPENAI_BASE_URL to use OpenAI itself.',
  },
  tokensPerRun: notACount('DOCKET_MODEL_TOKENS', 'tokens', '200000'),
  'limits.tokens': notACount('DOCKET_RUN_TOKENS', 'tokens', '400000'),
  'limits.steps': notACount('DOCKET_RUN_STEPS', 'steps', '12'),
  'limits.cost': {
    message: 'DOCKET_RUN_COST is not a number of dollars.',
    remedy: 'Give a number above 0, such as 2 or 0.50, or remove DOCKET_RUN_COST.',
  },
  prices: {
    message: 'DOCKET_MODEL_PRICES is not a list of prices.',
    remedy:
      'Give dollars per million tokens as model=input/output or model=input/output/cached, with commas between models.',
  },
};

const optional = (name: string, description: string, given: { default?: string; example?: string }) => ({
  name,
  description,
  required: false,
  secret: false,
  ...given,
});

export const modelSettings: AdapterSettings<ModelSettings> = {
  name: 'model',
  title: 'The language model',
  variables: [
    {
      name: 'OPENAI_API_KEY',
      description: 'API key of OpenAI or a compatible server; any word when the server needs none',
      required: true,
      secret: true,
      example: 'sk-…',
    },
    optional('OPENAI_BASE_URL', 'Address of the OpenAI-compatible API', {
      default: 'https://api.openai.com/v1',
    }),
    optional('DOCKET_MODEL_FAST', 'Model for short and cheap work', { default: 'gpt-5-nano' }),
    optional('DOCKET_MODEL_STANDARD', 'Model that converses and picks tools', { default: 'gpt-5-mini' }),
    optional('DOCKET_MODEL_DEEP', 'Model that reads documents and drafts tickets', { default: 'gpt-5' }),
    optional(
      'DOCKET_MODEL_TOKENS',
      'Tokens that drafting the tickets of one document may use; the rules write the rest',
      { default: '200000' },
    ),
    optional(
      'DOCKET_MODEL_PRICES',
      'Dollars per million tokens by model, as input/output or input/output/cached; without it no cost is known',
      { example: 'gpt-5=1.25/10/0.125, gpt-5-mini=0.25/2' },
    ),
    optional('DOCKET_RUN_TOKENS', 'Tokens that one message may use before Docket asks whether to go on', {
      default: '400000',
    }),
    optional(
      'DOCKET_RUN_COST',
      'Dollars that one message may cost before Docket asks whether to go on, where prices are known',
      { default: '2' },
    ),
    optional('DOCKET_RUN_STEPS', 'Times the model is asked for one message before Docket asks to go on', {
      default: '12',
    }),
  ],
  parse(environment) {
    const values = readVariables(modelSettings, environment);
    if (values === null) return null;
    const { data, error } = ModelSettings.safeParse({
      apiKey: values.OPENAI_API_KEY,
      baseUrl: values.OPENAI_BASE_URL,
      fast: values.DOCKET_MODEL_FAST,
      standard: values.DOCKET_MODEL_STANDARD,
      deep: values.DOCKET_MODEL_DEEP,
      tokensPerRun: values.DOCKET_MODEL_TOKENS,
      limits: {
        tokens: values.DOCKET_RUN_TOKENS,
        cost: values.DOCKET_RUN_COST,
        steps: values.DOCKET_RUN_STEPS,
      },
      prices: values.DOCKET_MODEL_PRICES ?? '',
    });
    if (data) return data;
    const issues = error.issues.map((issue) => issue.path.join('.'));
    throw new DocketError('CONFIG_INVALID', { ...problems[issues[0]!]!, details: { issues } });
  },
};
