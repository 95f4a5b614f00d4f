/** What a model needs from the environment; without it the embedded planner and generator do the work. */
import * as z from 'zod';
import { DocketError } from '../domain/errors.ts';
import { type AdapterSettings, readVariables } from '../ports/settings.ts';

/** How much a piece of work deserves: routing and short answers, the usual, documents as a whole (S0-67). */
export const ModelTier = z.enum(['fast', 'standard', 'deep']);
export type ModelTier = z.infer<typeof ModelTier>;

export const ModelSettings = z.object({
  apiKey: z.string().min(1),
  baseUrl: z.url({ protocol: /^https?$/ }),
  /** The model's name at the server, by tier. */
  fast: z.string().min(1),
  standard: z.string().min(1),
  deep: z.string().min(1),
  /** Tokens one generation may use; the rules write what is left then. */
  tokensPerRun: z.coerce.number().int().positive(),
});
export type ModelSettings = z.infer<typeof ModelSettings>;

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
    {
      name: 'OPENAI_BASE_URL',
      description: 'Address of the OpenAI-compatible API',
      required: false,
      secret: false,
      default: 'https://api.openai.com/v1',
    },
    {
      name: 'DOCKET_MODEL_FAST',
      description: 'Model for short and cheap work',
      required: false,
      secret: false,
      default: 'gpt-5-nano',
    },
    {
      name: 'DOCKET_MODEL_STANDARD',
      description: 'Model that converses and picks tools',
      required: false,
      secret: false,
      default: 'gpt-5-mini',
    },
    {
      name: 'DOCKET_MODEL_DEEP',
      description: 'Model that reads documents and drafts tickets',
      required: false,
      secret: false,
      default: 'gpt-5',
    },
    {
      name: 'DOCKET_MODEL_TOKENS',
      description: 'Tokens that drafting the tickets of one document may use; the rules write the rest',
      required: false,
      secret: false,
      default: '200000',
    },
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
    });
    if (data) return data;
    const issues = error.issues.map((issue) => issue.path.join('.'));
    throw issues.includes('baseUrl') ? wrongAddress(issues) : wrongNumber(issues);
  },
};

function wrongAddress(issues: string[]): DocketError {
  return new DocketError('CONFIG_INVALID', {
    message: 'OPENAI_BASE_URL is not a usable address.',
    remedy: 'Give an http:// or https:// address, or remove OPENAI_BASE_URL to use OpenAI itself.',
    details: { issues },
  });
}

function wrongNumber(issues: string[]): DocketError {
  return new DocketError('CONFIG_INVALID', {
    message: 'DOCKET_MODEL_TOKENS is not a number of tokens.',
    remedy: 'Give a whole number above 0, such as 200000, or remove DOCKET_MODEL_TOKENS.',
    details: { issues },
  });
}
